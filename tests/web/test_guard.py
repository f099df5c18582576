"""Whom the server answers, with what headers, and that reading changes nothing."""

import hashlib
import re
import shutil
import sqlite3
from urllib.parse import parse_qs, quote, urljoin, urlsplit

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley import locate
from parley.web import guard
from parley.web.listings import LISTINGS
from served import BASE, TOKEN, Markup, addresses, every_address, ids_of, routes, served, templates

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
OWN = {"Sec-Fetch-Site": "same-origin"}
HTML = {"Accept": "text/html"}
BEARER = b"Bearer " + TOKEN.encode()


def assert_guarded(answer):
    for name, value in HEADERS.items():
        assert answer.headers.get_list(name) == [value], f"{answer.request.url}: {name}"
    assert answer.headers["cache-control"], answer.request.url


# --- what every answer says


def test_every_answer_of_every_route_is_guarded(client):
    for address in every_address(client):
        answer = client.get(address)
        assert_guarded(answer)
        assert answer.status_code in (200, 303), f"{address}: {answer.status_code}"


def test_errors_and_redirects_are_guarded_too(client, guarded):
    for method, address, status in (
        ("GET", "/nothing", 404),
        ("GET", "/nothing.json", 404),
        ("GET", "/statements/statement-none", 404),
        ("GET", "/statements?act=sayz", 400),
        ("GET", "/statements.csv?page=x", 400),
        ("GET", "/statements/", 307),
        ("GET", "/static/nothing.js", 404),
        ("DELETE", "/statements", 405),
        ("POST", "/enter", 401),
    ):
        answer = client.request(method, address, headers=OWN)
        assert answer.status_code == status, address
        assert_guarded(answer)
    assert "GET" in client.delete("/statements").headers["allow"]
    for headers, status in ((HTML, 303), ({}, 401), ({"Host": "evil.example"}, 421)):
        answer = guarded.get("/statements", headers=headers)
        assert answer.status_code == status
        assert_guarded(answer)


def test_a_failure_inside_is_guarded_and_tells_nothing(example_record, monkeypatch):
    with served(example_record, raises=False) as client:
        monkeypatch.setattr("parley.web.home.told", lambda _: 1 / 0)
        answer = client.get("/index.json")
    assert answer.status_code == 500 and "division" not in answer.text
    assert_guarded(answer)


def test_what_is_read_can_be_asked_for_without_its_body(client):
    for address in ("/", "/statements", "/statements.csv", "/nothing"):
        answer = client.head(address)
        assert answer.status_code == client.get(address).status_code and answer.content == b""
        assert_guarded(answer)


def test_only_versioned_files_are_kept(client):
    version = re.search(r"web\.css\?v=(\w+)", client.get("/").text)[1]
    assert "immutable" in client.get(f"/static/web.css?v={version}").headers["cache-control"]
    assert client.get("/static/web.css?v=0").headers["cache-control"] == "no-cache"
    assert client.get("/statements.json").headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "name", ["..%2Fapp.py", "%2e%2e/app.py", "../guard.py", "/etc/passwd", "web.css/", "%00"]
)
def test_no_other_file_is_given(client, name):
    assert client.get(f"/static/{name}").status_code in (307, 404)


# --- hosts


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "LOCALHOST:9000", "[::1]", "[::1]:8765", "desk.example.org"]
)
def test_known_names_are_answered(example_record, host):
    with served(example_record, hosts=(*guard.LOOPBACK, "desk.example.org")) as client:
        assert client.get("/index.json", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "evil.example:8765", "localhost.evil.example", "127.0.0.2",
     "localhost@evil.example", "evil.example#localhost", "", "::1", "0.0.0.0", "desk.example.org:x"],
)  # fmt: skip
def test_a_request_to_another_name_is_refused(client, host):
    """A page of evil.example, whose name was made to lead here, may read nothing."""
    for method, address in (("GET", "/"), ("GET", "/statements.json"), ("POST", "/enter")):
        answer = client.request(method, address, headers={"Host": host, **OWN})
        assert answer.status_code == 421 and "--allow-host" in answer.text
        assert "<" not in answer.text


