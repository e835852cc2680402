"""What a reply is, before it is compared: a claim, a denial, a choice of several, or no attempt.

Sources: ACF gameplay rules (the first full answer counts, a player may correct themselves at
once, a list of answers is no answer), and what people type into quiz bots in place of one.
"""

from __future__ import annotations

import re

from bot.core.judge.text import word_set

_NON_ANSWERS = word_set(
    """idk dk dunno pass skip k ok okay hmm hm um uh er huh what help hint next no_idea no_clue
    not_sure nothing none_of_them i_dont_know dont_know i_do_not_know do_not_know no_answer
    i_give_up give_up forgot i_forgot i_forget cant_remember i_cant_remember i_have_no_idea
    i_have_no_clue beats_me who_knows n/a na lol im_not_sure i_am_not_sure unsure unknown tbd
    test asdf skip_it pass_on_this dunno_sorry sorry sorry_idk idk_sorry idk_lol idek idc
    i_dunno no_comment hello hi hey lmao ? ?? ??? . .. ... - -- ! /skip dont_remember
    i_dont_remember i_really_dont_know i_havent_a_clue havent_a_clue not_a_clue no_idea_sorry
    i_pass blank anything something whatever cannot_remember not_known could_you_repeat
    can_you_repeat_that any_hint give_me_a_hint"""
)
_TRAILER = re.compile(
    r"(?<=\w)[,.]*( (at all|whatsoever|tbh|lol|sorry|mate|either|yet|honestly))+$"
)
_LEAD_IN = re.compile(
    r"^(?:(?:um+|uh+|er+m?|hmm+|well|ok(?:ay)?|so|oh|ah|lol|like|actually|obviously|definitely"
    r"|surely|probably|maybe|perhaps|possibly|yes|yeah"
    r"|i(?:'m| am)?\s(?:would\s|'d\s)?(?:think|thinks|thought|guess|believe|reckon|suppose|say"
    r"|pretty sure|fairly sure|quite sure|sure|going with|gonna say|going to say)"
    r"|i'd (?:say|guess|go (?:with|for))"
    r"|my (?:final )?(?:answer|guess) (?:is|would be)"
    r"|(?:the )?(?:final )?(?:correct |right )?answer"
    r"(?: is|'s|:)?"
    r"|its|it(?:'s| is| was|'d be| would be| must be| has to be| could be| might be| may be)"
    r"|is it|was it|are they|is that|could it be|might it be|would it be|they(?:'?re| are| were)"
    r"|that(?:'?s| is| was| would be)|this is|he(?:'?s| is| was)|she(?:'?s| is| was)"
    r"|there (?:are|is|were|was)|called|named|known as|must be|that|of course|guess)\b"
    r"[\s,:;.-]*)+(?=\S)"
)
_REASON = re.compile(r"(?<=\w)[,;.]*\s(?:because|cause|cos|coz|cuz|bc|since)\s")
_EXPLAINED = re.compile(
    r"(?:,\s*|\s-\s|;\s*|\.\s+)(?:from|like|as in|short for|meaning|the one|next to|near|beside)\s"
    r"|(?:,\s*|\s-\s|;\s*)(?:it|he|she|they|we|you)(?:'s|'re)?\s"
    r"|(?:,\s*|\s)(?:which|whose|where|though|although)\s"
    r"|\s\((?!(?:or|maybe|not|no|probably|possibly|aka|also)\b)[^()]{3,}\)\W*$",
    re.IGNORECASE,
)
_SHORTEST_COMMENT = 3
_TAKEN_BACK = re.compile(r"\b(?:false|wrong|true|lie|lying|kidding|joking|actually|sorry)\b")
_LONGEST_TAIL = 50
_TAIL = re.compile(
    r"[\s,;.!?-]+(?:i think|i guess|i believe|i reckon|i suppose|maybe|probably|perhaps|right|lol"
    r"|please|thanks|thank you|for sure|obviously|of course|is my (?:final )?answer|final answer"
    r"|not sure though|but (?:i'm |im )?not sure|if i remember(?: correctly| right)?|iirc|imo|tbh"
    r"|is it|isn't it|or something|i'd say|sir|miss"
    r"|or however (?:you|u|yo?u) (?:spell|say) (?:it|that)"
    r"|(?:and )?(?:i )?(?:have |'ve )?(?:forgot(?:ten)?|(?:can'?t|cannot|don'?t) (?:know|remember"
    r"|recall))(?: the [a-z0-9 ]{2,30}| [a-z]+)?)[\s.!?]*$"
)
_CORRECTED = re.compile(
    r"(?:\bno[,\s]+wait\b|\bwait[,\s]+no\b|\bi mean(?:t)?\b|\bscratch that\b|\bor rather\b"
    r"|\bmake that\b|\bsorry[,\s]+(?:no\b)?|\bactually[,\s]+no\b"
    r"|\bno[,\s]+(?:actually|sorry|it'?s)\b|\bcorrection:?|\bhang on\b|\bhold on\b|\bno no\b"
    r"|\b(?:lol )?(?:jk|just kidding|kidding)\b|[,;]\s*so\s(?=\S+(?:\s\S+){0,2}$)"
    r"|\bso (?:it|that|the answer) (?:has to|must|should|would|will) be\b|\bwait[,]|\boops\b"
    r"|(?<=\w)(?:\.\.\.|…|,|-)\s?no,)"
    r"[\s,:;.-]*(?:it'?s |it is |it was |i mean )?"
)
_MAY_DENY = re.compile(r"\bnot\b|n'?t\b|\brather than\b|\binstead of\b")
_NOT_THEM = re.compile(r"\bnot (?:him|her|it|them|that)\b")
_NOT_BUT = re.compile(
    r"\b(?:not|isn'?t|wasn'?t|aren'?t)\b(.+?)"
    r"(?:[,;]?\s(?:but|rather)\s(?:rather\s)?|(?:[,;]|\s?\.\.\.|\s-)\s?(?:it'?s|it was|they'?re)\s"
    r"|\s?\.\.\.\s?)(.+)$"
)
_TRAILING_NOT = re.compile(
    r"^(.+?)[,;(]?\s*\b(?:and\s|but\s)?(?:not|rather than|instead of|never)\b\s(.+)$"
)
_VERB_LAST = re.compile(
    r"\b(?:is|was|are|were|did|do|does|could|would|should|has|had|its|it|him|her|them)$"
)
_LONGEST_CLAIM = 11
_DENIAL = re.compile(
    r"\b(?:not|never|no(?!\.?\s?\d)|none|neither|nor|isn'?t|wasn'?t|aren'?t|weren'?t"
    r"|don'?t|doesn'?t|didn'?t|can'?t|cannot|won'?t|ain'?t|except(?:ing)?|excluding)\b"
    r"|\b(?:any(?:one|body|thing|where)?|all|everyone|everything|other|rather)"
    r" (?:but|than|except)\b"
    r"|\bopposite of\b|\bopposed to\b|\binstead of\b|\bfalse\b|\bunlike\b"
    r"|\bfail(?:s|ed|ing)? to\b|\brefus(?:e|es|ed|ing) to\b|\bunable to\b"
)
_NO_NUMBER = re.compile(r"no\s\d")
_INSTRUCTION = re.compile(
    r"\b(?:ignore|disregard|forget)\b.{0,40}"
    r"\b(?:instruction|previous|above|rule|prompt|key|answer)s?\b"
    r"|\b(?:mark|grade|score|count|judge|treat|accept|consider)\b.{0,25}"
    r"\b(?:as|is)?\s?(?:correct|right|true|accepted|full marks)\b"
    r"|\b(?:accept|mark) (?:this|my|any|whatever)\b"
    r"|\b(?:give|award|grant)\b.{0,15}\b(?:points?|marks?|credit)\b"
    r"|^\W*(?:system|assistant|admin|judge|verdict)\s?[:=]|\bverdict\s?[:=]"
    r"|\byou (?:must|should|will) (?:accept|say|mark)\b"
    r"|\bthe (?:correct|right) answer\W*$|\b(?:whatever|same as) (?:the|your) (?:answer|key)\b"
    r"|\b(?:the|your) answer (?:key|on the card)\b|\ball of the above\b"
    r"|\bany of (?:them|these|the above)\b"
)
_OR = re.compile(r"\s(?:or|and/or|vs\.?|versus)\s|\s?/\s?|\s?\|\s?|\bor\b(?=\s)")
_AND = re.compile(r"\s(?:and|plus|&|as well as|along with)\s|\s?[&+;]\s?|,\s?(?:and\s)?|\n")
_EITHER = re.compile(r"^(?:either|both|between)\s")


