"""A process that does some of the work: what it answers, how it ends, and that a record is the same with it."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) == 1, reason="needs fork and two cores"
)


def run(script: str, *args: str) -> str:
    """What a Python of its own prints: a fork is taken in a process that has nothing open."""
    begin = "import operator, os, sys, time\nfrom parley.aside import Aside, Lost\n"
    done = subprocess.run([sys.executable, "-c", begin + script, *args], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(params=["taken", "started"])
def how(request):
    """How a process is had: a fork that is taken, or a Python that is started."""
    return request.param


def test_it_answers_from_another_process(how):
    out = run(f"""
with Aside.{how}() as aside:
    first, second = aside.ask(operator.add, 2, 3), aside.ask(os.getpid)
    print(first(), second() != os.getpid())
""")
    assert out.split() == ["5", "True"]


def test_one_is_started_beside_a_thread_and_hears_no_interrupt():
    out = run("""
import signal, threading
stay = threading.Event()
thread = threading.Thread(target=stay.wait)
thread.start()
with Aside.started() as aside:
    os.kill(aside.ask(os.getpid)(), signal.SIGINT)
    print(aside.ask(operator.add, 2, 3)())
stay.set()
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
print(Aside.started())
""")
    assert out.split() == ["5", "None"]


def test_it_gives_one_thing_after_the_other(how):
    out = run(f"""
with Aside.{how}() as aside:
    found = aside.ask_each(map, len, ["a" * 5, "b" * 3_000_000, 1, "c"])
    print(next(found), next(found))
    try:
        next(found)
    except TypeError:
        print("raised,", aside.ask(operator.add, 1, 1)(), "goes on,", list(aside.ask_each(range, 3)))
""")
    assert out.split("\n")[:2] == ["5 3000000", "raised, 2 goes on, [0, 1, 2]"]


def test_it_is_silent_between_what_it_gives():
    out = run("""
with Aside.taken() as aside:
    aside.ask_each(range, 3)  # passed over
    found = aside.ask_each(map, time.sleep, [0, 1])
    print(next(found), aside.is_silent)
    next(found)
    print(list(found), aside.is_silent)
""")
    assert out.split() == ["None", "True", "[]", "True"]


def test_an_answer_that_nobody_waits_for_is_passed_over():
    out = run("""
with Aside.taken() as aside:
    aside.ask(os.getcwd)
    print(aside.ask(operator.add, 2, 3)())
""")
    assert out.strip() == "5"


def test_it_is_silent_until_it_answers_what_was_asked_last():
    out = run("""
with Aside.taken() as aside:
    aside.ask(operator.add, 1, 1)
    answer = aside.ask(time.sleep, 1)
    time.sleep(0.3)  # by then the first is answered
    print(aside.is_silent)
    answer()
    last = aside.ask(operator.add, 2, 3)
    while aside.is_silent:
        time.sleep(0.01)
    print(last())
    aside.close()
    print(aside.is_silent)
""")
    assert out.split() == ["True", "5", "False"]


def test_a_started_one_takes_long_questions_while_long_answers_wait():
    out = run("""
with Aside.started() as aside:
    first = aside.ask_each(map, str.upper, ["a" * 5_000_000, "b" * 5_000_000])
    second = aside.ask(len, "c" * 5_000_000)
    print(len(next(first)), len(next(first)), second())
""")
    assert out.split() == ["5000000", "5000000", "5000000"]


def test_what_it_was_asked_raises_here(how):
    out = run(f"""
with Aside.{how}() as aside:
    answer = aside.ask(operator.truediv, 1, 0)
    try:
        answer()
    except ZeroDivisionError:
        print("raised,", aside.ask(operator.add, 1, 1)(), "goes on")
""")
    assert out.strip() == "raised, 2 goes on"


@pytest.mark.parametrize(
    "asked",
    [
        "aside.ask(os._exit, 1)",  # it dies
        "aside.ask(lambda: 1)",  # it cannot be taken there
        "aside.ask(open, '/dev/null')",  # what it gives cannot be taken back
        "(aside.close(), aside.ask(operator.add, 1, 1))[1]",  # it has been ended
    ],
)
def test_what_it_cannot_do_is_told_as_lost(asked, how):
    out = run(f"""
with Aside.{how}() as aside:
    answer = {asked}
    try:
        print(answer())
    except Lost:
        print("lost")
