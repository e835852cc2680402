"""The names of people, places and things: known when they are said, in any of their forms."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.core.deck import TermKind
from bot.core.replies import asking

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from bot.core.deck import Card, Deck, Term

OFTEN = 0.15
"""Share of a deck's cards from which a name goes without saying in the others."""

MOST_NAME_WORDS = 6

ROOT = 5
"""Letters by which words are taken for one: refuse, refused, refusal."""

REMEMBERED = 1 << 16
"""Phrasings of decks that are not read anew."""

_WORD = re.compile(r"[^\W_]+")
_LETTER_AND_NUMBER = re.compile(r"\b([a-z])-(?=\d)")
_OWNING = re.compile(r"['’`´](?=\w)|(?<=\d),(?=\d{3})")

_SMALL = frozenset(("the", "of", "de", "la", "and", "del", "von", "van", "al", "a"))

Key = tuple[str, str]
"""A term by its deck and id."""


def tokens(text: str) -> list[str]:
    """Cut a text into words without case, accents and apostrophes; U-2 is one word."""
    folded = text.casefold()
    if not folded.isascii():
        decomposed = unicodedata.normalize("NFKD", folded)
        folded = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _WORD.findall(_LETTER_AND_NUMBER.sub(r"\1", _OWNING.sub("", folded)))


def words(text: str) -> frozenset[str]:
    """Read words that are written one after another."""
    return frozenset(text.split())


def is_name(text: str) -> bool:
    """Tell whether a text is written as a name is: "Lima", "the City of the Kings"."""
    written = [word for word in re.findall(r"[^\W\d_]+", text) if word not in _SMALL]
    return bool(written) and all(word[0].isupper() for word in written)


def shown(item: Card) -> str:
    """Write down what a learner reads of a card: question, answer and explanation."""
    return f"{item.prompt} {asking.answer(item).text}"


@lru_cache(maxsize=REMEMBERED)
def token_set(text: str) -> frozenset[str]:
    """Cut a text that comes again and again into its different words."""
    return frozenset(tokens(text))


def whole(item: Card) -> str:
    """Write down all that a card says: question, phrasings, answer and explanation."""
    return " ".join((item.prompt, *item.asks, asking.answer(item).text))


class Names:
    """The names of people, places and things of some decks, for knowing one when it is said."""

    def __init__(self, decks: Mapping[str, Deck]) -> None:
        self._decks = decks
        self._common: dict[str, frozenset[Key]] = {}
        self._told: dict[tuple[str, TermKind | None], frozenset[Key]] = {}
        self._of_card: dict[tuple[str, str], frozenset[Key]] = {}
        self._terms: dict[Key, Term] = {}
        self._named: dict[tuple[str, ...], list[Key]] = defaultdict(list)
        for deck in decks.values():
            for term in deck.terms:
                self._terms[deck.id, term.id] = term
                for name in dict.fromkeys(tuple(tokens(n)) for n in (term.name, *term.also)):
                    self._named[name].append((deck.id, term.id))

    def said(self, text: str, kind: TermKind | None = None) -> frozenset[Key]:
        """List what a text names, the longest name where one is within another."""
        return frozenset(
            key
            for _, keys in self._found(tokens(text))
            for key in keys
            if kind is None or self._terms[key].kind is kind
        )

    def told(self, text: str, kind: TermKind | None = None) -> frozenset[Key]:
        """List the same of a deck's text, which comes again and again; nobody typed it."""
        if (text, kind) not in self._told:
            if len(self._told) >= REMEMBERED:
                self._told.clear()
            self._told[text, kind] = self.said(text, kind)
        return self._told[text, kind]

    def forms(self, text: str) -> frozenset[str]:
        """Give all words of all names of what a text names."""
        terms = (self._terms[key] for key in self.said(text))
        return frozenset(
            word for term in terms for name in (term.name, *term.also) for word in tokens(name)
        )

    def terms(self, text: str) -> list[Term]:
        """List the terms that a text names, in its order."""
        found = (keys[0] for _, keys in self._found(tokens(text)))
        return [self._terms[key] for key in dict.fromkeys(found)]

    def said_as(self, text: str, ids: Collection[str]) -> str:
        """Give the words by which a text names one of these terms; "" where it does not."""
        said = tokens(text)
        for span, keys in self._found(said):
            if any(identity in ids for _, identity in keys):
                return " ".join(said[slice(*span)])
        return ""

    def without(self, text: str) -> frozenset[str]:
        """Give the words of a text that are not part of a name."""
        said = tokens(text)
        named = {place for span, _ in self._found(said) for place in range(*span)}
        return frozenset(word for place, word in enumerate(said) if place not in named)

    def is_place(self, key: Key) -> bool:
        """Tell whether a term is a place, which often goes without saying."""
        return self._terms[key].kind is TermKind.PLACE

    def is_person(self, key: Key) -> bool:
        """Tell whether a term is a person, who is named where something is said of them."""
        return self._terms[key].kind is TermKind.PERSON

    def is_common(self, key: Key, deck: str) -> bool:
        """Tell whether so many cards of a deck name this that the others mean it too."""
        if deck not in self._common:
            cards = self._decks[deck].cards if deck in self._decks else ()
            counts = Counter(key for card in cards for key in self.told(shown(card)))
            least = OFTEN * len(cards)
            self._common[deck] = frozenset(k for k, count in counts.items() if count >= least)
        return key in self._common[deck]

    def named_by(self, card: Card, deck: str) -> frozenset[Key]:
        """List what a card names in its question, phrasings, answer and explanation."""
        if (deck, card.id) not in self._of_card:
            self._of_card[deck, card.id] = self.told(whole(card))
        return self._of_card[deck, card.id]

    def _found(self, said: list[str]) -> Iterator[tuple[tuple[int, int], list[Key]]]:
        """Give the places and the bearers of the names among some words, one behind the other."""
        start = 0
        while start < len(said):
            for end in range(min(start + MOST_NAME_WORDS, len(said)), start, -1):
                keys = self._named.get(tuple(said[start:end]))
                if keys:
                    yield (start, end), keys
                    start = end - 1
                    break
            start += 1
