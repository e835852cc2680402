"""Replies laid out for Discord, within its limits."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.core.replies import Button, Form, FormInput, Reply, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

MAX_TITLE = 256
MAX_DESCRIPTION = 4096
MAX_LABEL = 80
MAX_CUSTOM_ID = 100
MAX_MODAL_TITLE = 45
MAX_OPTION = 100
MAX_ANSWER = 400
BUTTONS_A_ROW = 5
ROWS = 5

_COLOURS = {
    Tone.PLAIN: discord.Colour.blurple(),
    Tone.GOOD: discord.Colour.green(),
    Tone.CLOSE: discord.Colour.gold(),
    Tone.BAD: discord.Colour.red(),
}
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARKUP = re.compile(r"([\\*_`~|\[\]<>@])")
_LINE_MARKUP = re.compile(r"^(\s*)([-#])", re.MULTILINE)
_LINK = re.compile(r"(?<=:)(?=//)")
_WORD_JOINER = "\u2060"
_UNWANTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked(Reply):
    """A reply that ends with a link of our own; what others wrote never becomes one."""

    link: str


def embed(reply: Reply) -> discord.Embed:
    """Lay a reply out as one embed."""
    laid_out = discord.Embed(colour=_COLOURS[reply.tone])
    if reply.title:
        laid_out.title = cut(escaped(reply.title), MAX_TITLE)
    small = _small_print(reply)
    room = MAX_DESCRIPTION - len(small)
    laid_out.description = cut(_body(reply), room) + small
    return laid_out


def _body(reply: Reply) -> str:
    lines = escaped(reply.text).split("\n")
    body = "\n".join(
        f"**{line}**" if number in reply.strong and line else line
        for number, line in enumerate(lines)
    )
    return f"{body} {reply.link}" if isinstance(reply, Linked) else body


def _small_print(reply: Reply) -> str:
    parts = [
        f"{str(number).translate(_SUPERSCRIPTS)} {escaped(source)}"
        for number, source in enumerate(reply.sources, 1)
    ]
    lines = [" · ".join(parts)] if parts else []
    footer = [escaped(reply.footer)] if reply.footer else []
    if reply.countdown is not None:
        footer.append(f"{reply.countdown.what} {relative(reply.countdown.moment)}")
    if footer:
        lines.append(" · ".join(footer))
    return cut("".join(f"\n-# {line}" for line in lines), MAX_DESCRIPTION // 2)


def relative(moment: datetime) -> str:
    """Write a moment as Discord's live countdown."""
    return f"<t:{int(moment.timestamp())}:R>"


def escaped(text: str) -> str:
    """Make sure that a text is shown as it is written."""
    text = _MARKUP.sub(r"\\\1", _UNWANTED.sub("", text))
    # clients turn an address into a link wherever it stands; the joiner has no width
    text = _LINK.sub(_WORD_JOINER, text)
    return _LINE_MARKUP.sub(r"\1\\\2", text)


def cut(text: str, limit: int) -> str:
    """Shorten a text to what Discord takes."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def files(reply: Reply) -> list[discord.File]:
    """Attach the files that go with a reply."""
    return [
        discord.File(io.BytesIO(file.text.encode("utf-8", "backslashreplace")), file.name)
        for file in reply.attachments
    ]


def view(buttons: Sequence[Button]) -> discord.ui.View | None:
    """Lay buttons out in rows; what is clicked comes back by its custom id, to any process."""
    fitting = [b for b in buttons if len(b.action) <= MAX_CUSTOM_ID][: ROWS * BUTTONS_A_ROW]
    if not fitting:
        return None
    laid_out = discord.ui.View(timeout=None)
    for button in fitting:
        style = discord.ButtonStyle.primary if button.primary else discord.ButtonStyle.secondary
        laid_out.add_item(
            discord.ui.Button(
                label=cut(_UNWANTED.sub("", button.label), MAX_LABEL),
                custom_id=button.action,
                style=style,
                disabled=button.disabled,
            )
        )
    # a stopped view is not kept by the library, which would hold one for each card ever shown
    laid_out.stop()
    return laid_out


def modal(form: Form) -> discord.ui.Modal:
    """Lay a form out; what is submitted comes back by its custom id, to any process."""
    laid_out = discord.ui.Modal(
        title=cut(form.title, MAX_MODAL_TITLE), custom_id=form.action, timeout=None
    )
    for asked in form.inputs:
        laid_out.add_item(discord.ui.Label(text=cut(asked.label, 45), component=_input(asked)))
    laid_out.stop()
    return laid_out


def _input(asked: FormInput) -> discord.ui.Item[discord.ui.View]:
    if asked.options:
        options = [
            discord.SelectOption(label=cut(text, MAX_OPTION), value=text.split()[0])
            for text in asked.options[:25]
        ]
        return discord.ui.Select(custom_id=asked.id, options=options, required=asked.required)
    return discord.ui.TextInput(
        custom_id=asked.id,
        placeholder=cut(asked.placeholder, 100) or None,
        required=asked.required,
        max_length=MAX_ANSWER,
    )
