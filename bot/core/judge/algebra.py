"""When two expressions that are written differently have the same value.

Sources: the identity testing of computer-marked homework (equal at several points that nobody would
choose: equal), and school algebra for a formula solved for another of its letters.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.judge.expressions import Tree

_POINTS = (1.3717, 2.6193, 0.4231)
_CLOSENESS = 1e-9
_HIGHEST_POWER = 20.0
_FUNCTIONS = {
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "ln": math.log,
    "log": math.log10,
    "exp": math.exp,
}
_CONSTANTS = {"pi": math.pi}


def same_value(stated: Tree, meant: Tree) -> bool:
    """Tell whether two expressions agree wherever they are tried; relations never do."""
    names = sorted(_names(stated) | _names(meant))
    for turn in range(len(_POINTS)):
        at = {
            name: _POINTS[(place + turn) % len(_POINTS)] + 0.0917 * place
            for place, name in enumerate(names)
        }
        try:
            one, other = _value(stated, at), _value(meant, at)
        except (ValueError, OverflowError, ZeroDivisionError):
            return False
        if not math.isclose(one, other, rel_tol=_CLOSENESS):
            return False
    return True


def _names(tree: Tree) -> frozenset[str]:
    if isinstance(tree, str):
        single = len(tree) == 1 and tree.isalpha()
        return frozenset({tree}) if single or tree == "theta" else frozenset()
    return frozenset().union(*(_names(part) for part in tree[1:]))


def _value(tree: Tree, at: Mapping[str, float]) -> float:
    if isinstance(tree, str):
        return at[tree] if tree in at else _CONSTANTS.get(tree) or float(tree)
    operator, *parts = tree
    values = [_value(part, at) for part in parts]
    match operator:
        case "+":
            return math.fsum(values)
        case "*":
            return math.prod(values)
        case "/":
            return values[0] / math.prod(values[1:])
        case "neg":
            return -values[0]
        case "^":
            if abs(values[1]) > _HIGHEST_POWER:
                raise OverflowError
            return float(math.pow(values[0], values[1]))
        case _:
            if operator not in _FUNCTIONS:
                raise ValueError(operator)
            return _FUNCTIONS[str(operator)](values[0])


def same_law(stated: Tree, meant: Tree) -> bool:
    """Tell whether two equations of products are one, solved for different letters (V = IR)."""
    one, other = _balance(stated), _balance(meant)
    if not one or not other:
        return False
    return one == other or one == {name: -power for name, power in other.items()}


def _balance(tree: Tree) -> dict[str, Fraction]:
    """Give the powers of left side over right side; empty where a side is no plain product."""
    if isinstance(tree, str) or tree[0] != "=":
        return {}
    powers: dict[str, Fraction] = {}
    for side, sign in zip(tree[1:], (1, -1), strict=True):
        found = _powers(side)
        if found is None:
            return {}
        for name, power in found.items():
            powers[name] = powers.get(name, Fraction(0)) + power * sign
    return {name: power for name, power in powers.items() if power}


def _powers(tree: Tree) -> dict[str, Fraction] | None:
    if isinstance(tree, str):
        return {tree: Fraction(1)}
    operator, *parts = tree
    if operator == "^" and isinstance(parts[1], str) and parts[1].isdigit():
        base = _powers(parts[0])
        return base and {name: power * int(parts[1]) for name, power in base.items()}
    if operator not in {"*", "/"}:
        return None
    total: dict[str, Fraction] = {}
    for place, part in enumerate(parts):
        found = _powers(part)
        if found is None:
            return None
        sign = -1 if operator == "/" and place else 1
        for name, power in found.items():
            total[name] = total.get(name, Fraction(0)) + sign * power
    return total
