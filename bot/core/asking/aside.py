"""Words that a question may say beside its subject."""

from __future__ import annotations

from bot.core.asking.names import words

DEFINING = words(
    """
    a about again an and any are be by can chance could define definition describe did
    do does exactly explain for give hey i idea in info information is it just know like
    me mean meaning means more my now of ok okay or please pls plz quick quickly r
    really remind s short so some stand stands tell that the then there these they thing
    this those to u us was we were what whats which who whos whom would you your
    """
)
"""What a question may say beside a name and still only ask what the name means."""

DATING = DEFINING | words(
    """
    at came come date dates day days exact happen happened happening happens month occur
    occurred on place take takes time took when whens year
    """
)
"""The same for the date of an event."""

ASIDE = DATING | words(
    """
    who whom whose where why how when which was were did do does has had have having with from
    into out up off over under for about than but not only just also because before after between
    during while until could should will may might can cannot him his her hers she he they them
    their its let got get gets go goes going went ever never much many didnt wasnt
    isnt werent dont doesnt true right correct yeah no yes if as one think thought said say says
    notes note teacher book read heard tf wtf heck hell earth irl tbh lol bro mate sir miss
    """
)
"""Words that name nothing which an answer would have to speak of."""
