"""From the words of a question to what is looked for.

1. Words that tell a time, an outlet, an actor are taken out; each actor's name leaves a mark.
2. What is left is held against the forms of questions, which tell the kind of answer.
3. Names that the form gives no part get one by where they stand: before the verb, behind "to", anywhere else.
4. Words that tell an issue of the profile, and all others that carry a meaning, are what it is about.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from parley.ask.data import words
from parley.ask.frames import NAME, Frame, acting, frame_of
from parley.ask.names import Named, Names
from parley.ask.period import period
from parley.ask.question import Question, Topic
from parley.ask.tokens import Token, stem, tokens
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
_BOTH = (
    "meetings",
    "agreements",
    "timeline",
    "comparisons",
)  # kinds of row in which all who are named take part
_TITLE_WORDS = 4  # words of an office behind the name of its state
_LATEST = re.compile(r"\b(?:latest|newest|most recent|most recently|last time|currently|now)\b")
_FIRST = re.compile(r"\b(?:earliest|first time|initially|originally|first)\b")
_COMING = re.compile(r"\b(?:next|upcoming|planned|scheduled|coming|will|future)\b")
_HELD = ("statements", "positions", "changes")  # kinds of row of which one speaks or takes a position
_PLACED = frozenset({"in", "at", "near", "outside"})  # what a name behind them is of, in what took place
_YES_OR_NO = re.compile(r"^(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could)\b")
_ADVERB = re.compile(r"\w{3,}ly$")
_PRINTED = ("according to", "reported by", "published by", "printed by", "in", "by", "from", "on")


@dataclass(frozen=True, slots=True)
class Known:
    """What a question is read against.

    Attributes:
        names: The actors.
        profile: The issues and states of the negotiation.
        outlets: Those that have pages.
        today: The day that "last week" is counted from.
        holds: Whether any page holds a word.
    """

    names: Names
    profile: Profile
    outlets: tuple[str, ...]
    today: Callable[[], dt.date]
    holds: Callable[[str], bool]


@dataclass(slots=True)
class _Word:
    """A word and what it was read as: ``date``, ``outlet``, ``name``; None: not yet."""

    token: Token
    read_as: str | None = None
    named: Named | None = None  # on the first word of a name
    part: str | None = None  # of a name: by, to, with, about, place


def understand(question: str, known: Known) -> Question:
    """What a question asks for."""
    when = period(question, known.today)
    line = [_Word(token) for token in tokens(question)]
    for word in line:
        if any(start <= word.token.start < end for start, end in when.spans):
            word.read_as = "date"
    outlet = _outlet(line, known.outlets)
    _name(line, known)
    form, places = _form(line)
    found = frame_of(form)
    frame, fit = found if found else (None, None)
    kinds = frame.kinds if frame else ("about",)
    acts = frame.acts if frame else ()
    if kinds[0] == "statements" and not acts:
        acts = _acts(line)
    title = _title(fit)
    _give_parts(line, kinds, frame, fit, places)
    outlet = outlet or _reporting(line, known.outlets)
    topics, unread = _topics(line, kinds, known, question, title)
    names = {part: _with_part(line, part) for part in ("by", "to", "with")}
    if kinds[0] == "about" and not topics and len(names["by"]) == 1:
        kinds = ("who", "about")
    notes = tuple(dict.fromkeys(w.named.note for w in line if w.named and w.named.note))
    return Question(
        text=question,
        kinds=kinds,
        by=names["by"],
        to=names["to"],
        parties=names["with"],
        topics=tuple(topics),
        acts=acts,
        stances=frame.stances if frame else (),
        events=_events(line, kinds),
        field=frame.field if frame else None,
        title=title,
        outlet=outlet,
        period=when,
        order=_order(form, kinds),
        status=_status(form, line, kinds),
        today=known.today().isoformat() if _status(form, line, kinds) == "coming" else None,
        yes_or_no=bool(_YES_OR_NO.search(form)),
        unread=tuple(unread),
        notes=notes,
    )


# --- outlets and names


def _outlet(line: Sequence[_Word], outlets: tuple[str, ...]) -> str | None:
    """The outlet that a question names behind "according to", "in", "by"; its words are marked."""
    squeezed = _keyed(outlets)
    for at, _ in enumerate(line):
        lead = next((p for p in _PRINTED if _stands(line, at, p)), None)
        if lead is None:
            continue
        first = at + len(lead.split())
        if first < len(line) and line[first].token.key == "the" and first + 1 < len(line):
            first += 1
        for last in range(min(len(line), first + 5), first, -1):
            taken = line[first:last]
            if any(word.read_as for word in taken):
                continue
            name = squeezed.get(_squeezed(" ".join(word.token.text for word in taken)))
            if name:
                for word in line[at:last]:
                    word.read_as = "outlet"
                return name
    return None


def _reporting(line: Sequence[_Word], outlets: tuple[str, ...]) -> str | None:
    """The outlet that is asked what it reported: "what did the Herald report"."""
    squeezed = _keyed(outlets)
    for word in line:
        if word.named and word.named.media and word.part == "by" and _squeezed(word.named.name) in squeezed:
            word.part = "outlet"
            return squeezed[_squeezed(word.named.name)]
    return None


def _stands(line: Sequence[_Word], at: int, phrase: str) -> bool:
    wanted = phrase.split()
    return [word.token.key for word in line[at : at + len(wanted)]] == wanted


@lru_cache(maxsize=4)  # of a record with a thousand outlets it takes 3 ms
def _keyed(outlets: tuple[str, ...]) -> Mapping[str, str]:
    """Outlets as people type them; a name comes before a web address."""
    return {_squeezed(name): name for name in sorted(outlets, key=lambda name: "." not in name)}


def _squeezed(name: str) -> str:
    """An outlet's name without spaces, article and the end of a web address."""
    plain = re.sub(
        r"^(?:https?://)?(?:www\.)?|\.(?:com?|org|net|example|info|[a-z]{2})(?:\.[a-z]{2})?$",
        "",
        name.strip().lower(),
    )
    return name_key(plain).removeprefix("the ").replace(" ", "")


