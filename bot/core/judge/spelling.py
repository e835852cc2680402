"""How far one word may be from another and still be a slip of the fingers or of the ear.

Sources: optimal string alignment distance (a swap of neighbours counts one); the budgets of
`design.md` section 4; the transliteration of Russian, Greek and Arabic names, where sh, shch,
y, i and j stand for one another; the QWERTY keyboard for slips on short words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA, Levenshtein

from bot.core.judge.opposites import are_opposed
from bot.core.judge.rosters import GIVEN_NAMES
from bot.core.judge.text import word_set

_SOUNDS = (
    ("tion", "sn"),
    ("sion", "sn"),
    ("shun", "sn"),
    ("shch", "s"),
    ("schch", "s"),
    ("tsch", "c"),
    ("sch", "s"),
    ("tch", "c"),
    ("ph", "f"),
    ("kh", "k"),
    ("gh", "g"),
    ("th", "t"),
    ("rh", "r"),
    ("wh", "w"),
    ("zh", "z"),
    ("sh", "s"),
    ("ch", "k"),
    ("ck", "k"),
    ("qu", "k"),
    ("ps", "s"),
    ("x", "ks"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "sy"),
)
_SINGLE = str.maketrans({"c": "k", "q": "k", "z": "s", "w": "v", "y": "i", "j": "i", "h": None})
_REPEATED = re.compile(r"(.)\1+")
_VOWELS = frozenset("aeiouy")
_ENDINGS = word_set("s es ed ing d n an ian ic al ism ist er y e is ysis ical ation") | {""}
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _neighbours() -> frozenset[tuple[str, str]]:
    place = {
        key: (row, col + row / 2) for row, keys in enumerate(_ROWS) for col, key in enumerate(keys)
    }
    return frozenset(
        (a, b)
        for a, (row, col) in place.items()
        for b, (other_row, other_col) in place.items()
        if a != b and abs(row - other_row) <= 1 and abs(col - other_col) <= 1
    )


_ADJACENT = _neighbours()


def budget(length: int) -> int:
    """Allow no slip under four letters, one to seven, two to eleven, else three."""
    if length < 4:
        return 0
    if length < 8:
        return 1
    return 2 if length < 12 else 3


@lru_cache(maxsize=1 << 13)
def sound(word: str) -> str:
    """Spell a word as it is heard, so that transliterations of one name meet."""
    for spelled, heard in _SOUNDS:
        if spelled in word:
            word = word.replace(spelled, heard)
    return _REPEATED.sub(r"\1", word.translate(_SINGLE))


def slip(given: str, meant: str, extra: int = 0) -> int | None:
    """Count the slips between two words; None where it is not a matter of spelling.

    `extra` widens the budget (lenient quizzes, and the close band).
    """
    if given == meant:
        return 0
    if given.isdigit() or meant.isdigit() or not meant.isascii():
        return None
    if given.rstrip("i") == meant.rstrip("i"):
        return None  # "WWI" and "WWII"
    if _REPEATED.sub(r"\1", given) == _REPEATED.sub(r"\1", meant) and 2 < len(meant) <= len(given):
        return 1
    allowed = _allowed(len(meant), extra)
    if not allowed or abs(len(given) - len(meant)) > allowed + 1:
        return None
    distance = OSA.distance(given, meant, score_cutoff=allowed)
    if distance > allowed:
        distance = _by_ear(given, meant, allowed)
        if len(meant) > 7 and sorted(given) == sorted(meant) and given[0] == meant[0]:
            distance = allowed
        if distance > allowed:
            return None
    if extra and distance > max(1, len(meant) // 3):
        return None
    if given[0] != meant[0] and (extra or distance > 1) and sound(given)[:1] != sound(meant)[:1]:
        return None
    if not extra and not _is_likely(given, meant, distance):
        return None
    return None if are_opposed(given, meant) else distance


def is_near(given: str, meant: str) -> bool:
    """Tell whether a word is within the budget of another, whatever else it may mean."""
    return given[:1] == meant[:1] and OSA.distance(given, meant) <= budget(len(meant))


def _allowed(length: int, extra: int) -> int:
    """Widen the budget for the close band: by one for most words, fully for long ones."""
    if extra and length == 3:
        return 1
    return budget(length) + (min(extra, 1) if length < 8 else extra if length > 3 else 0)


def _unlike(given: str, meant: str) -> int:
    """Count the consonants that are replaced by ones that neither look nor sound alike."""
    count = 0
    for edit in Levenshtein.editops(given, meant):
        at, to = edit.src_pos, edit.dest_pos
        if edit.tag == "replace":
            swapped = meant[to : to + 2] == given[at : at + 2][::-1] or (
                at > 0 < to and meant[to - 1 : to + 1] == given[at - 1 : at + 1][::-1]
            )
            count += not (swapped or _are_alike(given[at], meant[to]))
    return count


def _are_alike(given: str, meant: str) -> bool:
    if given in _VOWELS and meant in _VOWELS:
        return True
    heard = given.translate(_SINGLE) == meant.translate(_SINGLE)
    return heard or (given, meant) in _ADJACENT


def _by_ear(given: str, meant: str, allowed: int) -> int:
    """Compare two longer words by sound; as far as the budget where they sound the same."""
    if len(meant) < 6:
        return allowed + 1
    heard, said = sound(given), sound(meant)
    if min(len(heard), len(said)) < 5 or heard[0] != said[0]:
        return allowed + 1
    return allowed if OSA.distance(heard, said, score_cutoff=1) <= len(said) // 8 else allowed + 1


def _is_likely(given: str, meant: str, distance: int) -> bool:
    """Tell a slip from another word.

    A short word may be swapped, doubled or hit one key off, and not at its first letter; of
    several slips in a longer word one at most may replace a consonant by an unlike one.
    """
    if len(meant) < 6 and distance == 1:
        return _short_slip(given, meant)
    return distance < 2 or _unlike(given, meant) < 2 or sound(given) == sound(meant)


def _short_slip(given: str, meant: str) -> bool:
    if len(given) == len(meant):
        at = [i for i, (a, b) in enumerate(zip(given, meant, strict=True)) if a != b]
        if len(at) == 2:
            return len(meant) > 4 or at[0] > 0
        if at[0] == 0:
            return sound(given) == sound(meant)
        pair = (given[at[0]], meant[at[0]])
        vowels = _VOWELS.issuperset(pair)
        if len(meant) == 4:
            return False
        return pair in _ADJACENT or sound(given) == sound(meant) or vowels
    longer, shorter = sorted((given, meant), key=len, reverse=True)
    if _REPEATED.sub(r"\1", longer) == _REPEATED.sub(r"\1", shorter):
        return True
    return len(meant) > 4 and longer[0] == shorter[0]


def same_stem(given: str, meant: str, *, shorten: bool) -> bool:
    """Tell whether two words are forms of one word, as "word forms" in an answer line allows."""
    if meant in GIVEN_NAMES.get(given, ()):
        return True
    if shorten and len(given) > 3 and meant.startswith(given):
        return True
    stem = _common_start(given, meant)
    return len(stem) > 2 and {given[len(stem) :], meant[len(stem) :]} <= _ENDINGS


def _common_start(first: str, second: str) -> str:
    at = 0
    for a, b in zip(first, second, strict=False):
        if a != b:
            break
        at += 1
    return first[:at]
