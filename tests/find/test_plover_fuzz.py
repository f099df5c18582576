"""Whatever words stand in whatever order, events and incidents are read and their spans hold."""

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.find.pages import PROFILE, analysis

from parley.find.figures import Figures
from parley.find.plover.coded import coded
from parley.find.plover.incidents import Incidents
from parley.find.plover.lexicon import frames, light, members, nouns
from parley.find.statements import Statements
from parley.records import EVENT_STATUSES, EVENT_TYPES

VERBS = sorted(verb for verb in frames())
PAST = [f"{verb}ed" for verb in VERBS if " " not in verb]
NOUNS = sorted(nouns()) + sorted(members("troops") | members("property"))
SMALL = sorted(light("object") | light("report") | light("unreal") | light("subordinators"))
NAMES = ["Tavria", "Morvania", "Ana Weber", "Tavrian", "Velm", "they", "it", "who", "12", "the", "its"]
PLAIN = ["to", "by", "on", "of", "will", "not", "was", "been", "has", "and", "in", "at least", "said", "that"]
MARKS = [",", ".", ";", "“", "”", "(", ")", "-", "\n", "?", "’s", "'"]
piece = st.sampled_from(VERBS + PAST) | st.sampled_from(NOUNS) | st.sampled_from(SMALL)
piece = piece | st.sampled_from(NAMES) | st.sampled_from(PLAIN) | st.sampled_from(MARKS)
texts = st.lists(piece, min_size=1, max_size=40).map(" ".join)


def read(text):
    page = analysis(text, PROFILE, "2031-06-03")
    page = dataclasses.replace(page, found={**page.found, "statements": tuple(Statements().find(page))})
    page = dataclasses.replace(page, found={**page.found, "figures": tuple(Figures().find(page))})
    return coded(text, page.passages), list(Incidents().find(page))


def check(text):
    events, incidents = read(text)
    for event in events:
        start, end = event.trigger
        assert 0 <= start < end <= len(text)
        assert event.event_type in EVENT_TYPES
        for name in (*event.agents, *event.recipients):
            assert name
            assert name in text
    for incident in incidents:
        assert incident.event_type in EVENT_TYPES
        assert incident.status in EVENT_STATUSES
        assert incident.agents or incident.recipients
        for item in incident.evidence:
            assert text[item.start : item.end] == item.quote


@settings(max_examples=400, deadline=None)
@given(texts)
def test_any_order_of_words_is_read(text):
    check(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text):
    check(text)


def test_a_sentence_without_end_is_read():
    check("Tavria said it attacked Morvania and " * 400)