def test_only_this_machine_is_listened_to_unless_a_token_is_given(cli, isles):
    for host in ("0.0.0.0", "::", "192.0.2.1", "desk.example.org", ""):
        code, out, err = cli("serve", "-r", isles, "--host", host)
        assert (code, out) == (2, "") and "--token" in err
    assert cli("serve", "-r", isles, "--host", "0.0.0.0", "--token", "")[0] == 2
    assert "[default: 127.0.0.1]" in cli("serve", "--help")[1]


def test_the_address_must_be_free(cli, isles):
    code, _, err = cli("serve", "-r", isles, "--host", "192.0.2.1", "--token", "x")
    assert code == 2 and "cannot listen at 192.0.2.1" in err


# --- requests that another site began


FOREIGN = "https://evil.example"
BEGUN = [  # headers of an unsafe request, and whether it was begun here
    ({}, True),
    ({"Sec-Fetch-Site": "same-origin"}, True),
    ({"Sec-Fetch-Site": "none"}, True),
    ({"Sec-Fetch-Site": "same-site"}, False),
    ({"Sec-Fetch-Site": "cross-site"}, False),
    ({"Sec-Fetch-Site": ""}, False),
    ({"Sec-Fetch-Site": "Same-Origin-Not"}, False),
    ({"Sec-Fetch-Site": "cross-site", "Origin": BASE}, False),
    ({"Sec-Fetch-Site": "same-origin", "Origin": BASE}, True),
    ({"Origin": BASE}, True),
    ({"Origin": FOREIGN}, False),
    ({"Origin": "null"}, False),
    ({"Origin": ""}, False),
    ({"Origin": "http://127.0.0.1:9999"}, False),
    ({"Origin": "http://127.0.0.1"}, False),
    ({"Origin": f"{BASE}.evil.example"}, False),
    ({"Origin": "http://[::1"}, False),
]


@pytest.mark.parametrize("known", ["nothing", "bearer", "cookie", "both"])
@pytest.mark.parametrize(("headers", "own"), BEGUN)
def test_what_another_site_began_is_refused_whoever_sends_it(guarded, headers, own, known):
    guarded.cookies.clear()
    if known in ("cookie", "both"):
        entered(guarded)
    if known in ("bearer", "both"):
        headers = {**headers, "Authorization": BEARER}
    unsafe = [(m, p) for p, methods in routes(guarded.app) for m in methods - {"GET", "HEAD", "OPTIONS"}]
    assert ("POST", "/enter") in unsafe
    for method, path in [
        *unsafe,
        ("DELETE", "/statements"),
        ("PUT", "/"),
        ("PATCH", "/"),
        ("QUERY", "/search"),
    ]:
        answer = guarded.request(method, re.sub("{.*?}", "x", path), headers=headers)
        refused = answer.status_code == 403 and "Another site began" in answer.text
        assert refused is not own and answer.status_code < 500, f"{method} {path}: {answer.status_code}"
    guarded.cookies.clear()


def test_reading_is_not_refused_for_who_linked_here(client):
    for site in ("cross-site", "same-site", "none"):
        assert client.get("/statements", headers={"Sec-Fetch-Site": site}).status_code == 200


def test_no_other_origin_may_read_an_answer(client):
    for method in ("GET", "OPTIONS"):
        answer = client.request(
            method, "/statements.json", headers={"Origin": FOREIGN, "Access-Control-Request-Method": "GET"}
        )
        assert not [name for name in answer.headers if name.startswith("access-control")]


# --- the token


def entered(client, token=TOKEN):
    return client.post("/enter", data={"token": token}, headers=OWN)


def test_nothing_is_read_without_the_token(guarded):
    guarded.cookies.clear()
    for address in every_address_for(guarded):
        open_to_all = address == "/enter" or address.startswith("/static/")
        assert guarded.get(address).status_code == (200 if open_to_all else 401), address
        if not open_to_all:
            answer = guarded.get(address, headers=HTML)
            asked, _, back = answer.headers["location"].partition("?")
            assert (answer.status_code, asked, parse_qs(back)) == (303, "/enter", {"back": [address]})
            assert len(answer.text) < 40