def is_non_answer(folded: str) -> bool:
    """Tell whether nothing was attempted: "idk", "?", or nothing at all."""
    text = folded.replace("'", "").strip(' .!,;:*"') or folded
    return (
        not any(char.isalnum() for char in text) and not any(c in "+-=<>%^" for c in text)
    ) or _TRAILER.sub("", text.strip("?! ")).replace(" ", "_") in _NON_ANSWERS


def is_instruction(folded: str) -> bool:
    """Tell whether a reply talks to the judge in place of answering."""
    return _INSTRUCTION.search(folded) is not None


def without_hedges(text: str) -> str:
    """Take "I think it was …" and "… right?" away; never take everything."""
    lower = text.lower()
    if len(lower) != len(text):
        return text
    start = _LEAD_IN.match(lower)
    begin = start.end() if start else 0
    tail = _TAIL.search(lower, max(begin, len(lower) - _LONGEST_TAIL))
    end = tail.start() if tail and tail.start() > begin else len(text)
    return text[begin:end].strip(' ,:;"') or text


def corrected(text: str) -> str:
    """Keep what follows the last self-correction ("Castro, no wait, Khrushchev")."""
    ends = [match.end() for match in _CORRECTED.finditer(text.lower()) if match.start()]
    return text[ends[-1] :].strip() or text if ends else text


