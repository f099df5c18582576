"""Review on the web: plain forms, one row of the log each, and back to the very place."""

import hashlib
import sqlite3
from contextlib import closing
from urllib.parse import quote

import pytest

from parley.review.queue import Wanted, waiting
from parley.store import open_store
from parley.store.base import Filter
from parley.web.ledger import Ledger
from web.reviewing import KINDS, fields, first, log, served

LENA = {"parley-reviewer": quote("Lena Ostrava")}


@pytest.fixture
def desk(example_record, tmp_path):
    with served(example_record, tmp_path) as (client, store, app):
        client.cookies.update(LENA)
        yield client, store, app


def decide(client, entry_id, verb, seen=0, back="/statements?reviewing=1", **more):
    return client.post(
        "/decisions",
        data={"entry": entry_id, "seen": str(seen), "verb": verb, "back": f"{back}#{entry_id}", **more},
    )


def test_each_kind_is_decided_where_it_stands(desk):
    client, store, _ = desk
    for kind in KINDS:
        row, place = first(client, kind), f"/{kind}?reviewing=1"
        form = fields(client.get(place).text, "/decisions")
        assert form["seen"] == ["0"] and form["back"][0].startswith(f"{place}#")
        answer = decide(client, row["id"], "accept", back=place)
        assert (answer.status_code, answer.headers["location"]) == (303, f"{place}#{row['id']}")
        for page in (place, f"/{kind}/{row['id']}", f"/review/{row['id']}"):
            html = client.get(page).text
            assert "is-accepted" in html and "Lena Ostrava" in html, page
    assert [(r["verb"], r["reviewer"], r["kind"]) for r in log(store)] == [
        ("accept", "Lena Ostrava", kind) for kind in KINDS
    ]


def test_what_is_rejected_leaves_the_listing_and_its_count_leads_to_it(desk):
    client, _, _ = desk
    row = first(client)
    total = client.get("/statements.json").json()["total"]
    decide(client, row["id"], "reject")
    after = client.get("/statements.json").json()
    assert after["total"] == total - 1 and row["id"] not in [r["id"] for r in after["rows"]]
    html = client.get("/statements").text
    assert "1 rejected is not shown" in html and 'href="/statements?review=rejected"' in html
    rejected = client.get("/statements.json?review=rejected").json()
    assert [r["id"] for r in rejected["rows"]] == [row["id"]]
    assert client.get("/statements.json?review=unreviewed").json()["total"] == total - 1
    # While reviewing it stays in its place, so that it can be taken back there.
    assert client.get("/statements.json?reviewing=1").json()["total"] == total
    assert f'id="undo-{row["id"]}"' in client.get("/statements?reviewing=1").text
    every = sum(client.get(f"/{kind}.json?reviewing=1").json()["total"] for kind in KINDS)
    assert f"1 of {every} entries decided" in client.get("/").text and every > total


def test_the_facet_counts_what_it_chooses(desk):
    client, _, _ = desk
    ids = [row["id"] for row in client.get("/statements.json").json()["rows"][:4]]
    for entry_id, verb in zip(ids, ("accept", "reject", "note", "accept"), strict=True):
        decide(client, entry_id, verb, note="hm")
    html = client.get("/statements?review=all").text + client.get("/statements?reviewing=1").text
    for state, count in (("accepted", 2), ("rejected", 1), ("noted", 4), ("unreviewed", 575)):
        assert client.get(f"/statements.json?review={state}").json()["total"] == count, state
        assert f'review={state}"><bdi>' in html.replace("reviewing=1&amp;", ""), state


def test_undo_is_one_more_row_and_does_nothing_twice(desk):
    client, store, _ = desk
    row = first(client)
    decide(client, row["id"], "accept")
    for _ in range(2):
        answer = decide(client, row["id"], "undo", undoes="1")
        assert answer.status_code == 303
    assert [(r["verb"], r["undoes"]) for r in log(store)] == [("accept", None), ("undo", 1)]
    assert "is-accepted" not in client.get(f"/statements/{row['id']}").text


def test_a_form_that_is_sent_twice_decides_once(desk):
    client, store, _ = desk
    row = first(client)
    for _ in range(3):
        assert decide(client, row["id"], "accept").status_code == 303
    assert len(log(store)) == 1


