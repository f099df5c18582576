"""Who is at the table where the profile does not say."""

from parley.link.parties import at_the_table, with_parties


def report(page, parties, mediators=(), hosts=()):
    return {"document_id": page, "parties": parties, "mediators": mediators, "hosts": hosts}


def actor(name, kind="state", country=None):
    return {"id": name, "name": name, "kind": kind, "country": country, "party": None}


def test_sides_are_those_of_nearly_all_pages_and_helpers_are_called_so():
    reports = [
        report("a", ["Tavria", "Morvania"], ["Oruvia"]),
        report("b", ["Tavria", "Morvania", "Velmara"], hosts=["Sulemar"]),
        report("c", ["Morvania", "Tavria"]),
        report("c", ["Littoral Pact"]),
    ]
    assert at_the_table(reports, {}) == {"Tavria", "Morvania", "Oruvia", "Sulemar"}


def test_many_negotiations_have_no_sides():
    reports = [report(str(i), [f"A{i}", f"B{i}"], ["Oruvia"]) for i in range(5)]
    assert at_the_table(reports, {}) == frozenset()
    assert at_the_table([report("a", ["Tavria", "Morvania"])], {}) == frozenset()


def test_names_of_one_actor_count_together():
    reports = [report("a", ["Tavria", "Morvania"]), report("b", ["Tavrians", "Morvania"])]
    assert at_the_table(reports, {"Tavrians": "Tavria"}) == {"Tavria", "Morvania"}


def test_persons_and_bodies_are_of_their_states_party_and_outlets_are_not():
    rows = [
        actor("Tavria", country="XTA"),
        actor("Oruvia", country="XOR"),
        actor("Ana Weber", "person", "XTA"),
        actor("Tavrian Army", "government_body", "XTA"),
        actor("Ostrel Gazette", "media", "XTA"),
        actor("Ivo Lund", "person", "XOR"),
        actor("Harbour Council", "organization"),
    ]
    found = {row["name"]: row["party"] for row in with_parties(rows, {"Tavria", "Harbour Council"})}
    assert found == {
        "Tavria": "Tavria",
        "Oruvia": None,
        "Ana Weber": "Tavria",
        "Tavrian Army": "Tavria",
        "Ostrel Gazette": None,
        "Ivo Lund": None,
        "Harbour Council": "Harbour Council",
    }
