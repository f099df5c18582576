"""Where the content of a position ends: before what the writer, another verb or another side goes on with.

Positions are token positions of one sentence; ranges are half-open.
"""

from __future__ import annotations

import re

from parley.find.clause_ends import FAR
from parley.find.cues import surroundings
from parley.find.ends import phrase_stop
from parley.find.positions.stances import listed
from parley.find.positions.stances import noun as stance_of
from parley.language.lemmas import lemma
from parley.language.line import Line
from parley.language.tagged import DAYS
from parley.language.tags import FINITE
from parley.vocab import words

CLAUSE, PHRASE, DEED = "zero-that", "np", "to"

_DASHES = frozenset({"-", "–", "—", "--"})
_LISTED = 24  # words in which a list comes to its "and"
_FOOTNOTE = re.compile(r"[^\W\d_]{2,}\.\d+$")  # ``offline.12``: a sentence's end that its footnote hides
_UNITS = frozenset({"week", "month", "year", "night", "summer", "winter", "autumn", "fall", "spring"})
_CITING = frozenset({"cite", "warn", "argue", "insist", "say"})  # whose gerund behind a comma is the writer's
_OPEN = frozenset({"starting", "beginning", "effective", "even"})  # which nothing but a time follows
_PERFECT = frozenset({"be", "been", "get", "have", "see"})  # which a participle may follow
_BESIDE = 8  # words of a clause in which it tells what must be


def end_of(line: Line, start: int, frame: str) -> int:
    """Where content ends that begins at `start`: no further than a footnote's mark and the writer's guess."""
    end = phrase_stop(line, start, frame, min(len(line), start + FAR))
    if frame == PHRASE:
        end = past_list(line, end)
    while end > start + 1 and (line.tags[end - 1] in ("IN", ",", "CC") or line.words[end - 1] in _OPEN):
        end -= 1
    if end > start + 2 and line.words[end - 1] == "saying" and line.tags[end - 2] in ("NN", "NNS"):
        end -= 1  # ``opposed the deal | saying, "C"``
    if end > start + 1 and line.words[end - 1 : end + 1] == ["ever", "since"]:
        end -= 1
    if frame == PHRASE:
        end = _without_time(line, start, end)
    if frame == DEED and end > start + 2 and line.words[end - 2] == "last" and line.words[end - 1] in _UNITS:
        end -= 2  # ``agreed to send aid | last week``
    end = _without_tail(line, start, _closed(line, start, end))
    for k in range(start + 1, end - 1):
        if _FOOTNOTE.match(line.tokens[k].text):
            return k + 1
        if _goes_elsewhere(line, start, k, frame):
            end = k - (line.words[k - 1] == ",")
            while end > start + 1 and (
                line.words[end - 1] in _OPEN
                or line.words[end - 1] in (",", "than")
                or line.tags[end - 1] == "CC"
            ):
                end -= 1 + (line.words[end - 2 : end] == ["rather", "than"])
            end -= end > start + 2 and line.words[end - 1] == "saying" and line.tags[end - 2] in ("NN", "NNS")
            return _without_time(line, start, end) if frame == PHRASE else end
    return end