def test_a_page_that_is_out_of_date_says_who_decided_meanwhile(desk):
    client, store, _ = desk
    row = first(client)
    client.cookies.update({"parley-reviewer": "Bo"})
    decide(client, row["id"], "reject", note="=1+1 <b>no</b>")
    client.cookies.update(LENA)
    answer = decide(client, row["id"], "accept")
    assert answer.status_code == 409 and len(log(store)) == 1
    assert "<bdi>Bo</bdi> decided about it meanwhile" in answer.text
    assert "accept it" in answer.text and "reject it" in answer.text
    assert "&lt;b&gt;no&lt;/b&gt;" in answer.text and "<b>no</b>" not in answer.text
    again = fields(answer.text, "/decisions")
    assert again["seen"] == ["1"] and again["verb"] == ["accept"]
    assert client.post("/decisions", data=again).status_code == 303
    assert [r["verb"] for r in log(store)] == ["reject", "accept"]
    # What was taken back meanwhile is told, too.
    decide(client, row["id"], "undo", undoes="2")
    answer = decide(client, row["id"], "note", seen=2, note="x")
    assert answer.status_code == 409 and "taken back meanwhile" in answer.text


def test_a_correction_writes_what_was_changed_and_nothing_else(desk):
    client, store, _ = desk
    row = next(
        r for r in client.get("/statements.json?speaker=Kalvets").json()["rows"] if r["speaker"]["score"]
    )
    page = client.get(f"/review/{row['id']}").text
    form = fields(page, "/decisions", 1)
    assert form["field"] == ["speaker", "date", "about", "act"] and 'value="Yuri Kalvets"' in page
    unchanged = {"speaker": "Yuri Kalvets", "date": row["date"]["edtf"] or "", "about": row["about"]}
    unchanged |= {"act": row["act"], "note": "", "verb": "correct"}
    answer = client.post("/decisions", data={**form, **unchanged})
    assert answer.status_code == 422 and "nothing was changed" in answer.text and log(store) == []
    answer = client.post("/decisions", data={**form, **unchanged, "speaker": "Nobody Known", "note": "who?"})
    assert answer.status_code == 422 and 'value="Nobody Known"' in answer.text and ">who?<" in answer.text
    assert 'role="alert"' in answer.text and log(store) == []
    changed = {
        "speaker": "Beshir Ommand",
        "date": "2031-06",
        "about": ["ceasefire", "prisoners"],
        "note": "heard it",
    }
    answer = client.post("/decisions", data={**form, **unchanged, **changed})
    assert answer.status_code == 303
    assert [(r["verb"], r["field"], r["note"]) for r in log(store)] == [
        ("correct", "speaker", "heard it"), ("correct", "date", None), ("correct", "about", None),
    ]  # fmt: skip
    assert all(r["machine"]["score"] == row["speaker"]["score"] for r in log(store))
    html = client.get(f"/statements/{row['id']}").text
    assert "the program: speaker Yuri Kalvets (score" in html
    assert row["id"] in [r["id"] for r in client.get("/statements.json?speaker=Ommand").json()["rows"]]
    client.post("/decisions", data={**form, "seen": "3", **unchanged, **changed, "speaker": "not settled"})
    assert log(store)[-1]["field"] == "speaker" and log(store)[-1]["value"] is None


def test_a_note_alone_is_a_note_and_is_shown_as_text(desk):
    client, store, _ = desk
    row = first(client)
    hostile = "<script>alert(1)</script>\n{{ 7*7 }} =HYPERLINK(1) \u202e"
    decide(client, row["id"], "note", note=hostile)
    assert log(store)[0]["note"] == hostile.strip()
    for page in (f"/statements/{row['id']}", f"/review/{row['id']}", "/review/log", "/statements"):
        html = client.get(page).text
        assert "&lt;script&gt;alert(1)" in html and "<script>alert" not in html and "\u202e" not in html, page
    table = client.get("/review/log.csv").text
    assert ",=HYPERLINK" not in table
    assert decide(client, row["id"], "note", seen=1, note=" ").status_code == 400


def test_the_queue_goes_from_one_to_the_next(desk):
    client, store, _ = desk
    asked = "/review?kind=statements&outlet=Alvero+Daily"
    page = client.get(asked).text
    total = client.get(asked.replace("/review", "/review.json")).json()["total"]
    assert f"1 of {total}" in page.replace("<b>1</b>", "1") and f"0 of {total} decided" in page
    seen = []
    for _ in range(3):
        form = fields(page, "/decisions")
        seen.append(form["entry"][0])
        answer = client.post("/decisions", data={**form, "verb": "accept"})
        assert answer.headers["location"].startswith("/review?kind=statements&outlet=Alvero+Daily&entry=")
        page = client.get(answer.headers["location"]).text
    assert len(set(seen)) == 3 and [r["entry_id"] for r in log(store)] == seen
    assert f"3 of {total} decided" in page and f"of {total - 3}" in page
    assert "Your last decision: accepted" in page
    undo = fields(page, "/decisions", -1)
    answer = client.post("/decisions", data={**undo, "verb": "undo"})
    again = client.get(answer.headers["location"]).text
    assert fields(again, "/decisions")["entry"] == [seen[-1]]


