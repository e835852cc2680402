"""Sources of a deck and the notes behind them; citations resolved to places in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.deck import Citation, Passage, Source, SourceKind
from bot.knowledge import notes
from bot.knowledge.mistakes import Mistake, did_you_mean, read_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.knowledge.decks.schema import SourceTable
    from bot.knowledge.decks.shape import Complaints, Place, Row, Shape


class Sources:
    """The sources of one deck, by id; what is wrong with them is told when this is made."""

    def __init__(self, shape: Shape, folder: Path, complaints: Complaints) -> None:
        self.passages: list[Passage] = []
        self._folder = folder
        self._complaints = complaints
        self._ids = {place.id for place in shape.places["source"]}
        self._sources = {row.table.id: self._source(row) for row in shape.sources}
        self._headings: dict[str, tuple[str, ...]] = {}
        for row in shape.sources:
            self._read_note(row)

    @property
    def all(self) -> tuple[Source, ...]:
        return tuple(self._sources.values())

    def cited(self, place: Place, cites: Sequence[str]) -> tuple[Citation, ...]:
        """Resolve what a table cites; a citation that cannot be is told and left out."""
        found = (self._resolve(place, cite) for cite in cites)
        return tuple(citation for citation in found if citation is not None)

    def find(self, place: Place, key: str, name: str) -> Source | None:
        """Find a source by its id; None where there is none, which is told."""
        if name in self._ids:
            return self._sources.get(name)
        otherwise = (
            f"The sources are {', '.join(sorted(self._ids))}."
            if self._ids
            else "Add a [[source]] with this id."
        )
        problem = f'{key} names "{name}", which is not a source'
        self._complaints.add(place, problem, did_you_mean(name, self._ids, otherwise))
        return None

    def _resolve(self, place: Place, cite: str) -> Citation | None:
        name, _, where = (part.strip() for part in cite.partition("#"))
        source = self.find(place, "cite", name)
        if source is None:
            return None
        if source.kind is SourceKind.RECEIVED:
            problem = f'cite names "{name}", a note as received, which proves nothing'
            self._complaints.add(place, problem, "Cite where it was checked; keep it in seen_in.")
            return None
        known = self._headings.get(name)
        if known is not None and where not in known:
            otherwise = f'Write "{name}#" and one of: {", ".join(known)}.'
            problem = (
                f'cite names no heading of "{name}"'
                if not where
                else f'cite names "{where}", which is not a heading of {source.file}'
            )
            self._complaints.add(place, problem, did_you_mean(where, known, otherwise))
            return None
        return Citation(source, where)

    @staticmethod
    def _source(row: Row[SourceTable]) -> Source:
        table = row.table
        return Source(table.id, table.title, SourceKind(table.kind), table.file)

    def _read_note(self, row: Row[SourceTable]) -> None:
        source = self._sources[row.table.id]
        path = self._note_file(row.place, source)
        if path is None:
            return
        text = read_text(path)
        if isinstance(text, Mistake):
            there = sorted(file.name for file in self._folder.glob("*"))
            remedy = did_you_mean(source.file or "", there, text.remedy)
            self._complaints.add(row.place, f"{path}: {text.problem}", remedy)
            return
        note = notes.parse(text, is_markdown=path.suffix.lower() != ".txt")
        self._headings[source.id] = note.headings
        self.passages.extend(note.passages(source))

    def _note_file(self, place: Place, source: Source) -> Path | None:
        """Find the file of a note; None for other sources, and for what is no file of a note."""
        if source.kind is not SourceKind.NOTE:
            if source.file is not None:
                remedy = 'Leave it out, or write kind = "note".'
                self._complaints.add(
                    place, f"file is not for a source of kind {source.kind}", remedy
                )
            return None
        if source.file is None:
            self._complaints.add(place, "file is missing", "Name the note in the notes folder.")
            return None
        path = Path(source.file)
        is_outside = path.is_absolute() or ".." in path.parts
        if is_outside or path.suffix.lower() not in notes.SUFFIXES:
            problem = f'file is "{source.file}"'
            self._complaints.add(place, problem, "Name a .md or .txt file in the notes folder.")
            return None
        return self._folder / path
