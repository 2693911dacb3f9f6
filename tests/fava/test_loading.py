"""How the books reach the pages: once for each load, whoever asks, however many."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fava.application import create_app
from tests.fava.conftest import EXTENSION, Site, words
from tests.fava.test_members import FILES, TRADE, table
from tests.support import HEAD, MEMBERS, write_books

from paraplu.fava import load as loads
from paraplu.fava import members as page
from paraplu.fava import overview, tasks
from paraplu.fava.load import load_of
from paraplu.reports import handover as judgements
from paraplu.reports.members import Members


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was worked out, in order."""
    made: list[str] = []

    def counting(name: str, function: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            made.append(name)
            return function(*arguments)

        return call

    for module, name in (
        (page, "members_in"),
        (overview, "members_in"),
        (overview, "covers_of"),
        (tasks, "todo_in"),
        (page, "story_of"),
        (loads, "judgement_on"),
    ):
        monkeypatch.setattr(module, name, counting(name, getattr(module, name)))
    return made


def test_loading_works_nothing_out(
    site: Callable[..., Site], counted: list[str]
) -> None:
    made = site(TRADE, files=FILES)
    assert counted == []
    assert load_of(made.ledger)._judgement is not None
    assert judgements._last.judgement is None


def test_without_pages_nothing_is_kept(site: Callable[..., Site]) -> None:
    site(TRADE, head=HEAD, files=FILES)
    assert judgements._last.judgement is None


def test_each_thing_is_worked_out_once_for_a_load(
    site: Callable[..., Site], counted: list[str]
) -> None:
    made = site(TRADE, files=FILES)
    for language in ("en", "nl", "en"):
        made.page("ParapluOverview", language)
        made.page("ParapluMembers", language)
        made.page("ParapluToDo", language)
    assert counted == ["members_in", "covers_of", "todo_in"]
    made.page("ParapluMembers", time="2025-01")
    made.page("ParapluOverview", time="january 2025")
    assert counted == ["members_in", "covers_of", "todo_in", "members_in"]


def test_ten_readers_at_once(site: Callable[..., Site], counted: list[str]) -> None:
    made = site(TRADE, files=FILES)
    with ThreadPoolExecutor(10) as readers:
        asked = [
            readers.submit(made.page, "ParapluMembers", language, member=member)
            for language in ("en", "nl")
            for member in ("", "L01", "L02")
            for _ in range(5)
        ]
        texts = {words(one.result()) for one in asked}
    assert len(texts) == 6
    assert sorted(counted) == ["members_in", "story_of", "story_of", "todo_in"]


def test_a_change_of_the_books_is_seen(site: Callable[..., Site]) -> None:
    made = site(TRADE, files=FILES)
    assert table(made.page("ParapluMembers"))["L01"]["turnover"] == "1,000.00"
    before = load_of(made.ledger)
    text = made.main.read_text("utf-8").replace("1000.00", "2000.00")
    made.main.write_text(text.replace("1210.00", "2210.00"), "utf-8")
    made.ledger.watcher.notify(made.main)
    assert table(made.page("ParapluMembers"))["L01"]["turnover"] == "2,000.00"
    assert load_of(made.ledger) is not before


def test_a_change_of_the_register_is_seen(site: Callable[..., Site]) -> None:
    made = site(TRADE, files=FILES)
    register = made.main.parent.parent / "members.yaml"
    register.write_text(MEMBERS.replace("Tweede Leven Meubels", "Nieuw"), "utf-8")
    made.ledger.watcher.notify(register)
    assert "L01 Nieuw" in words(made.page("ParapluMembers"))


def test_ledgers_beside_each_other(tmp_path: Path) -> None:
    head = HEAD + EXTENSION
    mains = [
        write_books(
            tmp_path / name,
            TRADE.replace("1000.00", f"{amount}.00").replace("1210", f"{amount + 210}"),
            head=f'option "title" "{name}"\n{head}',
            files=FILES,
        )
        for name, amount in (("one", 1000), ("two", 2000))
    ]
    app = create_app(list(map(str, mains)), load=True, poll_watcher=True)
    both = [Other(app, main, main.parent.parent.name) for main in mains]
    assert len(both) == 2
    for _ in range(2):
        for site, turnover in zip(both, ("1,000.00", "2,000.00"), strict=True):
            rows = table(site.page("ParapluMembers"))
            assert rows["L01"]["turnover"] == turnover


class Other(Site):
    """One of several ledgers."""

    def __init__(self, app: object, main: Path, name: str) -> None:
        super().__init__(app, main)  # type: ignore[arg-type]
        self.name = name

    @property
    def slug(self) -> str:
        return self.name


def test_books_that_another_thread_judged_are_judged_again(
    site: Callable[..., Site], counted: list[str]
) -> None:
    made = site(TRADE, files=FILES)
    with ThreadPoolExecutor(1) as other:
        load = other.submit(_loaded_here, made).result()
    assert load._judgement is None
    assert table(made.page("ParapluMembers"))["L01"]["turnover"] == "1,000.00"
    assert counted.count("judgement_on") == 1


def _loaded_here(made: Site) -> loads.Load:
    """Return a load of which this thread judged nothing."""
    made.ledger.options = dict(made.ledger.options)  # type: ignore[assignment]
    return load_of(made.ledger)


def test_old_views_make_place_for_new_ones(site: Callable[..., Site]) -> None:
    load = load_of(site(TRADE, files=FILES).ledger)
    for number in range(200):
        load.once(("a view", number), lambda _known: "made")
    assert len(load._made) <= 64
    assert load.once(("a view", 199), lambda _known: "made again") == "made"
    assert load.once(("a view", 1), lambda _known: "made again") == "made again"


def test_only_the_pages_import_fava() -> None:
    code = "import sys, paraplu, paraplu.plugin, paraplu.check, paraplu.reports.member"
    code += "; sys.exit('fava' in sys.modules or 'flask' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# What only some books need, or nobody who just judges them.
_LATER = (
    *("stdnum", "ssl", "socket", "pydoc", "difflib", "html", "concurrent.futures"),
    *("fava", "flask", "babel", "icalendar", "lxml", "openpyxl", "PIL", "pypdf"),
    *("segno", "typst", "dateutil", "ruamel", "beangulp", "beanquery", "email"),
    *("paraplu.rendering", "paraplu.reports.papers", "paraplu.bookkeeping.documents"),
    *("paraplu.journal.writing", "paraplu.check", "paraplu.ledger.remembered"),
    *("paraplu.ledger.kept.store", "watchfiles", "logging"),
)
# So many are there; a new one takes some 0.3 ms of everybody's check.
_MODULES = 440


def test_the_plugin_imports_no_more_than_it_needs() -> None:
    """Whoever runs bean-check, or types in an editor, waits for it each time."""
    code = (
        "import sys, beancount.loader; before = {*sys.modules}; import paraplu.plugin;"
    )
    code += "print(*{*sys.modules} - before)"
    said = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    found = set(said.stdout.split())
    assert {"paraplu.plugin", "paraplu.rules.verdict", "yaml"} <= found
    assert found & {*_LATER} == set()
    assert len(found) <= _MODULES


def test_views_are_values() -> None:
    assert Members.__dataclass_params__.frozen  # type: ignore[attr-defined]
