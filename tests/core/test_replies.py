from __future__ import annotations

import pytest

from bot.core.deck import Essay, EssayPoint
from bot.core.replies import asking
from tests.fakes import CITE


@pytest.mark.parametrize(
    ("side", "headed"), [("yahoo!", "Yahoo!:"), ("who gained", "Who gained:"), ("U.S.", "U.S.:")]
)
def test_the_name_of_a_side_stays_whole(side: str, headed: str) -> None:
    point = EssayPoint(side=side, text="It paid.", evidence=(), cite=CITE)
    essay = Essay(id="e", question="Who gained?", sides=(side,), points=(point,))

    assert headed in asking.points(side, [point]).text.split("\n")
    assert headed in asking.essay(essay).text.split("\n")