def _name(line: Sequence[_Word], known: Known) -> None:
    """Mark the actors that are named, offices of states among them, and those that are spelt otherwise."""
    at = 0
    while at < len(line):
        if line[at].read_as:
            at += 1
            continue
        free = []
        for word in line[at:]:
            if word.read_as:
                break
            free.append(word.token)
        found = known.names.at(free, 0)
        if found is None:
            named = _misspelt(line[at].token, known)
            found = (named, 1) if named else None
        if found is None:
            at += 1
            continue
        named, count = found
        if count == 1 and named.surname and at and line[at - 1].token.key in ("the", "a", "an"):
            at += 1
            continue
        held = _holder(line, at + count, named, known)
        if held:
            named, more = held
            count += more
        for word in line[at : at + count]:
            word.read_as = "name"
        line[at].named = named
        at += count


def _misspelt(token: Token, known: Known) -> Named | None:
    """The actor whose name a word is nearly, where no page holds that word."""
    if not token.capital or token.start == 0 or token.key in words("asking"):
        return None
    return None if known.holds(token.key) else known.names.near(token)


def _holder(line: Sequence[_Word], at: int, named: Named, known: Known) -> tuple[Named, int] | None:
    """Who holds the office that stands behind the name of its state: "the Tavrian foreign minister"."""
    skip = 1 if at < len(line) and line[at].token.key == "'s" else 0
    for count in range(_TITLE_WORDS, 0, -1):
        title = [word.token for word in line[at + skip : at + skip + count]]
        if len(title) < count or title[-1].key not in words("titles"):
            continue
        if any(word.read_as for word in line[at + skip : at + skip + count]):
            continue
        rows = known.names.holders([t.key for t in title], named)
        if not rows and (named.state or not skip):
            return None
        typed = f"{named.typed}{chr(39) + 's' if skip else ''} {' '.join(t.text for t in title)}"
        ids = frozenset(row["id"] for row in rows)
        if not rows:  # "X's adviser" is not X
            return Named(typed, typed, ids, ids, (), on_record=False), skip + count
        told = " or ".join(row["name"] for row in rows[:3])
        forms = tuple(name_key(form) for row in rows for form in (row["name"], *row["aliases"]))
        held = Named(typed, told, ids, ids, forms, note=f"{typed!r} is read as {told}")
        return held, skip + count
    return None


# --- the form and the parts of the names


def _form(line: Sequence[_Word]) -> tuple[str, dict[int, int]]:
    """The question in small letters with a mark for each name; and for each mark's place the number of its word."""
    out, length = list[str](), 0
    places: dict[int, int] = {}
    for number, word in enumerate(line):
        if word.read_as in ("date", "outlet") or (word.read_as == "name" and word.named is None):
            continue
        text = NAME if word.named else word.token.key
        if text == "'s" and out and out[-1] in ("what", "who", "where", "when", "how", "that", "there"):
            text = "is"
        if word.named:
            places[length] = number
        out.append(text)
        length += len(text) + 1
    return " ".join(out), places


def _title(fit: re.Match[str] | None) -> tuple[str, ...]:
    told = fit.groupdict().get("title") if fit else None
    return tuple(w for w in (told or "").split() if w not in ("the", "a", "of", "current", "new"))


