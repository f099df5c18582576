"""Web Annotations and schema.org: read as RDF, held to the vocabularies, every selector resolved."""

import io
import json

import jsonschema
import pytest
from rdflib import RDF, SDO, Graph, URIRef

from parley.export import webannotation
from parley.export.links import iri

# The musts of https://www.w3.org/TR/annotation-model/ for what parley writes; nothing else may stand there.
IRI = {"type": "string", "pattern": "^(urn:|https?://)"}


def thing(required, **properties):
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


QUOTE = thing(
    ["type", "exact"],
    type={"const": "TextQuoteSelector"},
    exact={"type": "string", "minLength": 1},
    prefix={"type": "string"},
    suffix={"type": "string"},
)
OFFSET = {"type": "integer", "minimum": 0}
POSITION = thing(["type", "start", "end"], type={"const": "TextPositionSelector"}, start=OFFSET, end=OFFSET)
SOURCE = thing(
    ["id"], id=IRI, type={"const": "Text"}, format={"const": "text/plain"}, language={"type": "string"}
)
TARGET = thing(
    ["source", "selector"],
    type={"const": "SpecificResource"},
    source=SOURCE,
    selector={"type": "array", "prefixItems": [QUOTE, POSITION], "minItems": 2, "maxItems": 2},
    scope=IRI,
)
TEXT_BODY = thing(
    ["type", "value"],
    type={"const": "TextualBody"},
    value={"type": "string"},
    format={"const": "text/plain"},
    purpose={"enum": ["describing", "tagging"]},
)
ACTOR_BODY = thing(
    ["source"], type={"const": "SpecificResource"}, source=IRI, purpose={"const": "identifying"}
)
ANNOTATION = thing(
    ["id", "type", "target"],
    id=IRI,
    type={"const": "Annotation"},
    motivation={"enum": ["describing", "identifying"]},
    body={"type": "array", "items": {"oneOf": [TEXT_BODY, ACTOR_BODY]}},
    target={"type": "array", "items": TARGET, "minItems": 1},
)
PAGE = thing(
    ["id", "type", "items"],
    id=IRI,
    type={"const": "AnnotationPage"},
    startIndex=OFFSET,
    items={"type": "array", "items": ANNOTATION},
)
COLLECTION = thing(
    ["@context", "id", "type", "total"],
    **{"@context": {"const": "http://www.w3.org/ns/anno.jsonld"}},
    id=IRI,
    type={"const": "AnnotationCollection"},
    label={"type": "string"},
    generator=thing(["type", "name"], type={"const": "Software"}, name={"type": "string"}),
    first=PAGE,
    total=OFFSET,
)


def exported(record, form, **filters):
    stream = io.StringIO()
    counts = record.write(stream, form, **filters)
    return json.loads(stream.getvalue()), counts


def test_annotations_are_as_the_model_demands(record):
    collection, counts = exported(record, "webannotation")
    jsonschema.validate(collection, COLLECTION)
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == sum(counts.values()) > 20
    assert len({item["id"] for item in items}) == len(items)


def test_every_selector_leads_to_the_words_of_its_record(record):
    texts = {iri(row["id"]): row["text"] for row in record.documents()}
    rows = {iri(row["id"]): row for kind in webannotation.KINDS for row in record.iterate(kind)}
    for item in exported(record, "webannotation")[0]["first"]["items"]:
        evidence = rows[item["id"]]["evidence"]
        assert len(item["target"]) == len(evidence)
        for target, piece in zip(item["target"], evidence, strict=True):
            text, (quote, position) = texts[target["source"]["id"]], target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"] == piece["quote"]
            whole = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert text.count(whole) == 1
            assert text.index(whole) + len(quote["prefix"]) == position["start"]


def test_words_that_stand_twice_are_told_apart_by_what_is_around():
    text = "no " * 100 + "truce. " + "no " * 100
    start = text.index("truce") - 150
    before, after = webannotation._around(text, start, start + 2)
    assert text.count(text[before:after]) == 1
    assert webannotation._around("ab" * 10, 4, 6) == (0, 20)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own use of it
def test_the_graph_is_of_schema_org(record):
    """Every type and property is one of schema.org's; nothing is dropped on the way to RDF."""
    document, counts = exported(record, "jsonld")
    assert document["@context"] == "https://schema.org"
    graph = Graph()
    # The vocabulary without its coercions, which would be fetched.
    graph.parse(data=json.dumps({**document, "@context": {"@vocab": str(SDO)}}), format="json-ld")
    own = {RDF.type}
    assert {p for p in graph.predicates() if p not in own and p not in SDO} == set()
    types = set(graph.objects(predicate=RDF.type))
    assert {t for t in types if t not in SDO} == set()
    assert {SDO.NewsArticle, SDO.Quotation, SDO.Claim, SDO.Event, SDO.Person, SDO.Country} <= types
    nodes = {s for s in graph.subjects() if isinstance(s, URIRef)}
    assert len(document["@graph"]) == sum(counts.values())
    assert {URIRef(node["@id"]) for node in document["@graph"]} == nodes


def test_nodes_lead_to_each_other(record):
    document, _ = exported(record, "jsonld")
    nodes = {node["@id"]: node for node in document["@graph"]}

    def references(value):
        if isinstance(value, dict):
            if set(value) == {"@id"}:
                yield value["@id"]
            for inner in value.values():
                yield from references(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from references(inner)

    led_to = {found for node in nodes.values() for found in references({**node, "@id": None})}
    assert led_to and led_to <= set(nodes)
    held = next(n for n in nodes.values() if n["@type"] == "Event" and n["name"].endswith("; held"))
    assert held["startDate"] == held["endDate"] == "2031-06-04"
    assert held["organizer"] == [{"@type": "Thing", "name": "the Sele council"}]
    off = next(n for n in nodes.values() if n["@type"] == "Event" and "cancelled" in n["name"])
    assert off["eventStatus"] == "https://schema.org/EventCancelled"
    wide = next(n for n in nodes.values() if n["@type"] == "Event" and "proposed" in n["name"])
    assert wide["startDate"] == "2031-08" and "endDate" not in wide


def test_what_was_denied_is_nobody_s_claim(record):
    denials = [row for row in record.statements() if row["negated"]]
    document, counts = exported(record, "jsonld")
    said = {node["@id"] for node in document["@graph"]}
    assert denials and counts.left_out["statements"] == len(denials)
    assert not said & {iri(row["id"]) for row in denials}


@pytest.mark.parametrize("form", ["webannotation", "jsonld"])
def test_a_part_and_nothing_are_whole_documents_too(record, form):
    for filters in ({"speaker": "Dross"}, {"speaker": "Nobody At All"}):
        found, counts = exported(record, form, **filters)
        items = found["first"]["items"] if form == "webannotation" else found["@graph"]
        assert len(items) == sum(counts.values())
