"""Whether a sentence speaks of what has been or is to come."""

import pytest

from parley.times.tense import is_future


@pytest.mark.parametrize(
    ("text", "future"),
    [
        ("The envoys will meet on Friday, he said.", True),
        ("He said on Friday the envoys will meet.", False),
        ("The envoys met on Friday.", False),
        ("The envoys arrived on Friday.", False),
        ("The envoys met with U.S. officials on Friday.", False),
        ("The talks are to resume on Friday.", True),
        ("The talks are set to resume on Friday.", True),
        ("The vote is set for Friday.", True),
        ("The vote was scheduled for Friday.", True),
        ("The talk, to be aired on Friday, is long.", True),
        ("The truce ends Friday.", True),
        ("On Friday the envoys will meet.", True),
        ("On Friday the envoys met.", False),
        ("She called for talks to take place before Friday.", True),
        ("They agreed to meet again on Friday.", True),
        ("They agreed to a truce on Friday.", False),
        ("They agreed on Friday.", False),
        ("They left. On Friday, a quiet day.", None),
        ("Friday", None),
        ("The United command, Friday", None),
    ],
)
def test_tense(text, future):
    start = text.index("Friday")
    assert is_future(text, start, start + len("Friday")) is future
