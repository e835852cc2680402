"""Plain values to tables with the right keys, and every mistake in them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from pydantic import ValidationError

from bot.knowledge.decks import schema
from bot.knowledge.decks.wording import explain, keys_at, shown
from bot.knowledge.mistakes import Mistake, did_you_mean, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pydantic_core import ErrorDetails

    from bot.knowledge.decks.syntax import Path, Source

T = TypeVar("T", bound=schema.Table)
T_co = TypeVar("T_co", bound=schema.Table, covariant=True)

_Tables: TypeAlias = "list[tuple[Place, Mapping[str, object]]]"


@dataclass(frozen=True, slots=True)
class Place:
    """A table of the file, and the id it has."""

    path: Path
    id: str

    def inside(self, *way: str | int) -> Place:
        """Go to a table within this one; it goes by the same id."""
        return Place((*self.path, *way), self.id)


@dataclass(frozen=True, slots=True)
class Complaints:
    """The mistakes of one file, as they are found."""

    file: str
    source: Source
    found: list[Mistake] = field(default_factory=list)

    def add(self, place: Place, problem: str, remedy: str = "") -> None:
        line = self.source.line(place.path)
        self.found.append(Mistake(self.file, line, place.id, problem, remedy))


@dataclass(frozen=True, slots=True)
class Row(Generic[T_co]):
    """A table that has the right shape."""

    place: Place
    table: T_co


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The tables of the right shape.

    `places` are those of all tables, so that no mistake is told twice; `broken` is what the
    others cite, so that none is kept back.
    """

    head: Row[schema.Head] | None
    sources: Sequence[Row[schema.SourceTable]]
    cards: Sequence[Row[schema.CardTable]]
    events: Sequence[Row[schema.EventTable]]
    terms: Sequence[Row[schema.TermTable]]
    corrections: Sequence[Row[schema.CorrectionTable]]
    essays: Sequence[Row[schema.EssayTable]]
    points: Mapping[Path, Sequence[Row[schema.PointTable]]]
    places: Mapping[str, Sequence[Place]]
    broken: Sequence[tuple[Place, Sequence[str]]] = ()


def read_shape(raw: Mapping[str, object], complaints: Complaints) -> Shape:
    """Check every table of the file by itself."""
    tables = {name: _tables(raw, Place((name,), ""), complaints) for name in schema.ARRAYS}
    head = {key: value for key, value in raw.items() if key not in schema.ARRAYS}
    name = head.get("id")

    points = {
        place.path: _tables(table, place.inside("point"), complaints)
        for place, table in tables["essay"]
    }
    shape = Shape(
        head=_read(Place((), name if isinstance(name, str) else ""), head, schema.Head, complaints),
        sources=_rows(tables["source"], schema.SourceTable, complaints),
        cards=_cards(tables["card"], complaints),
        events=_rows(tables["event"], schema.EventTable, complaints),
        terms=_rows(tables["term"], schema.TermTable, complaints),
        corrections=_rows(tables["correction"], schema.CorrectionTable, complaints),
        essays=_rows(tables["essay"], schema.EssayTable, complaints),
        points={
            path: _rows(inner, schema.PointTable, complaints) for path, inner in points.items()
        },
        places={name: [place for place, _ in tables[name]] for name in schema.ARRAYS},
    )
    every = [*chain.from_iterable(tables.values()), *chain.from_iterable(points.values())]
    return replace(shape, broken=_broken(shape, every))


def _broken(shape: Shape, tables: _Tables) -> list[tuple[Place, list[str]]]:
    """List what is cited by the tables that could not be read."""
    rows: Iterable[Row[schema.Table]] = chain(
        shape.cards, shape.events, shape.terms, shape.corrections, *shape.points.values()
    )
    read = {row.place.path for row in rows}
    return [
        (place, [text for text in cites if isinstance(text, str)])
        for place, table in tables
        if place.path not in read and isinstance(cites := table.get("cite"), list)
    ]


def _tables(owner: Mapping[str, object], place: Place, complaints: Complaints) -> _Tables:
    """List the tables of an array; inside a table they all go by its id."""
    key = str(place.path[-1])
    value = owner.get(key, [])
    if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
        header = ".".join(part for part in place.path if isinstance(part, str))
        complaints.add(place, f"{key} is not a list of tables", f"Write [[{header}]].")
        return []
    ids = (given if isinstance(given := table.get("id"), str) else "" for table in value)
    return [
        (Place((*place.path, number), place.id or own_id), table)
        for number, (table, own_id) in enumerate(zip(value, ids, strict=True))
    ]


def _rows(tables: _Tables, model: type[T], complaints: Complaints) -> list[Row[T]]:
    read = (_read(place, table, model, complaints) for place, table in tables)
    return [row for row in read if row is not None]


def _cards(tables: _Tables, complaints: Complaints) -> list[Row[schema.CardTable]]:
    kinds = [(_kind_of_card(*table, complaints), table) for table in tables]
    read = (_read(*table, kind, complaints) for kind, table in kinds if kind is not None)
    return [row for row in read if row is not None]


def _kind_of_card(
    place: Place, table: Mapping[str, object], complaints: Complaints
) -> type[schema.CardTable] | None:
    kind = table.get("kind")
    if isinstance(kind, str) and kind in schema.CARDS:
        return schema.CARDS[kind]
    kinds = f"Write one of {', '.join(schema.CARDS)}."
    if kind is None:
        complaints.add(place, "kind is missing", kinds)
    else:
        remedy = did_you_mean(str(kind), schema.CARDS, otherwise=kinds)
        complaints.add(place, f"{shown(kind)} is not a kind of card", remedy)
    return None


def _read(
    place: Place, table: Mapping[str, object], model: type[T], complaints: Complaints
) -> Row[T] | None:
    """Check a table; what is sound of it is still of use to find the other mistakes."""
    try:
        return Row(place, model.model_validate(table))
    except ValidationError as error:
        errors = error.errors(include_url=False)
    _complain(place, errors, model, complaints)
    bad = {details["loc"][0] for details in errors}
    try:
        sound = {key: value for key, value in table.items() if key not in bad}
        return Row(place, model.model_validate(sound))
    except ValidationError:
        return None


def _complain(
    place: Place, errors: Sequence[ErrorDetails], model: type[schema.Table], complaints: Complaints
) -> None:
    meant = set()
    for error in errors:
        if error["type"] == "extra_forbidden":
            keys = keys_at(error["loc"], model)
            meant.add((*error["loc"][:-1], nearest(str(error["loc"][-1]), keys)))
    for error in errors:
        if error["type"] == "missing" and error["loc"] in meant:
            continue
        problem, remedy = explain(error, model)
        complaints.add(Place(place.path or error["loc"][:1], place.id), problem, remedy)
