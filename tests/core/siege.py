"""A deck about a siege, small enough to be read whole, and answers from it."""

from __future__ import annotations

from bot.core.asking import Answers
from bot.core.deck import (
    Answer,
    ClaimVerdict,
    ClozeCard,
    Correction,
    Deck,
    Essay,
    EssayPoint,
    ListCard,
    ListItem,
    ShortCard,
    Term,
    TermKind,
    TruthCard,
)
from bot.core.options import Thresholds
from bot.core.ports import EntryKind
from bot.core.timeline import Event, PartialDate
from bot.knowledge.index import build_index, entries_of
from tests.fakes import CITE, LETTER, NOTE


def term(identity: str, name: str, kind: TermKind, about: str, *also: str) -> Term:
    return Term(id=identity, name=name, also=also, kind=kind, about=about, cite=CITE)


SIEGE = Deck(
    id="siege",
    title="The siege of Cusco",
    revision="r1",
    sources=(NOTE, LETTER),
    cards=(
        ShortCard(
            id="siege-begun",
            prompt="On what date did the siege of Cusco begin?",
            asks=("when did the siege of cusco begin", "start of the siege", "siege of cusco date"),
            answer=Answer(text="6 May 1536"),
            explain="Manco Inca had left the city in April.",
            cite=CITE,
        ),
        ClozeCard(
            id="siege-lifted",
            prompt="The siege of Cusco was lifted in ____.",
            text="The siege of Cusco was lifted in {{March 1537}}.",
            asks=("when was the siege lifted", "end of the siege of cusco", "siege lifted date"),
            answer=Answer(text="March 1537"),
            explain="Almagro came back from Chile, and Manco withdrew.",
            cite=CITE,
        ),
        ShortCard(
            id="siege-leader",
            prompt="Who led the siege of Cusco?",
            asks=("who besieged cusco", "leader of the siege", "who attacked the spanish in cusco"),
            answer=Answer(text="Manco Inca", accept=("Manco",)),
            explain="He began it on 6 May 1536, with perhaps 100,000 men.",
            cite=CITE,
        ),
        ShortCard(
            id="why-siege",
            prompt="Why did Manco Inca rise against the Spaniards?",
            asks=("why did manco rebel", "reason for the rising of manco inca", "why the siege"),
            answer=Answer(text="they had humiliated him"),
            explain="They had put him in chains and asked for gold.",
            cite=CITE,
        ),
        ShortCard(
            id="men",
            prompt="About how many men did Manco Inca have at Cusco?",
            asks=("how many men did manco have", "size of the inca army", "how large was the army"),
            answer=Answer(text="100,000"),
            explain="The figure is a guess of the chroniclers.",
            cite=CITE,
        ),
        ListCard(
            id="weaknesses",
            prompt="Give two reasons why the siege failed.",
            asks=("why did the siege of cusco fail", "reasons for the failure of the siege"),
            items=(ListItem("the harvest had to be brought in"), ListItem("Almagro came back")),
            need=2,
            explain="No help came from the north.",
            cite=CITE,
        ),
        TruthCard(
            id="tower-stormed",
            prompt="Manco Inca stormed the tower of Sacsayhuamán himself.",
            asks=("did manco storm the tower", "manco himself took the tower of sacsayhuaman"),
            answer=False,
            explain="His captain Titu Cusi Huallpa held it, and fell there.",
            cite=CITE,
        ),
    ),
    events=(
        Event(
            id="siege-event",
            name="Siege of Cusco begins",
            also=("beginning of the siege",),
            date=PartialDate(1536, 5, 6),
            cite=CITE,
        ),
    ),
    terms=(
        term("manco", "Manco Inca", TermKind.PERSON, "Manco Inca led the rising.", "Manco"),
        term("almagro", "Diego de Almagro", TermKind.PERSON, "Almagro went to Chile.", "Almagro"),
        term("cusco", "Cusco", TermKind.PLACE, "Cusco was the capital of the Incas.", "Cuzco"),
        term("siege", "siege of Cusco", TermKind.THING, "The siege was Manco's attack.", "siege"),
        term("quipu", "quipu", TermKind.THING, "A quipu is a record kept in knots.", "quipus"),
        term("chasqui", "chasqui", TermKind.THING, "A chasqui was a runner with messages."),
    ),
    corrections=(
        Correction(
            id="fled",
            claim="Pizarro fled from Cusco before the siege.",
            verdict=ClaimVerdict.FALSE,
            right="Hernando Pizarro held the city until the end of the siege.",
            because="Francisco was in Lima all the time.",
            seen_in=LETTER,
            cite=CITE,
            asks=("why did pizarro flee from cusco", "did pizarro run away from cusco"),
        ),
    ),
    essays=(
        Essay(
            id="blame",
            question="Assess how far the Spaniards were to blame for the rising.",
            sides=("Spaniards to blame", "others to blame"),
            points=(
                EssayPoint(
                    side="Spaniards to blame",
                    text="They put Manco in chains",
                    evidence=("the winter of 1535",),
                    cite=CITE,
                ),
                EssayPoint(
                    side="others to blame",
                    text="Almagro stirred up the Incas",
                    evidence=("his letters of 1536",),
                    cite=CITE,
                ),
            ),
        ),
    ),
)


GAPS = {
    (EntryKind.GAP, "horse"): ("what was the name of manco's horse", "did manco have a horse"),
}
"""What is asked about the siege and left open."""


def answers(*decks: Deck) -> Answers:
    chosen = decks or (SIEGE,)
    index = build_index(
        entry for deck in chosen for entry in entries_of(deck, (), GAPS if deck is SIEGE else None)
    )
    return Answers({deck.id: deck for deck in chosen}, index, Thresholds())