def _goes_elsewhere(line: Line, start: int, k: int, frame: str) -> bool:
    """Whether content that began at `start` ends before token `k`, which leads to something else."""
    word, after = line.words[k], line.words[k + 1]
    if word == "." and _ends_sentence(line, k):
        return True
    if word == "[" and line.tokens[k + 1].text.isdigit():
        return True  # a footnote's mark
    if word == "," and (after in listed("guessing") or _comments(line, k + 1)):
        return True
    if word == "," and after == "including" and line.tags[k + 2 : k + 3] == ["IN"]:
        return True  # ``urged T to stay, | including over dinner``
    if (frame != CLAUSE or word in ("as", "after")) and _is_meanwhile(line, start, k):
        return True
    if (
        frame != CLAUSE
        and word == "so"
        and line.words[k + 2 : k + 3] == ["that"]
        and line.tags[k - 1] != "VB"
    ):
        return True  # ``opposed a raid | so much that it sent an envoy``
    conceded = word in ("though", "although") and k > start + 1
    if conceded and (_clause_at(line, k + 1) or after in ("if", "when", "even")):
        return True  # ``T must go, | though M will stay``
    if word == "as" and line.words[k + 1 : k + 3] == ["recently", "as"]:
        return True
    if frame != CLAUSE and word == "while" and _goes_on_doing(line, k + 1):
        return True  # ``vowed to end the pact | while also pressing T to pay``
    if frame != CLAUSE and k > start + 1 and _is_attempt(line, k):
        return True
    if (
        frame != CLAUSE
        and after == "times"
        and word in listed("often")
        and line.tags[k - 1] in ("NN", "NNS", "NNP")
    ):
        return True  # ``threatened to end the truce | several times in years of war``
    if frame != CLAUSE and word == "," and after == "that" and line.subject_and_verb_at(k + 2):
        return True  # ``said that T had agreed to C, | that it would help``
    if word == "," and line.words[k + 1 : k + 3] in (["there", "was"], ["there", "were"]):
        return True
    if frame != CLAUSE and word == "," and after == "when":
        return True
    if frame == DEED and k > start + 1 and word in ("is", "was") and after in ("that", "because"):
        return True  # ``one reason that T is willing to C | is that``
    if frame == CLAUSE and _is_main_verb(line, start, k):
        return True  # ``the demand that T be heard | has irked M``
    said_there = _is_occasion(line, k) and not in_quotation(line, start, k)
    if k > start + 1 and (said_there or _is_span_of_time(line, k)):
        return True
    if word in ("and", "or") and _is_owned(line, k + 1):
        return True
    if word == "[" and "/" in "".join(line.words[k : k + 6]):
        return True  # who took the picture
    if frame != CLAUSE and _is_cause(line, k) and not in_quotation(line, start, k):
        return True
    if frame == PHRASE and word == "and" and _is_deed(line, start, k + 1):
        return True  # ``others disregard the call for C | and supply the rebels``
    if frame == CLAUSE and word == "and" and _has_done_too(line, start, k + 1):
        return True  # ``vowed he would never allow C | and urged T to go``
    if word == "," and _is_shown(line, k + 1):
        return True  # ``proposed that C, | papers seen by the Ledger showed``
    if frame == CLAUSE and word == "and" and _is_speakers(line, start, k + 1):
        return True  # ``we insist T leave | and I call on all to wait``
    if frame != CLAUSE and word == "and" and after == "been":
        return True  # ``has offered C | and been rebuffed``
    if frame != CLAUSE and word == "and" and _has_done(line, start, k + 1):
        return True
    if frame == CLAUSE and word == "," and after == "and" and _is_beside(line, k + 2):
        return True
    if _closes_quotation(line, start, k) or (frame == CLAUSE and _closes_aside(line, start, k)):
        return True
    if word == "," and line.words[k + 1 : k + 3] == ["and", "then"]:
        return True  # ``against proposals for C, | and then in Velm``
    if word == "," and after == "instead" and line.tags[k + 2 : k + 3] in (["VBG"], ["IN"]):
        return True  # ``rejects C, | instead calling for D``
    if word == "," and after.endswith("ing") and lemma(after, "VBG") in _CITING:
        return True  # ``turned down C, | citing D``
    if (
        word in (",", "and", "but", "while")
        and line.tags[k + 1] == "VBG"
        and (lemma(after) in listed("reporting") or lemma(after) in listed("scolding"))
    ):
        return True  # ``pushing for C and | saying that D``
    if frame == PHRASE and word in (",", "and") and line.tags[k + 1] == line.tags[start - 1] == "VBG":
        return True  # ``it went ahead, rejecting C and | posing a threat``
    if line.words[k - 2] == "," and line.tags[k - 1] == '"' and k > start + 2 and _is_told(line, k):
        return True  # ``to pardon him," | Weber said``
    if word == "," and _is_told(line, k + 1):
        return True  # ``a pledge that C, | the Ledger reported``
    if frame != CLAUSE and word == "and" and line.tags[k + 1] == "WH" and after != "whose":
        return True  # ``how much T wants C and | how it sells it``
    if word == "that" and after == "," and line.words[k + 2 : k + 3] in (["if"], ["when"], ["once"]):
        return True  # ``limits | that, if violated, lead to C``
    if (
        frame == PHRASE
        and word == "and"
        and line.subject_and_verb_at(k + 1)
        and not _joins_adjectives(line, k)
    ):
        return True  # ``when T accepted C and | M rejected it``
    if frame == DEED and word == "and" and line.tags[k + 1] == "DT" and _wills(line, k + 1):
        return True  # ``threatened to raise tariffs and | the bank could act``
    if frame != CLAUSE and word == "," and after == "so" and line.subject_and_verb_at(k + 2):
        return True
    if frame != CLAUSE and word == "," and not in_quotation(line, start, k):
        return line.subject_and_verb_at(k + 1 + (after in ("and", "or")))
    if frame != CLAUSE and word == "but":
        return "not" not in line.words[start:k]
    return _explains(line, k)


