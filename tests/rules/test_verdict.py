"""How the rules are run: which of them can, and what a fault in one becomes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support import MEMBERS, report_on, told, words

from paraplu.base.findings import Finding, Severity, Source
from paraplu.base.language import say
from paraplu.ledger.books import Books
from paraplu.register.model import Register
from paraplu.rules import FAMILIES, RULES, Family, Needs, Rule, verdict
from paraplu.rules.rule import Judge

LEDGER = """\
2025-03-03 * "Market"
  Assets:Bank                  50.00 EUR
  Income:Members:L01:Sales    -50.00 EUR

2025-04-30 * "Market"
  Assets:Cash                  50.00 EUR
  Income:Members:L10:Sales    -50.00 EUR
"""


def family(judge: Judge, *codes: str, needs: Needs = Needs.LEDGER) -> Family:
    rules = tuple(Rule(code, Severity.ERROR, say("A rule")) for code in codes)
    return Family(rules, judge, needs)


def fine(_books: Books, _register: Register) -> Iterator[Finding]:
    yield Finding("ZZ01", Severity.WARNING, say("Fine"), Source("b", 2))
    yield Finding("ZZ01", Severity.WARNING, say("Fine"), Source("b", 1))
    yield Finding("ZZ01", Severity.WARNING, say("Fine"), Source("a", 3))


def breaks_at_once(_books: Books, _register: Register) -> list[Finding]:
    raise KeyError("waiver")


def breaks_halfway(_books: Books, _register: Register) -> Iterator[Finding]:
    yield Finding("ZZ02", Severity.WARNING, say("Before"), Source("a", 1))
    raise ZeroDivisionError


def run(
    monkeypatch: pytest.MonkeyPatch, folder: Path, *families: Family
) -> verdict.Verdict:
    monkeypatch.setattr(verdict, "FAMILIES", families)
    return report_on(folder, LEDGER).verdict


def test_all_rules_ran(tmp_path: Path) -> None:
    assert report_on(tmp_path, LEDGER).verdict.ran == tuple(RULES)
    assert len(RULES) == sum(len(family.rules) for family in FAMILIES)


def test_findings_come_by_file_and_line(tmp_path: Path) -> None:
    result = report_on(tmp_path, LEDGER).verdict.findings
    assert [f.source for f in result] == sorted(f.source for f in result)


def test_findings_of_a_rule_are_sorted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run(monkeypatch, tmp_path, family(fine, "ZZ01"))
    assert [f.source for f in result.findings] == [
        Source("a", 3),
        Source("b", 1),
        Source("b", 2),
    ]
    assert result.ran == ("ZZ01",)
    assert not result.failed


@pytest.mark.parametrize("judge", [breaks_at_once, breaks_halfway])
def test_a_fault_in_a_rule_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, judge: Judge
) -> None:
    broken = family(judge, "ZZ02", "ZZ03")
    result = run(monkeypatch, tmp_path, broken, family(fine, "ZZ01"))
    (fault,) = (f for f in result.findings if f.severity is Severity.ERROR)
    assert (fault.code, fault.source.line) == ("ZZ02", 0)
    assert fault.source.file == str(tmp_path / "ledger" / "main.beancount")
    said = words(fault)
    assert said.startswith("Because of a fault in paraplu itself (")
    assert said.endswith("), ZZ02, ZZ03 did not check these books.")
    assert ("KeyError" in said) or ("ZeroDivisionError" in said)
    assert result.ran == ("ZZ01",)  # the others did their work
    assert result.failed


def test_a_fault_cannot_be_waived(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiving = [f for f in FAMILIES if "EV01" in {rule.code for rule in f.rules}]
    broken = Family(waiving[0].rules, breaks_at_once)
    monkeypatch.setattr(verdict, "FAMILIES", (broken,))
    ledger = LEDGER.replace('"Market"\n', '"Market"\n  waiver: "EV01: no"\n')
    assert [f.code for f in report_on(tmp_path, ledger).verdict.findings] == ["EV01"]


def test_a_fault_says_nothing_that_a_terminal_obeys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def judge(_books: Books, _register: Register) -> list[Finding]:
        raise ValueError("\x1b[2J{account}\nEXPLODED")

    result = run(monkeypatch, tmp_path, family(judge, "ZZ02"))
    said = words(result.findings[0])
    assert "\x1b" not in said
    assert "\n" not in said
    assert "{account}" in said


def test_a_register_that_cannot_be_used(tmp_path: Path) -> None:
    members = MEMBERS + "chart: dutch\n"
    result = report_on(tmp_path, LEDGER, members=members).verdict
    assert [f.code for f in result.findings] == ["MB00"]
    needing = {r.code for f in FAMILIES if f.needs is Needs.REGISTER for r in f.rules}
    assert set(result.ran) == set(RULES) - needing
    assert {"MB00", "CK01", "CK02", "CK03", "CK04", "BC00"} <= set(result.ran)
    assert "PF01" in needing
    assert result.failed


@pytest.mark.parametrize(
    "members",
    [
        "",
        "members",
        "members: [",
        "- L01",
        "members: L01",
        "members: {!!str L01: {}}\nchart: {Cash: *a}",
    ],
)
def test_a_file_that_is_no_register(tmp_path: Path, members: str) -> None:
    result = report_on(tmp_path, LEDGER, members=members).verdict
    assert {f.code for f in result.findings} == {"MB00"}
    assert result.failed


def test_each_fault_of_the_register_with_its_line(tmp_path: Path) -> None:
    members = """\
members:
  L01:
    joined: 2025-01-01
    colour: red
  L02:
    joined: 2025-01-01
    permission:
      - {from: 2025-01-01, until: 2025-06-30}
      - {from: 2025-06-30, until: 2025-12-31}
  L03:
    joined: yesterday
"""
    every = report_on(tmp_path, LEDGER, members=members).verdict.findings
    findings = [finding for finding in every if finding.code == "MB00"]
    assert told(findings) == ["MB00 L01 4", "MB00 L02 9", "MB00 L03 11"]
    assert {Path(f.source.file).resolve() for f in findings} == {
        tmp_path.resolve() / "members.yaml"
    }


def test_warnings_and_signals_do_not_fail(tmp_path: Path) -> None:
    ledger = """\
2025-03-03 * "Market"
  Assets:Cash                  5000.00 EUR
  Income:Members:L01:Sales    -5000.00 EUR
"""
    result = report_on(tmp_path, ledger).verdict
    assert {str(f.severity) for f in result.findings} == {"signal"}
    assert not result.failed
