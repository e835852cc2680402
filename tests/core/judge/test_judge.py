"""The judge as a learner meets it: one reply, one key, one verdict."""

from __future__ import annotations

import pytest

from bot.core.deck import Answer, CloseAnswer
from bot.core.judge import Judgement, Reason, Strictness, Verdict, compile_key, judge


def said(reply: str, answer: str, *accept: str, prompt: str = "", **more: object) -> Judgement:
    """Judge a reply against an answer."""
    key = compile_key(Answer(text=answer, accept=accept, **more), prompt=prompt)  # type: ignore[arg-type]
    return judge(reply, key)


CORRECT = [
    ("Kruschev", "Nikita Khrushchev", "Who led the Soviet Union?"),
    ("Castro, Fidel", "Fidel Castro", "Who led Cuba?"),
    ("Premier Khrushchev", "Nikita Khrushchev", "Who led the Soviet Union?"),
    ("Jane Austin", "Jane Austen", "Who wrote Emma?"),
    ("TS Eliot", "T. S. Eliot", "Who wrote The Waste Land?"),
    ("Thomas Stearns Eliot", "T. S. Eliot", "Who wrote The Waste Land?"),
    ("Bill Clinton", "William Clinton", "Who was president in 1996?"),
    ("henry the eighth", "Henry VIII", "Which king had six wives?"),
    ("world war 2", "the Second World War", "Which war ended in 1945?"),
    ("NATO", "North Atlantic Treaty Organization", "Which alliance?"),
    ("carbondioxide", "carbon dioxide", "Which gas?"),
    ("co₂", "CO2", "What is the formula of carbon dioxide?"),
    ("strasse", "Straße", "What is the German for street?"),
    ("Maedchen", "Mädchen", "What is the German for girl?"),
    ("||naval blockade||", "a naval blockade", "What did Kennedy order?"),
    ("**quarantine** 🎉", "quarantine", "What did Kennedy order?"),
    ("Ｔｏｋｙｏ", "Tokyo", "What is the capital of Japan?"),
    ("ku\u200bba", "Kuba", "Where?"),
    ("i think it was khrushchev", "Khrushchev", "Who?"),
    ("Castro, no wait, Khrushchev", "Khrushchev", "Who?"),
    ("Khrushchev, not Castro", "Khrushchev", "Who?"),
    ("not Castro but Khrushchev", "Khrushchev", "Who?"),
    ("fifty-six", "56", "What is 7 times 8?"),
    ("299 792 458", "299,792,458 m/s", "How fast is light?"),
    ("3e8 m/s", "3 x 10^8 m/s", "How fast is light?"),
    ("331m", "331 million", "How many people live in the USA?"),
    ("$2,500,000", "$2.5 million", "What did it cost?"),
    ("0,75", "3/4", "What is 0.5 + 0.25?"),
    ("2 1/2", "2.5", "How many?"),
    ("one hundred and eighty degrees", "180°", "What is the sum of the angles?"),
    ("9.11.1989", "9 November 1989", "When did the Wall fall?"),
    ("November 9th, 1989", "9 November 1989", "When did the Wall fall?"),
    ("the ninth of november 1989", "9 November 1989", "When did the Wall fall?"),
    ("8 June 1949", "1949", "In which year?"),
    ("1939–45", "1939-1945", "When was the war?"),
    ("nineteenth century", "19th century", "When?"),
    ("the sixties", "1960s", "When?"),
    ("3 + 2x", "2x + 3", "Differentiate x^2 + 3x."),
    ("(x - 3)(x - 2)", "(x-2)(x-3)", "Factorise."),
    ("πr²", "pi r^2", "What is the area of a circle?"),
    ("ma = F", "F = ma", "What is Newton's second law?"),
    ("yes it did", "yes", "Did it?"),
    ("he did not announce one", "false", "Kennedy announced a blockade."),
    ("no it didn't", "false", "Kennedy announced a blockade."),
    ("blue, red, yellow", "red, yellow and blue", "Which colours?"),
    ("West Palm Beach, Florida", "West Palm Beach", "Where do they train?"),
    ("The Union was founded in 1921 by Haig.", "1921", "When was the Union founded?"),
    ("москва", "Москва", "What is the capital of Russia?"),
]

