"""Everything that can go wrong and be put right by somebody.

ColloquyError
├── LearnerError            the learner can put it right; its text is shown in the chat
│   ├── UnknownDeckError
│   ├── NoQuizError
│   ├── QuizRunningError
│   └── NotAllowedError
└── OperatorError           the operator can put it right; its text is shown on the console
    ├── DeckError           mistakes in decks or notes
    ├── SettingsError       mistakes in config/ or the environment
    └── StoreError          the store cannot be opened, read or written
        ├── StoreBusyError  another process has it open
        └── StaleWriteError a document was changed by someone else in the meantime

Anything else is a fault of ours and goes to the log with its traceback.
"""

from __future__ import annotations


class ColloquyError(Exception):
    """Carry a sentence for the person who can put it right."""


class LearnerError(ColloquyError):
    """Tell the learner what to do instead."""


class UnknownDeckError(LearnerError):
    """No deck of that name; the text names the nearest."""


class NoQuizError(LearnerError):
    """Nothing runs in this channel."""


class QuizRunningError(LearnerError):
    """One quiz a channel."""


class NotAllowedError(LearnerError):
    """Only the starter or a moderator may."""


class OperatorError(ColloquyError):
    """Tell the operator what to mend before the bot can go on."""


class DeckError(OperatorError):
    """Name every mistake of the decks and notes, with file and line."""


class SettingsError(OperatorError):
    """Name every mistake of the settings at once."""


class StoreError(OperatorError):
    """The store cannot be opened, read or written; nothing was overwritten."""


class StoreBusyError(StoreError):
    """Another process has the store open."""


class StaleWriteError(StoreError):
    """The document has a newer version than the one that was read."""