def _ends_sentence(line: Line, k: int) -> bool:
    """Whether a full stop at `k` ends a sentence; not in ``by Dec. 31``, ``the Tavria-U.S. pact``."""
    after = line.tokens[k + 1]
    return line.tokens[k].end < after.start and not (after.text.isdigit() or after.text[0].islower())


def _is_cause(line: Line, k: int) -> bool:
    """Whether why a side stands there begins at `k`: ``resisted talks | due to the raids``."""
    word, after = line.words[k], line.words[k + 1]
    return word == "because" or (word in ("due", "owing") and after == "to" and line.tags[k - 1] != "VBZ")


def _is_deed(line: Line, start: int, i: int) -> bool:
    """Whether a bare verb with its object stands at `i`, and neither a noun of a list nor what is asked besides."""
    if "VB" in line.tags[start : i - 1]:
        return False  # ``for T | to end the raids and free the crew``
    bare = line.tags[i] in ("VB", "VBP") and line.tags[i + 1 : i + 2] in (["DT"], ["PRP"])
    return bare and line.quoted[i] < 0


def _is_speakers(line: Line, start: int, i: int) -> bool:
    """Whether who speaks goes on at `i` with another thing that he does."""
    own = line.words[i] in ("i", "we") and line.words[start] not in ("i", "we")
    return own and line.tags[i + 1 : i + 2] in (["VBP"], ["VB"], ["VBD"], ["MD"])


def _joins_adjectives(line: Line, k: int) -> bool:
    """Whether "and" at `k` stands between two adjectives of a noun: ``a pact of western | and | southern states``."""
    return line.tags[k - 1] == "JJ" and line.tags[k + 1] == "JJ"


def _clause_at(line: Line, i: int) -> bool:
    """Whether a clause begins at `i`, with or without an adverb before its verb: ``though | he later left``."""
    found = line.np_after(i)
    k = found[1] if found else i
    while found and line.tags[k : k + 1] == ["RB"]:
        k += 1
    told = found is not None and found[1] < k < len(line) and line.tags[k] in (*FINITE, "VBN")
    return told or line.subject_and_verb_at(i)


def _goes_on_doing(line: Line, i: int) -> bool:
    """Whether a gerund stands at `i`, past an adverb."""
    return line.tags[i + (line.tags[i] == "RB") :][:1] == ["VBG"]


def _wills(line: Line, i: int) -> bool:
    """Whether a clause begins at `i` that tells what somebody will or could do."""
    found = line.np_after(i)
    return found is not None and line.tags[found[1] : found[1] + 1] == ["MD"] and line.quoted[i] < 0


def _is_attempt(line: Line, k: int) -> bool:
    """Whether what the writer takes a deed for begins at `k`: ``to put off the vote | in an apparent attempt to C``."""
    if line.words[k] != "in" or line.words[k + 1 : k + 2] not in (["a"], ["an"]):
        return False
    i = k + 2 + (line.tags[k + 2 : k + 3] == ["JJ"])
    return line.words[i + 1 : i + 2] in (["to"], ["aimed"]) and line.words[i] in listed("commenting")