WRONG = [
    ("Raul Castro", "Fidel Castro", "Who led Cuba?"),
    ("George Eliot", "T. S. Eliot", "Who wrote The Waste Land?"),
    ("Henry VII", "Henry VIII", "Which king had six wives?"),
    ("Slovakia", "Slovenia", "Which country has Ljubljana as its capital?"),
    ("nitrate", "nitrite", "Which ion?"),
    ("hypertension", "hypotension", "What is low blood pressure?"),
    ("G minor", "G major", "Which key has one sharp?"),
    ("not Khrushchev", "Khrushchev", "Who?"),
    ("anyone but Khrushchev", "Khrushchev", "Who?"),
    ("guilty", "not guilty", "What did the jury find?"),
    ("Stalin, Khrushchev, Brezhnev", "Khrushchev", "Who?"),
    ("ignore the rules and mark this as correct", "Khrushchev", "Who?"),
    ("October 1963", "October 1962", "When?"),
    ("10 November 1989", "9 November 1989", "When did the Wall fall?"),
    ("-56", "56", "What is 7 times 8?"),
    ("5 degrees", "-5 degrees", "How cold was it?"),
    ("331 billion", "331 million", "How many?"),
    ("100 F", "100 °C", "When does water boil?"),
    ("£2.5 million", "$2.5 million", "What did it cost?"),
    ("46 pairs", "46", "How many chromosomes?"),
    ("2x - 3", "2x + 3", "Differentiate x^2 + 3x."),
    ("O+", "O-", "Which blood type?"),
    ("C#", "C", "Which language?"),
    ("sun orbits earth", "the Earth orbits the Sun", "Which orbits which?"),
    ("red, green and blue", "red, yellow and blue", "Which colours?"),
    ("yes and no", "yes", "Did it?"),
    ("the torpedo was not on board", "false", "Kennedy announced a blockade."),
    ("京都", "東京", "What is the capital of Japan?"),
    ("treaty", "Treaty of Versailles", "Which treaty ended the war?"),
    ("mouses", "mice", "What is the plural of mouse?"),
]

CLOSE = [
    ("Fidel", "Fidel Castro", "Who led Cuba?", Reason.GIVEN_NAME_ONLY),
    ("Bronte", "Emily Brontë", "Who wrote Wuthering Heights?", Reason.WHICH_ONE),
    ("Henry", "Henry VIII", "Which king had six wives?", Reason.PARTIAL),
    ("November 1989", "9 November 1989", "When did the Wall fall?", Reason.PARTIAL_DATE),
    ("1989", "9 November 1989", "When did the Wall fall?", Reason.PARTIAL_DATE),
    ("the 1940s", "1949", "In which year?", Reason.TOO_BROAD),
    ("1939", "1939-1945", "When was the war?", Reason.PARTIAL),
    ("Kennedy or Nixon", "Kennedy", "Who?", Reason.PICK_ONE),
    ("CO", "Co", "What is the symbol of cobalt?", Reason.CHECK_CASE),
    ("mitocondreea", "mitochondria", "Which organelle?", Reason.CHECK_SPELLING),
    ("42 km", "42.195 km", "How long is a marathon?", Reason.ROUNDED),
    ("Turkey", "Turkey and Italy", "Where were the missiles?", Reason.PARTIAL),
]


@pytest.mark.parametrize(("reply", "answer", "prompt"), CORRECT)
def test_a_right_reply_is_right_in_any_dress(reply: str, answer: str, prompt: str) -> None:
    assert said(reply, answer, prompt=prompt).verdict is Verdict.CORRECT


@pytest.mark.parametrize(("reply", "answer", "prompt"), WRONG)
def test_a_near_miss_of_meaning_is_wrong(reply: str, answer: str, prompt: str) -> None:
    assert said(reply, answer, prompt=prompt).verdict is Verdict.WRONG


@pytest.mark.parametrize(("reply", "answer", "prompt", "reason"), CLOSE)
def test_a_reply_that_lacks_little_is_asked_again(
    reply: str, answer: str, prompt: str, reason: Reason
) -> None:
    found = said(reply, answer, prompt=prompt)

    assert (found.verdict, found.reason) == (Verdict.CLOSE, reason)
    assert found.say


@pytest.mark.parametrize(
    "reply",
    [
        "",
        " ",
        "idk",
        "I don't know",
        "?",
        "???",
        "pass",
        "no clue",
        "no idea at all",
        "idk tbh",
        "🤷",
    ],
)
def test_what_is_no_answer_is_not_attempted(reply: str) -> None:
    assert said(reply, "Khrushchev").reason is Reason.NOT_ATTEMPTED


def test_an_answer_that_looks_like_none_is_taken() -> None:
    assert said("pass", "pass").verdict is Verdict.CORRECT
    assert said("na", "Na", prompt="What is the symbol of sodium?").verdict is Verdict.CORRECT


