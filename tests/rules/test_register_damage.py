"""Whatever is wrong with a register: it is told, and nobody is accused by it.

A good register is damaged in places that hypothesis chooses. What is found then was
found before, and of every rule and member that is said to be judged it is all of it.
"""

from __future__ import annotations

import re
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from tests.rules.test_register_faults import LEDGER
from tests.support import report_on

from paraplu.base.language import Language
from paraplu.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paraplu.check import Report

REGISTER = """\
language: nl
cooperative:
  name: De Proeftuin
  iban: NL91ABNA0417164300
  trade_names: [Zoet]
  banks:
    - iban: NL91ABNA0417164300
      account: Assets:Bank
    - provider: mollie
      account: Assets:Clearing:Mollie
  match:
    - text: rent
      account: Expenses:Coop:Rent
board: [L02, chair]
accounts:
  extra: [Assets:Savings]
policies:
  - from: 2024-01-01
    contribution: {base: net_turnover, rate: 30%}
    receipt_from: 10.00
    approval_from: 250.00
    clearing_days: 30
    reconcile_days: 20
    warn_before_days: 30
    charges: [StallRent]
    threshold: 100.00
    caps:
      Costs:Phone: 10.00
  - from: 2025-03-01
    contribution:
      base: profit
      rate: 20%
    receipt_from: 15.00
    approval_from: 250.00
    charges: [StallRent]
    threshold: 100.00
    caps:
      Costs:Phone: 10.00
vat:
  basis: invoice
  scheme: normal
  period: quarter
funds:
  Cordaid:
    from: 2025-01-01
    amount: 100.00
budgets:
  2025:
    Expenses:Coop:Rent:
      amount: 100.00
decisions:
  - date: 2025-01-02
    about: accounts
    year: 2024
    reference: item 4
suppliers:
  Wood:
    iban: NL91ABNA0417164300
invoices:
  series: cooperative
  terms: 14
members:
  L01:
    joined: 2025-01-01
    trade_name: Zoet
    permission:
      - from: 2025-01-01
        until: 2025-03-20
    frozen:
      - from: 2025-03-02
        until: 2025-03-03
    policy:
      receipt_from: 18.00
      threshold: 50.00
  L02:
    joined: 2025-02-01
    permission:
      - from: 2025-02-15
        until: 2025-12-31
    match:
      - text: flour
        account: Costs
  L03:
    joined: 2024-06-01
    left: 2024-09-30
    start_capital: 10.00
"""

MORE = """\

2024-07-01 * "Market"
  Assets:Members:L03:Cash       10.00 EUR
  Income:Members:L03:Sales     -10.00 EUR

2025-03-06 * "Phone"
  Expenses:Members:L02:Costs:Phone   12.00 EUR
  Assets:Bank                       -12.00 EUR

2025-03-06 * "Saw"
  Expenses:Members:L02:Growth  260.00 EUR
  Assets:Members:L02:Cash     -260.00 EUR

2025-04-08 * "Fee"
  vat: "hgih"
  Assets:Savings                 5.00 EUR
  Assets:Clearing:Mollie         5.00 EUR
  Assets:Elsewhere               1.00 EUR
  Income:Members:L02:Sales     -11.00 EUR

2025-04-09 * "Wood"
  Liabilities:Payable          260.00 EUR
  Assets:Bank                 -260.00 EUR

2025-06-08 * "Market" ^2025-0003
  Assets:Members:L09:Cash       10.00 EUR
  Income:Members:L09:Sales     -10.00 EUR
"""

_LINE = re.compile(r"(?P<head>\s*(?:- )?)(?P<key>[a-z_]+):(?P<value>.*)")
_LINES = REGISTER.splitlines()
_PLACES = [n for n, line in enumerate(_LINES) if _LINE.fullmatch(line)]
_ACCOUNTS = _LINES.index("accounts:")
# None of these is right for any key that a rule reads.
_WRONG = [
    "",
    "~",
    "nope!",
    "-1",
    "2025-02-30",
    "10,00",
    "[[x]]",
    "{q: 1}",
    "*a",
    "!b c",
]

