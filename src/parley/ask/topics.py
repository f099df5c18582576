"""What a question is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from parley.ask.data import data, words
from parley.ask.known import Known
from parley.ask.line import BOTH, PLACED, Word, before, is_of_event
from parley.ask.names import Named
from parley.ask.question import Topic
from parley.ask.tokens import Token, stem
from parley.language.known import known_words
from parley.profiles import Profile
from parley.records import name_key
from parley.vocab import table

EVENTS = (
    "ASSAULT",
    "SANCTION",
    "COERCE",
    "MOBILIZE",
    "PROTEST",
)  # types of incidents that words.toml knows words of
_HELD = ("statements", "positions", "changes")  # kinds of row of which one speaks or takes a position
_PAST = ("VBD", "VBN")  # tags of what was done
_ADVERB = re.compile(r"\w{3,}ly$")


def idle_words(kinds: Sequence[str]) -> frozenset[str]:
    """Words that ask, or only name the kind of row."""
    events = map(words, EVENTS) if kinds[0] == "incidents" else ()
    return words("asking").union(*map(words, kinds), *events)


def topics_of(
    line: Sequence[Word], kinds: Sequence[str], known: Known, question: str, title: Sequence[str]
) -> tuple[list[Topic], list[str]]:
    """What the question is about, in its order, and the words that nothing was made of."""
    idle = idle_words(kinds)
    if kinds[0] == "who":
        idle |= {*title, *(f"{word}s" for word in title)}
    out: list[tuple[list[int], Topic]] = []
    unread: list[str] = []
    for number, word in enumerate(line):
        if word.named and word.part == "about":
            beside = (kinds[0] in _HELD or is_of_event(line, number)) and (
                before(line, number) in words("beside") or _is_adjective(line, number, idle)
            )
            out.append(([number], replace(_of_name(word.named), needed=not beside)))
        elif word.named and word.part == "place":
            out.append(([number], _of_place(word.named)))
    documents = [n for n in _named_documents(line) if not line[n].read_as]
    out += [([n], _of_words([line[n].token])) for n in documents]
    taken = set(documents)
    head = _counted(line) if kinds[0] == "figures" else None
    for issues, numbers in _issue_places(line, question, known.profile):
        free = [n for n in numbers if not line[n].read_as and n not in documents]
        if head in free:  # "bodies were returned": what is counted, not what became of it
            free = [n for n in free if head is not None and n <= head]
        if kinds[0] not in ("incidents", "figures"):
            free = _trimmed(line, free, idle)
        if free and not all(line[n].token.key in idle for n in free):
            free = _general(line, free)
            proper = _proper(line, free, idle)
            run = [line[n].token for n in proper or free]
            taken.update(proper or free)
            out.append((proper or free, _of_words(run) if proper else _of_issue(run, issues)))
    for numbers in _runs(line, taken, idle):
        run = [line[n].token for n in numbers]
        if len(run) == 1 and _ADVERB.match(run[0].key) and not known.holds(run[0].key):
            unread.append(run[0].text)
            continue
        topic = _of_words(run)
        if line[numbers[0] - 1].token.key in PLACED and numbers[0] and run[0].capital:
            topic = replace(topic, place=kinds[0] in (*BOTH, "incidents"))
        out.append((numbers, topic))
    owner = head - 1 if head is not None and line[head - 1].named else None
    topics = [
        replace(topic, counted=True, needed=True) if {head, owner} & {*numbers} else topic
        for numbers, topic in sorted(out, key=lambda item: item[0][0])
    ]
    if kinds[0] == "figures":
        counted = [issue for topic in topics if topic.counted for issue in topic.issues]
        topics = [_alike(topic, counted) for topic in topics]
    return _needed(topics, kinds, any(word.part == "by" for word in line)), unread


def _named_documents(line: Sequence[Word]) -> list[int]:
    """The nouns of documents that go by the name of a place: not every text on its issue is "the Vienna accord"."""
    starts = (n for n in range(len(line)) if is_of_event(line, n))
    nouns = (next(n for n in range(at + 1, len(line)) if line[n].read_as != "name") for at in starts)
    return [n for n in nouns if line[n].token.key in words("documents")]


def _general(line: Sequence[Word], numbers: Sequence[int]) -> list[int]:
    """Words that tell an issue, without the proper names that stand among them."""
    kept = [n for n in numbers if not line[n].token.capital or line[n].token.start == 0]
    return (
        kept if kept and len(kept) < len(numbers) and not line[numbers[-1]].token.capital else list(numbers)
    )


def _proper(line: Sequence[Word], numbers: Sequence[int], idle: frozenset[str]) -> list[int]:
    """The whole of a proper name that ends in words that tell an issue: "Ostrel Strait"; empty where it is none."""
    first = numbers[0]
    while first > 0 and line[first].token.capital and line[first - 1].read_as is None:
        previous = line[first - 1].token
        if not previous.capital or previous.key in idle:
            break
        first -= 1
    return [*range(first, numbers[0]), *numbers] if first < numbers[0] else []


def _alike(topic: Topic, issues: Iterable[str]) -> Topic:
    """A topic of figures with the other words that tell the same: killed, died; `issues` of what is counted."""
    told = {word for phrase in topic.phrases if len(phrase) == 1 for word in phrase}
    classes = table("comparisons/classes.toml")
    verbs = [*classes["events"].values(), *(data("alike.toml").get(issue, "") for issue in issues)]
    more: list[str] = []
    event = False
    for rows, is_event in ((verbs, True), (classes["units"].values(), False)):
        for members in (row.split() for row in rows):
            if told & set(map(stem, members)):
                more += members
                event = event or is_event
    added = tuple((stem(word),) for word in more)
    return replace(
        topic,
        phrases=(*topic.phrases, *added),
        exact=(*topic.exact, *more),
        event=event and not topic.counted,
    )


def _is_adjective(line: Sequence[Word], number: int, idle: frozenset[str]) -> bool:
    """Whether a people's name only tells which of a thing: "the Tavrian harbour"."""
    named, after = line[number].named, number + 1
    if named is None or not named.state or name_key(named.typed) == name_key(named.name):
        return False
    follows = line[after] if after < len(line) else None
    return follows is not None and follows.read_as is None and follows.token.key not in idle | {",", "'s"}


