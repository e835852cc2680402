"""Names, units, signs and expressions that stand for an answer the card did not spell so."""

from __future__ import annotations

import pytest

from bot.core.deck import Answer
from bot.core.judge import Judgement, Reason, Verdict, compile_key, judge


def said(reply: str, answer: str, prompt: str, **more: object) -> Judgement:
    key = compile_key(Answer(text=answer, **more), prompt=prompt)  # type: ignore[arg-type]
    return judge(reply, key)


@pytest.mark.parametrize(
    ("reply", "answer", "prompt"),
    [
        ("the Dutch", "Netherlands", "Which country ruled the East Indies?"),
        ("Russia", "the Russians", "Who sold Alaska?"),
        ("kg", "kilogram", "What is the SI unit of mass?"),
        ("GBP", "pound sterling", "What is the currency of Britain?"),
        ("m/s", "metres per second", "In what unit is speed measured?"),
        ("H2O", "water", "What does burning hydrogen make?"),
        ("Fe", "iron", "Which metal rusts?"),
        ("ferrum", "iron", "Which element has the symbol Fe?"),
        ("World Health Organisation", "WHO", "Which body declared smallpox gone?"),
        ("us", "United States", "Which country bought Alaska?"),
        ("AB+", "AB positive", "Which blood group may take any blood?"),
        ("TX", "Texas", "In which state is Dallas?"),
        ("Ψ", "psi", "Which letter comes before omega?"),
        ("doppler", "Doppler effect", "Why does a siren change its pitch?"),
        ("arigato", "ありがとう (arigatō)", "How does one say thank you in Japanese?"),
        ("Johann Strauss Jr.", "Johann Strauss II", "Who wrote the Radetzky... no, the Danube?"),
        ("E. coli", "Escherichia coli", "Which bacterium lives in the gut?"),
    ],
)
def test_what_any_quizmaster_takes_for_the_answer_is_right(
    reply: str, answer: str, prompt: str
) -> None:
    assert said(reply, answer, prompt).verdict is Verdict.CORRECT


@pytest.mark.parametrize(
    ("reply", "answer", "prompt"),
    [
        ("iron", "Fe", "What is the chemical symbol of the metal that rusts?"),
        ("Netherlands", "Dutch", "Which language is spoken in Amsterdam?"),
        ("UN", "United Nations", "What does UN stand for?"),
        ("AB-", "AB positive", "Which blood group may take any blood?"),
        ("B. coli", "Escherichia coli", "Which bacterium lives in the gut?"),
        ("N", "newton", "What is the name of the unit with the symbol N?"),
        ("ok", "Oklahoma", "In which state is Tulsa?"),
        ("or", "Oregon", "State the name of the trail."),
        ("quicksilver", "Mercury", "Which planet is closest to the Sun?"),
        ("random access memory", "ram", "What is a male sheep called?"),
        ("carbon", "Carbon cycle", "What moves carbon through the air?"),
        ("Mary of Guise", "Mary", "Who was queen in 1553?"),
        ("Kings of Leon", "King", "Which band?"),
    ],
)
def test_another_form_than_the_one_asked_for_is_not_right(
    reply: str, answer: str, prompt: str
) -> None:
    assert said(reply, answer, prompt).verdict is not Verdict.CORRECT


def test_a_reject_of_the_card_wins_over_a_general_name() -> None:
    found = said("America", "the United States", "Which country?", reject=("America",))
    assert found.reason is Reason.LISTED_WRONG


