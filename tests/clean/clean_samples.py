"""Fictional pages that the tests of cleaning share, and how to read one."""

from parley.clean import read
from parley.records import Page
from parley.settings import Settings

BODY = [
    "Delegates from Ostland and Veria met for a third day in Kalmora on Tuesday, the two governments said.",
    'The talks were "slow but useful," Ostland\'s chief negotiator Irena Pask told reporters afterwards.',
    "Veria has demanded that its fishing fleet be let back into the northern bay before any truce is signed.",
    "About 400 families have left the bay since the shelling began in March, the harbour council says.",
    "A second envoy is due to arrive on Thursday with a draft that both capitals have seen, officials said.",
    "Neither side would say whether the prisoners held on the island will be part of the same agreement.",
]
CONSENT = {
    "en": "We and our partners store cookies on your device for personalised advertising. You can withdraw "
    "your consent at any time in our privacy policy.",
    "de": "Wir und unsere Partner verwenden Cookies für personalisierte Werbung. Ihre Einwilligung können "
    "Sie jederzeit in der Datenschutzerklärung widerrufen.",
    "fr": "Nos partenaires et nous utilisons des cookies pour des publicités personnalisées. Vous pouvez "
    "retirer votre consentement à tout moment dans notre politique de confidentialité.",
    "es": "Nosotros y nuestros socios usamos cookies para publicidad personalizada. Puede retirar su "
    "consentimiento en cualquier momento en la política de privacidad.",
    "it": "Noi e i nostri partner usiamo cookie per annunci personalizzati. Puoi revocare il tuo consenso in "
    "qualsiasi momento nella informativa sulla privacy.",
    "pt": "Nós e os nossos parceiros usamos cookies para publicidade personalizada. Pode retirar o seu "
    "consentimento a qualquer momento na política de privacidade.",
    "nl": "Wij en onze partners gebruiken cookies voor gepersonaliseerde advertenties. U kunt uw toestemming "
    "op elk moment intrekken in ons privacybeleid.",
}


def text_page(text, **hints):
    return Page("kalmora/page.txt", "page.txt", text.encode(), "text/plain", "utf-8", hints)


def html_page(html, uri="kalmora/page.html", **hints):
    return Page(uri, "page.html", html.encode(), "text/html", "utf-8", hints)


def clean_text(*lines, **hints):
    return read(text_page("\n".join(lines), **hints), Settings())


def clean_html(html, **hints):
    return read(html_page(html, **hints), Settings())


def article(inner, head="", around=("", "")):
    """A whole HTML page around `inner` and the sample body."""
    paragraphs = "".join(f"<p>{p}</p>" for p in BODY)
    return (
        f"<html lang='en'><head><title>Third day in Kalmora</title>{head}</head><body>{around[0]}"
        f"<article><h1>Third day in Kalmora</h1>{inner}{paragraphs}</article>{around[1]}</body></html>"
    )


def roles(document):
    """The printed words of each block with its role, in order."""
    return [(document.text[b.start : b.end], b.role) for b in document.blocks]


def role_of(document, words):
    found = [b.role for b in document.blocks if words in document.text[b.start : b.end]]
    assert found, f"{words!r} is in no block"
    return found[0]