def every_address_for(guarded):
    """All addresses, found with the token, asked for without it."""
    entered(guarded)
    found = every_address(guarded)
    guarded.cookies.clear()
    return found


def test_the_token_is_given_once_and_kept_where_no_script_reads_it(guarded):
    guarded.cookies.clear()
    assert '<form method="post" action="/enter"' in guarded.get("/enter").text
    answer = entered(guarded)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    flags = {part.strip().lower() for part in answer.headers["set-cookie"].split(";")[1:]}
    assert {"httponly", "samesite=strict", "path=/"} <= flags
    assert guarded.get("/statements").status_code == 200
    assert TOKEN not in answer.headers["set-cookie"]
    guarded.cookies.clear()


def test_with_the_token_one_comes_to_what_one_asked_for(guarded):
    guarded.cookies.clear()
    asked = "/statements?party=Velmara&order=oldest"
    form = Markup(guarded.get(guarded.get(asked, headers=HTML).headers["location"]).text)
    assert ("input", {"type": "hidden", "name": "back", "value": asked}) in form.tags
    data = {"token": TOKEN, "back": asked}
    assert guarded.post("/enter", data=data, headers=OWN).headers["location"] == asked
    for elsewhere in (
        "//evil.example/",
        "https://evil.example",
        "/\\evil.example",
        "javascript:x",
        "/a\nb: c",
    ):
        answer = guarded.post("/enter", data={**data, "back": elsewhere}, headers=OWN)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
    guarded.cookies.clear()
    for large in ("/search?q=" + "a" * 5000, "/" + "é" * 900):
        assert guarded.get(large, headers=HTML).headers["location"] == "/enter?back=%2F"


@pytest.mark.parametrize("wrong", ["", "x", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), "\0", "é", "a" * 9000])
def test_a_wrong_token_opens_nothing(guarded, wrong):
    guarded.cookies.clear()
    answer = entered(guarded, wrong)
    assert (
        answer.status_code == 401
        and "set-cookie" not in answer.headers
        and "That is not the token" in answer.text
    )
    assert (
        guarded.get("/statements", headers={"Authorization": b"Bearer " + wrong.encode()}).status_code == 401
    )
    assert guarded.get("/statements", headers={"Cookie": b"parley=" + wrong.encode()}).status_code == 401
    assert guarded.get(f"/statements?token={TOKEN}").status_code == 401


def test_programs_send_it_as_a_bearer(guarded):
    guarded.cookies.clear()
    answer = guarded.get("/statements.json", headers={"Authorization": BEARER})
    assert answer.status_code == 200
    basic = {"Authorization": b"Basic " + TOKEN.encode()}
    assert guarded.get("/statements.json", headers=basic).status_code == 401


def test_broken_cookies_are_no_token(guarded):
    guarded.cookies.clear()
    for cookie in ("parley", "parley=", "=;=", 'parley="', "parley=\xff", "a[b]=c; parley=x", "\0"):
        answer = guarded.get("/statements", headers={"Cookie": cookie.encode("latin-1")})
        assert answer.status_code == 401, cookie


def test_tokens_are_compared_in_constant_time(monkeypatch, example_record):
    compared = []

    class Compare:
        def compare_digest(self, a, b):
            compared.append((a, b))
            return False

    with served(example_record, token=TOKEN) as client:
        monkeypatch.setattr(guard.hmac, "compare_digest", Compare().compare_digest)
        assert client.get("/", headers={"Authorization": BEARER}).status_code == 401
        before = len(compared)
        assert before and entered(client).status_code == 401 and len(compared) > before


def test_without_a_token_there_is_nothing_to_enter(client):
    answer = client.get("/enter")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


# --- sizes


def test_large_requests_are_refused(client):
    large = b"token=" + b"x" * guard.LARGEST
    assert client.post("/enter", content=large, headers=OWN).status_code == 413
    answer = client.post(
        "/enter", content=(large[i : i + 999] for i in range(0, len(large), 999)), headers=OWN
    )
    assert answer.status_code == 413  # sent in parts, without a length
    assert_guarded(answer)
    for length in ("x", "-1", "1e9", "9" * 99):
        assert client.post("/enter", headers={"Content-Length": length, **OWN}).status_code in (400, 413), (
            length
        )