@pytest.mark.parametrize(
    ("reply", "answer", "prompt", "verdict"),
    [
        ("F = k x", "F = kx", "What is Hooke's law?", Verdict.CORRECT),
        ("x = F/k", "F = kx", "State Hooke's law.", Verdict.CORRECT),
        ("m = F/a", "F = ma", "Which formula gives the force?", Verdict.CLOSE),
        ("F = m/a", "F = ma", "State Newton's second law.", Verdict.WRONG),
        ("(a+b)^2", "a² + 2ab + b²", "Expand.", Verdict.CLOSE),
        ("a² + b²", "a² + 2ab + b²", "Expand.", Verdict.WRONG),
        ("2*2*7", "2^2 × 7", "Write 28 as a product of primes.", Verdict.CORRECT),
        ("n log n", "O(n log n)", "How long does merge sort take?", Verdict.CORRECT),
        ("O(n*log2(n))", "O(n log n)", "How long does merge sort take?", Verdict.CORRECT),
        ("quadratic", "O(n^2)", "How long does bubble sort take?", Verdict.CORRECT),
        ("O(n)", "O(n^2)", "How long does bubble sort take?", Verdict.WRONG),
    ],
)
def test_an_expression_is_compared_by_its_terms_and_its_value(
    reply: str, answer: str, prompt: str, verdict: Verdict
) -> None:
    assert said(reply, answer, prompt).verdict is verdict


@pytest.mark.parametrize(
    ("reply", "answer", "verdict"),
    [
        ("mccartney & lennon", "John Lennon and Paul McCartney", Verdict.CORRECT),
        ("McCartney", "John Lennon and Paul McCartney", Verdict.CLOSE),
        ("john and paul", "John Lennon and Paul McCartney", Verdict.CLOSE),
        ("Lennon and Jagger", "John Lennon and Paul McCartney", Verdict.WRONG),
        ("usa, uk and france", "the United States, Britain and France", Verdict.CORRECT),
        ("uk and france", "the United States, Britain and France", Verdict.CLOSE),
        ("ohm and kirchhoff", "Ohm's law and Kirchhoff's law", Verdict.CORRECT),
        ("-5 or 5", "x = 5 or x = -5", Verdict.CORRECT),
        ("5", "x = 5 or x = -5", Verdict.CLOSE),
    ],
)
def test_an_answer_of_several_things_is_judged_by_each(
    reply: str, answer: str, verdict: Verdict
) -> None:
    assert said(reply, answer, "Which are they?").verdict is verdict


@pytest.mark.parametrize(
    ("reply", "answer", "prompt", "reason"),
    [
        ("60", "60 km/h", "How fast is it? Give the unit.", Reason.UNIT_MISSING),
        ("Haus", "das Haus", "Give the German for house, with its article.", "article_missing"),
        ("1914", "1910s", "In which decade did the war begin?", Reason.OTHER_FORM),
        ("Wolfgang something", "Wolfgang Mozart", "Who composed it?", Reason.GIVEN_NAME_ONLY),
        ("natural ... forgot the rest", "natural selection", "What drives it?", Reason.PARTIAL),
        ("Korea", "Democratic People's Republic of Korea", "Which?", Reason.PARTIAL),
    ],
)
def test_what_the_question_asks_for_besides_is_asked_for_again(
    reply: str, answer: str, prompt: str, reason: str
) -> None:
    found = said(reply, answer, prompt)
    assert (found.verdict, found.reason) == (Verdict.CLOSE, reason)


@pytest.mark.parametrize(
    ("reply", "answer", "prompt"),
    [
        ("der Haus", "das Haus", "Give the German for house, with its article."),
        ("William H. Taft Howard", "William Taft Howard", "Who was it?"),
        ("anyone but da Vinci", "Leonardo da Vinci", "Who painted the Mona Lisa?"),
        ("Newton, also known as Kepler", "Isaac Newton", "Who?"),
        ("Peter's Hall", "Andrew Hall", "What if Peter Hall had taken his brother's name?"),
    ],
)
def test_what_makes_another_name_of_it_is_wrong(reply: str, answer: str, prompt: str) -> None:
    assert said(reply, answer, prompt).verdict is Verdict.WRONG


@pytest.mark.parametrize(
    ("reply", "answer", "prompt"),
    [
        ("XVIII", "18th century", "In which century was the French Revolution?"),
        ("five oh three", "503", "Which status code means unavailable?"),
        ("one nine one four", "1914", "When did the war begin?"),
    ],
)
def test_a_number_is_read_however_it_is_said(reply: str, answer: str, prompt: str) -> None:
    assert said(reply, answer, prompt).verdict is Verdict.CORRECT
