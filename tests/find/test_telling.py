from parley.find.telling import Telling


def test_a_word_is_looked_at_once_and_tells_every_time():
    asked = []

    def is_long(word):
        asked.append(word)
        return len(word) > 5

    telling = Telling(is_long)
    assert not telling.any(["talks", "go", "on"]) and not telling.any(["go", "talks"])
    assert telling.any(["talks", "resumed"]) and telling.any(["resumed"])
    assert sorted(asked) == ["go", "on", "resumed", "talks"]


def test_no_words_tell_nothing():
    assert not Telling(lambda word: True).any([])


def test_what_is_remembered_is_bounded(monkeypatch):
    monkeypatch.setattr("parley.find.telling.REMEMBERED", 4)
    telling = Telling(str.isdigit)
    assert [telling.any([f"w{n}", str(n)]) for n in range(9)] == [True] * 9
    assert not telling.any(["w1", "w2"])