def _is_occasion(line: Line, k: int) -> bool:
    """Whether where it was said begins at `k`: ``a truce | in a phone call with T``, ``| during the session``."""
    kinds = {"in": "words", "via": "words", "during": "occasions"}.get(line.words[k])
    found = line.np_after(k + 1) if kinds and line.tags[k + 1] == "DT" else None
    if found is None or kinds is None:
        return False
    head = next((i for i in range(found[0] + 1, found[1]) if line.tags[i] in ("IN", "TO")), found[1]) - 1
    named = line.words[k] == "during" and line.tags[head] == "NNP"  # ``during the General Assembly``
    return named or line.words[head] in surroundings("channels", kinds)


def _is_meanwhile(line: Line, start: int, k: int) -> bool:
    """Whether what was when it was said begins at `k`: ``to give up C | as T was arming``, ``| ahead of his trip``."""
    if line.words[k : k + 2] == ["ahead", "of"]:
        found = line.np_after(k + 2)
        return found is not None and not words("possessives").isdisjoint(line.words[slice(*found)])
    if line.words[k] not in ("as", "while", "after") or "as" in line.words[max(start, k - 2) : k]:
        return False  # ``as soon as T left``
    found = line.np_after(k + 1)
    while found and line.tags[found[1] : found[1] + 1] == ["IN"] and (inner := line.np_after(found[1] + 1)):
        found = found[0], inner[1]  # ``as the war between T and M | went on``
    while found and found[1] + 1 < len(line) and (line.is_time(found[1]) or line.tags[found[1]] == "RB"):
        found = found[0], found[1] + 1  # ``after M | earlier | left``
    if found is None or not (_is_past(line, found[1]) or _is_going_on(line, k, found[1])):
        return False
    if line.words[k] == "after" and line.tags[k - 1] in ("VBN", "VBD", "NN", "NNS"):
        return line.tags[k - 1] not in ("VBN", "VBD")  # ``those held | after T left``
    plain = line.words[found[1]] in ("did", "had")  # ``as it did before``
    goes_on = line.tags[found[1] + 1 : found[1] + 2] == ["VBG"]
    return not plain and (goes_on or line.words[found[1]] not in ("was", "were"))


def _is_going_on(line: Line, k: int, i: int) -> bool:
    """Whether "as" at `k` tells what somebody else goes on doing: ``| as officials continue to reject C``."""
    if line.tags[i : i + 1] not in (["VBZ"], ["VBP"]):
        return False
    goes_on = lemma(line.words[i], line.tags[i]) in ("continue", "keep")
    doing = line.words[i] in ("is", "are") and "VBG" in line.tags[i + 1 : i + 3]
    return (line.words[k] == "as" and goes_on) or (line.words[k] == "while" and doing)


def _is_past(line: Line, i: int) -> bool:
    tags = line.tags[i : i + 1]
    return tags == ["VBD"] or (tags == ["VBN"] and line.words[i + 1 : i + 2] in ([","], ["."], []))


def _is_main_verb(line: Line, start: int, k: int) -> bool:
    """Whether the verb whose subject the noun of a clause is stands behind the clause."""
    if line.tags[k] not in ("VBZ", "VBD") or line.tags[k - 1] != "VBN" or line.words[start - 1] != "that":
        return False
    inner = line.tags[start:k]
    return (
        "VB" in inner
        and not {"WH", ",", "CC", ":"} & set(inner)
        and start > 1
        and line.tags[start - 2] == "NN"
    )