# --- reading changes nothing


def content(folder):
    """A hash of every row of every table, and the names of the files."""
    with sqlite3.connect(locate.find(folder).database) as connection:
        whole = hashlib.sha256("\n".join(connection.iterdump()).encode())
    connection.close()
    return whole.hexdigest(), sorted(
        p.name for p in folder.rglob("*") if not p.name.endswith(("-wal", "-shm"))
    )


def test_no_get_changes_the_record(example_record, tmp_path):
    folder = tmp_path / "record"
    shutil.copytree(example_record, folder)
    before = content(folder)
    with served(folder, writable=True) as client:
        for path, several in addresses(client).items():
            for address in several:
                asked = [address, f"{address}?speaker=x&page=2", f"{address}?reject=1&delete=all&q=a"]
                for one in asked if path.count("/") == 1 else asked[:1]:
                    assert client.get(one).status_code < 500
    assert content(folder) == before


# --- whatever is asked, the server answers


ANY = st.text(st.characters(codec=None, categories=["L", "N", "P", "Z", "C", "S"]), max_size=40) | st.sampled_from(
    ["1,000-for-1,000", "Kyiv's", '"', "NOT", "(", "a*b", "*", "-", "AND OR", "NEAR(a b)", "^a", "a:b", "%", "_", "\0",
     "2031-06-31", "2031-13", "0000", "9999-99-99", "all", "-1", "99999999", "é", "\ud800", "\U0010ffff",
     "'; DROP TABLE"]
)  # fmt: skip
PAGES = ("search", *LISTINGS)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    section=st.sampled_from(PAGES),
    form=st.sampled_from(["", ".json", ".csv"]),
    asked=st.dictionaries(
        st.sampled_from(["q", "order", "page", "x", *LISTINGS["statements"].filters]), ANY, max_size=3
    ),
)
def test_no_words_of_an_address_break_a_page(client, section, form, asked):
    asked = {name: value.encode("utf-8", "surrogatepass") for name, value in asked.items()}
    assert client.get(f"/{section}{form}", params=asked).status_code in (200, 400, 404)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    section=st.sampled_from(["records", *LISTINGS]),
    record=ANY,
    form=st.sampled_from(["", ".json"]),
    words=ANY,
)
def test_no_id_breaks_a_page(client, section, record, form, words):
    name = quote(record.encode("utf-8", "surrogatepass"), safe="")
    answer = client.get(f"/{section}/{name}{form}", params={"words": words.encode("utf-8", "surrogatepass")})
    assert answer.status_code in (200, 303, 307, 400, 404)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=ANY)
def test_no_range_of_words_breaks_a_page(client, words):
    page = client.get("/pages.json").json()["rows"][0]["id"]
    for asked in (words, f"{words}-{words}", f"0-{words}", f"{words},1-2"):
        params = {"words": asked.encode("utf-8", "surrogatepass")}
        assert client.get(f"/pages/{page}", params=params).status_code in (200, 400)


