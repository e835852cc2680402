"""What the judge says: a short sentence for each reason, and the question that leads on."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "exact": "",
    "same_value": "",
    "same_meaning": "",
    "spelling_forgiven": "Mind the spelling.",
    "surname": "The surname is enough.",
    "with_extra": "",
    "listed_close": "Nearly.",
    "check_spelling": "Nearly: the spelling is too far off.",
    "check_case": "Nearly: capital letters matter here.",
    "check_accents": "Nearly: accents matter here.",
    "given_name_only": "A given name alone does not say who.",
    "which_one": "More than one person has that name.",
    "partial": "That is part of the answer.",
    "partial_date": "That is part of the date.",
    "too_broad": "That is too broad.",
    "rounded": "That is rounded.",
    "unit_missing": "The unit is missing.",
    "article_missing": "The article is missing.",
    "pick_one": "One answer, please.",
    "other_form": "The same value in another form.",
    "some_missing": "Some are missing.",
    "listed_wrong": "That is a common mistake.",
    "no_match": "",
    "other_answer": "That is something else.",
    "wrong_number": "The number is wrong.",
    "wrong_date": "The date is wrong.",
    "wrong_unit": "The unit is wrong.",
    "wrong_name": "That is another person of the same surname.",
    "opposite": "That means something else.",
    "negated": "That denies the answer.",
    "several_answers": "Several answers at once do not count.",
    "false_extra": "Part of that is wrong.",
    "word_order": "The right words, the wrong way round.",
    "wrong_order": "Not in that order.",
    "echo": "That only repeats the question.",
    "instruction": "That is not an answer.",
    "too_long": "Say it in a few words.",
    "not_attempted": "",
    "skipped": "",
}

_QUESTIONS: dict[str, str] = {
    "listed_close": "Nearly: can you be more specific?",
    "check_spelling": "Check the spelling.",
    "check_case": "Check the capital letters.",
    "check_accents": "Check the accents.",
    "given_name_only": "What is the surname?",
    "which_one": "Which one? Give the full name.",
    "partial": "Part of it: can you be more specific?",
    "partial_date": "Right so far: what is the full date?",
    "too_broad": "Right, but too broad: can you be more exact?",
    "rounded": "Nearly: give the exact figure.",
    "unit_missing": "In what unit?",
    "article_missing": "With which article?",
    "pick_one": "Pick one.",
    "with_extra": "Give the answer alone.",
    "other_form": "Right value: in which form is it asked for?",
    "some_missing": "What else?",
}


AND_THE_OTHER = "Right so far: and the other?"


def explain_reason(reason: str) -> str:
    """Say in a few words why a reply was judged as it was; "" where nothing need be said."""
    return SENTENCES[reason]


def question(reason: str) -> str:
    """Ask what leads on from a close answer, without giving anything away."""
    return _QUESTIONS.get(reason, "")


def which_one(surname: str) -> str:
    """Ask which bearer of a surname is meant; the learner has said the surname already."""
    return f"Which {surname}?"
