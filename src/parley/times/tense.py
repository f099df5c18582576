"""Whether a sentence speaks of what is past or to come, near a time expression.

No tagger: the verb nearest before the expression in its clause, else the one after it, by closed words and
endings. "will meet on Friday, he said" is to come; "said on Friday it will meet" is past.
"""

from __future__ import annotations

import re

from parley.times.words import contexts

# a full stop behind an initial ends no sentence: ``U.S. officials``
_WORDS = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|(?<!\b[A-Z])\.(?=\s|$)|[;!?](?=\s|$)|\n")
_SUBORDINATE = re.compile(r"\s+(?:that|which|who)\b")
_REACH = 160  # characters; a clause is seldom longer


def is_future(text: str, start: int, end: int) -> bool | None:
    """Whether the expression at ``text[start:end]`` lies ahead; None where no verb near it tells."""
    before = [word.lower() for word in _WORDS.findall(text, max(0, start - _REACH), start)]
    for at in range(len(before) - 1, -1, -1):
        if before[at] in ".;!?\n":
            break
        told = _told(before[at], before[at - 1] if at else "")
        if told and _given_up(before, at):
            return False
        if told is False and _is_plan(before, at):
            return True
        if told is not None and not _opens(before, at):
            return told
    last = ""
    if _SUBORDINATE.match(text, end):
        return None  # "his statement on Thursday that she would resign"
    for match in _WORDS.finditer(text, end, end + _REACH):
        word = match.group().lower()
        if word in ".;!?\n":
            break
        told = _told(word, last)
        if told is not None:
            return told
        last = word
    return None


def _given_up(words: list[str], at: int) -> bool:
    """Whether what was to come did not: "had been due to expire Friday"."""
    return {"had", "been"} <= set(words[max(0, at - 3) : at])


def _is_plan(words: list[str], at: int) -> bool:
    """Whether a verb in the past tells of what is to be done: "called for talks to take place before June"."""
    if words[at] not in contexts("plans"):
        return False
    following = zip(words[at + 1 :], words[at + 2 :], strict=False)
    return any(word == "to" and after not in contexts("no_verb") for word, after in following)


def _opens(words: list[str], at: int) -> bool:
    """Whether "until" begins the sentence, so that the verb after tells: "Until Friday they had not met"."""
    return words[at] in ("until", "till") and (at == 0 or words[at - 1] in ".;!?\n")


def _told(word: str, before: str) -> bool | None:
    if (
        word in contexts("future")
        or word in contexts("scheduled")
        or (word == "to" and before in contexts("before_to"))
    ):
        return True
    if word == "for" and before in contexts("before_for"):
        return True
    if (before, word) in (("to", "be"), ("soon", "as"), ("early", "as")):
        return True
    if before in ("be", "to"):  # a participle or an infinitive: the verb before it tells
        return None
    if word in contexts("past") or (
        word.endswith("ed") and len(word) > 3 and word not in contexts("not_past")
    ):
        return False
    return None