""")
    assert out.strip() == "lost"


def test_none_is_taken_beside_a_thread_or_where_there_is_one_core():
    out = run("""
import threading
stay = threading.Event()
thread = threading.Thread(target=stay.wait)
thread.start()
print(Aside.taken())
stay.set()
thread.join()
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
print(Aside.taken())
""")
    assert out.split() == ["None", "None"]


def test_what_it_prints_is_no_output_of_the_command(how):
    assert run(f"with Aside.{how}() as aside: aside.ask(print, 'aside')()") == ""


def test_it_ends_with_the_process_that_has_it(tmp_path, how):
    script = f"""
import os, pathlib, time
from parley.aside import Aside
aside = Aside.{how}()
pathlib.Path({str(tmp_path / "pid")!r}).write_text(str(aside.ask(os.getpid)()))
aside.ask(time.sleep, 600)
time.sleep(600)
"""
    process = subprocess.Popen([sys.executable, "-c", script])
    known = tmp_path / "pid"
    while not known.exists() or not known.read_text():
        assert process.poll() is None
        time.sleep(0.02)
    fork = int(known.read_text())
    assert is_there(fork)
    process.send_signal(signal.SIGKILL)
    process.wait()
    for _ in range(500):
        if not is_there(fork):
            return
        time.sleep(0.02)
    pytest.fail("the fork outlives the process that took it")


def is_there(process: int) -> bool:
    """Whether a process runs; one that has ended and that nobody asked about does not."""
    try:
        stat = Path("/proc", str(process), "stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


@pytest.fixture(scope="module")
def pages():
    """The example's pages: a first few, and ten more or fewer."""
    folder = Path(__file__).parent.parent / "src" / "parley" / "example" / "pages"
    files = sorted(folder.iterdir())
    return files[:-8], files[-8:]


def built(pages, record, *flags):
    """A record of so many builds, as JSON lines by kind."""
    for some in pages:
        done = subprocess.run(
            [sys.executable, "-m", "parley", "build", *map(str, some), "-o", str(record), *flags],
            capture_output=True,
            text=True,
            cwd=record.parent,
        )
        assert done.returncode in (0, 3), done.stderr  # 3: some of the example's inputs are rejected
    out = record.with_name(record.name + "-out")
    subprocess.run(
        [sys.executable, "-m", "parley", "export", "-r", str(record), "--format", "jsonl", str(out)],
        check=True,
        capture_output=True,
    )
    return {file.name: file.read_text() for file in sorted(out.glob("*.jsonl"))}


@pytest.fixture(scope="module")
def added(pages, tmp_path_factory):
    """A record of all these pages, not yet linked: its folder. Copy it."""
    record = tmp_path_factory.mktemp("added") / "record"
    done = [sys.executable, "-m", "parley", "add", *(str(one) for some in pages for one in some)]
    assert subprocess.run([*done, "-r", str(record)], capture_output=True).returncode in (0, 3)
    return record


def test_a_record_is_the_same_with_it_and_without(pages, tmp_path):
    alone = built(pages, tmp_path / "alone", "--workers", "1")
    aside = built(pages, tmp_path / "aside")
    assert [json.loads(line)["id"] for line in alone["stories.jsonl"].splitlines()]
    assert aside == alone


def test_stories_made_aside_are_those_made_here_and_are_kept(pages, tmp_path):
    first, more = pages
    for words in (["build", *map(str, first), "-o"], ["add", *map(str, more), "-r"]):
        done = [sys.executable, "-m", "parley", *words, str(tmp_path / "here")]
        assert subprocess.run(done, capture_output=True).returncode in (0, 3)
    shutil.copytree(tmp_path / "here", tmp_path / "there")
    out = run(
        """
from functools import partial
from parley.profiles import load_profile
from parley.settings import Settings
aside = Aside.taken()
from parley.link import apart, link
from parley.store import open_store
told = []
was = apart.Derived.adopt
apart.Derived.adopt = lambda derived, own: (told.append(sorted(own[1])), was(derived, own))
for folder, other in ((sys.argv[1], None), (sys.argv[2], aside)):
    open_again = partial(open_store, folder)
    store = open_again()
    print(link(store, load_profile(Settings().profile), None, other and apart.Apart(other, open_again))["stories"])
    with store.view() as view:
        print([row["id"] for row in view.links("stories")], sorted(view.kept("stories of pages").items()))
        print(sorted((d, m, v) for s in ("words", "opening") for d, m, v in view.derived(s)))
    store.close()
    print("--")
print(told)
aside.close()
""",
        *(str(tmp_path / name / "record.sqlite") for name in ("here", "there")),
    )
    here, there, told = out.split("--\n")
    assert here == there
    assert "stories of pages" in told


