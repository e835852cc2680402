"""What `doctor` and `move` found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """What a store holds and what is wrong with it; the sentences are for the operator."""

    where: str
    attempts: int = 0
    learners: int = 0
    communities: int = 0
    documents: int = 0
    erasures: int = 0
    faults: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        return not self.faults
