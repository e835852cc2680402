"""A reply is words plus structure; every sentence that a person reads is in this package."""

from bot.core.replies.structure import Attachment, Button, Countdown, Form, FormInput, Reply, Tone

__all__ = ["Attachment", "Button", "Countdown", "Form", "FormInput", "Reply", "Tone"]
