"""Where inputs lie and what happens there: streams, moved folders, parley's own output, pages that leave."""

import io

import parley
from parley import api, locate

ROW = '{"text": "President Orla Venn said the port of Sele would open on %s."}\n'


def statements(folder):
    with parley.open(folder) as record:
        return sorted(s["content"] for s in record.statements())


def from_stdin(folder, day):
    return api.extend(locate.Place(folder), ["-"], stdin=io.BytesIO((ROW % day).encode()), workers=1)


def test_what_comes_in_later_stands_beside_what_came_in_before(tmp_path):
    for day in ("Monday", "Friday", "Friday"):
        from_stdin(tmp_path / "rec", day)
    assert len(statements(tmp_path / "rec")) == 2
    assert locate.Place(tmp_path / "rec").sources() == ()


def test_a_record_and_its_pages_can_be_moved_together(tmp_path):
    pages = tmp_path / "first" / "pages"
    pages.mkdir(parents=True)
    (pages / "a.txt").write_text("President Orla Venn said the port of Sele would open.\n", encoding="utf-8")
    parley.build([pages], workers=1).close()
    (tmp_path / "first").rename(tmp_path / "second")
    place = locate.Place(tmp_path / "second" / "pages" / ".parley")
    report = api.extend(place, [], workers=1)
    assert (report.pages, report.unchanged, report.missing) == (1, 1, [])


def test_a_source_that_is_gone_is_said_and_takes_nothing_along(tmp_path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"Orla Venn said that {name} was enough.\n", encoding="utf-8")
    parley.build([tmp_path / "one.txt", tmp_path / "two.txt"], tmp_path / "rec", workers=1).close()
    before = statements(tmp_path / "rec")
    (tmp_path / "one.txt").unlink()
    report = api.extend(locate.Place(tmp_path / "rec"), [], workers=1)
    assert report.missing == [str(tmp_path / "one.txt")]
    assert statements(tmp_path / "rec") == before


def test_a_page_that_left_its_folder_is_counted_and_stays(tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    for name in ("a", "b"):
        (pages / f"{name}.txt").write_text(f"Orla Venn said that {name} was enough.\n", encoding="utf-8")
    parley.build([pages], tmp_path / "rec", workers=1).close()
    (pages / "a.txt").unlink()
    report = api.extend(locate.Place(tmp_path / "rec"), [], workers=1)
    assert (report.pages, report.gone) == (1, 1)
    assert len(statements(tmp_path / "rec")) == 2


def test_what_parley_wrote_is_not_read_as_news(tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.txt").write_text("Orla Venn said that one was enough.\n", encoding="utf-8")
    with parley.build([pages], workers=1) as record:
        record.export(pages / "out", "csv")
        record.dossier(pages / "site")
    report = api.extend(locate.Place(pages / ".parley"), [], workers=1)
    assert report.pages == 1