def test_the_published_interface_holds(client):
    """Schemathesis asks everything that /openapi.json tells of, with what fits and what does not."""
    schema = schemathesis.openapi.from_dict(client.get("/openapi.json").json())
    told = {path for path, methods in routes(client.app) if path.endswith((".json", ".csv", ".jsonl"))}
    assert told - {"/openapi.json"} <= set(schema.raw_schema["paths"])
    asked = 0
    for result in schema.get_all_operations():
        operation = result.ok()
        asked += 1

        @settings(max_examples=8, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def no_failure(case):
            sent = case.as_transport_kwargs(base_url=BASE)
            sent = {name: sent[name] for name in ("method", "url", "params", "headers") if sent.get(name)}
            sent["headers"] = {k: v for k, v in dict(sent.get("headers", {})).items() if k != "Host"}
            answer = client.request(**sent)
            assert answer.status_code in (200, 303, 307, 400, 404), f"{case.method} {case.path}"

        no_failure()
    assert asked > 40


# --- templates


_HREF = re.compile(
    r"\b(?:href|action|src|formaction|hx-(?:get|post|put|delete|patch))=\"((?:{{.*?}}|[^\"{])*)\""
)
_OURS = re.compile(r"/(?!/).*|#.*|{{ (?:links\.|to\(|listed\(|\"/[a-z]).*")
_MADE = (
    "back",
    "reviewed_here",
    "one.link",
    "previous",
    "following",
)  # addresses that code put together; `back` is
# what a reader's own address says, and the test below holds it to this site


@pytest.mark.parametrize("name", list(templates()))
def test_a_template_holds_nothing_that_the_policy_refuses(name):
    source = templates()[name]
    assert not re.search(r"\|\s*safe\b|Markup|autoescape|{%-?\s*raw", source)
    assert not re.search(r"<style|\sstyle\s*=|javascript:|srcdoc|<iframe|<object|<embed|<base", source)
    assert not re.search(
        r"\son\w+\s*=|hx-on|js:|hx-vars|hx-trigger=[\"'][^\"']*\[|hx-disable=|hx-ext", source
    )
    for script in re.findall(r"<script\b.*?</script>", source, re.DOTALL):
        assert re.fullmatch(r"<script src=\"{{ links\.asset\('[\w.]+'\) }}\" defer></script>", script), script
    assert source.count("<script") == source.count("</script>")


@pytest.mark.parametrize("name", list(templates()))
def test_every_address_in_a_template_is_ours_or_checked(name):
    """What comes from a page's own words becomes a link through `page.address`, which is http or https or nothing."""
    source = templates()[name]
    found = _HREF.findall(source)
    assert len(found) == len(
        re.findall(r"\b(?:href|action|src|formaction|hx-(?:get|post|put|delete|patch))=", source)
    )
    for address in found:
        known = address == "{{ page.address }}" or address.strip("{ }") in _MADE
        assert known or _OURS.fullmatch(address), f"{name}: {address}"


@pytest.mark.parametrize(
    "back",
    ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example", "\\evil.example",
     " //evil.example", "/\t/evil.example", "/%09/evil.example", "data:text/html,x", "evil.example", "///evil.example",
     "/..//evil.example"],
)  # fmt: skip
def test_the_way_back_stays_on_this_site(guarded, back):
    """Where a page leads back to what its address says, it leads nowhere else."""
    guarded.cookies.clear()
    entered(guarded)
    statement = ids_of(guarded, "statements")[0]
    for path in ("/reviewer", f"/review/{statement}", "/review", f"/statements/{statement}"):
        answer = guarded.get(path, params={"back": back})
        for values in Markup(answer.text).hrefs:
            to = urlsplit(urljoin(BASE + path, values["href"].replace("\\", "/")))
            assert (to.scheme, to.netloc) == ("http", "127.0.0.1:8765"), f"{path}: {values['href']}"
    for path in ("/reviewer", "/keys", "/decisions", "/review/confirm"):
        answer = guarded.post(path, data={"back": back, "reviewer": "Ada", "name": "Ada"}, headers=OWN)
        to = urlsplit(urljoin(BASE + path, answer.headers.get("location", "/").replace("\\", "/")))
        assert answer.status_code < 500 and (to.scheme, to.netloc) == ("http", "127.0.0.1:8765"), path
    guarded.cookies.clear()


def test_links_to_pages_elsewhere_give_nothing_away(client):
    assert [name for name, source in templates().items() if '{{ page.address }}"' in source] == [
        "parley.views.dossier/page.html"
    ]
    source = templates()["parley.views.dossier/page.html"]
    assert source.count('<a href="{{ page.address }}" rel="noopener noreferrer nofollow">') == source.count(
        'href="{{ page.address }}"'
    )


def test_nothing_is_put_into_scripts(client):
    for address in every_address(client):
        answer = client.get(address)
        if answer.headers.get("content-type", "").startswith("text/html"):
            for script in re.findall(r"<script\b[^>]*>(.*?)</script>", answer.text, re.DOTALL):
                assert script == ""
