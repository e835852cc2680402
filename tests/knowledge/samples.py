"""Decks and notes that tests write to a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NOTE = """\
# The Moon

The Moon goes round the Earth.

## Landings

Apollo 11 landed in 1969.

## Tides

- The Moon raises the tides.
"""

HEAD = """\
id = "moon"
title = "The Moon"

[[source]]
id = "note"
title = "The Moon"
kind = "note"
file = "moon.md"

[[source]]
id = "handout"
title = "A handout"
kind = "received"

[[source]]
id = "book"
title = "A book"
kind = "book"

[[event]]
id = "luna-2"
name = "Luna 2"
date = "1959-09-13"

[[event]]
id = "apollo-8"
name = "Apollo 8"
date = "1968-12-21"
until = "1968-12-27"

[[event]]
id = "apollo-11"
name = "Apollo 11"
date = "1969-07"

[[event]]
id = "christmas-1968"
name = "Christmas broadcast"
date = "1968-12-24"
"""

WHOLE = (
    HEAD
    + """
[[card]]
id = "first-steps"
kind = "short"
prompt = "Who first stepped on the Moon?"
asks = ["who walked on the moon first"]
answer = "Neil Armstrong"
accept = ["Armstrong"]
close = [{ given = "an American", say = "Which one?" }, "an astronaut"]
reject = ["Buzz Aldrin"]
choices = ["Buzz Aldrin", "Michael Collins"]
explain = "He left the lander first."
cite = ["note#Landings", "book#chapter 2"]
tags = ["apollo"]
difficulty = 1
answer_kind = "name"

[[card]]
id = "lander"
kind = "choice"
prompt = "What was the lander called?"
answer = "Eagle"
choices = ["Columbia", "Spider"]

[[card]]
id = "tides"
kind = "truth"
prompt = "The Moon raises the tides."
answer = true
cite = ["note#Tides"]

[[card]]
id = "year"
kind = "cloze"
text = "Apollo 11 landed in {{1969}}."

[[card]]
id = "race"
kind = "order"
prompt = "Put these in order."
items = ["apollo-11", "luna-2", "apollo-8"]

[[card]]
id = "crew"
kind = "list"
prompt = "Name two of the crew."
items = [
  { answer = "Armstrong", accept = ["Neil Armstrong"] },
  { answer = "Aldrin" },
  { answer = "Collins" },
]
need = 2

[[term]]
id = "armstrong"
name = "Neil Armstrong"
also = ["Armstrong"]
kind = "person"
about = "The first to step on the Moon."
cite = ["note#Landings"]

[[correction]]
id = "dark-side"
claim = "One side of the Moon is always dark."
verdict = "false"
right = "Every side has day and night."
because = "It turns."
seen_in = "handout"
cite = ["book"]

[[essay]]
id = "why-go"
question = "Why did they go?"
sides = ["science", "politics"]
  [[essay.point]]
  side = "science"
  text = "To bring back rocks"
  evidence = ["382 kg"]
  cite = ["note#Landings"]
  [[essay.point]]
  side = "politics"
  text = "To be first"
"""
)


def write_deck(folder: Path, text: str | bytes, name: str = "moon.toml") -> Path:
    """Write a deck beside its note, as a knowledge folder has them."""
    (folder / "decks").mkdir(exist_ok=True)
    (folder / "notes").mkdir(exist_ok=True)
    (folder / "notes" / "moon.md").write_text(NOTE, encoding="utf-8")
    path = folder / "decks" / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path