def _acts(line: Sequence[_Word]) -> tuple[str, ...]:
    """The acts of the verbs of a question."""
    found = [acting()[w.token.key] for w in line if w.read_as is None and w.token.key in acting()]
    nouns = {
        "accusation": "accuse",
        "warning": "warn",
        "promise": "promise",
        "denial": "deny",
        "threat": "threaten",
    }
    found += [nouns[k] for w in line if (k := w.token.key.removesuffix("s")) in nouns and w.read_as is None]
    return tuple(dict.fromkeys(found))


def _give_parts(
    line: Sequence[_Word],
    kinds: Sequence[str],
    frame: Frame | None,
    fit: re.Match[str] | None,
    places: Mapping[int, int],
) -> None:
    if fit:
        for part, told in fit.groupdict().items():
            if part != "title" and told:
                start, end = fit.span(part)
                for place, number in places.items():
                    if start <= place < end:
                        line[number].part = part
    by_given = any(word.part == "by" for word in line)
    verb = _verb(line)
    for number, word in enumerate(line):
        if word.named and word.part is None:
            word.part = _part(line, number, verb, kinds, by_given)


def _part(line: Sequence[_Word], number: int, verb: int | None, kinds: Sequence[str], by_given: bool) -> str:
    """What a name does by where it stands."""
    before = _before(line, number)
    if before in _PLACED and kinds[0] in (*_BOTH, "incidents", "figures"):
        return "place"
    if kinds[0] in _BOTH:
        if before in words("about_words") or (by_given and before not in (None, "with", "between", "by")):
            return "about"
        return "with"
    if kinds[0] in ("who", "disagreement"):
        return "by"
    if kinds[0] == "about":
        return "about"
    if kinds[0] == "figures":
        return (
            "by"
            if before == "to" and any(_stands(line, n, "according to") for n in range(number))
            else "about"
        )
    if before in ("by", "from") and not by_given and kinds[0] != "incidents":
        return "by"
    spoken = [w.token.key for w in line if w.read_as is None]
    if before == "to" and kinds[0] == "statements" and any(w in words("statements") for w in spoken):
        return "to" if _is_addressed(line, verb, number) else "about"
    if (
        before
        in (
            "tell",
            "tells",
            "told",
            "ask",
            "asked",
            "asks",
            "urge",
            "urged",
            "warn",
            "warned",
            "promise",
            "promised",
        )
        and kinds[0] == "statements"
    ):
        return "to" if before in ("tell", "tells", "told") else "about"
    if before in words("aside"):
        return "about"
    if verb is not None and number < verb and not by_given:
        return "by"
    if _behind(line, number) == "'s" and not by_given and kinds[0] in ("statements", "positions", "changes"):
        return "by"
    if kinds[0] == "incidents" and verb is None and not by_given and before is None:
        return "by"
    return "about"


def _is_addressed(line: Sequence[_Word], verb: int | None, number: int) -> bool:
    """Whether "to" before a name says whom somebody spoke to: "say to X", not "say about talking to X"."""
    if verb is None or number < verb or line[verb].token.key in words("answering"):
        return False
    return not any(word.token.key in words("about_words") for word in line[verb:number])


def _verb(line: Sequence[_Word]) -> int | None:
    """The first word behind a name that somebody does: said, demanded, attacked."""
    doing = words("statements") | words("positions") | words("changes") | words("acting")
    named = False
    for number, word in enumerate(line):
        named = named or word.read_as == "name"
        if named and word.read_as is None and (word.token.key in doing or word.token.key in acting()):
            return number
    return None


def _before(line: Sequence[_Word], number: int) -> str | None:
    """The word before a name, articles and other names of the same row apart."""
    at = number - 1
    while at >= 0 and (
        line[at].token.key in ("the", "a", "an", "and", "or", ",") or line[at].read_as == "name"
    ):
        if line[at].named and line[at].part not in (None, "about", "to"):
            return None
        at -= 1
    return line[at].token.key if at >= 0 and line[at].read_as is None else None


def _behind(line: Sequence[_Word], number: int) -> str | None:
    at = number + 1
    while at < len(line) and line[at].read_as == "name" and line[at].named is None:
        at += 1
    return line[at].token.key if at < len(line) else None


def _with_part(line: Sequence[_Word], part: str) -> tuple[Named, ...]:
    found = {w.named.name: w.named for w in line if w.named and w.part == part}
    return tuple(found.values())


# --- what it is about


