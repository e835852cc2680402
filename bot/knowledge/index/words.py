"""Words: how a text is cut into them, which carry meaning, and how common they are in English."""

from __future__ import annotations

import json
import re
import threading
import unicodedata
from functools import lru_cache
from importlib import resources
from math import log
from typing import TYPE_CHECKING

import Stemmer

from bot.knowledge.index.forms import CHAT_FORMS, IRREGULAR

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_QUERY = 2_000  # characters; the rest of a pasted page is not read
MOST_WORDS = 48  # of a query

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+|\n")
# each begins with what is rarest, for speed over whole notes
_MARKS = re.compile(r"[\u0300-\u036f]+")  # what decomposing leaves of accents
_APOSTROPHE = re.compile(r"['’`´](?<=\w.)(?=\w)")  # kennedy's, don't
_DOTTED = re.compile(r"\.(?<=\b[a-z]\.)")  # u.s.s.r.
_HYPHENED = re.compile(r"-(?<=\b[a-z]-)(?=\d)")  # u-2, r-12
_THOUSANDS = re.compile(r",(?<=\d,)(?=\d{3})")  # 42,000
_ORDINAL = re.compile(r"(\d)(?:st|nd|rd|th)\b")  # 22nd


def word_set(text: str) -> frozenset[str]:
    """Read words that are written one after another."""
    return frozenset(text.split())


STOP_WORDS = word_set(
    """
    a an the is are was were be been being am do does did done doing of in on at to for from
    by with and or but as it its this that these those what which who whom whose when where
    why how i you he she we they me my mine your yours his her hers our ours their theirs
    them him us can could would should will shall may might must have has had having if then
    than so not no yes there here about into out up down over under again any some all both
    each other such only own same too very just also because while during before after
    between through against s t dont doesnt didnt isnt arent wasnt werent cant couldnt wont
    wouldnt ive im id ill whats whos wheres whens hows thats youre hes shes theyre lets
    please tell thanks thank hi hello hey ok okay lol
    """
)
FILLERS = word_set(  # ask for a kind of answer, and are seldom in it
    """
    many much name names named type types kind kinds sort year years date call called happen
    happened happens exactly really actually example examples regarding given get want know mean
    means say said give percentage amount
    """
)
WHO, WHEN, WHERE, WHY, HOW, WHAT, AMOUNT, WHETHER = range(1, 9)
KINDS = 9  # of question, with 0 for none
QUESTION_WORDS = {
    **dict.fromkeys(("who", "whom", "whose"), WHO),
    "when": WHEN,
    "where": WHERE,
    "why": WHY,
    "how": HOW,
    "what": WHAT,
    "which": WHAT,
}
NARROWED = {  # what "what" asks for beside one of these words, and so "how"
    WHAT: (
        (WHEN, word_set("year date day month time dates")),
        (WHERE, word_set("place country countries city where")),
        (WHY, word_set("reason reasons cause causes why")),
        (AMOUNT, word_set("number many much")),
    ),
    HOW: ((AMOUNT, word_set("many much long far")), (WHY, word_set("come"))),
}
OPENERS = word_set(
    """
    is are was were do does did can could will would should has have had may might must am
    """
)  # of a question to be answered by yes or no
NUMBER_STEMS = word_set(
    """
    one two three four five six seven eight nine ten eleven twelve dozen hundr thousand
    million billion twenti thirti forti fifti half percent januari februari march april june
    juli august septemb octob novemb decemb
    """
)
_local = threading.local()


def folded(text: str) -> str:
    """Lower the case and fold accents, apostrophes, dotted abbreviations and ordinals."""
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    text = _APOSTROPHE.sub("", text.casefold())
    for pattern in (_DOTTED, _HYPHENED, _THOUSANDS):
        text = pattern.sub("", text)
    return _ORDINAL.sub(r"\1", text)


def tokens(text: str) -> list[str]:
    """Cut folded text into words; a line break is a token of its own, a CJK sign a word."""
    return _TOKEN.findall(folded(text))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Take off English endings (Porter's second stemmer); numbers and other scripts stay."""
    if not word.isascii() or not word.isalpha():
        return word
    return english().stems.get(word) or stem_anew(word)


def stem_anew(word: str) -> str:
    """Write a chat's forms out and take off the endings; `stem` knows common words by heart."""
    long = CHAT_FORMS.get(word, word)
    stemmer = getattr(_local, "stemmer", None)
    if stemmer is None:  # one for each thread, since it keeps what it works on
        stemmer = _local.stemmer = Stemmer.Stemmer("english")
    return str(stemmer.stemWord(IRREGULAR.get(long, long)))


def question_kind(words: Sequence[str]) -> int:
    """Tell what kind of thing is asked for; `part.py` does the same for all texts at once."""
    kind = next((QUESTION_WORDS[word] for word in words if word in QUESTION_WORDS), 0)
    for narrower, beside in NARROWED.get(kind, ()):
        if not beside.isdisjoint(words):
            return narrower
    return WHETHER if not kind and words and words[0] in OPENERS else kind


class English:
    """How many of `texts` plain English texts have a stem; what an index knows beforehand.

    `stems` are those of the common words.
    """

    def __init__(self, texts: int, counts: dict[str, int], stems: dict[str, str]) -> None:
        self.texts = texts
        self.stems = stems
        self._counts = counts

    def share(self, stemmed: str) -> float:
        """Give the share of texts that have the stem, more than 0 for an unseen one."""
        return (self._counts.get(stemmed, 0) + 0.5) / (self.texts + 1)

    def __contains__(self, stemmed: str) -> bool:
        return stemmed in self._counts


@lru_cache(maxsize=1)
def english() -> English:
    """Read the counts that `bench/learn_search.py` took."""
    text = resources.files(__package__).joinpath("english.json").read_text("utf-8")
    data = json.loads(text)
    stems = {word: stemmed for stemmed, words in data["words"].items() for word in words.split()}
    return English(data["texts"], data["counts"], stems)


PRIOR_TEXTS = 300  # a small index counts as much of plain English as this many texts


def weight(stemmed: str, found: int, texts: int) -> float:
    """Weigh a stem by how rare it is in this index, leaning on English where it is small.

    Robertson's idf over the counts of the index and `PRIOR_TEXTS` texts of plain English.
    """
    together = found + PRIOR_TEXTS * english().share(stemmed)
    return log(1 + (texts + PRIOR_TEXTS - together + 0.5) / (together + 0.5))
