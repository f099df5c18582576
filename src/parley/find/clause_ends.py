"""The first mark or word at which a clause or phrase that was reported ends."""

from __future__ import annotations

from parley.find.cues import channels, verbs
from parley.find.follow import CLAUSES
from parley.language.line import MARKS, REACH, SUBORDINATORS, Line
from parley.language.tags import FINITE, VERBS
from parley.vocab import words

FAR = 4 * REACH  # tokens of content behind which nothing that closes it is looked for


# Where content ends inside a sentence, by the share of PolNeAR training articles in which it does so:
# a clause at ", which" .59, ", who" .59, ", while" .50, ", a ..." that nothing closes .76, ";" .75, a dash and
# an article .89; a noun phrase also at ", a ..." or ", the ..." .67, at ", but" .69, at a participle .61, and
# at "and" with a past tense where it holds no verb itself .92.
_ENDS = frozenset({"which", "who", "while"})
_DASHES = frozenset({"—", "–", "--"})


def clause_end(line: Line, start: int, stop: int, frame: str) -> int:
    """The first mark before `stop` at which a clause or phrase ends."""
    clause = frame in CLAUSES
    deed = frame in ("to", "ing") or line.tags[start] == "VBG"  # whose own circumstances belong to it
    begun = False
    for j in range(start + 1, stop - 1):
        begun = begun or _shows_clause(line, start, j, clause)
        if line.quoted[j] >= 0:
            if (
                line.quoted[j + 1] < 0
                and line.words[j - 1] == ","
                and _leaves(line, j + 1, told=not clause or line.quoted[start] == line.quoted[j])
            ):
                return j + 1  # ``called it “a trap,” | which nobody else did``
            continue
        if line.words[j] == "|":
            return j  # the credit of a picture
        if _is_attributed(line, start, j):
            return j  # ``only if T leaves, | according to S``
        if line.words[j] == ":" and line.is_open_quote(j + 1) and _has_its_cue(line, line.quote_end(j + 1)):
            return j  # ``urged restraint: | “Nobody wants this,” she said``
        if not clause and line.words[j] == ":" and line.quoted[j + 1] < 0 and line.clause_at(j + 1):
            return j  # ``signalled their support: | S paid in``
        if not clause and line.words[j] == "but" and line.subject_and_verb_at(j + 1):
            return j  # ``refused C | but the talks went on``
        if not clause and line.words[j : j + 2] in (["and", "that"], ["but", "that"]):
            return j  # ``said that S rejected C and | that ...``
        if not clause and (
            (not begun and _deed_follows(line, j)) or (not deed and _circumstance_at(line, j))
        ):
            return j
        word = line.words[j]
        if not clause and word == "," and line.words[j + 1] in ("and", "but") and line.clause_at(j + 2):
            return j
        if j < start + 2 or j > stop - 3:
            continue
        if (
            (word == ";" and not _is_listed(line, start, j))
            or (
                is_dash(line, j)
                and not _inserts(line, start, j)
                and (
                    not clause or (_new_thought(line, j + 1) and not _lacks_verb(line, j, stop, begun=begun))
                )
            )
            or _writer_takes_over(line, start, j)
        ):
            return j
        if word == "," and (begun and _ends_clause(line, j) if clause else _ends_phrase(line, j)):
            if _waits(line, start, j):
                continue
            return j
        if word == "," and not begun and line.words[j + 1] == "but" and line.clause_at(j + 2):
            return j  # ``vowed "full disarmament", | but the text said otherwise``
    return stop


def _is_listed(line: Line, start: int, j: int) -> bool:
    """Whether a semicolon stands between members of a list that a colon opened: ``six came: T; M; | and S``."""
    opens = next((k for k in range(j - 1, max(start, j - FAR), -1) if line.words[k] == ":"), None)
    clause = line.subject_and_verb_at(j + 1)
    return opens is not None and not clause and line.has_verb(max(start, opens - REACH), opens)