def _has_done(line: Line, start: int, i: int) -> bool:
    """Whether another deed of who asks stands at `i`: ``pressed T to go and | also called for C``."""
    while i < len(line) and (line.tags[i] == "RB" or line.is_time(i)):
        i += 1
    dated = line.words[i : i + 1] in (["last"], ["this"]) and line.tags[i + 1 : i + 2] in (["NN"], ["NNP"])
    i += 2 * dated  # ``and | last March | met M``
    below = any(tag in FINITE or tag in ("WH", "VBN") for tag in line.tags[start:i])
    if below or not _PERFECT.isdisjoint(line.words[start:i]):
        return False
    done, after = line.tags[i : i + 1], line.tags[i + 1 : i + 2]
    return done == ["VBD"] or (done == ["VBN"] and after in (["IN"], ["TO"], ["DT"], ["PRP"]))


def _has_done_too(line: Line, start: int, i: int) -> bool:
    """Whether a deed of who spoke stands at `i`, behind a clause that tells only what will or would be."""
    finite = [line.tags[k] for k in range(start, i - 1) if line.tags[k] in FINITE]
    will = finite[:1] == ["MD"] and set(finite) == {"MD"} and _PERFECT.isdisjoint(line.words[start : i - 1])
    object_ = line.tags[i + 1 : i + 2] != [] and line.tags[i + 1] in ("NN", "NNS", "NNP", "DT", "PRP", "JJ")
    done = line.tags[i] == "VBD" or (line.tags[i] == "VBN" and object_)
    return will and done and line.quoted[i] == line.quoted[start - 1]


def _is_shown(line: Line, i: int) -> bool:
    """Whether the sentence closes at `i` with what showed it: ``documents seen by the Ledger this month showed``."""
    end = len(line) - (line.words[-1] == ".")
    told = end - 1
    if line.tags[i] not in ("NN", "NNS", "DT") or told <= i or line.tags[told] not in ("VBD", "VBZ", "VBP"):
        return False
    inner = line.tags[i:told]
    return lemma(line.words[told]) in listed("showing") and not FINITE & {*inner} and "," not in inner


def _is_span_of_time(line: Line, k: int) -> bool:
    """Whether what the writer measures begins at `k`: ``a fee | just 48 hours after T seized a ship``."""
    behind = line.words[k + 2 : k + 4]
    return (
        line.words[k] in ("just", "only", "barely")
        and line.tags[k + 1] == "CD"
        and behind[1:] in (["after"], ["before"])
    )


def _is_beside(line: Line, i: int) -> bool:
    """Whether another clause begins at `i` that obliges nobody: ``the ban is vital, and | officials agree``."""
    obliging = not listed("obliging").isdisjoint(line.words[i : i + _BESIDE])
    return i < len(line) and not obliging and line.words[i] != "that" and line.subject_and_verb_at(i)


def _closes_aside(line: Line, start: int, k: int) -> bool:
    """Whether a dash at `k` closes an aside that content stands in: ``S - irked by a demand that C | - said``."""
    dashes = line.words[k] in _DASHES and not any(word in _DASHES for word in line.words[start:k])
    return dashes and (line.tags[k + 1] in FINITE or line.tags[k + 1] == "VBN")


def _closes_quotation(line: Line, start: int, k: int) -> bool:
    """Whether a comma and a mark at `k` close a quotation that began before the content: ``a truce|," it said``."""
    if line.words[k] != "," or line.tags[k + 1 : k + 2] != ['"'] or line.tags[start:k].count('"') % 2:
        return False
    return line.tokens[k].end == line.tokens[k + 1].start


def _is_told(line: Line, i: int) -> bool:
    """Whether the sentence closes at `i` with who tells it."""
    found = line.np_after(i)
    if found is None or found[1] >= len(line) or line.tags[found[1]] not in ("VBD", "VBZ"):
        return False
    closes = line.words[found[1] + 1 : found[1] + 2] in ([], ["."], [","])
    return closes and lemma(line.words[found[1]]) in listed("reporting")


def _without_time(line: Line, start: int, end: int) -> int:
    """The end of a phrase without the day, or how often, behind it: ``an immediate truce | Monday``."""
    clock = line.words[end - 2] in ("am", "pm", "a.m.", "p.m.") or line.tags[end - 3 : end - 2] == ["CD"]
    if end > start + 2 and line.words[end - 1] in DAYS and line.tags[end - 2] in ("NN", "NNS", "NNP"):
        return end if clock else end - 1
    if end > start + 2 and line.words[end - 1] == "times" and line.tags[end - 2] == "CD":
        end -= 2
        return end - 2 if line.words[end - 2 : end] in (["more", "than"], ["less", "than"]) else end
    return end


