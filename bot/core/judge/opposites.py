"""Words that differ by a letter or two and mean something else.

Sources: the confusable prefixes and suffixes of science textbooks (hypo and hyper, nitrite and
nitrate, employer and employee), and the rosters that quizzes draw on: a slip that turns one known
word into another (Slovenia, Slovakia) is a mistake of knowledge and not of spelling.
"""

from __future__ import annotations

from bot.core.judge.rosters import COUNTRIES, KNOWN
from bot.core.judge.text import word_set

_PREFIXES = """
hypo hyper | endo exo | endo ecto | exo ecto | inter intra | intra extra | inter intro | mono di
| di tri | mono tri | tri tetra | mono bi | bi tri | uni bi | uni multi | macro micro | mega
micro | milli micro | kilo mega | kilo milli | milli mega | centi milli | nano micro | mega giga
| pre post | pro anti | pro con | ab ad | ad ab | im em | im e | e i | af ef | a e | homo hetero
| sub super | super sub | supra sub | over under | up down | maxi mini | max min | iso aniso |
sym asym | north south | east west | ante anti | proto deutero | para peri | per para | poly
mono | oligo poly | meta para | ortho para | ortho meta | ana kata | ana cata | eu dys | tachy
brady | lepto pachy | auto allo | mal bene | mis dis | in ex | im ex | in de | as des | as dis |
neo paleo | eu pro | patri matri | fore back | fe male | thermo photo | chemo photo | left right
| meio mito | cyto cysto | pneumo nephro | osteo arthro | gastro hepato | alpha beta | beta
gamma | meso neo"""
_NEGATING = word_set(
    """in im ir il un non dis de a an anti mis ab re co counter contra ex pre post sub under over
    semi hemi quasi pseudo neo proto ultra infra di bi tri mono poly deca hexa penta tetra
    per"""
)
_SUFFIXES = """
ite ate | ite ide | ate ide | ite ile | ide ile | ide ine | ine ene | ane ene | ene yne | ane yne
| ane ine | ine one | ase ose | anol anal | inol inal | al one | ol one | ite ene | ite ine | ic
ous | er ee | or ee | ity ance | ance ivity | osis itis | itis oma | osis oma | ectomy otomy |
ectomy ostomy | otomy ostomy | phile phobe | phobia philia | logy nomy | logy graphy | graphy nomy
| logist nomist | ive ion | ant ee | ism ist | ist ism | yl ol | ane ol | ene ol | ane ate | ern
ward | cide cidal | gram graph | meter metry | scope scopy | gen gen | an ese | ia ium | er est |
full less | ful less | wards ward | ate ation | in ogen | on ic | kinesis kinetic | morph morphic"""
_OPPOSED_WORDS = """
major minor | superior inferior | anterior posterior | inner outer | upper lower | primary
secondary | ascending descending | increase decrease | increasing decreasing | positive negative
| acid alkali | acidic basic | proximal distal | medial lateral | dorsal ventral | afferent
efferent | concave convex | internal external | interior exterior | explicit implicit | minimum
maximum | minimal maximal | former latter | elder younger | first last | offence defence |
import export | inhale exhale | ascent descent | chloroplast chromoplast | left right | odd even
| active passive | anion cation | anode cathode"""


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    both: set[tuple[str, str]] = set()
    for entry in text.replace("\n", " ").split("|"):
        first, second = entry.split()
        both |= {(first, second), (second, first)}
    return frozenset(both)


_NUMERALS = word_set(
    """mono uni bi di tri tetra quadri penta quinque hexa sexa hepta septa octa octo nona ennea deca
    dodeca icosa"""
)
_PREFIX_PAIRS = _pairs(_PREFIXES) | {
    (one, other) for one in _NUMERALS for other in _NUMERALS if one != other
}
_SUFFIX_PAIRS = _pairs(_SUFFIXES)
_ANTONYMS = _pairs(_OPPOSED_WORDS)
_DEMONYMS = ("n", "ese", "ish", "i")
_PREFIX_OF = tuple({prefix for pair in _PREFIX_PAIRS for prefix in pair})
_SUFFIX_OF = tuple({suffix for pair in _SUFFIX_PAIRS for suffix in pair})


def are_antonyms(given: str, meant: str) -> bool:
    """Tell whether two words stand against each other: concave and convex, anion and cation."""
    return (given, meant) in _ANTONYMS or _differ_at_start(given, meant)


def are_opposed(given: str, meant: str) -> bool:
    """Tell whether two similar words differ by a part that carries the meaning."""
    if given in KNOWN or (given, meant) in _ANTONYMS:
        return True
    if meant in COUNTRIES and given.startswith(meant[:-1]) and given.endswith(_DEMONYMS):
        return True
    for first, second in ((given, meant), (meant, given)):
        for prefix in _NEGATING:
            if first == prefix + second and len(second) > 3:
                return True
    return _differ_at_start(given, meant) or _differ_at_end(given, meant)


def _differ_at_start(given: str, meant: str) -> bool:
    for prefix in _PREFIX_OF:
        if given.startswith(prefix):
            rest = given[len(prefix) :]
            other = meant[: len(meant) - len(rest)]
            if len(rest) > 2 and meant.endswith(rest) and (prefix, other) in _PREFIX_PAIRS:
                return True
    return False


def _differ_at_end(given: str, meant: str) -> bool:
    for suffix in _SUFFIX_OF:
        if given.endswith(suffix):
            stem = given[: -len(suffix)]
            other = meant[len(stem) :]
            if len(stem) > 1 and meant.startswith(stem) and (suffix, other) in _SUFFIX_PAIRS:
                return True
    return False
