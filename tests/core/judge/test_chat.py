"""Replies as they are typed in a chat: with reasons, jokes, afterthoughts and slips."""

from __future__ import annotations

import pytest

from bot.core.deck import Answer
from bot.core.judge import Judgement, Verdict, compile_key, judge


def said(reply: str, answer: str, prompt: str) -> Judgement:
    return judge(reply, compile_key(Answer(text=answer), prompt=prompt))


@pytest.mark.parametrize(
    ("reply", "answer", "prompt"),
    [
        ("its w, from wolfram", "W", "What is the symbol of tungsten?"),
        ("mitocondria, like the powerhouse thing", "mitochondria", "Which organelle?"),
        ("photosynthesis because plants need sugar", "photosynthesis", "What do leaves do?"),
        ("52 (26 red, 26 black)", "52", "How many cards has a pack?"),
        ("6*9 = 54", "54", "What is 6 times 9?"),
        ("3 red n 4 blue so 7", "7", "How many balls are there?"),
        ("7... no, 8. 7 isnt even", "8", "Which is the next even number?"),
        ("not mars, its venus", "Venus", "Which planet is hottest?"),
        ("antonym lol jk homonym", "homonym", "What sounds the same?"),
        ("Waterloo 1815", "Battle of Waterloo", "Which battle ended the Hundred Days?"),
        ("mt etna", "Etna", "Which mountain in Sicily is a volcano?"),
        ("newton ofc", "Isaac Newton", "Who wrote the Principia?"),
        ("shake spear", "Shakespeare", "Who wrote Hamlet?"),
        ("goes up cos its rarer", "It rises", "What happens to the price?"),
        ("usa uk ussr", "the USA, the UK and the USSR", "Who met at Yalta?"),
        ("plus or minus 5", "x = 5 or x = -5", "Solve x^2 = 25."),
        ("from 14 til 18", "1914-1918", "From when to when was the war?"),
        ("between fifty and 60", "50-60", "In which range does it lie?"),
        ("4/7/76", "4 July 1776", "When was independence declared?"),
        ("Mali (not Malawi)", "Mali", "Which country has Bamako as its capital?"),
        ("it isn't iron, it's steel", "steel", "What is the alloy?"),
        ("not Lyon... Paris!", "Paris", "What is the capital of France?"),
        ("Oregan, next to California", "Oregon", "In which state is Portland?"),
        ("glucagan, it's made in the pancreas", "glucagon", "Which hormone raises blood sugar?"),
        ("evaporashun", "evaporation", "What is the change from liquid to gas?"),
        ("3.14159", "3.14", "What is pi to two decimals?"),
        ("when it melts, so melting", "melting", "What is the change from solid to liquid?"),
        ("the ninth", "Symphony No. 9", "Which Beethoven symphony has a choir?"),
        ("nov '89", "1989", "In what year did the Wall fall?"),
        ("66", "1966", "In which year did England win?"),
        ("12 and a half percent", "12.5%", "What is an eighth?"),
        ("50, 2 per state", "50", "How many are there?"),
        ("hes a horse", "a horse", "What is Boxer?"),
        ("brazil beat italy 4-1", "Brazil", "Who won the World Cup of 1970?"),
        ("98-02", "1998 to 2002", "From when to when?"),
        ("Gandhi, also known as the father of the nation", "Mahatma Gandhi", "Who led the march?"),
        ("Elizabeth the first of England", "Elizabeth I", "Who was queen in 1588?"),
        ("about 2400 km", "2,430 km", "Roughly how long is the river?"),
        ("6.63e-34", "6.626 x 10^-34 J s", "What is the approximate value of Planck's constant?"),
    ],
)
def test_what_is_typed_around_a_right_answer_does_not_spoil_it(
    reply: str, answer: str, prompt: str
) -> None:
    assert said(reply, answer, prompt).verdict is Verdict.CORRECT


@pytest.mark.parametrize(
    ("reply", "answer", "prompt"),
    [
        ("Naples, Rome is only its rival", "Rome", "What is the capital of Italy?"),
        ("Zeus's wife Hera", "Zeus", "Who throws the thunderbolts?"),
        ("convex, not like the concave one", "concave", "Which mirror spreads light?"),
        ("exporting, the opposite of importing", "importing", "What is buying from abroad?"),
        ("1066 BC", "1066", "In which year was Hastings?"),
        ("fails to absorb heat", "absorb heat", "What do endothermic reactions do?"),
        ("monopsony", "monopoly", "What is a single seller?"),
        ("so it rises, so it must be glucagon", "insulin", "Which hormone?"),
        ("orwell wrote Emma so not him... huxley", "George Orwell", "Who wrote 1984?"),
        ("bush senior", "George W. Bush", "Who was president in 2003?"),
        ("italy beat brazil", "Brazil", "Who won?"),
        ("0.54", "0.5", "What is the probability of heads?"),
        ("2.45", "2.5", "What is 5 divided by 2?"),
        ("304", "300", "How many pages does the book about Fidel have?"),
        ("Austen, Mary", "Jane Austen", "Who wrote Emma?"),
        ("Mars because Venus is too hot", "Venus", "Which planet is hottest?"),
        ("Venus. That is false", "Venus", "Which planet is hottest?"),
        ("6*9 = 56", "54", "What is 6 times 9?"),
        ("52 (or 54)", "52", "How many cards has a pack?"),
        ("4/7/77", "4 July 1776", "When was independence declared?"),
        ("about 3000 km", "2,430 km", "Roughly how long is the river?"),
        ("goes down", "It rises", "What happens to the price?"),
    ],
)
def test_a_reason_does_not_make_a_wrong_answer_right(reply: str, answer: str, prompt: str) -> None:
    assert said(reply, answer, prompt).verdict is not Verdict.CORRECT


@pytest.mark.parametrize(
    ("reply", "answer", "prompt"),
    [
        ("somewhere in africa", "Kenya", "In which country is Nairobi?"),
        ("sometime in the 1770s", "1776", "In which year was independence declared?"),
        ("one of the bronte sisters", "Anne Brontë", "Who wrote Agnes Grey?"),
        ("in norway", "Oslo", "Which city has the Nobel Peace Prize?"),
        ("paul and cant remember the 2nd one", "Paul and John", "Who were they?"),
        ("down south, Canberra", "Canberra", "What is the capital of Australia?"),
        ("in saudi arabia", "Riyadh", "Which city hosts it?"),
        ("late 1700s", "1776", "In which year was independence declared?"),
        ("energy", "kinetic energy", "What has a moving body?"),
        ("about 1000", "1024", "How many bytes are a kibibyte?"),
        ("der or die", "die", "Which article has Frau?"),
    ],
)
def test_what_is_too_broad_or_undecided_is_asked_again(
    reply: str, answer: str, prompt: str
) -> None:
    assert said(reply, answer, prompt).verdict is Verdict.CLOSE
    assert said(answer, answer, prompt).verdict is Verdict.CORRECT
