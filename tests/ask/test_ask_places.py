"""Talks, agreements and documents that go by the name of a place are not those of its state."""


def titles(record, question):
    return [item["title"] for item in record.ask(question, limit=None)["items"]]


def test_a_document_is_told_by_its_name(example):
    answer = example.ask("What is the Alvero memorandum?", limit=None)
    assert len(answer["items"]) > 1
    for item in answer["items"]:
        assert any("memorandum" in piece["quote"].lower() for piece in item["quotes"]), item["title"]
    said = example.ask("What did Kalvets say about the Alvero memorandum?", limit=None)["items"]
    assert said and all("memorandum" in item["title"] for item in said)


def test_what_was_agreed_somewhere_was_at_talks_that_were_there(example):
    answer = example.ask("What was agreed in Alvero?", limit=None)
    with example.view() as view:
        places = {row["id"]: (row["place"] or {}).get("name") for row in view.links("meetings")}
        agreements = {row["id"]: row for row in view.links("agreements")}
    found = [agreements[item["id"]] for item in answer["items"] if item["kind"] == "agreements"]
    assert found and all(places[row["meeting_id"]] == "Alvero" for row in found)


def test_what_was_agreed_in_a_round(example):
    assert titles(example, "What was agreed in the second round?") == [
        title for title in titles(example, "What was agreed in Vintersund?") if "(agreed)" in title
    ]


def test_talks_by_the_name_of_their_place(example):
    found = titles(example, "When were the Vintersund talks?")
    assert found and all("Vintersund" in title for title in found)


def test_a_capital_that_speaks_is_a_state(example):
    assert [one["name"] for one in example.ask("What did Alvero say?")["understood"]["by"]] == ["Marenza"]
    with_both = example.ask("When did Kestren and Tessary meet?")["understood"]["parties"]
    assert [one["name"] for one in with_both] == ["Velmara", "Oruvia"]