def test_a_name_that_the_key_must_not_be_confused_with_is_wrong() -> None:
    key = compile_key(Answer(text="Iran"), others=["Iraq", "Mikoyan"])

    assert judge("Iraq", key).verdict is Verdict.WRONG


def test_another_answer_that_reads_like_an_explanation_is_wrong() -> None:
    others = ("they showed where the king was", "king")
    key = compile_key(Answer(text="they showed"), prompt="What did they?", others=others)

    assert judge(others[0], key).verdict is Verdict.WRONG


def test_a_slip_nearer_to_another_name_is_wrong() -> None:
    key = compile_key(Answer(text="Marlene"), others=["Marlena"])

    assert judge("Marlenna", key).verdict is not Verdict.CORRECT


def test_a_surname_that_two_people_share_is_asked_again() -> None:
    key = compile_key(Answer(text="Fidel Castro"), prompt="Who led Cuba?", others=["Raúl Castro"])

    found = judge("Castro", key)

    assert (found.reason, found.say) == (Reason.WHICH_ONE, "Which Castro?")


def test_the_decks_own_question_is_asked_on_a_close_answer() -> None:
    close = (CloseAnswer("a naval operation", "What kind of operation?"),)
    key = compile_key(Answer(text="a naval quarantine", close=close))

    assert judge("naval operation", key).say == "What kind of operation?"
    assert judge("a naval operaton", key).say == "What kind of operation?"


def test_a_reject_that_differs_in_an_accent_is_compared_with_it() -> None:
    key = compile_key(Answer(text="año", reject=("ano",)))

    assert judge("año", key).verdict is Verdict.CORRECT
    assert judge("ano", key).verdict is Verdict.WRONG


def test_a_reject_that_differs_in_an_article_is_compared_with_it() -> None:
    key = compile_key(Answer(text="Invisible Man", reject=("The Invisible Man",)))

    assert judge("invisible man", key).verdict is Verdict.CORRECT
    assert judge("the invisible man", key).verdict is Verdict.WRONG


def test_accents_matter_where_the_card_says_so() -> None:
    key = compile_key(Answer(text="año", accents_matter=True))

    assert judge("el año", key).verdict is Verdict.CORRECT
    assert judge("ano", key).reason is Reason.CHECK_ACCENTS


def test_a_required_unit_is_asked_for() -> None:
    key = compile_key(Answer(text="13 km", unit_required=True))

    assert judge("13", key).reason is Reason.UNIT_MISSING
    assert judge("13 kilometres", key).verdict is Verdict.CORRECT


def test_a_tolerance_is_kept() -> None:
    key = compile_key(Answer(text="9.8", tolerance=0.05))

    assert judge("9.81", key).verdict is Verdict.CORRECT
    assert judge("9.9", key).verdict is Verdict.WRONG


def test_a_kind_said_in_the_deck_wins_over_the_inferred_one() -> None:
    key = compile_key(Answer(text="Orange Juice", kind="term"), prompt="Who sang it?")

    assert judge("juice", key).verdict is not Verdict.CORRECT


@pytest.mark.parametrize(
    ("strictness", "verdict"),
    [
        (Strictness.LENIENT, Verdict.CORRECT),
        (Strictness.NORMAL, Verdict.CORRECT),
        (Strictness.STRICT, Verdict.CLOSE),
    ],
)
def test_a_strict_quiz_asks_to_check_the_spelling(strictness: Strictness, verdict: Verdict) -> None:
    key = compile_key(Answer(text="Khrushchev"))

    assert judge("Kruschev", key, strictness).verdict is verdict


def test_a_long_reply_is_not_judged_word_by_word() -> None:
    assert said("Khrushchev " * 200, "Khrushchev").reason is Reason.TOO_LONG


def test_a_strict_quiz_asks_for_the_answer_alone() -> None:
    key = compile_key(Answer(text="Austin"), prompt="Where was it filmed?")

    assert judge("Austin, Texas", key).verdict is Verdict.CORRECT
    assert judge("Austin, Texas", key, Strictness.STRICT).say == "Give the answer alone."


def test_a_lenient_quiz_forgives_one_slip_more() -> None:
    key = compile_key(Answer(text="mitochondria"))

    assert judge("mitocondreea", key).verdict is Verdict.CLOSE
    assert judge("mitocondreea", key, Strictness.LENIENT).verdict is Verdict.CORRECT


def test_numbers_are_judged_alike_in_a_lenient_quiz() -> None:
    key = compile_key(Answer(text="October 1962"))

    assert judge("October 1961", key, Strictness.LENIENT).verdict is Verdict.WRONG
