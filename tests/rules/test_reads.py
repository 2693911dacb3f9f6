"""Each rule says which parts of the register it reads, and reads no other."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pytest
from tests.rules.test_register_faults import LEDGER, MEMBERS
from tests.support import report_on

from paraplu.register.agreements import Policy, VatTerms
from paraplu.register.membership import Member
from paraplu.register.model import Cooperative, Invoicing, Register
from paraplu.rules import FAMILIES, Needs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from _typeshed import DataclassInstance

    from paraplu.ledger.books import Books


def _watching(kind: type, part: Callable[[str], str], read: set[str]) -> type:
    """Return a kind of value that remembers which of its fields are read."""
    names = {field.name for field in fields(kind)}

    def get(self: object, name: str) -> object:
        if name in names:
            read.add(part(name))
        return object.__getattribute__(self, name)

    def with_overrides(self: object, overrides: Mapping[str, object]) -> object:
        # Takes over all fields, and looks at none.
        every = {name: object.__getattribute__(self, name) for name in names}
        return type(self)(**every | dict(overrides))

    own = {"__getattribute__": get, "with_overrides": with_overrides}
    return type(kind.__name__, (kind,), own)


def _watched(value: DataclassInstance, kind: type) -> Any:  # noqa: ANN401 - any kind
    return kind(**{field.name: getattr(value, field.name) for field in fields(value)})


_KEYS = {"permissions": "permission", "start": "from"}
# A place in a file, a code, who is a member, and words that findings only repeat.
_FREE = {
    *("members.code", "members.source", "members.trade_name", "members.trade"),
    *("policies.from", "policies.source", "members.policy", "invoices.terms"),
    # A fault in `membership:` makes the days of joining and leaving unknown.
    "members.periods",
}


@pytest.mark.parametrize(
    ("today", "found"),
    [
        (None, {"BK04", "BK05", "EV04"}),
        (dt.date(2031, 1, 1), {"BK02", "BK04", "BK05", "PF06"}),
    ],
)
def test_a_rule_reads_no_more_than_it_says(
    today: dt.date | None, found: set[str], tmp_path: Path
) -> None:
    """Else a fault in what it reads in secret would have it accuse somebody."""
    report = report_on(tmp_path, LEDGER + EVERYTHING, members=WHOLE, today=today)
    books: Books = report.books
    assert report.register.faults == ()
    assert {f.code for f in report.verdict.findings} >= found
    for family in FAMILIES:
        if family.needs is not Needs.REGISTER:
            continue
        read: set[str] = set()
        list(family.judge(books, _watched_register(report.register, read)))
        said = {part for rule in family.rules for part in rule.reads}
        unsaid = {
            part
            for part in read - _FREE
            if not any(part == one or part.startswith(f"{one}.") for one in said)
            and not any(one.startswith(f"{part}.") for one in said)
        }
        assert not unsaid, [rule.code for rule in family.rules]


WHOLE = (
    MEMBERS
    + """\
cooperative:
  trade_names: [Zoet]
  banks: [{provider: mollie, account: Assets:Clearing:Mollie}]
invoices: {first: [2025-0001]}
vat: [{from: 2024-01-01, scheme: kor}]
accounts: {extra: [Assets:Savings]}
"""
)
EVERYTHING = """\

2025-04-01 * "Customer" "" ^2025-0001
  Assets:Bank                      121.00 EUR
  Income:Members:L01:Sales        -100.00 EUR
  Liabilities:VAT                  -21.00 EUR

2025-04-02 * "Saw"
  approved: "L01 2025-04-01"
  counterparty: "L01"
  Expenses:Members:L01:Growth      300.00 EUR
  Assets:Bank                     -300.00 EUR

2025-04-03 * "Provider"
  Assets:Clearing:Mollie            10.00 EUR
  Income:Members:L02:Sales         -10.00 EUR

2025-04-04 * "Wood"
  Liabilities:Payable              260.00 EUR
  Assets:Bank                     -260.00 EUR

2025-04-05 * "Wood"
  Liabilities:Members:L01:Payable   45.00 EUR
  Assets:Bank                      -45.00 EUR

2025-04-05 * "A stall for the year"
  Expenses:Members:L01:Costs       400.00 EUR
  Income:Coop:StallRent           -400.00 EUR

2025-04-05 * "Means to start"
  Equity:Coop                      900.00 EUR
  Equity:Members:L01:StartCapital -900.00 EUR

2025-04-06 balance Assets:Clearing:Mollie   10.00 EUR

2035-04-05 * "Market"
  Assets:Bank                       15.00 EUR
  Income:Members:L01:Sales         -15.00 EUR
"""


def _watched_register(register: Register, read: set[str]) -> Register:
    def part(top: str) -> Callable[[str], str]:
        return lambda name: f"{top}.{_KEYS.get(name, name)}"

    policy = _watching(Policy, part("policies"), read)
    member = _watching(Member, part("members"), read)
    terms = _watching(VatTerms, part("vat"), read)
    invoicing = _watching(Invoicing, part("invoices"), read)
    cooperative = _watching(Cooperative, part("cooperative"), read)
    watched: Register = Register(
        **{
            **{field.name: getattr(register, field.name) for field in fields(register)},
            "policies": tuple(_watched(one, policy) for one in register.policies),
            "members": {
                code: _watched(one, member) for code, one in register.members.items()
            },
            "vat": tuple(_watched(one, terms) for one in register.vat),
            "invoices": _watched(register.invoices, invoicing),
            "cooperative": _watched(register.cooperative, cooperative),
        }
    )
    return watched
