"""The dossier: every entry leads to its words, nothing leads elsewhere, no page can speak for itself."""

import html
import json
import re
from html.parser import HTMLParser

import pytest

import parley
from parley.views import dossier
from parley.views.safety import visible
from talks_made import made

VOID = {"meta", "link", "br", "input"}
ALLOWED = frozenset(
    [
        "html",
        "head",
        "meta",
        "title",
        "link",
        "body",
        "a",
        "header",
        "nav",
        "div",
        "p",
        "main",
        "footer",
        "h1",
        "h2",
        "h3",
        "section",
        "article",
        "aside",
        "ol",
        "ul",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "blockquote",
        "bdi",
        "span",
        "b",
        "mark",
        "details",
        "summary",
        "br",
        "svg",
        "rect",
        "path",
        "g",
        "text",
        "circle",
        "code",
        "form",
        "label",
        "input",
        "button",
        "script",
    ]
)
SCRIPTS = {"search.html": ["search.js"], "pages": ["../words.js"]}  # what may run, and where
HOSTILE = {
    "script": "<script>alert(1)</script>",
    "svg": "<svg/onload=alert(2)>",
    "attribute": '" onmouseover="alert(3)" x="',
    "template": "{{ 7*7 }}{% raw %}",
    "mxss": "<math><style><img src=x onerror=alert(4)></style></math>",
    "bidi": "abc\u202egnp.exe\u2069",
    "nul": "a\x00b",
    "private": "x\ue000y\u2028z",
}


class Page(HTMLParser):
    """Tags, ids, links and text of one file; refuses tags that do not nest and ids that stand twice."""

    def __init__(self, file):
        super().__init__(convert_charrefs=True)
        self.source = file.read_text(encoding="utf-8")
        self.open, self.tags, self.ids, self.links, self.headings = [], [], set(), [], []
        self.text, self.name = "", file.name
        self.feed(self.source)
        assert not self.open, f"{file}: unclosed {self.open}"

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        assert len(values) == len(attrs), f"{self.name}: an attribute twice in {tag}"
        self.tags.append((tag, values))
        if tag not in VOID:
            self.open.append(tag)
        if "id" in values:
            assert values["id"] not in self.ids, f"{self.name}: id twice: {values['id']}"
            self.ids.add(values["id"])
        if "href" in values:
            self.links.append((tag, values))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, f"{self.name}: </{tag}> does not nest"

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("title", "script", "style"):
            self.text += data