def _topics(
    line: Sequence[_Word], kinds: Sequence[str], known: Known, question: str, title: Sequence[str]
) -> tuple[list[Topic], list[str]]:
    """What the question is about, in its order, and the words that nothing was made of."""
    idle = _idle(kinds) | (frozenset(title) if kinds[0] == "who" else frozenset())
    out: list[tuple[list[int], Topic]] = []
    unread: list[str] = []
    for number, word in enumerate(line):
        if word.named and word.part == "about":
            beside = kinds[0] in _HELD and (
                _before(line, number) in words("beside") or _is_adjective(line, number, idle)
            )
            out.append(([number], replace(_of_name(word.named), needed=not beside)))
        elif word.named and word.part == "place":
            out.append(([number], _of_place(word.named)))
    taken: set[int] = set()
    for issues, numbers in _issue_places(line, question, known.profile):
        free = [n for n in numbers if not line[n].read_as]
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
        if line[numbers[0] - 1].token.key in _PLACED and numbers[0] and run[0].capital:
            topic = replace(topic, place=kinds[0] in (*_BOTH, "incidents"))
        out.append((numbers, topic))
    head = _counted(line) if kinds[0] == "figures" else None
    owner = head - 1 if head is not None and line[head - 1].named else None
    topics = [
        replace(topic, counted=True, needed=True) if {head, owner} & {*numbers} else topic
        for numbers, topic in sorted(out, key=lambda item: item[0][0])
    ]
    if kinds[0] == "figures":
        topics = [_alike(topic) for topic in topics]
    return _needed(topics, kinds, any(word.part == "by" for word in line)), unread


def _general(line: Sequence[_Word], numbers: Sequence[int]) -> list[int]:
    """Words that tell an issue, without the proper names that stand among them."""
    kept = [n for n in numbers if not line[n].token.capital or line[n].token.start == 0]
    return (
        kept if kept and len(kept) < len(numbers) and not line[numbers[-1]].token.capital else list(numbers)
    )


def _proper(line: Sequence[_Word], numbers: Sequence[int], idle: frozenset[str]) -> list[int]:
    """The whole of a proper name that ends in words that tell an issue: "Ostrel Strait"; empty where it is none."""
    first = numbers[0]
    while first > 0 and line[first].token.capital and line[first - 1].read_as is None:
        before = line[first - 1].token
        if not before.capital or before.key in idle:
            break
        first -= 1
    return [*range(first, numbers[0]), *numbers] if first < numbers[0] else []


def _alike(topic: Topic) -> Topic:
    """A topic of figures with the other words that tell the same: killed, died."""
    told = {word for phrase in topic.phrases if len(phrase) == 1 for word in phrase}
    classes = table("comparisons/classes.toml")
    more: list[str] = []
    event = False
    for name in ("events", "units"):
        for members in (row.split() for row in classes[name].values()):
            if told & set(map(stem, members)):
                more += members
                event = event or name == "events"
    added = tuple((stem(word),) for word in more)
    return replace(
        topic,
        phrases=(*topic.phrases, *added),
        exact=(*topic.exact, *more),
        event=event and not topic.counted,
    )


def _is_adjective(line: Sequence[_Word], number: int, idle: frozenset[str]) -> bool:
    """Whether a people's name only tells which of a thing: "the Tavrian harbour"."""
    named, after = line[number].named, number + 1
    if named is None or not named.state or name_key(named.typed) == name_key(named.name):
        return False
    follows = line[after] if after < len(line) else None
    return follows is not None and follows.read_as is None and follows.token.key not in idle | {",", "'s"}


def _trimmed(line: Sequence[_Word], numbers: Sequence[int], idle: frozenset[str]) -> list[int]:
    """Words without those at the ends that only hold the question together."""
    kept = [n for n in numbers if line[n].token.key not in idle]
    return [n for n in numbers if kept and kept[0] <= n <= kept[-1]]


def _counted(line: Sequence[_Word]) -> int | None:
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
        head = number
    return head


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
    line: Sequence[_Word], question: str, profile: Profile
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


def _runs(line: Sequence[_Word], taken: Iterable[int], idle: frozenset[str]) -> Iterator[list[int]]:
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


def _status(form: str, line: Sequence[_Word], kinds: Sequence[str]) -> str | None:
    """``coming`` for meetings that are planned; of agreements the status that is asked about."""
    if kinds[0] == "meetings":
        return "coming" if _COMING.search(form) else None
    keys = {word.token.key for word in line if word.read_as is None}
    asked = (status for status in ("violated", "collapsed", "implemented") if keys & words(status))
    return next(asked, None) if kinds[0] == "agreements" else None


def _order(form: str, kinds: Sequence[str]) -> str:
    if _LATEST.search(form):
        return "latest"
    if _FIRST.search(form) and kinds[0] != "meetings":
        return "first"
    return "best"


def _idle(kinds: Sequence[str]) -> frozenset[str]:
    """Words that ask, or only name the kind of row."""
    events = map(words, EVENTS) if kinds[0] == "incidents" else ()
    return words("asking").union(*map(words, kinds), *events)


def _events(line: Sequence[_Word], kinds: Sequence[str]) -> tuple[str, ...]:
    """The types of incidents that the words of a question ask for."""
    keys = {word.token.key for word in line if word.read_as is None}
    return tuple(event for event in EVENTS if keys & words(event)) if kinds[0] == "incidents" else ()
