"""Small fictional pages, and a source that is a list: for the tests of builds."""

from parley.records import Page, Rejection

PEOPLE = ("Lena Ostrava", "Piet Zandel", "Ann-Marie Lorke", "Tomas Vey", "Ishel Brand")


def text(number, extra=""):
    who = PEOPLE[number % len(PEOPLE)]
    return (
        f"Talks on the strait enter day {number + 1}\n\n"
        f"VINTERSUND, June {number % 28 + 1}, 2031 - Velmaran envoy {who} said on Monday that her side was"
        f" “ready to return {number + 10} prisoners” once the ferries sail again.\n\n"
        f"{who.split()[-1]} told reporters: “We will not leave the table.” Oruvia denied that at least"
        f" {number + 100} soldiers had crossed the river, and mediators said the round would go on.{extra}\n"
    )


def page(number, extra="", uri=None, **hints):
    uri = uri or f"{number:03}.txt"
    return Page(uri, uri, text(number, extra).encode(), "text/plain", None, {"outlet": "Ledger", **hints})


class Listed:
    """A source of the given items."""

    def __init__(self, *items, name="listed"):
        self.items, self.name = items, name

    def pages(self):
        yield from self.items


def rejection(uri="x.bin"):
    return Rejection(uri, uri, "binary", "Not text.", "00")


def dump(store):
    """Every row that the views give, as JSON lines."""
    import json

    with store.view() as view:
        kinds = ["documents", *view.kinds(), "rejections"]
        rows = {
            "documents": view.documents,
            "rejections": view.rejections,
            **{k: (lambda k=k: view.entries(k)) for k in view.kinds()},
        }
        return "\n".join(json.dumps([kind, r], ensure_ascii=False) for kind in kinds for r in rows[kind]())
