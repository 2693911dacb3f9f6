"""The plugin says in Beancount and in Fava what the check says."""

from __future__ import annotations

import gc
import pickle
import weakref
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from beancount import loader
from fava.core import FavaLedger
from tests.support import HEAD, MEMBERS, write_books

import paraplu.plugin
from paraplu.base.language import Language
from paraplu.check import check
from paraplu.plugin import as_error
from paraplu.rules import bank

if TYPE_CHECKING:
    from collections.abc import Iterator

BROKEN = """\
2025-03-01 * "Market"
  Income:Members:L01:Sales     -100.00 EUR
  Assets:Members:L01:Cash       100.00 EUR

2025-03-04 * "Lunch of the board"
  Assets:Members:L01:Cash       -50.00 EUR
  Expenses:Coop:Lunch            50.00 EUR

2025-03-05 * "Cloth, without a receipt"
  Assets:Members:L01:Cash       -30.00 EUR
  Expenses:Members:L01:Costs     30.00 EUR

2025-03-06 * "Who is this?"
  Assets:Bank                    10.00 EUR
  Income:Members:L99:Sales      -10.00 EUR
"""


@pytest.fixture(autouse=True)
def no_cache() -> Iterator[None]:
    """Each test loads for itself."""
    loader.initialize(use_cache=False)
    yield
    loader.initialize(use_cache=False)  # one of them asks for it


def errors_of(main: Path) -> list[Any]:
    """Return what Beancount says of a ledger."""
    return loader.load_file(str(main))[1]


def places(errors: list[Any]) -> Counter[tuple[str, str, int]]:
    """Return message, file and line of errors, however they are ordered."""
    return Counter(
        (e.message, str(Path(e.source["filename"]).resolve()), e.source["lineno"])
        for e in errors
    )


def test_the_same_findings_as_the_check(tmp_path: Path) -> None:
    main = write_books(tmp_path, BROKEN)
    findings = check(main).verdict.findings
    assert {"PF01", "PF05", "EV01", "MB01"} <= {f.code for f in findings}
    english = Language("en")
    ours = [as_error(finding, english) for finding in findings]
    assert places(errors_of(main)) == places(ours)


def test_the_code_comes_first_at_the_line_of_the_posting(tmp_path: Path) -> None:
    main = write_books(tmp_path, BROKEN)
    (error,) = (e for e in errors_of(main) if e.message.startswith("PF01 "))
    assert error.message.startswith("PF01 50.00 of L01's cash goes to Expenses:Coop:")
    assert error.source["filename"] == str(main)
    line = main.read_text("utf-8").splitlines()[error.source["lineno"] - 1]
    assert line.split()[0] == "Expenses:Coop:Lunch"


def test_warnings_say_that_they_are(tmp_path: Path) -> None:
    ledger = "\n".join(BROKEN.splitlines()[:3]).replace("2025-03", "2025-12")
    (error,) = (
        e for e in errors_of(write_books(tmp_path, ledger)) if "L02" in e.message
    )
    assert error.message.startswith("MB04 (warning) The permission of L02 ends")


def test_the_register_chooses_the_language(tmp_path: Path) -> None:
    members = "language: nl\n" + MEMBERS
    main = write_books(tmp_path, BROKEN, members=members)
    (error,) = (e for e in errors_of(main) if e.message.startswith("PF01 "))
    assert error.message.startswith("PF01 50,00 uit de kas van L01 gaat naar")


def test_a_fault_of_the_register_stands_at_its_own_line(tmp_path: Path) -> None:
    members = MEMBERS.replace("joined: 2025-01-01", "joined: 2025-02-30", 1)
    main = write_books(tmp_path, BROKEN, members=members)
    error = next(one for one in errors_of(main) if "joined:" in one.message)
    assert error.message.startswith("MB00 members › L01 › joined: 2025-02-30")
    assert Path(error.source["filename"]) == tmp_path / "members.yaml"
    line = (tmp_path / "members.yaml").read_text("utf-8").splitlines()
    assert line[error.source["lineno"] - 1].strip() == "joined: 2025-02-30"


def test_without_a_register_one_error_at_the_plugin_line(tmp_path: Path) -> None:
    main = write_books(tmp_path, BROKEN)
    (tmp_path / "members.yaml").unlink()
    (error,) = errors_of(main)
    assert error.message.startswith("MB00 There is no file")
    assert (error.source["filename"], error.source["lineno"]) == (str(main), 3)


def test_beancounts_cache_sees_a_change_of_the_register(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loader, "PICKLE_CACHE_THRESHOLD", -1.0)
    loader.initialize(use_cache=True)
    main = write_books(tmp_path, BROKEN)
    assert any(e.message.startswith("MB01") for e in errors_of(main))
    cached = main.with_name(".main.beancount.picklecache")
    assert cached.exists()
    members = MEMBERS + (
        "  L99: {joined: 2025-01-01, permission: [{from: 2025-01-01}]}\n"
    )
    (tmp_path / "members.yaml").write_text(members, "utf-8")
    assert not any(e.message.startswith("MB01") for e in errors_of(main))


