"""What must hold of the judge for any answer and any reply."""

from __future__ import annotations

import string

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bot.core.deck import Answer
from bot.core.judge import Verdict, answerline_key, compile_key, judge

WORDS = st.sampled_from(
    [
        "quarantine",
        "blockade",
        "Khrushchev",
        "Kennedy",
        "Castro",
        "treaty",
        "missile",
        "Turkey",
        "Havana",
        "mitochondria",
        "photosynthesis",
        "sonata",
        "Beethoven",
        "tangent",
        "velocity",
        "liability",
        "habeas",
        "corpus",
        "algorithm",
        "compiler",
        "insulin",
        "hepatitis",
        "goalkeeper",
        "Wimbledon",
        "metaphor",
        "Dickens",
        "parabola",
        "osmosis",
        "Danube",
        "Nairobi",
        "plate",
        "tectonics",
        "inflation",
        "monopoly",
        "cello",
        "oboe",
        "verdict",
        "tort",
        "enzyme",
        "nucleus",
        "sodium",
    ]
)
PHRASES = st.lists(WORDS, min_size=1, max_size=3, unique=True).map(" ".join)
NUMBERS = st.one_of(
    st.integers(0, 10**9).map(str),
    st.integers(0, 10**9).map(lambda n: f"{n:,}"),
    st.decimals(0, 10**6, places=2).map(str),
    st.integers(1000, 2100).map(str),
)
UNITS = st.sampled_from(["", " km", " kg", "%", " °C", " m/s", " years", " million", " $"])
QUANTITIES = st.builds(lambda number, unit: number + unit, NUMBERS, UNITS)
DATES = st.dates().filter(lambda day: day.year > 999).map(lambda day: f"{day:%d %B %Y}")
ANSWERS = st.one_of(
    PHRASES, QUANTITIES, DATES, st.sampled_from(["H2O", "NaCl", "O-", "C++", "x^2+1"])
)
PROMPTS = st.sampled_from(["", "Who was it?", "What is it called?", "When was the treaty signed?"])


@settings(max_examples=300, deadline=None)
@given(reply=st.text(max_size=80), answer=st.text(max_size=40), prompt=st.text(max_size=40))
@example(reply="1/0", answer="1/0", prompt="")
@example(reply="1e999", answer="10^999", prompt="")
@example(reply="0 0/0", answer="0/0", prompt="")
def test_no_text_makes_the_judge_raise(reply: str, answer: str, prompt: str) -> None:
    key = compile_key(Answer(text=answer, accept=(prompt,)), prompt=prompt, others=[reply])

    assert judge(reply, key).verdict in Verdict


@settings(max_examples=200, deadline=None)
@given(reply=st.text("0123456789.,/^x+-*()' aednor", max_size=60), answer=ANSWERS)
def test_no_arithmetic_makes_the_judge_raise(reply: str, answer: str) -> None:
    assert judge(reply, compile_key(Answer(text=answer))).verdict in Verdict


@settings(max_examples=200, deadline=None)
@given(
    line=st.text('ab <u>/b[];()"or accept prompt on with', max_size=120), reply=st.text(max_size=20)
)
def test_no_answer_line_makes_the_judge_raise(line: str, reply: str) -> None:
    assert judge(reply, answerline_key(line)).verdict in Verdict


@settings(max_examples=300, deadline=None)
@given(answers=st.lists(ANSWERS, min_size=1, max_size=3), prompt=PROMPTS)
def test_every_accepted_answer_is_correct(answers: list[str], prompt: str) -> None:
    key = compile_key(Answer(text=answers[0], accept=tuple(answers[1:])), prompt=prompt)

    assert [a for a in answers if judge(a, key).verdict is not Verdict.CORRECT] == []


@settings(max_examples=300, deadline=None)
@given(answer=PHRASES, prompt=PROMPTS, article=st.sampled_from(["", "the ", "a "]))
def test_case_spacing_and_articles_do_not_matter(answer: str, prompt: str, article: str) -> None:
    key = compile_key(Answer(text=answer), prompt=prompt)
    dresses = [
        answer.upper(),
        answer.lower(),
        f"  {answer}  ",
        answer.replace(" ", "   "),
        article + answer,
    ]

    assert [d for d in dresses if judge(d, key).verdict is not Verdict.CORRECT] == []


@settings(max_examples=400, deadline=None)
@given(answer=st.one_of(NUMBERS, QUANTITIES, DATES), data=st.data())
def test_a_changed_digit_is_never_correct(answer: str, data: st.DataObject) -> None:
    places = [at for at, char in enumerate(answer) if char.isdigit()]
    at = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from(string.digits))
    changed = answer[:at] + digit + answer[at + 1 :]
    assume(changed.lstrip("0") != answer.lstrip("0"))

    assert judge(changed, compile_key(Answer(text=answer))).verdict is not Verdict.CORRECT


@settings(max_examples=300, deadline=None)
@given(
    answer=st.one_of(ANSWERS, st.sampled_from(["yes", "no", "true", "false"])),
    word=st.sampled_from(["not", "never", "no"]),
    prompt=PROMPTS,
)
def test_a_denied_answer_is_never_correct(answer: str, word: str, prompt: str) -> None:
    key = compile_key(Answer(text=answer), prompt=prompt)

    assert judge(f"{word} {answer}", key).verdict is not Verdict.CORRECT


@settings(max_examples=300, deadline=None)
@given(answer=PHRASES, other=PHRASES, prompt=PROMPTS)
def test_another_things_name_is_never_correct(answer: str, other: str, prompt: str) -> None:
    assume(set(answer.split()) != set(other.split()))
    key = compile_key(Answer(text=answer), prompt=prompt, others=[other])

    assert judge(other, key).verdict is not Verdict.CORRECT


@settings(max_examples=200, deadline=None)
@given(
    answers=st.lists(ANSWERS, min_size=2, max_size=5, unique=True), reply=ANSWERS, data=st.data()
)
def test_verdicts_do_not_depend_on_the_order_of_aliases(
    answers: list[str], reply: str, data: st.DataObject
) -> None:
    first, *rest = answers
    shuffled = data.draw(st.permutations(rest))
    one = compile_key(Answer(text=first, accept=tuple(rest)))
    other = compile_key(Answer(text=first, accept=tuple(shuffled)))

    assert judge(reply, one).verdict is judge(reply, other).verdict