ALL = ("families", "dates", "stories")


@pytest.mark.parametrize(
    ("dies_after", "expected"),  # things that it is asked for or gives; -1: it cannot read
    [
        (0, [f"{what}:ended" for what in ALL]),
        (2, [f"{what}:ended" for what in ALL]),
        (4, [f"{what}:ended" for what in ALL]),
        (99, []),
        (-1, ["families:failed", "dates:failed", "stories:ended"]),
    ],
)
def test_a_first_run_with_another_process_makes_what_one_alone_makes(added, tmp_path, dies_after, expected):
    record = tmp_path / "record"
    for folder in (record, tmp_path / "alone"):
        shutil.copytree(added, folder)
    out = run(
        """
from functools import partial
from parley.link import apart, link
from parley.profiles import load_profile
from parley.settings import Settings
from parley.store import open_store
told = []
apart.log.warning = lambda _, what, why: told.append(f"{what.split()[0]}:{why.split(':')[0]}")
apart._FEW, left = 0, int(sys.argv[3])
class Dying(Aside):
    def ask_each(self, do, *given):
        global left
        if not left: self.close()
        left -= 1
        for one in super().ask_each(do, *given):
            if not left: self.close()
            left -= 1
            yield one
def tell(store):
    with store.view() as view:
        for kind in sorted(view.stamps()):
            yield kind, view.stamps()[kind], [row["id"] for row in view.links(kind)]
        for step in ("prose", "words", "opening", "dates", "head", "lines"):
            yield step, sorted(view.derived(step))
        for step in ("told", "prints", "families", "stories of pages", "dated", "mentioned", "offices", "actors"):
            yield step, sorted(view.kept(step).items())
for folder, other in ((sys.argv[1], None), (sys.argv[2], Dying.started())):
    open_again = partial(open_store, folder + "/record.sqlite")
    store = open_again()
    there = partial(open_store, "/nowhere") if sys.argv[3] == "-1" else open_again
    rows = link(store, load_profile(Settings().profile), None, other and apart.Apart(other, there))
    open(folder + "/told", "w").write("\\n".join(map(repr, [sorted(rows.items()), *tell(store)])))
    store.close()
print(left, *told)
""",
        str(tmp_path / "alone"),
        str(record),
        str(dies_after),
    )
    assert (tmp_path / "alone" / "told").read_text() == (record / "told").read_text()
    rest, *said = out.split()
    assert dies_after < 0 or int(rest) <= max(0, dies_after - 5)  # so many it was asked for, or gave
    assert said == expected


@pytest.mark.parametrize(("deadly", "asked"), [(3, 4), (2, 3)])  # to it; to the one that it takes itself
def test_pages_that_came_before_it_died_are_kept_and_the_others_read_elsewhere(tmp_path, deadly, asked):
    text = (
        "“The harbour stays shut,” Mayor Lena Orvath said on Monday. The fleet of 20 ships waits outside.\n"
        * 3
    )
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(text.replace("20", str(20 + number)))
    out = run(
        """
from parley import workers
from parley.pipeline import Reader
from parley.settings import Settings
from parley.sources import open_source
from parley.workers import Task, results, work
here = os.getpid()
def dies(reader, task):
    if os.getpid() != here and task.page.locator.endswith(sys.argv[2]):
        os._exit(1)
    return work(reader, task)
workers.work = dies
settings = Settings(workers=2)
tasks = map(Task, open_source(sys.argv[1], settings).pages())
with Aside.taken() as aside:
    waited = []
    found = results(Reader(settings), tasks, 2, aside=aside, meanwhile=lambda is_time: waited.append(is_time()))
    print([task.page.locator[-5:] for task, result in found if result.document])
    print(len(waited))
""",
        str(tmp_path),
        f"{deadly}.txt",
    )
    assert out.splitlines() == [str([f"{number}.txt" for number in range(6)]), str(asked)]