def test_errors_can_be_pickled(tmp_path: Path) -> None:
    errors = errors_of(write_books(tmp_path, BROKEN))
    assert pickle.loads(pickle.dumps(errors)) == errors  # noqa: S301 - made here


def test_fava_shows_them_and_sees_a_change_of_the_register(tmp_path: Path) -> None:
    main = write_books(tmp_path, BROKEN)
    ledger = FavaLedger(str(main))
    shown = [error.message for error in ledger.errors]
    assert any(message.startswith("PF01 50.00 of L01's cash") for message in shown)
    assert any(message.startswith("MB01 ") for message in shown)
    members = MEMBERS + (
        "  L99: {joined: 2025-01-01, permission: [{from: 2025-01-01}]}\n"
    )
    (tmp_path / "members.yaml").write_text(members, "utf-8")
    ledger.watcher.notify(tmp_path / "members.yaml")
    assert ledger.changed()
    assert not any(error.message.startswith("MB01 ") for error in ledger.errors)
    assert str(tmp_path / "members.yaml") in ledger.options["include"]


@pytest.mark.parametrize("enabled", [True, False])
def test_books_are_gone_before_the_collector_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, enabled: bool
) -> None:
    """No collection is needed for it: one over a large ledger takes a second."""
    judgements: list[weakref.ref[object]] = []
    running: list[bool] = []
    judgement_on = paraplu.plugin.judgement_on

    def watched(*loaded: Any) -> object:  # noqa: ANN401 - whatever the plugin is given
        running.append(gc.isenabled())
        judgement = judgement_on(*loaded)
        assert judgement.books.rings["L01"].days
        judgements.append(weakref.ref(judgement.books))
        return judgement

    entries, _errors, options = loader.load_file(str(write_books(tmp_path, BROKEN)))
    monkeypatch.setattr(paraplu.plugin, "judgement_on", watched)
    (gc.enable if enabled else gc.disable)()
    try:
        found = paraplu.judge_ledger(entries, options, "../members.yaml")[1]
        assert gc.isenabled() is enabled
        assert (running, [books() for books in judgements]) == ([False], [None])
        assert found
    finally:
        gc.enable()


def test_what_the_plugin_leaves_is_old_and_still_collected(tmp_path: Path) -> None:
    """Counted as new, it would bring on one more pass over a large ledger."""

    class Cycle:
        def __init__(self) -> None:
            self.itself = self

    entries, _errors, options = loader.load_file(str(write_books(tmp_path, BROKEN)))
    cycle = weakref.ref(Cycle())
    assert paraplu.judge_ledger(entries, options, "../members.yaml")[1]
    assert gc.get_freeze_count() == 0
    gc.collect(1)
    assert cycle() is not None
    gc.collect()
    assert cycle() is None


def test_what_the_host_froze_stays_frozen(tmp_path: Path) -> None:
    entries, _errors, options = loader.load_file(str(write_books(tmp_path, BROKEN)))
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        assert paraplu.judge_ledger(entries, options, "../members.yaml")[1]
        # What is frozen may still go by itself.
        assert gc.get_freeze_count() > frozen * 0.9 > 0
    finally:
        gc.unfreeze()


def test_a_bug_in_a_rule_is_a_finding_and_the_ledger_loads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> object:
        raise ZeroDivisionError("of all things")

    main = write_books(tmp_path, BROKEN)
    # The families hold the functions, so the bug is put into what one of them calls.
    monkeypatch.setattr(bank, "_suspects", broken)
    entries, errors, _ = loader.load_file(str(main))
    assert entries
    said = [e.message for e in errors if e.message.startswith("BK01 ")]
    assert len(said) == 1
    assert "ZeroDivisionError: of all things" in said[0]
    assert any(e.message.startswith("PF01 ") for e in errors)
    assert check(main).verdict.failed


def test_a_ledger_from_a_string_is_judged_too(tmp_path: Path) -> None:
    (tmp_path / "members.yaml").write_text(MEMBERS, "utf-8")
    text = HEAD.replace("../members.yaml", str(tmp_path / "members.yaml")) + BROKEN
    errors = loader.load_string(text)[1]
    assert any(e.message.startswith("PF01 ") for e in errors)


def test_what_is_judged_beside_a_fault_is_the_same_as_in_the_check(
    tmp_path: Path,
) -> None:
    members = MEMBERS.replace("joined: 2025-01-01", "joined: 2025-02-30", 1)
    main = write_books(tmp_path, BROKEN, members=members)
    codes = [error.message.split()[0] for error in errors_of(main)]
    report = check(main)
    assert sorted(codes) == sorted(f.code for f in report.verdict.findings)
    assert {"MB00", "PF01"} <= set(codes)