def written(record, out, **options):
    with record, record.view() as view:
        assert dossier.write(view, out, title="Isles", **options) == out / "index.html"
    return out


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A dossier whose every page attacks: in text, title, speaker, outlet, author and URL."""
    folder = tmp_path_factory.mktemp("hostile")
    rows = [
        {
            "id": name,
            "title": payload,
            "outlet": f"Post {payload}",
            "authors": [payload],
            "url": "javascript:alert(5)",
            "text": f"{payload} President Orla Venn said that {payload} would be kept by 40 {payload}"
            f' ships of all the sides.\nThe talks, {payload} Venn said, were "long {payload} and hard".\n'
            * 2,
        }
        for name, payload in HOSTILE.items()
    ]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / "pages.jsonl").write_text(lines, encoding="utf-8")
    record = parley.build([folder / "pages.jsonl"], folder / "rec", workers=1)
    return written(record, folder / "site", note="<b>Note</b> \u202e")


@pytest.fixture(scope="module")
def site(isles, tmp_path_factory):
    return written(parley.open(isles), tmp_path_factory.mktemp("site") / "out", note="Fiction.")


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    folder = tmp_path_factory.mktemp("empty")
    (folder / "empty.txt").write_text("")
    return written(parley.build([folder], folder / "rec", workers=1), folder / "site")


@pytest.fixture(scope="module")
def talks(tmp_path_factory):
    """A dossier of a record that holds every kind."""
    folder = tmp_path_factory.mktemp("talks")
    return written(parley.open(made(folder)), folder / "site")


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    """The same, whose every string attacks."""
    folder = tmp_path_factory.mktemp("attacked")
    return written(parley.open(made(folder, " ".join(HOSTILE.values()))), folder / "site")


KINDS = ("statements", "figures", "positions", "incidents", "meetings", "agreements")


@pytest.fixture(scope="module")
def decided(tmp_path_factory):
    """Of every kind some rejected, some accepted with a note that attacks, and a statement corrected."""
    folder = made(tmp_path_factory.mktemp("decided"))
    note = " ".join(HOSTILE.values())
    with parley.open(folder) as record:
        rows = {kind: list(record.iterate(kind)) for kind in KINDS}
    for of_kind in rows.values():
        parley.api.review(folder, [row["id"] for row in of_kind[::2]], "reject", reviewer="Ada Korin")
        parley.api.review(
            folder, [row["id"] for row in of_kind[1::2]], "accept", note=note, reviewer="Ada Korin"
        )
    corrected = rows["statements"][1]["id"]
    parley.api.review(folder, corrected, "correct", field="act", value="warn", reviewer="Ada Korin")
    return folder, rows, corrected


@pytest.fixture(scope="module")
def reviewed(decided, tmp_path_factory):
    return written(parley.open(decided[0]), tmp_path_factory.mktemp("reviewed") / "site")


@pytest.fixture(params=["site", "hostile", "empty", "talks", "attacked", "reviewed"])
def any_site(request):
    return request.getfixturevalue(request.param)


def pages_of(site):
    return {file: Page(file) for file in sorted(site.rglob("*.html"))}


def test_every_link_leads_to_a_place_in_the_dossier_or_to_a_web_page(any_site):
    pages = pages_of(any_site)
    for file, page in pages.items():
        for tag, values in page.links:
            link = values["href"]
            target, _, anchor = link.partition("#")
            to = (file.parent / target).resolve() if target else file
            if re.match(r"[\w+.-]+:", link):
                assert tag == "a" and link.startswith(("http://", "https://")), f"{file}: {link}"
                assert values["rel"] == "noopener noreferrer nofollow"
            elif tag == "link":
                assert to.is_file() and to.suffix == ".css"
            else:
                assert to in pages, f"{file}: {link}"
                assert not anchor or anchor in pages[to].ids, f"{file}: {link}"


def test_what_is_claimed_who_met_whom_and_coverage_are_drawn_with_a_table_each(talks, site):
    drawn = ((talks, "meetings", "meetings"), (site, "pages", "coverage"), (talks, "pages", "coverage"))
    for folder, file, kind in drawn:
        page = Page(folder / f"{file}.html")
        assert f'class="picture pic-{kind}"' in page.source
        assert page.source.count('class="twin"') == page.source.count('class="drawn"') > 0
    assert ".picture text" in (talks / "dossier.css").read_text()


def test_no_page_runs_or_loads_anything_but_the_dossier_s_own(any_site):
    for file, page in pages_of(any_site).items():
        place = file.relative_to(any_site)
        scripts = [values for tag, values in page.tags if tag == "script"]
        assert [v.pop("src") for v in scripts] == SCRIPTS.get(place.parts[0], [])
        assert all(v == {"defer": None} for v in scripts) and not re.search("<script[^>]*>[^<]", page.source)
        assert {tag for tag, _ in page.tags} <= ALLOWED, file
        for tag, values in page.tags:
            names = set(values) - {"href"}
            assert not [
                n for n in names if n.startswith("on") or n in ("style", "srcdoc", "src", "action")
            ], tag
        policies = [v["content"] for t, v in page.tags if t == "meta" and "http-equiv" in v]
        assert len(policies) == 1 and policies[0].startswith("default-src 'none'; style-src 'self'")
        assert "unsafe" not in policies[0]
    for sheet in any_site.glob("*.css"):
        assert not re.search(r"url\(|@import|https?:", sheet.read_text(encoding="utf-8"))


def test_every_page_can_be_read_without_seeing_it(any_site):
    for file, page in pages_of(any_site).items():
        tags = [tag for tag, _ in page.tags]
        assert page.headings[0] == 1 and page.headings.count(1) == 1, file
        assert all(b - a <= 1 for a, b in zip(page.headings, page.headings[1:], strict=False)), file
        assert tags.count("main") == 1 and {"header", "nav", "footer"} <= set(tags)
        assert page.tags[0] == ("html", {"lang": "en"})
        assert ("a", {"class": "skip", "href": "#main"}) in page.tags
        named = [v for t, v in page.tags if t == "nav" or v.get("role") in ("img", "group")]
        assert all(v.get("aria-label") for v in named), file
        assert all(v.get("scope") for t, v in page.tags if t == "th"), file


def test_hostile_words_are_shown_as_words(hostile):
    pages = pages_of(hostile)
    shown = "".join(page.text for page in pages.values())
    for name in ("script", "svg", "attribute", "template", "bidi"):
        assert visible(HOSTILE[name]) in shown
    assert "⟨U+202E⟩" in shown and "<b>Note</b>" in shown and "49" not in shown.replace("7*7", "")
    raw = "".join(page.source for page in pages.values())
    assert not re.search("[\x00\u2028\u202a-\u202e\u2066-\u2069\ue000]", raw)
    assert "javascript:" not in "".join(v["href"] for p in pages.values() for _, v in p.links)


SECTIONS = (
    "timeline",
    "positions",
    "meetings",
    "agreements",
    "incidents",
    "comparisons",
    "actors",
    "families",
)


def test_hostile_words_in_records_of_every_kind_are_shown_as_words(attacked):
    pages = pages_of(attacked)
    raw = "".join(page.source for page in pages.values())
    assert not re.search("[\x00\u2028\u202a-\u202e\u2066-\u2069\ue000]", raw)
    for section in SECTIONS:
        text = pages[attacked / f"{section}.html"].text
        assert all(visible(HOSTILE[name]) in text for name in ("script", "attribute", "bidi")), section
    for folder in ("meetings", "agreements", "families"):
        for file in (attacked / folder).iterdir():
            assert visible(HOSTILE["script"]) in pages[file].text


def test_a_kind_that_the_record_lacks_has_no_page_and_no_link(empty, talks):
    for section in SECTIONS:
        assert (talks / f"{section}.html").is_file() and not (empty / f"{section}.html").exists()
    linked = {v["href"] for page in pages_of(empty).values() for _, v in page.links}
    assert not {f"{section}.html" for section in SECTIONS} & linked
    assert "Where it stands" in Page(talks / "index.html").text
    assert "Where it stands" not in Page(empty / "index.html").text


def test_records_of_every_kind_lead_to_their_words_and_back(talks):
    pages = pages_of(talks)
    with parley.open(talks.parent / "rec") as record, record.view() as view:
        rows = {
            kind: list(view.entries(kind)) for kind in ("positions", "incidents", "meetings", "agreements")
        }
        texts = {row["id"]: row["text"] for row in view.documents()}
    for kind, entries in rows.items():
        assert entries
        for entry in entries:
            own = kind in ("meetings", "agreements")
            home = talks / (f"{kind}/{entry['id']}.html" if own else f"{kind}.html")
            links = {v["href"] for _, v in pages[home].links}
            for document in {e["document_id"] for e in entry["evidence"]}:
                page = talks / "pages" / f"{document}.html"
                assert f"{'../' if own else ''}pages/{document}.html#{entry['id']}" in links
                here = [e for e in entry["evidence"] if e["document_id"] == document]
                words = sorted({i for e in here for i in range(e["start"], e["end"])})
                printed = "".join(texts[document][i] for i in words)
                assert marked(pages[page].source, entry["id"]).split() == printed.split()
                back = f"../{kind}/{entry['id']}.html" if own else f"../{kind}.html#{entry['id']}"
                assert back in {v["href"] for _, v in pages[page].links}


def test_where_pages_differ_both_values_stand_with_their_source(talks):
    text = " ".join(Page(talks / "meetings" / "meeting-1.html").text.split())
    assert "Hall , Sele" in text and "Hall , Ume" in text and "Gull" in text and "Ledger" in text
    assert text.count("told differently") == 1  # the place; one day lies in the other's month
    assert "6 hours" in text and "Ada Moll" in text


def test_what_a_side_claims_is_not_told_as_fact(talks):
    text = " ".join(Page(talks / "agreements" / "agreement-1.html").text.split())
    assert "Violated, according to Venn" in text
    assert "(as Venn claims)" in " ".join(Page(talks / "agreements.html").text.split())


def test_values_stand_side_by_side_under_those_who_tell_them(talks):
    text = " ".join(Page(talks / "comparisons.html").text.split())
    assert re.search(r"40 Gull ?its own account.*10,000 or more Venn in Ledger", text)
    assert "Round: Brantia and Corvale : talks in Hall" in text.replace("Corvale:", "Corvale :")
    links = {v["href"] for _, v in Page(talks / "meetings" / "meeting-1.html").links}
    assert "../comparisons.html#comparison-2" in links


def test_a_change_is_told_by_its_word_not_by_a_shape_alone(talks):
    page = Page(talks / "positions.html")
    assert "softened" in page.text and "territory" in page.text.lower()
    shapes = [v for tag, v in page.tags if tag == "svg"]
    assert shapes and all(v.get("aria-hidden") == "true" for v in shapes)


def test_every_entry_of_the_timeline_is_drawn_or_said_not_to_be(talks):
    page = Page(talks / "timeline.html")
    drawn = {
        v["href"].partition("#")[2] for tag, v in page.links if v["href"].startswith("timeline.html#time")
    }
    assert drawn == {f"time-{i}" for i in range(4)} and "1 entry lies before" in page.text
    assert {f"time-{i}" for i in range(5)} <= page.ids


def test_each_attack_stands_in_a_statement_a_speaker_or_a_title(hostile):
    """Without this the tests above could pass because nothing was found in these pages."""
    listed = pages_of(hostile)[hostile / "statements.html"].text
    assert listed.count("In the page") >= len(HOSTILE)
    titles = pages_of(hostile)[hostile / "pages.html"].text
    assert all(visible(HOSTILE[name]) in titles for name in ("script", "svg", "attribute"))


def marked(source, entry_id):
    """The text of the marks that an entry has in a page, in order."""
    found = re.findall(r'<mark class="[^"]*" data-entries="([^"]*)">(.*?)</mark>', source, re.S)
    return "".join(html.unescape(text) for entries, text in found if entry_id in entries.split())


@pytest.mark.parametrize("which", ["isles", "hostile"])
def test_every_entry_leads_to_its_own_words(which, site, hostile, isles):
    folder, of_record = (site, isles) if which == "isles" else (hostile, hostile.parent / "rec")
    with parley.open(of_record) as record:
        entries = {"statements": record.statements(), "figures": record.figures()}
        texts = {row["id"]: row["text"] for row in record.documents()}
    lists = {kind: pages_of(folder)[folder / f"{kind}.html"] for kind in entries}
    assert len(entries["statements"]) >= 8 and entries["figures"]
    for kind, rows in entries.items():
        for entry in rows:
            document, entry_id = entry["document_id"], entry["id"]
            links = {v["href"] for _, v in lists[kind].links}
            assert entry_id in lists[kind].ids and f"pages/{document}.html#{entry_id}" in links
            source = (folder / "pages" / f"{document}.html").read_text(encoding="utf-8")
            assert source.count(f'id="{entry_id}"') == 1
            words = sorted({i for e in entry["evidence"] for i in range(e["start"], e["end"])})
            printed = visible("".join(texts[document][i] for i in words))
            assert marked(source, entry_id).split() == printed.split()
            first = source.index(f'id="{entry_id}"')
            assert entry_id in re.search(r'data-entries="([^"]*)"', source[first:])[1].split()


def test_an_address_lights_up_all_words_of_its_record(site):
    style = (site / "marks.css").read_text(encoding="utf-8")
    for file in (site / "pages").glob("*.html"):
        for number in re.findall(r'class="anchor a(\d+)"', file.read_text(encoding="utf-8")):
            assert f"main:has(.a{number}:target) .m{number}" in style


def test_lists_are_cut_into_sheets_not_cut_short(isles, tmp_path, monkeypatch):
    monkeypatch.setattr("parley.views.dossier.site.STATEMENTS", 2)
    monkeypatch.setattr("parley.views.dossier.site.FIGURES", 1)
    folder = written(parley.open(isles), tmp_path / "small")
    pages = pages_of(folder)
    test_every_link_leads_to_a_place_in_the_dossier_or_to_a_web_page(folder)
    with parley.open(isles) as record:
        wanted = {"statements": record.statements(), "figures": record.figures()}
    assert len(wanted["statements"]) > 4
    for kind, rows in wanted.items():
        sheets = [page for file, page in pages.items() if file.name.startswith(kind)]
        assert len(sheets) == -(-len(rows) // (2 if kind == "statements" else 1))
        assert {row["id"] for row in rows} == {i for s in sheets for i in s.ids} & {row["id"] for row in rows}
        if len(sheets) > 1:
            assert all(f" of {len(rows)}" in sheet.text for sheet in sheets)
    assert "continued" in "".join(page.text for page in pages.values())


def test_the_overview_says_what_the_record_holds(site, isles):
    with parley.open(isles) as record:
        counts = record.status()["counts"]
    totals = re.findall(r"<dt>(.*?)</dt><dd>(?:<a[^>]*>)?([\d,]+)", (site / "index.html").read_text())
    shown = dict(totals)
    assert shown["Pages"] == str(counts["documents"]) and shown["Figures"] == str(counts["figures"])
    assert shown["Statements"] == str(counts["statements"])
    assert shown["Inputs rejected"] == str(counts["rejections"])
    text = Page(site / "index.html").text
    assert "Fiction." in text and "Orla Venn" in text and "Ilan Dross" in text


def test_paraphrase_never_stands_in_quotation_marks_of_ours(site):
    source = (site / "statements.html").read_text(encoding="utf-8")
    said = re.findall(r'<blockquote class="said indirect"><p[^>]*>(.*?)</p>', source, re.S)
    assert said and not any(re.match('["“‘«]', html.unescape(words)) for words in said)


def test_chrome_stays_with_its_reason_and_rejections_are_listed(site):
    pages = {file.name: page for file, page in pages_of(site).items()}
    assert "empty.txt" in pages["pages.html"].text
    chrome = [p.source for p in pages.values() if 'class="chrome"' in p.source]
    assert any("Leave a comment" in source and 'class="reason"' in source for source in chrome)


def test_writing_again_gives_the_same_bytes(isles, tmp_path):
    def read():
        files = written(parley.open(isles), tmp_path / "out").rglob("*")
        return {file: file.read_bytes() for file in files if file.is_file()}

    assert read() == read()


def contrast(one, other):
    def luminance(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(site, scheme):
    style = (site / "dossier.css").read_text(encoding="utf-8")
    light, dark = (dict(re.findall(r"--([\w-]+): (#\w{6});", part)) for part in style.split("@media")[:2])
    colours = light if scheme == "light" else light | dark
    inks = ["ink", "soft", "link", "accent", *(f"t{i}" for i in range(7))]
    pairs = [(ink, ground) for ink in inks for ground in ("paper", "raised")]
    pairs += [("ink", "sunk"), ("soft", "sunk"), ("ink", "mark"), ("ink", "figure")]
    pairs += [("lit-ink", "lit"), ("band-ink", "band")]
    weak = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert not {pair: round(ratio, 2) for pair, ratio in weak.items() if ratio < 4.5}


def test_what_a_person_rejected_is_nowhere_and_what_they_decided_stands_beside_the_rest(decided, reviewed):
    _, rows, corrected = decided
    pages = "".join(file.read_text(encoding="utf-8") for file in sorted(reviewed.rglob("*.html")))
    for kind, of_kind in rows.items():
        for row in of_kind[::2]:
            assert row["id"] not in pages, kind
        for row in of_kind[1::2]:
            assert row["id"] in pages, kind
    told = Page(reviewed / "statements.html").text
    assert "corrected by Ada Korin; the program: act " in told
    assert "accepted by Ada Korin" in Page(reviewed / "meetings.html").text or len(rows["meetings"]) < 2
    assert corrected in pages