def test_the_queue_waits_with_what_the_store_waits_with(desk):
    client, store, app = desk
    for row in client.get("/statements.json").json()["rows"][:6]:
        decide(client, row["id"], "accept")
    decide(client, client.get("/review.json?show=disagreeing").json()["rows"][0]["entry"]["id"], "reject")
    cases = [(Filter(), "")]
    cases += [(Filter(party="Velmara"), "&party=Velmara"), (Filter(issue="prisoners"), "&issue=prisoners")]
    for where, asked in cases:
        for show, more in (
            ("unreviewed", {}),
            ("unsure", {"unsure": True}),
            ("disagreeing", {"disagreeing": True}),
        ):
            with store.view() as view:
                ids = [row["entry"]["id"] for row in waiting(view, Wanted((), where, **more))]
            found = client.get(f"/review.json?show={show}{asked}").json()
            assert found["total"] == len(ids), (show, asked)
            for number in {0, len(ids) // 2, len(ids) - 1} if ids else ():
                one = client.get(f"/review.json?show={show}{asked}&entry={ids[number]}").json()
                assert one["rows"][0]["entry"]["id"] == ids[number] and one["number"] == number + 1
    kinds = [kind for kind in KINDS if app.state.site.desk.shelf.unsure[kind].any()]
    assert "statements" in kinds  # else nothing was compared above


def test_a_page_of_rows_is_accepted_after_it_was_confirmed(desk):
    client, store, _ = desk
    place = "/agreements?reviewing=1"
    ids = fields(client.get(place).text, "/review/confirm")["rows"]
    decide(client, ids[0], "reject", back=place)
    sent = {"rows": ids, "back": place}
    confirm = client.post("/review/confirm", data=sent)
    assert confirm.status_code == 200 and f"Accept all {len(ids) - 1}" in confirm.text
    assert len(log(store)) == 1  # nothing yet
    form = fields(confirm.text, "/decisions")
    for _ in range(2):
        answer = client.post("/decisions", data={**form, "verb": "accept"})
        assert (answer.status_code, answer.headers["location"]) == (303, place)
    told = log(store)
    assert [r["verb"] for r in told] == ["reject"] + ["accept"] * (len(ids) - 1)
    assert {r["entry_id"] for r in told} == set(ids)
    for verb in ("correct", "note", "undo"):
        assert client.post("/decisions", data={**form, "verb": verb}).status_code in (400, 404), verb
    assert len(log(store)) == len(ids)


def test_the_log_tells_all_and_can_be_filtered_and_undone(desk):
    client, _, _ = desk
    rows = client.get("/figures.json").json()["rows"]
    decide(client, rows[0]["id"], "accept")
    client.cookies.update({"parley-reviewer": "Bo"})
    decide(client, rows[1]["id"], "reject", note="a page number")
    html = client.get("/review/log").text
    assert html.index("a page number") < html.index("Lena Ostrava</bdi></b> accepted")
    for asked, numbers in (
        ("", [2, 1]), ("?reviewer=Bo", [2]), ("?verb=accept", [1]), ("?kind=statements", []), ("?page=2", []),
    ):  # fmt: skip
        found = client.get(f"/review/log.json{asked}").json()["rows"]
        assert [row["number"] for row in found] == numbers, asked
        assert client.get(f"/review/log{asked}").status_code == 200
    assert found is not None and client.get("/review/log?verb=burn").status_code == 400
    form = fields(html, "/decisions")
    answer = client.post("/decisions", data={**form, "verb": "undo"})
    assert answer.headers["location"] == "/review/log#decision-2"
    assert "taken back by" in client.get("/review/log").text
    assert client.get("/figures.json").json()["rows"][1]["id"] == rows[1]["id"]


def test_orphans_keep_their_words_and_are_given_to_nobody(desk):
    client, _, app = desk
    row = first(client)
    decide(client, row["id"], "reject", note="<i>gone</i>")
    ledger = app.state.site.ledger
    with ledger._store.writer() as writer:  # the page is read again, and no longer gives the entry
        writer.put_records(row["document_id"], "other", "statements", ())
    html = client.get("/review/orphans").text
    assert row["evidence"][0]["quote"] in html.replace("&#34;", '"').replace("&#39;", "'")
    assert "no longer gives this entry" in html and "&lt;i&gt;gone" in html
    assert f"/pages/{row['document_id']}?words=" in html
    assert client.get("/review/orphans.json").json()["rows"][0]["entry_id"] == row["id"]
    assert row["id"] in client.get("/review/orphans.csv").text


def test_actors_are_joined_and_split_and_that_is_taken_back(desk):
    client, store, _ = desk
    one, other = (
        client.get(f"/statements.json?speaker={n}").json()["rows"][0] for n in ("Kalvets", "Ommand")
    )
    left, right = (row["speaker"]["actor_id"] for row in (one, other))
    assert "Join or split" in client.get(f"/actors/{left}").text
    answer = client.post(f"/actors/{left}/join", data={"name": "Beshir Ommand", "back": f"/actors/{left}"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/actors/{left}")
    assert client.get(f"/actors/{right}").status_code == 404
    (row,) = log(store)
    assert (row["kind"], row["field"], row["reviewer"]) == ("judgements", "same", "Lena Ostrava")
    form = fields(client.get("/review/log").text, "/decisions")
    assert client.post("/decisions", data={**form, "verb": "undo"}).status_code == 303
    assert client.get(f"/actors/{right}").status_code == 200
    assert [r["undoes"] for r in log(store)] == [None, 1]
    for data, status in (
        ({"name": ""}, 400),
        ({"name": "Nobody Known"}, 404),
        ({"name": "Yuri Kalvets"}, 400),
    ):
        assert client.post(f"/actors/{left}/join", data=data).status_code == status
    assert client.post(f"/actors/{left}/split", data={"name": "Nobody"}).status_code == 400


def test_who_reviews_is_asked_once(example_record, tmp_path):
    with served(example_record, tmp_path) as (client, store, _):
        row = first(client)
        assert decide(client, row["id"], "accept").status_code == 400 and log(store) == []
        html = client.get("/statements").text
        assert "/reviewer?back=%2Fstatements%3Freviewing%3D1" in html and 'action="/decisions"' not in html
        assert 'action="/decisions"' not in client.get("/statements?reviewing=1").text
        for name in ("", "  ", "a\nb", "x" * 101):
            assert client.post("/reviewer", data={"name": name, "back": "/review"}).status_code == 422, name
        answer = client.post("/reviewer", data={"name": " Łena Östrava; ", "back": "/statements?reviewing=1"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/statements?reviewing=1")
        assert "samesite=strict" in answer.headers["set-cookie"].lower()
        assert "httponly" in answer.headers["set-cookie"].lower()
        page = client.get("/statements?reviewing=1").text
        assert "Łena Östrava;" in page and "not you?" in page
        decide(client, row["id"], "accept")
        assert log(store)[0]["reviewer"] == "Łena Östrava;"


def test_a_name_may_come_with_the_server(example_record, tmp_path):
    with served(example_record, tmp_path, reviewer="Ada") as (client, store, _):
        decide(client, first(client)["id"], "accept")
        assert log(store)[0]["reviewer"] == "Ada"


def test_where_one_only_reads_nothing_is_offered_or_taken(example_record, tmp_path):
    with served(example_record, tmp_path, writable=False) as (client, store, _):
        client.cookies.update(LENA)
        row = first(client)
        for page in (
            "/statements?reviewing=1",
            f"/statements/{row['id']}",
            "/review",
            f"/review/{row['id']}",
        ):
            html = client.get(page).text
            assert '"/decisions"' not in html and "/reviewer" not in html, page
        actor = client.get("/actors.json").json()["rows"][0]["id"]
        assert "/join" not in client.get(f"/actors/{actor}").text
        for path in (
            "/decisions",
            "/review/confirm",
            f"/actors/{actor}/join",
            f"/actors/{actor}/split",
            "/reviewer",
        ):
            answer = client.post(path, data={"entry": row["id"], "seen": "0", "verb": "accept", "name": "x"})
            assert answer.status_code == 403, path
        assert log(store) == []


def test_no_other_site_decides(desk):
    client, store, _ = desk
    row = first(client)
    data = {"entry": row["id"], "seen": "0", "verb": "accept"}
    posts = ("/decisions", "/review/confirm", "/reviewer", "/keys", "/actors/x/join", "/actors/x/split")
    for path in posts:
        for headers in (
            {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "null"},
            {"origin": "http://evil.example"}, {"origin": "http://127.0.0.1:1"},
        ):  # fmt: skip
            assert client.post(path, data=data, headers=headers).status_code == 403, (path, headers)
    assert log(store) == []
    assert client.post("/decisions", data=data, headers={"sec-fetch-site": "same-origin"}).status_code == 303


def test_a_token_is_needed_for_deciding_too(example_record, tmp_path):
    with served(example_record, tmp_path, token="secret", reviewer="Ada") as (client, store, _):
        with store.view() as view:
            entry_id = next(iter(view.ids("statements")))
        data = {"entry": entry_id, "seen": "0", "verb": "accept"}
        assert client.post("/decisions", data=data).status_code == 401 and log(store) == []
        bearer = {"authorization": "Bearer secret"}
        assert client.post("/decisions", data=data, headers=bearer).status_code == 303


def test_nobody_is_sent_elsewhere(desk):
    client, _, _ = desk
    row = first(client)
    for to in (
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "",
        "/\t/evil",
    ):
        answer = client.post(
            "/decisions", data={"entry": row["id"], "seen": "0", "verb": "accept", "back": to}
        )
        assert answer.headers["location"] == f"/statements/{row['id']}", to
        assert f'value="{to}"' not in client.get("/reviewer", params={"back": to}).text or not to


def test_what_is_no_decision_is_refused(desk):
    client, store, _ = desk
    row = first(client)
    document = row["document_id"]
    for data, status in (
        ({}, 400),
        ({"verb": "burn", "entry": row["id"]}, 400),
        ({"verb": "accept"}, 404),
        ({"verb": "accept", "entry": "statement-zz", "seen": "0"}, 404),
        ({"verb": "accept", "entry": document, "seen": "0"}, 400),
        ({"verb": "accept", "entry": row["id"], "seen": "-1"}, 400),
        ({"verb": "accept", "entry": row["id"], "seen": "9" * 30}, 400),
        ({"verb": "undo", "undoes": "7"}, 404),
        ({"verb": "undo", "undoes": "x"}, 400),
        ({"verb": "accept", "rows": ["nothing"]}, 400),
        ({"verb": "accept", "rows": ["statement-zz:0"]}, 404),
        ({"verb": "correct", "entry": "statement-zz", "seen": "0"}, 404),
        ({"verb": "correct", "entry": row["id"], "seen": "0", "field": "date", "date": "June"}, 422),
        ({"verb": "correct", "entry": row["id"], "seen": "0", "field": "about", "about": "nosuch"}, 422),
        ({"verb": "note", "entry": row["id"], "seen": "0", "note": "x" * 10_001}, 400),
    ):
        assert client.post("/decisions", data=data).status_code == status, data
    assert client.post("/decisions", content=b"\xff=\xfe").status_code == 400
    assert client.post("/decisions", content=b"a=" + b"x" * 70_000).status_code == 413
    assert log(store) == []


def test_keys_can_be_turned_off(desk):
    client, _, _ = desk
    assert "Turn keys off" in client.get("/review").text
    answer = client.post("/keys", data={"keys": "off", "back": "/review?kind=figures"})
    assert answer.headers["location"] == "/review?kind=figures"
    assert "Turn keys on" in client.get("/review").text
    client.post("/keys", data={"keys": "on"})
    assert "Turn keys off" in client.get("/review").text


def test_to_read_changes_nothing(desk):
    client, store, app = desk

    def content():
        with closing(sqlite3.connect(store._file)) as db:
            return hashlib.sha256("\n".join(db.iterdump()).encode()).hexdigest()

    row = first(client)
    decide(client, row["id"], "accept")
    before, asked = content(), 0
    paths = {route.path for route in _routes(app) if "GET" in (route.methods or ())}
    examples = {
        kind: first(client, kind)["id"] for kind in ("timeline", "stories", "families", "comparisons", *KINDS)
    }
    examples |= {"pages": row["document_id"], "actors": first(client, "actors")["id"], "review": row["id"]}
    for path in sorted(paths):
        part = path.split("/")[1]
        url = path.replace("{record_id}", examples.get(part, row["id"])).replace("{name}", "web.css")
        if "{" not in url:
            asked += client.get(url).status_code in (200, 303)
    for extra in (
        "/statements?reviewing=1",
        "/review?show=all",
        f"/review?entry={row['id']}",
        "/review/log?page=all",
    ):
        assert client.get(extra).status_code == 200
    assert content() == before and asked > 60


def _routes(app):
    found, todo = [], list(app.routes)
    while todo:
        one = todo.pop()
        inner = getattr(one, "routes", None) or getattr(getattr(one, "original_router", None), "routes", None)
        if inner:
            todo += inner
        elif hasattr(one, "path") and hasattr(one, "methods"):
            found.append(one)
    return found


def test_a_ledger_knows_whether_it_can_write(example_record):
    store = open_store(example_record / "record.sqlite", read_only=True)
    try:
        assert not Ledger(store, None).is_writable()
    finally:
        store.close()
