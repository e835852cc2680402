"""What the tutor says when it does not do what was asked; each says what to do instead."""

ANSWER_IS_IN = "Your answer to this question is in already."
QUESTION_IS_OVER = "That question is over."
QUIZ_IS_PAUSED = "The quiz is paused. /quiz resume goes on with it."
PAUSED_ALREADY = "The quiz is paused already. /quiz resume goes on with it."
NOT_PAUSED = "The quiz is not paused."
ONLY_LEADERS = "Only the one who started the quiz or a moderator can do that."
NO_QUIZ = "No quiz is running here. /quiz start begins one."
QUIZ_RUNS = "A quiz is running here already. /quiz stop ends it, /quiz resume goes on with it."
NO_CARDS = "No card fits that choice. Try other tags, or leave them out."
NOTHING_MISSED = "You have missed nothing yet. /quiz start plays new cards."
NOT_STORED = (
    "Your answer could not be saved just now, so it does not count yet. Please send it again."
)
STORE_TROUBLE = "The scores cannot be reached just now. Please try again in a moment."
OUR_FAULT = "Something went wrong on our side. It has been written down; please try again."
LEFT_BEHIND = "That belongs to a quiz that is over."
OUT_OF_DATE = "That button is out of date. Please ask or call for it anew."


def store_trouble(*, answering: bool) -> str:
    """Say what failed: an answer or a skip counts only once it is stored."""
    return NOT_STORED if answering else STORE_TROUBLE


def unknown_deck(name: str, nearest: str | None, known: list[str]) -> str:
    """Name the nearest deck, or all where none is near."""
    if nearest is not None:
        return f"There is no deck called {name!r}. Did you mean {nearest}?"
    return f"There is no deck called {name!r}. Decks: {', '.join(known) or 'none'}."


def unknown_tags(tags: list[str], known: list[str]) -> str:
    """Name the tags there are."""
    return f"No card has the tag {', '.join(tags)}. Tags: {', '.join(known)}."


NO_SEASON = "No season is on. Try period:week or period:all."
EMPTY_ANSWER = "Type an answer, or hint, skip or stop."


def unknown_command(given: str, nearest: str | None) -> str:
    """Name the nearest command."""
    hint = f"Did you mean /{nearest}?" if nearest else "/help lists the commands."
    return f"There is no command {given[:40]}. {hint}"


def unknown_verb(given: str, command: str, nearest: str | None, known: tuple[str, ...]) -> str:
    """Name the nearest second word of a command, or all."""
    if given == command:
        return f"{command} needs one more word: {', '.join(known)}."
    hint = f"Did you mean {command} {nearest}?" if nearest else f"Try: {', '.join(known)}."
    return f"{given[:40]} is not a command. {hint}"


def unknown_option(given: str, command: str, nearest: str | None, known: tuple[str, ...]) -> str:
    """Name the nearest option, or all."""
    if not known:
        return f"{command} takes no options."
    hint = f"Did you mean {nearest}:?" if nearest else f"Options: {', '.join(known)}."
    return f"{command} has no option {given[:40]!r}. {hint} Write them as name:value."


def not_one_of(name: str, given: str, known: tuple[str, ...]) -> str:
    """Name the values that an option takes."""
    return f"{name}: takes {', '.join(known)}; {given[:40]!r} is none of them."


def not_a_count(given: str) -> str:
    """Ask for a number of questions."""
    return f"questions: takes a whole number from 1 on; {given[:40]!r} is none."


EACH_ONCE = "Put each event in one place only; open the form again."


def not_rows(given: str, most: int) -> str:
    """Ask for a number of rows."""
    return f"rows: takes a whole number from 1 to {most}; {given[:40]!r} is none."


def file_exists(path: str) -> str:
    """Refuse to write over a file."""
    return f"{path} is there already. Move it away and try again."


def file_refused(path: str, reason: str) -> str:
    """Say why a file could not be written."""
    return f"{path} cannot be written: {reason}. Start me in a folder that is yours."


def too_many_questions(most: int) -> str:
    """Say how long a quiz may be."""
    return f"A quiz has at most {most} questions."
