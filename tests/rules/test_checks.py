"""BC00 and CK01 to CK05 in a whole check: do the rules run, and on what?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.support import HEAD, report_on, told, words

from paraplu.base.findings import Severity
from paraplu.base.language import Language
from paraplu.rules import RULES

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.check import Report

ENTRY = """\
2025-03-01 * "Stool"
  Assets:Bank                      25.00 EUR
  Income:Members:L01:Sales        -25.00 EUR
"""
AUTO = 'plugin "beancount.plugins.auto_accounts"\n'
OWN = 'plugin "paraplu" "../members.yaml"\n'


def _report(folder: Path, head: str, **files: str) -> Report:
    names = {f"{name}.beancount": text for name, text in files.items()}
    return report_on(folder, ENTRY, head=head, files=names)


def test_books_in_order_are_judged_by_every_rule(tmp_path: Path) -> None:
    report = _report(tmp_path, HEAD)
    assert told(report.verdict.findings) == []
    assert report.verdict.ran == tuple(RULES)
    assert report.loaded


@pytest.mark.parametrize(
    ("head", "line"),
    [
        (AUTO, 0),
        (AUTO + 'plugin "beancount.plugins.check_closing"\n' + OWN, 3),
        (AUTO + OWN + OWN, 3),
    ],
    ids=["missing", "behind a plugin that changes entries", "twice"],
)
def test_the_rules_do_not_run(head: str, line: int, tmp_path: Path) -> None:
    report = _report(tmp_path, head)
    assert told(report.verdict.findings) == [f"CK01 {line}" if line else "CK01 0"]
    # They ran here all the same: the entry was judged.
    assert "PF01" in report.verdict.ran


def test_the_line_stands_in_an_included_file(tmp_path: Path) -> None:
    report = _report(tmp_path, AUTO + 'include "rules.beancount"\n', rules=OWN)
    [finding] = report.verdict.findings
    assert told([finding]) == ["CK01 1"]
    assert finding.source.file == str(tmp_path / "ledger" / "rules.beancount")


def test_a_ledger_without_its_line_is_judged_all_the_same(tmp_path: Path) -> None:
    lunch = ENTRY.replace("Assets:Bank  ", "Expenses:Coop:Lunch")
    found = report_on(tmp_path, lunch, head=AUTO).verdict.findings
    assert {f.code for f in found} == {"CK01", "PF01", "PF05"}


@pytest.mark.parametrize(
    "text", ["", "2025-01-01 open Assets:Bank\n", "; 2025-01-01\n"]
)
def test_books_without_transactions(text: str, tmp_path: Path) -> None:
    [finding] = report_on(tmp_path, text).verdict.findings
    assert told([finding]) == ["CK02 1"]


def test_a_foreign_plugin_does_not_run(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    plugin = tmp_path / "ledger" / "evil.py"
    plugin.parent.mkdir()
    plugin.write_text(f"open({str(mark)!r}, 'w').close()\n__plugins__ = ()\n")
    report = _report(tmp_path, OWN + AUTO + 'plugin "evil"\n')
    [finding] = report.verdict.findings
    assert told([finding]) == ["CK03 3"]
    assert finding.severity is Severity.ERROR
    assert not report.loaded
    assert report.verdict.ran == ("CK01", "CK03", "CK04", "CK06", "CK07", "MB00")
    assert not mark.exists()


@pytest.mark.parametrize(
    "option",
    [
        'option "insert_pythonpath" "TRUE"',
        'option "plugin_processing_mode" "raw"',
        'option "inferred_tolerance_default" "EUR:0.02"',
        'option "inferred_tolerance_default" "*:1"',
        'option "tolerance_multiplier" "1.1"',
        'option "infer_tolerance_from_cost" "TRUE"',
    ],
)
def test_an_option_that_weakens_the_checks(option: str, tmp_path: Path) -> None:
    report = _report(tmp_path, f"{option}\n{OWN}{AUTO}")
    assert told(report.verdict.findings) == ["CK04 1"]
    assert not report.loaded


@pytest.mark.parametrize(
    "option",
    [
        'option "insert_pythonpath" "FALSE"',
        'option "inferred_tolerance_default" "EUR:0.005"',
        'option "tolerance_multiplier" "0.5"',
        'option "title" "De Proeftuin"',
        '; option "insert_pythonpath" "TRUE"',
    ],
)
def test_an_option_that_does_not(option: str, tmp_path: Path) -> None:
    report = _report(tmp_path, f"{option}\n{OWN}{AUTO}")
    assert told(report.verdict.findings) == []


@pytest.mark.parametrize(
    ("ledger", "line", "says"),
    [
        (ENTRY.replace(" 25.00", " 26.00"), 5, "Transaction does not balance"),
        (ENTRY + "2025-04-01 balance Assets:Bank  1.00 EUR\n", 8, "Balance failed"),
        (ENTRY + "2025-13-01 open\n", 8, ""),
        (ENTRY + '2025-03-02 document Assets:Bank "none.pdf"\n', 8, "none.pdf"),
    ],
    ids=["unbalanced", "balance", "syntax", "document"],
)
def test_what_beancount_finds(
    ledger: str, line: int, says: str, tmp_path: Path
) -> None:
    found = report_on(tmp_path, ledger).verdict.findings
    first = next(f for f in found if f.code == "BC00")
    assert (first.severity, first.source.line) == (Severity.ERROR, line)
    assert "Beancount says: " in words(first)
    assert says in words(first)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("2025/2025-04.beancount.txt", "Call it 2025-04.beancount, without .txt."),
        ("2025-04.Beancount", "Put it in a folder that main.beancount includes"),
        ("old/2024.bean", "Put it in a folder that main.beancount includes"),
    ],
)
def test_a_file_that_takes_no_part(tmp_path: Path, name: str, hint: str) -> None:
    report = report_on(tmp_path, ENTRY, files={name: ENTRY})
    [finding] = [f for f in report.verdict.findings if f.code == "CK05"]
    assert finding.source.file.endswith(name)
    assert finding.hint
    assert Language("en").render(finding.hint).startswith(hint)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2025-04.txt", ENTRY),
        (".2025-04.beancount.swp", ENTRY),
        (".git/2025-04.beancount", ENTRY),
        ("other.beancount", 'include "2024/*.beancount"\n'),
        ("plain.beancount", 'plugin "beancount.plugins.auto_accounts"\n' + ENTRY),
    ],
)
def test_a_file_that_is_no_part(tmp_path: Path, name: str, text: str) -> None:
    report = report_on(tmp_path, ENTRY, files={name: text})
    assert "CK05" not in [finding.code for finding in report.verdict.findings]