def claim(folded: str) -> str:
    """Keep what is asserted of "not A but B" and of "B, not A"; else the text as it is."""
    if _MAY_DENY.search(folded) is None or _NOT_THEM.search(folded):
        return folded
    match = _NOT_BUT.search(folded)
    if match:
        return (folded[: match.start()] + " " + match[2]).strip()
    match = _TRAILING_NOT.match(folded)
    if match is None or len(match[1]) < 2 or len(match[1].split()) > _LONGEST_CLAIM:
        return folded
    return folded if _DENIAL.search(match[1]) or _VERB_LAST.search(match[1]) else match[1]


def denials(folded: str) -> int:
    """Count the words that turn a statement round."""
    return len(_DENIAL.findall(folded)) + (_NO_NUMBER.match(folded) is not None)


def without_reason(folded: str) -> str:
    """Keep what comes before a reason: "X because Y …" answers X, whatever Y is."""
    match = _REASON.search(folded)
    return folded[: match.start()] if match else folded


def without_explanation(text: str) -> str:
    """Keep what comes before an explanation: "X, which …", "X, like the …", "X (… of them)"."""
    match = _EXPLAINED.search(text)
    if match is None:
        return text
    kept = text[: match.start()].strip(" ,;:-")
    return kept if any(char.isalnum() for char in kept) else text


def without_comment(text: str) -> str:
    """Keep the first sentence where a longer one follows that does not take it back."""
    first, stop, rest = text.partition(". ")
    follows = len(rest.split()) >= _SHORTEST_COMMENT and not _TAKEN_BACK.search(rest.lower())
    return first if stop and follows else text


def alternatives(text: str) -> list[str]:
    """Split "A or B" and "A/B" into what is offered."""
    parts = _OR.split(_EITHER.sub("", text))
    return [part.strip(" ,.?!") for part in parts if part.strip(" ,.?!")]


def enumerated(text: str) -> list[str]:
    """Split "A, B and C" into its parts."""
    parts = _AND.split(_EITHER.sub("", text))
    return [part.strip(" ,.?!") for part in parts if part.strip(" ,.?!")]