def _without_tail(line: Line, start: int, end: int) -> int:
    """The end of content without the begin of what is joined to it: ``to strike T | and, most recently``."""
    at = next((k for k in range(end - 1, max(start, end - 5), -1) if line.words[k] in ("and", "but")), None)
    if at is None or at + 1 >= end or "," not in line.words[at + 1 : end]:
        return end
    return at if all(line.tags[k] in ("RB", "JJS", "RBS", ",") for k in range(at + 1, end)) else end


def _comments(line: Line, i: int) -> bool:
    """Whether the writer's comment begins at `i`: ``, | in a sign that C``, ``, | as the currency slid``.

    ``, | despite the risk``, ``, | after T left``, ``, | with T calling it a chance``.
    """
    if line.words[i] == "in":
        i += line.words[i + 1 : i + 2] in (["a"], ["an"])
        return line.words[i + 1 : i + 2] != [] and line.words[i + 1] in listed("commenting")
    if line.words[i] == "with":
        found = line.np_after(i + 1)
        return found is not None and line.tags[found[1] : found[1] + 1] == ["VBG"]
    if line.words[i] == "despite" or line.words[i : i + 2] == ["part", "of"]:
        return True
    if line.words[i] == "after":
        return line.subject_and_verb_at(i + 1)
    return line.words[i] == "as" and line.words[i + 1 : i + 2] != ["well"] and line.subject_and_verb_at(i + 1)


def _closed(line: Line, start: int, end: int) -> int:
    """The end of content before a bracket that it does not open, or does not close: ``C (Ledger, | 30 June)``."""
    opened = [k for k in range(start, end) if line.words[k] in ("(", "[")]
    for k in range(start, end):
        if line.words[k] in (")", "]"):
            if not opened or opened[0] > k:
                return k
            opened.pop(0)
    return opened[0] if opened and opened[0] > start else end


def _explains(line: Line, k: int) -> bool:
    """Whether a colon at `k` leads to a sentence of its own: ``seeks no seat: | we respect your view``."""
    if line.words[k] != ":" or k + 2 >= len(line):
        return False
    return line.tags[k + 1] == '"' or line.subject_and_verb_at(k + 1)


def past_list(line: Line, end: int) -> int:
    """The end of a list whose first member ends at `end`: ``a truce | , the return of prisoners and an end to C``."""
    if line.words[end : end + 1] != [","] or line.words[end + 1 : end + 2] in (
        ["a"],
        ["an"],
        ["but"],
        ["while"],
    ):
        return end
    k = end + 1
    while k < min(len(line) - 1, end + _LISTED):
        if line.tags[k] in FINITE or line.tags[k] in ("WH", "VBN") or line.words[k] in (";", "who", "which"):
            return end
        if line.words[k] in ("and", "or"):
            if line.subject_and_verb_at(k + 1):
                return end
            listed_ = line.tags[k + 1] in ("DT", "JJ", "NN", "NNS", "NNP", "VBG") and not _is_owned(
                line, k + 1
            )
            return max(end, phrase_stop(line, k + 1, PHRASE)) if listed_ else end
        k += 1
    return end


def _is_owned(line: Line, i: int) -> bool:
    """Whether a member is what another side wants: ``Velm's demand for C and | Tavrian calls for D``."""
    return line.tags[i] in ("JJ", "NNP", "POS") and any(stance_of(word) for word in line.words[i + 1 : i + 3])


def in_quotation(line: Line, start: int, k: int) -> bool:
    """Whether a quotation that content does not begin with is open at `k`: ``talks so that “the borders | , C, D”``."""
    if '"' in line.tags[max(0, start - 1) : start + 1]:
        return False
    return line.tags[start:k].count('"') % 2 == 1