def _trimmed(line: Sequence[Word], numbers: Sequence[int], idle: frozenset[str]) -> list[int]:
    """Words without those at the ends that only hold the question together."""
    kept = [n for n in numbers if line[n].token.key not in idle]
    return [n for n in numbers if kept and kept[0] <= n <= kept[-1]]


def _counted(line: Sequence[Word]) -> int | None:
    """The word that "how many" asks of: the last before the verb, or before "of"."""
    keys = [word.token.key for word in line]
    start = next((n + 1 for n, key in enumerate(keys) if key in ("many", "number", "few")), None)
    if start is None:
        return None
    if start < len(keys) and keys[start] == "of":
        start += 1
    head = None
    for number in range(start, len(line)):
        if line[number].read_as == "name":
            continue
        if line[number].read_as or keys[number] in words("asking"):
            break
        if head is not None and _is_done_by(keys[head], keys[number], keys[number + 1 : number + 2]):
            break
        head = number
    return head


def _is_done_by(counted: str, word: str, after: Sequence[str]) -> bool:
    """Whether a word is what the counted did or suffered: "ships used the strait", "people killed"."""
    known = known_words()
    thing, tags = (known[key].tags if key in known else () for key in (counted, word))
    if thing and not thing[0].startswith("NN"):  # "badly wounded prisoners"
        return False
    if tags[:1] and tags[0] in _PAST:
        return True
    many = counted.endswith("s") if not thing else thing[0] == "NNS"
    return many and "VB" in tags and (not after or after[0] in words("asking"))


def _needed(topics: list[Topic], kinds: Sequence[str], by: bool) -> list[Topic]:
    """The topics, of which a row must hold one at least; what figures tell is said with many verbs."""
    if kinds[0] == "figures" and any(topic.counted for topic in topics):
        return topics
    if topics and not any(t.needed for t in topics) and any(t.ids for t in topics) and not by:
        return [replace(topic, needed=True) for topic in topics]
    if by and all(topic.ids for topic in topics):  # "what does X want from Y": all that X wants
        return topics
    if topics and not any(topic.needed for topic in topics):
        return [replace(topic, needed=True) for topic in topics]
    return topics


def _of_name(named: Named) -> Topic:
    key = name_key(named.typed)
    forms = sorted(named.forms, key=lambda form: form != key)
    return Topic(
        named.typed, tuple(tuple(map(stem, form.split())) for form in forms), tuple(forms), ids=named.ids
    )


def _of_place(named: Named) -> Topic:
    """The place as it is called, not all that its state's name stands for."""
    key = name_key(named.typed)
    keys = {key, name_key(named.name)} if named.state and key in name_key(named.name) else {key}
    return Topic(
        named.typed, tuple(tuple(map(stem, k.split())) for k in sorted(keys)), tuple(sorted(keys)), place=True
    )


def _of_issue(taken: Sequence[Token], issues: Sequence[str]) -> Topic:
    typed = " ".join(word.text for word in taken)
    told = [word.key for word in taken if word.key not in words("asking")] or [word.key for word in taken]
    return Topic(typed, (tuple(map(stem, told)),), (" ".join(told),), tuple(issues))


def _of_words(taken: Sequence[Token]) -> Topic:
    typed = " ".join(word.text for word in taken)
    keys = [key for word in taken for key in word.key.split()]
    weak = len(taken) == 1 and keys[0] in words("weak") and not taken[0].quoted
    return Topic(typed, (tuple(map(stem, keys)),), (" ".join(keys),), needed=not weak)


def _issue_places(
    line: Sequence[Word], question: str, profile: Profile
) -> Iterator[tuple[tuple[str, ...], list[int]]]:
    """Words that tell an issue, or several that overlap, by their numbers."""
    groups: list[tuple[set[str], int, int]] = []
    for issue, start, end in sorted(profile.places(question), key=lambda p: (p[1], -p[2])):
        if groups and start < groups[-1][2]:
            issues, first, last = groups[-1]
            groups[-1] = (issues | {issue}, first, max(last, end))
        else:
            groups.append(({issue}, start, end))
    for issues, start, end in groups:
        numbers = [n for n, w in enumerate(line) if start <= w.token.start < end]
        if any(line[n].read_as is None for n in numbers):
            yield tuple(sorted(issues)), numbers


def _runs(line: Sequence[Word], taken: Iterable[int], idle: frozenset[str]) -> Iterator[list[int]]:
    """Words that carry a meaning: capitalised neighbours and what is quoted together, others one by one."""
    taken = set(taken)
    run: list[int] = []
    for number, word in enumerate(line):
        key, token = word.token.key, word.token
        quoted = token.quoted and word.read_as in (None, "name")
        free = word.read_as is None and number not in taken and bool(key) and key != ","
        if not (free and (quoted or key not in idle)) and not (quoted and run):
            if run:
                yield run
            run = []
            continue
        joins = run and (
            (quoted and line[run[-1]].token.quoted)
            or (token.capital and line[run[-1]].token.capital and run[-1] == number - 1)
        )
        if not joins:
            if run:
                yield run
            run = []
        run.append(number)
    if run:
        yield run
