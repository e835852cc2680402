"""Chemical symbols and formulas, where the case of a letter is part of the answer.

Source: IUPAC's symbols of the elements; "Co" is cobalt and "CO" carbon monoxide.
"""

from __future__ import annotations

import re

from bot.core.judge.text import word_set

_ELEMENTS = word_set(
    """H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As
    Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd
    Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am
    Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og"""
)
_PART = re.compile(r"([A-Z][a-z]?)(\d{0,3})|([()\[\]])(\d{0,3})")
_CHARGE = re.compile(r"\^?(\d?[+-]+|[+-]\d)$")
_ASKS = re.compile(r"\b(?:symbol|formula|chemical|element|ion|compound|molecule)\b")


def squeeze(text: str) -> str:
    """Bring a formula into one shape: no spaces, no carets, no state of matter."""
    text = re.sub(r"\((?:aq|s|l|g)\)$", "", text.strip(" .!?\"'"))
    return text.replace(" ", "").replace("_", "").replace("^", "").replace("{", "").replace("}", "")


def atoms(text: str) -> tuple[str, ...] | None:
    """Read a formula as its elements and counts, in order; None where it is not one."""
    text = squeeze(text)
    body = _CHARGE.sub("", text)
    parts: list[str] = []
    at = 0
    while at < len(body):
        match = _PART.match(body, at)
        if match is None or (match[1] and match[1] not in _ELEMENTS):
            return None
        parts.append(match[0])
        at = match.end()
    return (*parts, text[len(body) :]) if parts else None


def is_formula(text: str, prompt: str) -> bool:
    """Tell a formula from an initialism ("BBC" is boron, boron, carbon to nobody)."""
    if len(text) > 30 or " " in text.strip() or atoms(text) is None:
        return False
    if re.search(r"[A-Z]\d|\)\d|[a-z][A-Z]|[+-]$", text):
        return True
    if _ASKS.search(prompt.lower()) is None:
        return False
    return len(text) <= 2 or text.isupper()


def compare(stated: str, meant: str) -> str:
    """Tell how a formula compares: "same", "case" (the capitals decide), or "".

    All in small letters is how people type in a chat, and so is all capitals where that does not
    spell another formula.
    """
    stated, meant = squeeze(stated), squeeze(meant)
    if stated == meant:
        return "same"
    if stated.lower() != meant.lower():
        return ""
    if stated == stated.lower():
        return "same" if len(meant) < 3 or atoms(stated) is None else "case"
    return "case" if atoms(stated) is not None or stated != stated.upper() else "same"
