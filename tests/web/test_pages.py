"""Every page of the server: there, whole, the same in every form, and leading where it says."""

import csv
import io
import json
import re
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import pytest

import parley
from parley.views.dossier.links import slug
from parley.web.links import SECTIONS
from parley.web.listings import LISTINGS
from served import BASE, Markup, ids_of, some

PREFIX = {section: prefix for prefix, section in SECTIONS.items()}


@pytest.fixture(scope="module")
def record(example_record):
    with parley.open(example_record) as opened:
        yield opened


def shown(client, address):
    """A page, taken apart."""
    answer = client.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    return Markup(answer.text, address)


def rows_on(page, section):
    """The ids of the rows that a listing's page shows, in order."""
    if section != "pages":
        return page.rows(PREFIX[section])
    links = [values["href"] for values in page.hrefs]
    return [one.removeprefix("/pages/") for one in links if re.fullmatch(r"/pages/doc-\w+", one)]


def total_on(page):
    """How many rows a listing says that it has."""
    found = re.search(r"(?:of )?([\d,]+)(?: [a-z ]+)?\s*$", page.text.split("Pages of this listing")[0])
    return found


def counted(client, address):
    """The number beside a listing's links to its pages."""
    found = re.search(r'aria-label="Pages of this listing">\s*<p>(.*?)</p>', client.get(address).text)[1]
    return int(re.search(r"(?:of )?([\d,]+)\D*$", found)[1].replace(",", ""))


def csv_rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


# --- listings and their twins


def some_values(client, record):
    """For each filter some values that occur in the example, and one that finds nothing."""
    page = next(row for row in client.get("/pages.json").json()["rows"] if row["outlet"])
    return {
        "speaker": ["Velmara", "minister", "Veshnik"],
        "party": ["Velmara", "Oruvia"],
        "issue": ["prisoners", "ceasefire"],
        "act": ["deny", "say"],
        "mode": ["direct", "indirect"],
        "outlet": [page["outlet"], "No such outlet"],
        "since": ["2031-06-10", "2031-07", "2040"],
        "until": ["2031-05", "2031-06-15"],
        "document": [page["id"], page["id"][:12], page["uri"]],
        "review": ["unreviewed", "accepted", "all"],
        "once": ["yes"],
    }


def filtered(client, record, listing):
    """Addresses' parameters for a listing: none, each filter alone, some together, each order."""
    values = some_values(client, record)
    yield {}
    for name in listing.filters:
        for value in values[name]:
            yield {name: value}
    pairs = [
        (a, b) for a, b in (("party", "issue"), ("speaker", "outlet"), ("since", "party"), ("act", "mode"))
    ]
    for a, b in pairs:
        if a in listing.filters and b in listing.filters:
            yield {a: values[a][0], b: values[b][0]}
    for order in listing.orders:
        yield {"order": order}


