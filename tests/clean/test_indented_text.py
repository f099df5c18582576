"""Text that a program printed from a page, indented as the page was nested."""

from clean_samples import BODY, clean_text, role_of, roles

AT = 8  # the indent of the article's paragraphs
MENU = [(2, "World"), (2, "Sport"), (4, "* Tides"), (4, "* Letters to the Post")]
TEASER = "Harbour master Ola Brenn resigned on Monday after a dispute over buoys that nobody would pay for."


def at(indent, *lines):
    return [" " * indent + line for line in lines]


def page(*inner, below=()):
    """Menu, headline, the sample body with `inner` after its third paragraph, and what follows below."""
    head = [" " * indent + line for indent, line in MENU]
    title = at(AT - 4, "Delegates from Ostland and Veria meet for a third day")
    return clean_text(*head, *title, *at(AT, *BODY[:3]), *inner, *at(AT, *BODY[3:]), *below)


def body(document):
    return [text for text, role in roles(document) if role == "body"]


def test_the_body_is_what_stands_at_one_indent():
    document = page()
    assert body(document) == BODY
    assert {role for text, role in roles(document) if text in ("World", "* Tides")} == {"navigation"}


def test_offsets_are_those_of_the_text_with_its_indents():
    document = page()
    for block in document.blocks:
        assert document.text[block.start : block.end].strip() == document.text[block.start : block.end]
    assert BODY[0] in document.text


def test_a_deeper_paragraph_between_the_bodys_is_an_embed_and_says_why():
    document = page(*at(AT + 6, TEASER))
    assert role_of(document, "Harbour master") == "other"
    reason = next(b.reason for b in document.blocks if document.text.startswith("Harbour master", b.start))
    assert reason == f"set apart: indent {AT + 6}, the body's is {AT}"
    assert body(document) == BODY


def test_a_deeper_quotation_stays_body():
    quoted = '"We have talked for three days and we would talk for thirty," she told the council of the bay.'
    assert role_of(page(*at(AT + 4, quoted)), "thirty") == "body"


def test_a_list_of_sentences_beside_the_paragraphs_stays_body():
    points = [
        "* The fleet returns to the bay.",
        "* A line of buoys is laid.",
        "* The prisoners are exchanged.",
    ]
    document = page(*at(AT + 4, *points))
    assert [role_of(document, point) for point in points] == ["body"] * 3


def test_a_list_of_teasers_is_no_body():
    teasers = ["* Harbour master resigns", "* Ten boats that shaped the bay", "* What the bay is worth"]
    document = page(*at(AT + 4, *teasers))
    assert [role_of(document, teaser) for teaser in teasers] == ["other"] * 3


def test_a_list_that_a_colon_leads_in_stays_body():
    lines = at(AT, "The draft names these points:") + at(AT + 4, "* a line of buoys", "* a joint patrol")
    document = page(*lines)
    assert role_of(document, "* a joint patrol") == "body"


def test_a_heading_in_an_element_of_its_own_is_a_crosshead():
    document = page(*at(AT + 2, "The northern bay"))
    assert role_of(document, "The northern bay") == "crosshead"


def test_a_section_at_another_indent_belongs_to_the_article():
    box = [
        "The bay has been disputed since the treaty of the two rivers was signed, historians say.",
        "Its fish feed both coasts, and its harbours are the only ones that do not freeze in winter.",
        "Three commissions have drawn three different lines through it over the last hundred years.",
    ]
    document = page(*at(AT + 4, *box))
    assert [role_of(document, line) for line in box] == ["body"] * 3


def test_teasers_at_an_indent_of_their_own_are_no_body_however_many():
    teasers = []
    for number in range(20):
        teasers += (
            at(2, f"More from the bay, part {number}") + at(12, "Ana Ruiz") + at(10, f"{number} {TEASER}")
        )
    document = page(below=teasers)
    assert body(document) == BODY


def test_a_line_that_the_page_prints_again_and_again_is_furniture():
    lines = [line for text in BODY for line in (*at(AT, text), *at(AT, "Article content"))]
    document = clean_text(*at(2, "World", "Sport"), *lines, *at(12, TEASER))
    assert body(document) == BODY
    assert "printed 6 times on the page" in {block.reason for block in document.blocks}


def test_a_name_that_is_printed_before_each_answer_stays():
    answers = [line for text in BODY[1:] for line in (*at(AT, "Irena Pask"), *at(AT, text))]
    lines = at(AT, BODY[0]) + answers
    document = clean_text(*at(2, "World", "Sport"), *lines, *at(12, TEASER))
    assert body(document) == BODY
    assert role_of(document, "Irena Pask") == "crosshead"


def test_the_headline_is_the_line_that_the_body_takes_up_and_the_standfirst_stands_below_it():
    lines = [
        *at(2, "World", "Sport", "Tides", "Letters", "Puzzles", "Weather in the bay", "Our readers' boats"),
        *at(4, "Ten ferries that nobody should miss this summer"),
        *at(6, "Delegates from Ostland and Veria meet about the northern bay"),
        *at(6, "Envoys speak of useful hours while the fishing fleet waits in the harbour"),
        *at(12, "Ana Ruiz"),
        *at(AT, *BODY),
    ]
    document = clean_text(*lines)
    assert document.title == "Delegates from Ostland and Veria meet about the northern bay"
    assert role_of(document, "Envoys speak") == "body"
    assert role_of(document, "Ten ferries") != "headline"


def test_indents_without_pattern_say_nothing():
    ragged = [line for n, text in enumerate(BODY) for line in at((3 * n) % 7, text)]
    assert body(clean_text(*ragged)) == BODY
