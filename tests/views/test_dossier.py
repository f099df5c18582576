"""The dossier: every entry leads to its words, nothing leads elsewhere, no page can speak for itself."""

import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import parley
from parley.views import dossier

VOID = {"meta", "link", "br", "img", "hr", "input"}
HOSTILE = {
    "script": "<script>alert(1)</script>",
    "svg": "<svg/onload=alert(2)>",
    "attribute": '" onmouseover="alert(3)" x="',
    "template": "{{ 7*7 }}{% raw %}",
    "mxss": "<math><style><img src=x onerror=alert(4)></style></math>",
    "bidi": "abc\u202egnp.exe\u2069",
    "private": "\ue000\u2028",
}


class Page(HTMLParser):
    """Collects tags, ids, links and text; refuses tags that do not nest."""

    def __init__(self, file):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.ids, self.links, self.marks = [], [], set(), [], []
        self.text = ""
        self.feed(Path(file).read_text(encoding="utf-8"))
        assert not self.open, f"{file}: unclosed {self.open}"

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append((tag, values))
        if tag not in VOID and tag != "rect":
            self.open.append(tag)
        if "id" in values:
            assert values["id"] not in self.ids, f"id twice: {values['id']}"
            self.ids.add(values["id"])
        if "href" in values:
            self.links.append(values["href"])

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, f"</{tag}> does not nest"

    def handle_data(self, data):
        self.text += data


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A record whose every page attacks: in text, title, speaker, outlet and URL."""
    rows = []
    for name, payload in HOSTILE.items():
        text = (
            f"{payload} President Orla Venn said on Tuesday that {payload} would be kept by all the sides.\n"
        )
        rows.append(
            {
                "id": name,
                "title": payload,
                "outlet": f"Post {payload}",
                "url": "javascript:alert(5)",
                "text": text * 2,
            }
        )
    folder = tmp_path_factory.mktemp("hostile")
    lines = "".join(json.dumps(r) + "\n" for r in rows)
    (folder / "pages.jsonl").write_text(lines, encoding="utf-8")
    return written(parley.build([folder / "pages.jsonl"], folder / "rec", workers=1), folder / "site")


@pytest.fixture(scope="module")
def site(isles, tmp_path_factory):
    return written(parley.open(isles), tmp_path_factory.mktemp("site"))


def written(record, out):
    with record, record.view() as view:
        dossier.write(view, out, title="Isles", note="Fiction.")
    return out


def all_pages(site):
    return {file: Page(file) for file in sorted(site.rglob("*.html"))}


@pytest.mark.parametrize("which", ["site", "hostile"])
def test_every_link_leads_to_a_place_in_the_dossier_or_to_an_http_page(which, request):
    folder = request.getfixturevalue(which)
    pages = all_pages(folder)
    for file, page in pages.items():
        for link in page.links:
            target, _, anchor = link.partition("#")
            if re.match(r"\w+:", link):
                assert link.startswith(("http://", "https://")), f"{file}: {link}"
            elif target.endswith(".css"):
                assert (file.parent / target).is_file()
            else:
                to = (file.parent / target).resolve() if target else file
                assert to in pages, f"{file}: {link}"
                assert not anchor or anchor in pages[to].ids, f"{file}: {link}"


@pytest.mark.parametrize("which", ["site", "hostile"])
def test_no_page_runs_or_loads_anything(which, request):
    for file, page in all_pages(request.getfixturevalue(which)).items():
        for tag, values in page.tags:
            assert tag not in ("script", "style", "iframe", "object", "embed", "img", "math", "base"), (
                f"{file}: {tag}"
            )
            assert not [name for name in values if name.startswith("on") or name in ("style", "srcdoc")], file
        policy = [v["content"] for t, v in page.tags if t == "meta" and "http-equiv" in v]
        assert policy and policy[0].startswith("default-src 'none'")


def test_hostile_words_are_shown_as_words(hostile):
    pages = all_pages(hostile)
    shown = "".join(page.text for page in pages.values())
    assert HOSTILE["script"] in shown and HOSTILE["template"] in shown and "⟨U+202E⟩" in shown
    raw = "".join(file.read_text(encoding="utf-8") for file in pages)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\ue000]", raw)


def test_every_entry_links_to_its_own_words(site, isles):
    pages = all_pages(site)
    with parley.open(isles) as record:
        entries = [*record.statements(), *record.figures()]
    assert len(entries) >= 8
    for entry in entries:
        file = next(f for f in pages if f.stem == entry["document_id"])
        assert entry["id"] in pages[file].ids
        body = file.read_text(encoding="utf-8")
        after = body[body.index(f'id="{entry["id"]}"') :]
        first = re.search(r"<mark[^>]*>(.*?)</mark>", after, re.S)
        assert first and entry["evidence"][0]["quote"].startswith(html.unescape(first[1])[:8])


def test_lists_are_cut_into_pages_not_cut_short(isles, tmp_path, monkeypatch):
    monkeypatch.setattr("parley.views.dossier.site.A_PAGE", 2)
    pages = all_pages(written(parley.open(isles), tmp_path / "small"))
    with parley.open(isles) as record:
        wanted = {row["id"] for row in record.statements()}
    listed = [
        link for file, page in pages.items() if file.name.startswith("statements") for link in page.links
    ]
    assert {link.partition("#")[2] for link in listed if "#statement" in link} == wanted
    assert len([f for f in pages if f.name.startswith("statements")]) == -(-len(wanted) // 2)


def test_chrome_stays_visible_with_its_reason_and_rejections_are_listed(site):
    pages = {f.name: p for f, p in all_pages(site).items()}
    assert "empty.txt" in pages["pages.html"].text
    assert any("Leave a comment" in p.text for p in pages.values())


def test_writing_again_gives_the_same_bytes_and_leaves_other_files_alone(isles, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    first = {f: f.read_bytes() for f in written(parley.open(isles), tmp_path).rglob("*") if f.is_file()}
    second = {f: f.read_bytes() for f in written(parley.open(isles), tmp_path).rglob("*") if f.is_file()}
    assert first == second and (tmp_path / "mine.txt").read_text() == "mine"