_VALUE = st.tuples(st.just("value"), st.sampled_from(_PLACES), st.sampled_from(_WRONG))
_KEY = st.tuples(st.just("key"), st.sampled_from(_PLACES), st.sampled_from("axz_ö"))
_TWICE = st.tuples(st.just("twice"), st.sampled_from(_PLACES), st.just(""))
_DUTCH = st.tuples(st.just("word"), st.sampled_from(_PLACES), st.just("iets"))
_DAMAGE = st.lists(st.one_of(_VALUE, _KEY, _TWICE, _DUTCH), min_size=1, max_size=3)


def _damaged(damage: Sequence[tuple[str, int, str]]) -> str:
    lines = list(_LINES)
    for kind, number, how in damage:
        parts = _LINE.fullmatch(_LINES[number])
        assert parts
        head, key, value = parts["head"], parts["key"], parts["value"]
        if kind == "value":
            lines[number] = f"{head}{key}: {how}"
        elif kind == "key":
            lines[number] = f"{head}{key[:2]}{how}{key[2:]}:{value}"
        elif kind == "word":
            lines[number] = f"{head}{how}:{value}"
        elif value and "-" not in head:
            lines[number] = f"{_LINES[number]}\n{_LINES[number]}"
    return "\n".join(lines) + "\n"


def _report(members: str) -> Report:
    with tempfile.TemporaryDirectory() as folder:
        return report_on(Path(folder), LEDGER + MORE, members=members)


_Found = set[tuple[str, str | None, str, int]]


def _found(report: Report) -> _Found:
    """Return what is found on the books; where in the register does not matter."""
    say = Language("en").render
    return {
        (
            f.code,
            f.member,
            say(f.message),
            f.source.line if f.source.file.endswith("beancount") else 0,
        )
        for f in report.verdict.findings
        if f.code != "MB00"
    }


@cache
def _before() -> _Found:
    report = _report(REGISTER)
    assert report.register.faults == ()
    return _found(report)


def test_the_books_break_many_rules() -> None:
    codes = {code for code, *_ in _before()}
    assert codes >= {
        *("BK02", "BK04", "EV01", "EV03", "MB01", "MB02", "MB03", "MB04", "MB05"),
        *("MB06", "MB07", "PF01", "PF06", "PF07", "PF08", "PF09", "VT02"),
    }


@pytest.mark.no_cover  # long, and what it runs is counted elsewhere
@settings(max_examples=80)
@given(_DAMAGE)
@example([("key", _LINES.index("  - from: 2025-03-01"), "x")])
@example([("word", _LINES.index("vat:"), "iets")])
@example([("word", _LINES.index("policies:"), "iets")])
@example([("word", _LINES.index("accounts:"), "iets")])
@example([("word", _LINES.index("cooperative:"), "iets")])
@example([("value", _LINES.index("members:"), "nope!")])
def test_a_damaged_register(damage: list[tuple[str, int, str]]) -> None:
    # Nobody can tell what was meant by a key that is not known over another.
    assume(not {_ACCOUNTS, _ACCOUNTS + 1} <= {number for _, number, _ in damage})
    report = _report(_damaged(damage))
    verdict, faults = report.verdict, report.register.faults
    found = _found(report)
    told = [f for f in verdict.findings if f.code == "MB00"]
    assert len(told) == len(faults)
    assert verdict.failed or not faults
    assert found <= _before()
    assert {code for code, *_ in found} <= set(verdict.ran)
    if not report.register.usable:
        return
    silent = {(rule, one.member) for one in verdict.unjudged for rule in one.rules}
    left_out = {(code, member) for code, member, *rest in _before() - found}
    for code, member in left_out:
        assert {(code, None), (code, member)} & silent, (code, member)
    not_run = set(RULES) - set(verdict.ran)
    assert not_run <= {rule for rule, member in silent if member is None}