@pytest.mark.parametrize("name", list(LISTINGS))
def test_a_listing_holds_the_same_rows_in_every_form(client, record, name):
    """Page by page, whole, as the record gives them, and as many as it says."""
    listing = LISTINGS[name]
    found_some = 0
    for asked in filtered(client, record, listing):
        address = f"/{name}?{urlencode(asked)}"
        whole = [
            json.loads(line)
            for line in client.get(f"/{name}.jsonl?{urlencode(asked)}").text.split("\n")
            if line
        ]
        table = csv_rows(client.get(f"/{name}.csv?{urlencode({**asked, 'page': 'all'})}").text)
        ids = [row["id"] for row in whole]
        assert [row["id"] for row in table] == ids, address
        filters = {key: value for key, value in asked.items() if key != "order"}
        if name != "pages" or not filters.get("document"):
            assert sorted(ids) == sorted(row["id"] for row in record.iterate(listing.kind, **filters)), (
                address
            )
        assert counted(client, address) == len(ids), address
        got, last = [], max(1, -(-len(ids) // listing.size))
        numbers = range(1, last + 1) if last < 4 or set(asked) <= {"order"} else (1, last)
        for number in numbers:
            at = urlencode({**asked, **({"page": number} if number > 1 else {})})
            data = client.get(f"/{name}.json?{at}").json()
            on_page = rows_on(shown(client, f"/{name}?{at}"), name)
            assert on_page == [row["id"] for row in data["rows"]], f"{address} page {number}"
            assert on_page == [row["id"] for row in csv_rows(client.get(f"/{name}.csv?{at}").text)]
            of_page = client.get(f"/{name}.jsonl?{urlencode({**asked, 'page': number})}").text
            assert on_page == [json.loads(line)["id"] for line in of_page.split("\n") if line]
            assert (data["total"], data["page"], data["kind"]) == (len(ids), number, listing.kind)
            assert data["next"] == (number + 1 if number < data["pages"] else None)
            got += data["rows"]
        assert len(numbers) < last or got == whole, address
        found_some += bool(ids)
    assert found_some > len(listing.filters) - 1, name


def test_rows_are_those_of_the_record(client, record):
    """The twins hold a row as the export does, field by field."""
    for name, listing in LISTINGS.items():
        by_id = {row["id"]: row for row in record.iterate(listing.kind)}
        rows = client.get(f"/{name}.json?page=all").json()["rows"]
        assert rows and all(json.loads(json.dumps(by_id[row["id"]])) == row for row in rows), name


def test_pages_of_a_listing_follow_each_other(client):
    address, seen = "/statements", []
    while address:
        page = shown(client, address)
        seen += rows_on(page, "statements")
        address = next((v["href"] for v in page.hrefs if v.get("rel") == "next"), None)
    assert seen == ids_of(client, "statements") and len(seen) > LISTINGS["statements"].size


def test_facets_lead_to_as_many_rows_as_they_say(client):
    for name, listing in LISTINGS.items():
        html = client.get(f"/{name}").text
        facets = re.findall(
            rf'<li><a href="(/{name}\?[^"]+)"><bdi>[^<]*</bdi></a> <span class="n">([\d,]+)</span></li>', html
        )
        assert facets or not listing.facets or name in ("comparisons", "families", "stories"), name
        for address, count in facets:
            address = address.replace("&amp;", "&")
            assert counted(client, address) == int(count.replace(",", "")), address


def test_an_empty_listing_says_so_in_every_form(client):
    for name, listing in LISTINGS.items():
        asked = "outlet=No+such+outlet"
        if "outlet" not in listing.filters:
            continue
        assert counted(client, f"/{name}?{asked}") == 0
        assert client.get(f"/{name}.json?{asked}").json()["rows"] == []
        assert client.get(f"/{name}.jsonl?{asked}").text == ""
        header = client.get(f"/{name}.csv?{asked}").text
        assert header.count("\r\n") == 1 and "id," in header


# --- what there is not


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("speker=Velmara", "speaker"),
        ("act=denyy", "deny"),
        ("mode=direkt", "direct"),
        ("issue=prisoner", "prisoners"),
        ("order=newst", "newest"),
        ("since=2031-06-31", "2031-06-31"),
        ("since=yesterday", "yesterday"),
        ("since=2031-07&until=2031-06", "after until"),
        ("page=0", "'all'"),
        ("page=-1", "'all'"),
        ("page=two", "'all'"),
        ("page=1.5", "'all'"),
        ("page=%C2%B2", "'all'"),
        ("act=say&act=deny", "twice"),
        ("page=99", "there are 12 pages"),
    ],
)
def test_what_there_is_not_is_told_with_the_nearest_word(client, asked, told):
    status = 404 if asked == "page=99" else 400
    answer = client.get(f"/statements?{asked}")
    assert answer.status_code == status and answer.headers["content-type"].startswith("text/html")
    assert told in Markup(answer.text).text
    for form in ("json", "csv", "jsonl"):
        answer = client.get(f"/statements.{form}?{asked}")
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
        body = answer.json()
        assert body["status"] == status and told in body["detail"]


def test_search_takes_no_unknown_words_either(client):
    assert "speaker" in Markup(client.get("/search?q=a&speker=b").text).text
    assert client.get("/search.json?q=a&kind=x").status_code == 400