def _is_attributed(line: Line, start: int, j: int) -> bool:
    """Whether it is told at `j`, behind a mark, who says so; in brackets it is of what stands in these."""
    if line.words[j] != "according" or line.words[j + 1 : j + 2] != ["to"]:
        return False
    told = line.words[j - 1] == "," or is_dash(line, j - 1)
    if not told or line.bracket_at(j) >= start:
        return False
    closing = next((k for k in range(j + 2, min(len(line) - 1, j + FAR)) if line.words[k] == ","), None)
    owed = closing is not None and line.tags[closing + 1] in FINITE and not line.has_verb(start, j)
    return not owed  # ``that S, according to T, | was paid``


def _leaves(line: Line, i: int, *, told: bool) -> bool:
    """Whether what stands at `i`, behind a quotation and its comma, is the writer's: ``which``, ``and when asked``.

    `told`: what is said is a phrase, or all of it quoted.
    """
    if line.tags[i] == "VBG" and line.quoted[i] < 0 and line.words[i] != "including":
        return told  # ``called it “too high,” | helping T``
    return line.words[i] == "which" or (
        line.words[i] in ("and", "but")
        and line.words[i + 1 : i + 2] in (["when"], ["if"], ["after"], ["while"])
    )


def _has_its_cue(line: Line, i: int) -> bool:
    """Whether who says a quotation stands right behind it: ``“C,” | she was quoted as saying``."""
    return any(word in verbs() for word in line.words[i : i + REACH // 3])


def _waits(line: Line, start: int, j: int) -> bool:
    """Whether a clause that "that" began has no verb yet at the comma at `j`: ``concern that S, | who left, may``."""
    at = next((k for k in range(j - 1, start, -1) if line.words[k] == "that"), None)
    if at is None or line.tags[at] != "IN" or any(tag in FINITE for tag in line.tags[at + 1 : j]):
        return False
    if line.tags[j + 1] in FINITE:
        return True
    closing = next((k for k in range(j + 1, min(len(line) - 1, j + FAR)) if line.words[k] == ","), None)
    return closing is not None and line.tags[closing + 1] in FINITE


def _shows_clause(line: Line, start: int, j: int, clause: bool) -> bool:
    """Whether the word before `j` shows a clause: by its verb; in a phrase, by a relative pronoun too."""
    if line.tags[j - 1] in FINITE:
        return True
    if not clause:
        return line.tags[j - 1] == "WH"
    return j - 2 > start and line.tags[j - 2] == "VBN" and line.is_past(j - 2)


def is_dash(line: Line, j: int) -> bool:
    """Whether a dash stands at `j`; a hyphen between spaces is one."""
    return line.words[j] in _DASHES or (
        line.words[j] == "-" and line.tokens[j - 1].end < line.tokens[j].start
    )


def _inserts(line: Line, start: int, j: int) -> bool:
    """Whether a dash closes an insertion of the content, or opens one behind which it goes on.

    ``is open to — though wary of | — a deal``; ``called the pact | — the one that failed — a stunt``; ``to fight on
    if its demands | — all of them — are not met``.
    """
    dash = line.words[j]
    if line.words[start:j].count(dash) % 2:
        return True
    closing = next((k for k in range(j + 1, min(len(line) - 1, j + REACH)) if line.words[k] == dash), None)
    if closing is None:
        return False
    owes = line.tags[closing + 1] in FINITE and _owes_a_verb(line, start, j)
    return owes or line.words[closing + 1] == "as"


def _lacks_verb(line: Line, j: int, stop: int, *, begun: bool) -> bool:
    """Whether a clause has its verb behind a dash at `j`: ``that any strike | – or any shot – | is wrong``."""
    return not begun and line.words[j + 1] == "or" and not FINITE.isdisjoint(line.tags[j + 1 : stop])


def _owes_a_verb(line: Line, start: int, j: int) -> bool:
    """Whether a clause below the content has begun before `j`, and not its verb: ``to fight on if its demands |``."""
    opens = next((k for k in range(j - 1, start, -1) if line.words[k] in SUBORDINATORS), None)
    return opens is not None and FINITE.isdisjoint(line.tags[opens + 1 : j])


def _ends_clause(line: Line, j: int) -> bool:
    """Whether a reported clause that has its verb ends at the comma at `j`."""
    word = line.words[j + 1]
    if (line.words[j - 1] in words("be") or _closes_aside(line, j)) and not line.subject_and_verb_at(j + 1):
        return False
    if word in ("a", "an"):  # the writer's apposition, unless the clause goes on behind it
        return not _lists(line, j) and not any(
            line.words[k] == "," and line.tags[k + 1] in FINITE
            for k in range(j + 2, min(len(line) - 1, j + REACH))
        )
    if word == "but":
        return _clause_follows_but(line, j + 2)
    if word == "and" and _answers(line, j + 2):
        return True
    if word == "with" and _absolute(line, j + 2):
        return True
    return word in _ENDS or _after_a_time(line, j + 1) or _is_unsaid(line, j + 1)


def _closes_aside(line: Line, j: int) -> bool:
    """Whether the comma at `j` closes a second verb for what follows: ``was, and would remain, | a party to it``."""
    near = range(j - 2, max(1, j - REACH // 2), -1)
    opens = next((k for k in near if line.words[k] == ","), None)
    if opens is None or line.tags[j - 1] not in VERBS or line.words[opens + 1] not in ("and", "but", "or"):
        return False
    return line.tags[opens - 1] in VERBS or line.words[opens - 1] == "not"


def _absolute(line: Line, i: int) -> bool:
    """Whether what others say is told beside: ``say they like it, with | 47 % saying they do not``."""
    for k in range(i, min(len(line), i + 7)):
        if line.tags[k] in FINITE or line.words[k] in MARKS:
            return False
        if line.tags[k] == "VBG" and line.words[k] in verbs():
            return k > i and line.clause_at(k + 1)
    return False


def _answers(line: Line, i: int) -> bool:
    """Whether another's report begins at `i`: ``warned C, and | Velm countered with D``."""
    if i >= len(line) or not line.clause_at(i) or line.tags[i] in ("PRP", "PRPV"):
        return False
    verb = next((k for k in range(i, min(len(line), i + 6)) if line.tags[k] in FINITE), None)
    return verb is not None and line.tags[verb] == "VBD" and line.words[verb] in verbs()


def _is_unsaid(line: Line, i: int) -> bool:
    """Whether the outlet adds at `i` what was not said: ``though he did not specify when``."""
    if line.words[i] not in ("though", "although") or line.tags[i + 1 : i + 2] != ["PRP"]:
        return False
    behind = line.words[i + 2 : i + 6]
    denied = any(word == "not" or word.endswith(("n't", "n’t")) for word in behind)
    return denied and not words("telling").isdisjoint(behind)


def _lists(line: Line, j: int) -> bool:
    """Whether the comma at `j` stands between the members of a list: ``a truce, | a corridor and a guard``."""
    for k in range(j + 2, min(len(line) - 1, j + 14)):
        if line.tags[k] in FINITE or line.words[k] in (",", ";"):
            return False
        if line.words[k] in ("and", "or"):
            return line.words[k + 1] in ("a", "an")
    return False


def _ends_phrase(line: Line, j: int) -> bool:
    """Whether a reported noun phrase or infinitive ends at the comma at `j`."""
    word, tag = line.words[j + 1], line.tags[j + 1]
    if word in ("a", "an") and _lists(line, j):
        return False
    if word in _ENDS or word in ("a", "an", "the", "but") or tag in FINITE or _after_a_time(line, j + 1):
        return True
    if word == "with" and _doing(line, j + 2):
        return True
    return (tag in ("VBG", "VBN") and word != "including") or (word == "and" and line.clause_at(j + 2))


def _doing(line: Line, i: int) -> bool:
    """Whether the writer tells beside what somebody does: ``criticised the press, with | T even having left``."""
    found = line.np_after(i)
    k = found[1] if found else len(line)
    k += line.tags[k : k + 1] == ["RB"]
    return line.tags[k : k + 1] == ["VBG"]


def _deed_follows(line: Line, j: int) -> bool:
    """Whether "and" at `j`, with no clause before it, joins the writer's next verb: ``praised A and | left``."""
    if line.words[j] not in ("and", "but"):
        return False
    k = j + 1 + (line.tags[j + 1] == "RB" and j + 2 < len(line))
    if line.tags[k] == "IN" and line.is_time(min(k + 1, len(line) - 1)):  # ``and on 18 March resumed``
        k = next((n for n in range(k + 1, min(len(line), k + 5)) if not line.is_time(n)), k)
    return line.tags[k] in ("VBD", "VBZ", "MD")


def _writer_takes_over(line: Line, start: int, j: int) -> bool:
    """Whether "and" at `j` joins a past tense to what is to be: ``said it would pay and | left the room``."""
    if line.words[j] not in ("and", "but") or line.tags[j + 1] != "VBD":
        return False
    own = [tag for tag in line.tags[max(start, j - REACH) : j] if tag in FINITE]
    if own and line.words[j - 1] == "," and all(tag in ("VBZ", "VBP", "PRPV") for tag in own):
        return True  # ``said he is happy, and | praised T``
    return own[-1] == "MD" if own else "VB" in line.tags[max(start, j - REACH) : j]


def _after_a_time(line: Line, i: int) -> bool:
    """Whether ``hours after``, ``two days before`` begins at `i`."""
    stop = min(len(line), i + 4)
    behind = next((k for k in range(i, stop) if line.words[k] in ("after", "before")), None)
    return behind is not None and any(w in words("time_units") for w in line.words[i:behind])


def _begins_a_time(line: Line, i: int) -> bool:
    """Whether ``hours after`` or ``two days before`` begins right at `i`."""
    unit = i + (line.tags[i] == "CD")
    return line.words[unit] in words("time_units") and line.words[unit + 1 : unit + 2] in (
        ["after"],
        ["before"],
    )


def _new_thought(line: Line, i: int) -> bool:
    """Whether what a dash begins at `i` is the outlet's own: in .89 of the cases before an article.

    Not if another dash closes it and the clause goes on.
    """
    dash = line.words[i - 1]
    closing = next((k for k in range(i + 1, min(len(line) - 1, i + REACH)) if line.words[k] == dash), None)
    if closing is not None and line.tags[closing + 1] in FINITE:
        return False
    if line.tags[i] == "VBG" and line.words[i] in verbs():
        return True  # ``wrote that C — echoing T``
    return line.tags[i] in ("DT", "CC", "PRP", "PRPV") and line.words[i + 1] != "that"


def _circumstance_at(line: Line, j: int) -> bool:
    """Whether the time, the place or the medium of an utterance begins at `j`, after a noun phrase or infinitive."""
    word = line.words[j]
    if word in ("after", "before", "when", "while", "until", "despite", "within"):
        return line.words[j - 1] not in ("a", "about")  # ``for a while``, ``guesses about when``
    if line.tags[j - 1] not in ("IN", "TO", "DT", "CD", "JJ") and _begins_a_time(line, j):
        return True  # ``called T a "clown" | hours before the talks``
    if word not in ("in", "on", "at", "during", "via", "through"):
        return False
    if line.tags[j - 1] in ("VBN", "VBD") and line.is_time(j + 1):
        return False  # ``called for tariffs imposed | in May to be lifted``
    if line.is_time(j + 1):
        return True
    phrase = line.np_after(j + 1)
    if phrase is None or phrase[1] - phrase[0] >= 6:
        return False
    head = next((k for k in range(*phrase) if line.words[k] == "of"), phrase[1]) - 1
    return line.words[head] in channels()  # not ``a ban | on the use of testimony``


def _clause_follows_but(line: Line, i: int) -> bool:
    """Whether after "but" another clause follows, and not a second that-clause."""
    return line.words[i] != "that" and line.clause_at(i)
