"""Fictional pages that attack who reads them, in every field that a page has."""

PAYLOADS = {
    "script": "<script>alert(1)</script>",
    "svg": "<svg/onload=alert(2)>",
    "attribute": '" onmouseover="alert(3)" x="',
    "single": "' onfocus='alert(4)' autofocus='",
    "address": "javascript:alert(5)",
    "srcdoc": '<iframe srcdoc="<script>alert(6)</script>">',
    "style": "<style>*{background:url(//evil.example/x)}</style>",
    "mxss": "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(7)&gt;\">",
    "closing": "</title></textarea></style></script><img src=x onerror=alert(8)>",
    "comment": "--><!--<img src=x onerror=alert(9)>",
    "template": "{{ 7*7 }}{% raw %}${7*7}",
    "htmx": '<p hx-get="/" hx-trigger="load" hx-on::load="alert(10)">',
    "bidi": "abc\u202egnp.exe\u2069\u2067",
    "nul": "a\x00b",
    "private": "x\ue000y\u2028z",
    "formula": "=HYPERLINK(\"http://evil.example\",\"A\")",
}  # fmt: skip
ADDRESSES = (
    "javascript:alert(11)",
    'https://ledger.example/"onmouseover="alert(12)',
    "https://ledger.example/<script>alert(13)</script>",
    "data:text/html,<script>alert(14)</script>",
    "https://ledger.example@evil.example/",
    "https://ledger.example/fine?a=1&b=2",
)


def rows():
    """The rows of a JSON Lines source, one a payload."""
    names = list(PAYLOADS)
    for i, (name, payload) in enumerate(PAYLOADS.items()):
        yield {
            "id": f"{name}-{payload[:9]}",
            "title": f"Talks {payload}",
            "outlet": f"Post {payload}",
            "authors": [payload],
            "url": ADDRESSES[i % len(ADDRESSES)]
            + ("" if ":alert" in ADDRESSES[i % len(ADDRESSES)] else f"#{i}"),
            "language": payload,
            "text": f"In Sele, {payload} President Orla {payload} Venn said that {payload} would be kept by 40 "
            f"{payload} ships.\n"
            f'The talks, {payload} Venn said, were "long {PAYLOADS[names[i - 1]]} and hard".\n'
            f"“We demand the port of {payload}”, said Ilan Dross of {payload} Corvale.\n",
        }