def test_what_has_no_address_is_not_found(client):
    for name in LISTINGS:
        for one in (
            "",
            f"{PREFIX[name]}-0000000000000000",
            "x",
            "statement",
            "<b>",
            "%00",
            "doc-" + "a" * 999,
        ):
            if not one:
                continue
            answer = client.get(f"/{name}/{one}")
            assert answer.status_code in (404, 307), f"/{name}/{one}"
            data = client.get(f"/{name}/{one}.json")
            assert data.status_code in (404, 307), f"/{name}/{one}"
            if data.status_code == 404:
                assert data.json()["status"] == 404
    statement = ids_of(client, "statements")[0]
    assert client.get(f"/figures/{statement}").status_code == 404  # of another kind


# --- records


@pytest.mark.parametrize("name", list(LISTINGS))
def test_every_record_has_an_address_that_stays(client, record, name):
    ids = ids_of(client, name)
    assert ids
    for one in ids if len(ids) < 40 else ids[:: len(ids) // 20]:
        page = shown(client, f"/{name}/{one}")
        assert page.title.strip() and [tag for tag, _ in page.tags].count("h1") == 1, one
    for one in some(ids):
        told = client.get(f"/{name}/{one}.json").json()
        assert told["entry"]["id"] == one and told == json.loads(json.dumps(record.show(one)))
        for beginning in (one, one[: len(one) - 2]):
            answer = client.get(f"/records/{beginning}")
            assert (answer.status_code, answer.headers["location"]) == (303, f"/{name}/{one}")


def test_a_beginning_that_several_share_is_told(client):
    answer = client.get("/records/statement-")
    assert (
        answer.status_code == 404
        and f"{len(ids_of(client, 'statements'))} ids begin" in Markup(answer.text).text
    )
    assert client.get("/records/zebra").status_code == 404


def test_neighbours_go_through_a_whole_listing(client):
    for name in ("meetings", "stories", "pages"):
        ids = ids_of(client, name)
        address, seen = f"/{name}/{ids[0]}", []
        while address and len(seen) <= len(ids):
            seen.append(address.rpartition("/")[2])
            page = shown(client, address)
            address = next((v["href"] for v in page.hrefs if v.get("rel") == "next"), None)
        assert seen == ids, name


# --- the whole site, link by link

EACH = 6  # pages of one kind, and listings with the same filters, that the crawl asks for


def kind_of(address):
    """What addresses of one kind share: the section, whether of one record, or its form, names of parameters."""
    path, _, asked = address.partition("?")
    section, record = (*path.strip("/").split("/"), "")[:2]
    return (
        section,
        record.partition(".")[2] or bool(record),
        tuple(sorted(dict(parse_qsl(asked, keep_blank_values=True)))),
    )


def crawled(client):
    """The pages that links and forms lead to from the first; of many alike some, of which the rest are told.

    Gives `(pages, others, words, outside)`: pages by address; addresses not asked for, with where they stand; places
    of words by page; links that lead off the site.
    """
    waiting, pages, others, words, outside = ["/"], {}, {}, {}, []
    seen, asked_for = set(waiting), {}
    while waiting:
        address = waiting.pop(0)
        answer = client.get(address)
        assert answer.status_code in (200, 303), f"{address}: {answer.status_code}"
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        page = pages[address] = Markup(answer.text, address)
        for values in page.hrefs:
            to = urlsplit(urljoin(BASE + address, values["href"]))
            if f"{to.scheme}://{to.netloc}" != BASE:
                outside.append((address, values))
                continue
            asked = dict(parse_qsl(to.query))
            if "words" in asked:
                words.setdefault(to.path, {}).setdefault(asked["words"], (to.fragment, address))
                continue
            plain = to._replace(scheme="", netloc="", fragment="").geturl()
            if plain in seen:
                continue
            seen.add(plain)
            kind = kind_of(plain)
            asked_for[kind] = asked_for.get(kind, 0) + 1
            if asked_for[kind] <= (EACH if len(kind[2]) < 2 else 3 - len(kind[2])):
                waiting.append(plain)
            else:
                others[plain] = address
        for form, fields in page.forms:
            if form.get("method", "get").lower() == "get":
                names = [one["name"] for one in fields if "name" in one]
                sent = f"{form['action']}?{urlencode(dict.fromkeys(names, ''))}"
                if sent not in seen:
                    seen.add(sent)
                    waiting.append(sent)
    return pages, others, words, outside


def test_every_link_of_the_site(client):
    """The whole site is read once for all of it: that is most of the work."""
    pages, others, words, outside = crawled(client)
    leads_somewhere(client, pages, others)
    finds_its_place(pages)
    leads_off_the_site_by_address_alone(outside)
    finds_its_words(client, words)


def leads_somewhere(client, pages, others):
    kinds = {kind_of(address)[:2] for address in pages}
    assert {
        ("", False),
        ("search", False),
        *((name, record) for name in LISTINGS for record in (True, False)),
    } <= kinds
    ids = {name: set(ids_of(client, name)) for name in LISTINGS}
    for address, source in others.items():
        section, is_record, _ = kind_of(address)
        if is_record and section in ids:
            assert address.split("/")[2].partition(".")[0] in ids[section], f"{source}: {address}"
        elif not is_record:
            assert section.partition(".")[0] in {*ids, "search"}, f"{source}: {address}"


def finds_its_place(pages):
    for address, page in pages.items():
        for values in page.hrefs:
            to = urlsplit(urljoin(BASE + address, values["href"]))
            there = pages.get(to._replace(scheme="", netloc="", fragment="").geturl())
            if to.fragment and there is not None:
                assert to.fragment in there.ids, f"{address}: {values['href']}"


def leads_off_the_site_by_address_alone(outside):
    assert outside
    for address, values in outside:
        assert address.startswith("/pages/") and values["rel"] == "noopener noreferrer nofollow", values
        assert values["href"].startswith(("https://", "http://"))


def finds_its_words(client, words):
    """Each by itself is asked for in a browser; here all of a page together, as many as an address takes."""
    assert len(words) > 10
    for path, asked in words.items():
        ranges = list(asked)
        text = client.get(f"{path}.json").json()["entry"]["text"]
        for start in range(0, len(ranges), 20):
            several = ranges[start : start + 20]
            page = shown(client, f"{path}?words={','.join(several)}")
            for one in several:
                anchor, source = asked[one]
                assert anchor in page.ids, f"{source}: {path}?words={one}#{anchor}"
                a, b = map(int, one.split("-"))
                assert a < b <= len(text), source
        one = ranges[0]
        assert asked[one][0] in shown(client, f"{path}?words={one}").ids


def test_words_of_a_link_are_those_it_leads_to(client):
    """The quotation that is pressed is what stands at the place."""
    html = client.get("/meetings").text
    for meeting in re.findall(r'href="/meetings/(meeting-[\w-]+)"', html)[:3]:
        text = client.get(f"/meetings/{meeting}").text
        found = re.findall(
            r'<a class="words" href="/(pages/[^?]+)\?words=(\d+)-(\d+)#[^"]+">“<bdi>(.*?)</bdi>', text
        )
        assert found
        for path, start, end, quote in found:
            source = client.get(f"/{path}.json").json()["entry"]["text"][int(start) : int(end)]
            assert " ".join(Markup(f"<p>{quote}</p>").text.split()) == " ".join(source.split())


def test_places_of_words_out_of_the_text_are_told(client):
    page = ids_of(client, "pages")[0]
    assert client.get(f"/pages/{page}?words=5-9,1-3").status_code == 200
    for wrong in ("9-5", "5", "-", "1-99999999", "a-b", "1-2;3-4", ",".join(["1-2"] * 21)):
        assert client.get(f"/pages/{page}?words={wrong}").status_code == 400, wrong


# --- three clicks


def test_from_the_first_page_to_the_words_behind_a_figure_in_three_clicks(client):
    """Overview -> figures -> the figure's place in its page, where the words stand marked."""
    clicks, here = 0, "/"
    for pattern in (
        r'href="(/figures)"',
        r'<td data-label="As printed"><a href="([^"]+)">“<bdi>([^<]+)</bdi>',
    ):
        found = re.search(pattern, client.get(here).text)
        here, clicks = found[1], clicks + 1
    path, _, anchor = here.partition("#")
    html = client.get(path).text
    place = html.index(f'id="{anchor}"')
    marked = re.search(r"<mark [^>]*>([^<]+)</mark>", html[place:])[1]
    assert marked.split()[0] in found[2] and clicks <= 3
    assert (
        anchor == slug(anchor)
        and f"m{re.search(r'class=.anchor a([0-9]+). id=.' + anchor, html)[1]} " in html
    )


# --- numbers and search


def test_the_overview_counts_what_the_listings_hold(client):
    told = client.get("/index.json").json()
    rows = {row["kind"]: int(row["count"]) for row in csv_rows(client.get("/index.csv").text)}
    assert rows == told["counts"]
    for name, listing in LISTINGS.items():
        assert told["counts"][listing.kind] == len(ids_of(client, name)), name


def test_search_finds_the_same_in_every_form_and_lights_what_was_asked(client):
    for words in ("prisoners", "negotiat*", '"prisoner exchange"', "Erdogan", "талкс", "zzz"):
        data = client.get("/search.json", params={"q": words}).json()
        html = client.get("/search", params={"q": words}).text
        table = csv_rows(client.get("/search.csv", params={"q": words}).text)
        page = Markup(html)
        assert html.count('class="card hit"') == len(data["rows"]) == len(table)
        assert data["total"] >= len(data["rows"])
        for row in data["rows"]:
            assert row["marks"] and f"{row['document_id']}?words={row['marks'][0][0]}" in html
        assert ("No passage holds" in page.text) is (not data["rows"])
    assert client.get("/search.json?q=prisoners").json()["total"] > 3


def test_search_goes_on_page_by_page(client):
    whole = client.get("/search.json?q=the&page=all").json()
    got, number = [], 1
    while rows := client.get(f"/search.json?q=the&page={number}").json()["rows"]:
        got += rows
        number += 1
        if len(got) >= whole["total"]:
            break
    assert got == whole["rows"] and len(got) == whole["total"] > 30


def test_the_pairs_of_a_shared_text_are_chosen_among(client):
    families = [row for row in client.get("/families.json?page=all").json()["rows"] if row["ties"]]
    row = max(families, key=lambda row: len(row["ties"]))
    address = f"/families/{row['id']}"
    texts = [client.get(f"{address}?pair={n}").text for n in range(1, len(row["ties"]) + 1)]
    assert all(text.count("<h2>Side by side</h2>") == 1 for text in texts)
    assert client.get(address).text == texts[0] and len(set(texts)) == len(texts)
    for n in range(1, len(texts) + 1):
        assert (f'href="{address}?pair={n}"' in texts[0]) == (len(texts) > 1)
    for wrong in ("0", str(len(texts) + 1), "x", "", "²", "9" * 40):
        answer = client.get(f"{address}?pair={wrong}")
        assert answer.status_code == 400 and "pair" in answer.text


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (
            "/statements?speaker=Valcastr0",
            "No speaker 'Valcastr0' on record; did you mean 'Teodora Valcastro'?",
        ),
        ("/positions?party=Velmra", "No party 'Velmra' on record; did you mean 'Velmara'?"),
        ("/statements?outlet=Harbor+Post", "No outlet 'Harbor Post' on record; did you mean 'Harbour Post'?"),
        ("/search?q=truce&party=Velmra", "No party 'Velmra' on record; did you mean 'Velmara'?"),
    ],
)
def test_a_name_that_nobody_goes_by_is_told_with_the_nearest(client, address, told):
    assert told in unescape(client.get(address).text)
    path, _, query = address.partition("?")
    assert client.get(f"{path}.json?{query}").json()["remarks"] == [told.replace("No", "no", 1)]
    assert (
        client.get(f"{path}.json?{query.replace('Velmra', 'Velmara')}").json()["rows"] or "party" not in query
    )


@pytest.mark.parametrize("question", ["", "???"])
def test_a_question_without_a_word_is_told_so(client, question):
    page = client.get("/ask", params={"q": question})
    assert page.status_code == 200 and "A question without a word" in page.text and "Such as" in page.text
    assert client.get("/ask.json", params={"q": question}).status_code == 400


def test_all_of_an_answer_is_all(client):
    asked = {"q": "Where do Velmara and Oruvia disagree?"}
    few, everything = (
        client.get("/ask.json", params={**asked, **more}).json() for more in ({}, {"page": "all"})
    )
    assert few["more"] > 0 == everything["more"] and len(everything["items"]) > len(few["items"])
