"""``parley families``, ``stories``, ``diff`` and ``new`` on one small record: in pipes and for people."""

import csv
import io
import json
import sys
from pathlib import Path

import pytest

import parley
from stories_made import edited, paragraphs

sys.path.insert(0, str(Path(__file__).parent))
from test_listings import on_a_terminal

TRUCE = (
    "Tavria and Morvania signed a truce on the Kest bridge on Tuesday, watched by the envoy of Velmara, Lena"
    ' Ostrava, who said that "the guns along the river will fall silent at midnight".'
)
BACKGROUND = " ".join(paragraphs("background", 1))
PAGES = {
    "first": ("Ledger", "2031-06-03", ["Truce on the bridge", TRUCE, *paragraphs(1, 3), BACKGROUND]),
    "copy": ("Courier", "2031-06-03", ["Truce on the bridge", TRUCE, *paragraphs(1, 3)]),
    "later": (
        "Herald",
        "2031-06-06",
        ["Ferries sail", "Tomas Vey said that 30 ferries had left Gelm.", *paragraphs(2, 3), BACKGROUND],
    ),
}


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    folder = tmp_path_factory.mktemp("across")
    rows = []
    for name, (outlet, published, lines) in PAGES.items():
        lines = lines if name != "copy" else edited("\n\n".join(lines), 1, 0.02).split("\n\n")
        rows.append({"id": name, "outlet": outlet, "date": published, "text": "\n\n".join(lines)})
    (folder / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    parley.build([folder / "pages.jsonl"], folder / "rec", workers=1).close()
    return folder / "rec"


def uri(name):
    return f"pages.jsonl#{name}"


def table(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("name", ["families", "stories"])
def test_the_forms_hold_the_same_rows(cli, record, name):
    with parley.open(record) as opened:
        rows = list(getattr(opened, name)())
    assert len(rows) == 1
    code, out, err = cli(name, "-r", record, "--json")
    assert (code, err, json.loads(out)) == (0, "", rows)
    assert [row["id"] for row in table(cli(name, "-r", record, "--csv")[1])] == [rows[0]["id"]]
    header, line = (line.split("\t") for line in cli(name, "-r", record)[1].splitlines())
    assert len(header) == len(line) and line[0] == rows[0]["id"]


def test_families_and_stories_are_filtered(cli, record):
    assert json.loads(cli("families", "-r", record, "--outlet", "herald", "--json")[1]) == []
    assert len(json.loads(cli("families", "-r", record, "--outlet", "courier", "--json")[1])) == 1
    assert json.loads(cli("stories", "-r", record, "--since", "2031-06-05", "--json")[1]) == []
    assert "no outlet 'Qwxzv' on record" in cli("stories", "-r", record, "--outlet", "Qwxzv")[2]


def test_a_person_sees_pages_and_what_they_share(record):
    out = on_a_terminal("families", "-r", record)
    assert "copy" in out and "Ledger" in out and "Courier" in out and "1 family" in out
    out = on_a_terminal("stories", "-r", record, NO_COLOR="1")
    assert "2031-06-03" in out and "1 source" in out and "1 story" in out
    assert "\x1b" not in out and max(map(len, out.splitlines())) <= 80


def test_a_family_is_shown_by_its_id(cli, record):
    family = json.loads(cli("families", "-r", record, "--json")[1])[0]["id"]
    code, out, _ = cli("show", family[:15], "-r", record)
    assert code == 0 and "kind\tcopy" in out


def test_diff_by_uri_and_by_the_beginning_of_an_id(cli, record):
    code, out, err = cli("diff", uri("first"), uri("copy"), "-r", record, "--json")
    found = json.loads(out)
    assert (code, err, found["kind"]) == (0, "", "copy")
    assert found["family"] and found["only_a"]
    ids = [found[side]["id"][:16] for side in "ab"]
    assert json.loads(cli("diff", *ids, "-r", record, "--json")[1]) == found


def test_diff_as_rows(cli, record):
    rows = table(cli("diff", uri("first"), uri("copy"), "-r", record, "--csv")[1])
    assert {row["part"] for row in rows} >= {"shared", "cut"}
    (last,) = [row for row in rows if row["a"] and row["a"] in BACKGROUND and row["part"] == "cut"][-1:]
    assert int(last["a_end"]) - int(last["a_start"]) == len(last["a"])
    only = cli("diff", uri("first"), uri("later"), "-r", record, "--part", "speakers")[1].splitlines()
    assert [line.split("\t")[:2] for line in only] == [
        ["part", "what"], ["speakers", "cut"], ["speakers", "added"],
    ]  # fmt: skip


def test_diff_for_a_person(record):
    out = on_a_terminal("diff", uri("first"), uri("copy"), "-r", record, NO_COLOR="1")
    for words in ("nearly the same text", "In both, word for word", "Only in A", "paragraphs of A"):
        assert words in out
    assert max(map(len, out.splitlines())) <= 80


def test_diff_names_what_is_no_page(cli, record):
    code, out, err = cli("diff", uri("first"), "nothing", "-r", record)
    assert (code, out) == (2, "")
    assert "nothing here has an id that begins with 'nothing'" in err
    assert "ids begin with 'doc-'" in cli("diff", "doc-", uri("first"), "-r", record)[2]
    assert "no part 'quots'; did you mean 'quotes'?" in cli("diff", "a", "b", "--part", "quots")[2]


def test_new_says_what_was_compared(cli, record):
    code, out, err = cli("new", "-r", record, "--since", "2031-06-05", "--json")
    found = json.loads(out)
    assert code == 0
    assert "1 page since 2031-06-05, against 2 others" in err
    assert [row["speaker"]["name"] for row in found["new"]["statements"]] == ["Tomas Vey"]
    assert found["repeated"]["paragraphs"] == 1
    assert found["background"][0]["quote"] == BACKGROUND


def test_new_as_rows(cli, record):
    rows = table(cli("new", "-r", record, "--csv")[1])
    assert {row["kind"] for row in rows} >= {"statements", "figures"}
    lines = cli("new", "-r", record)[1].splitlines()
    assert len(lines) == len(rows) + 1
    limited = cli("new", "-r", record, "--kind", "figures", "--limit", 1, "--nl")[1].splitlines()
    assert [json.loads(line)["kind"] for line in limited] == ["figures"]


def test_new_for_a_person(record):
    out = on_a_terminal("new", "-r", record, "--since", "2031-06-05", NO_COLOR="1")
    for words in ("New statements (1)", "Background (1)", "1 other page", "1 of "):
        assert words in out
    assert max(map(len, out.splitlines())) <= 80


def test_new_of_named_pages(cli, record):
    found = json.loads(cli("new", "-r", record, "--document", uri("later"), "--json")[1])
    assert [page["uri"] for page in found["pages"]] == [uri("later")]
    assert cli("new", "-r", record, "--document", "nothing")[0] == 2
