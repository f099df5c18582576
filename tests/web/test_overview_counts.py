"""What the overview counts is what the listings that it leads to hold."""

import re
from html import unescape


def test_a_speaker_has_as_many_statements_as_the_listing_that_the_overview_leads_to(client):
    bars = re.findall(
        r'class="bar-name" href="([^"]+)".*?class="bar-count">([\d,]+)<', client.get("/").text, re.S
    )
    assert len(bars) > 5
    for address, count in bars:
        path, _, asked = unescape(address).partition("?")
        told = client.get(f"{path}.json?{asked}").json()["total"]
        assert told == int(count.replace(",", "")), address
