"""What a site asks for: robots.txt, pauses, one request at a time, and who we say we are."""

import threading

import pytest
from tests.fetch.site_server import Site, article, reply

from parley import __version__
from parley.fetch.robots import rules
from parley.records import Page
from parley.settings import Settings

STORY = article("The talks")


@pytest.fixture
def site():
    with Site() as site:
        site.paths.update({"/talks": STORY, "/private/list": STORY, "/other": STORY})
        yield site


def test_what_robots_txt_forbids_is_not_asked_for(site, desk):
    site.paths["/robots.txt"] = lambda h: reply(h, 200, "User-agent: *\nDisallow: /private/\n", "text/plain")
    items = desk.fetch(f"{site.url}/private/list", f"{site.url}/talks")
    assert items[f"{site.url}/private/list"].code == "robots"
    assert isinstance(items[f"{site.url}/talks"], Page)
    assert site.asked("/private/list") == [] and len(site.asked("/robots.txt")) == 1


def test_the_target_of_a_redirect_is_held_to_it_too(site, desk):
    site.paths["/robots.txt"] = lambda h: reply(h, 200, "User-agent: *\nDisallow: /private/\n", "text/plain")
    site.paths["/moved"] = lambda h: reply(h, 301, Location="/private/list")
    assert desk.fetch(f"{site.url}/moved")[f"{site.url}/moved"].code == "robots"
    assert site.asked("/private/list") == []


@pytest.mark.parametrize(
    "text, allowed",
    [
        ("User-agent: parley\nDisallow: /\n\nUser-agent: *\nAllow: /\n", False),
        ("User-agent: PARLEY\nDisallow: /\n", False),
        ("User-agent: other\nDisallow: /\n", True),
        ("User-agent: *\nDisallow: /\nAllow: /news/$\n", False),
        ("User-agent: *\nDisallow: /\nAllow: /news/talks\n", True),
        ("User-agent: *\nDisallow: /*.html$\n", True),
        ("User-agent: *\nDisallow: /news/*alks\n", False),
        ("User-agent: *\nDisallow:\n", True),
        ("<html><body>Not found</body></html>", True),
        ("\ufeffUser-agent: *\nDisallow: /\n", False),
        ("", True),
    ],
)
def test_robots_txt_as_the_standard_reads_it(text, allowed):
    assert rules(200, text.encode()).allow("https://herald.example/news/talks") is allowed


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_site_without_robots_txt_allows_everything(site, desk, status):
    site.paths["/robots.txt"] = lambda h: reply(h, status)
    assert isinstance(desk.fetch(f"{site.url}/talks")[f"{site.url}/talks"], Page)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_site_that_cannot_say_what_it_allows_is_left_alone(site, desk, status):
    site.paths["/robots.txt"] = lambda h: reply(h, status)
    items = desk.fetch(f"{site.url}/talks", f"{site.url}/other")
    assert {item.code for item in items.values()} == {"robots"}
    assert site.asked("/talks") == [] and len(site.asked("/robots.txt")) == 3
    site.paths["/robots.txt"] = None
    assert isinstance(desk.fetch(f"{site.url}/talks")[f"{site.url}/talks"], Page)  # that was not kept


def test_robots_txt_is_kept_for_a_day(site, desk):
    desk.fetch(f"{site.url}/talks")
    desk.clock.forward(23 * 3600)
    desk.fetch(f"{site.url}/talks")
    assert len(site.asked("/robots.txt")) == 1
    desk.clock.forward(2 * 3600)
    desk.fetch(f"{site.url}/talks")
    assert len(site.asked("/robots.txt")) == 2


def test_a_redirect_of_robots_txt_is_followed(site, desk):
    site.paths["/robots.txt"] = lambda h: reply(h, 301, Location="/rules")
    site.paths["/rules"] = lambda h: reply(h, 200, "User-agent: *\nDisallow: /talks", "text/plain")
    assert desk.fetch(f"{site.url}/talks")[f"{site.url}/talks"].code == "robots"


def test_there_is_a_pause_between_two_requests(site, desk):
    desk.fetch(*(site.url + path for path in ("/talks", "/other", "/private/list")), settings=Settings())
    assert desk.clock.slept == [1.0, 1.0]


@pytest.mark.parametrize("asked", ["Crawl-delay: 7", "Request-rate: 1/7"])
def test_the_site_may_ask_for_a_longer_one(site, desk, asked):
    site.paths["/robots.txt"] = lambda h: reply(h, 200, f"User-agent: *\n{asked}\n", "text/plain")
    desk.fetch(f"{site.url}/talks", f"{site.url}/other")
    assert desk.clock.slept == [7.0]


def test_who_asks_for_an_hour_is_asked_once_a_run(site, desk):
    site.paths["/robots.txt"] = lambda h: reply(h, 200, "User-agent: *\nCrawl-delay: 3600\n", "text/plain")
    items = desk.fetch(f"{site.url}/talks", f"{site.url}/other")
    assert sorted(type(item).__name__ for item in items.values()) == ["Page", "Rejection"]
    assert desk.clock.slept == []


def test_one_request_at_a_time(site, desk):
    busy, most, lock = [0], [0], threading.Lock()

    def counted(handler):
        with lock:
            busy[0] += 1
            most[0] = max(most[0], busy[0])
        reply(handler, 200, STORY)
        with lock:
            busy[0] -= 1

    urls = []
    for number in range(12):
        site.paths[f"/{number}"] = counted
        urls.append(f"{site.url}/{number}")
    assert len(desk.fetch(*urls)) == 12 and most == [1]


def test_who_asks(site, desk):
    desk.fetch(
        f"{site.url}/talks", settings=Settings(fetch_delay=0, fetch_contact="https://desk.example/parley")
    )
    for _, headers in site.requests:
        assert headers["user-agent"] == f"parley/{__version__} (+https://desk.example/parley)"
        assert not {"cookie", "authorization", "referer"} & headers.keys()


def test_no_cookie_is_sent_back(site, desk):
    site.paths["/talks"] = lambda h: reply(h, 302, Location="/other", Set_Cookie="id=1; Path=/")
    desk.fetch(f"{site.url}/talks")
    assert all("cookie" not in headers for _, headers in site.requests)
