"""The balance: five groups of article 395a of book 2, and the lines that they have.

An account stands by its side: one that is overdrawn is a debt, and a debt that was paid
too much is a claim. VAT is one claim or one debt, as it is to the tax office.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind, Root
from paraplu.base.kinds import MONEY, VAT
from paraplu.base.language import Message, say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.documents.words import day_said
from paraplu.reports.papers.blocks import Column, Row, RowRole, Table
from paraplu.reports.papers.meeting.year import opened_on
from paraplu.reports.papers.values import CellKind, Figure
from paraplu.reports.papers.whole.balances import beginning, standing
from paraplu.reports.papers.whole.entries import parts_of_balances

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.reports.papers.meeting.year import MeetingYear

_FIXED, _CURRENT, _EQUITY, _DEBTS = "fixed", "current", "equity", "debts"


class _BalanceLine(NamedTuple):
    key: str
    group: str
    said: Message


_LINES = (
    _BalanceLine("equipment_coop", _FIXED, say("equipment of the cooperative")),
    _BalanceLine(
        "equipment_members", _FIXED, say("equipment that members have on loan")
    ),
    _BalanceLine("stock", _CURRENT, say("stock, and what was paid in advance")),
    _BalanceLine("claims", _CURRENT, say("what others still have to pay")),
    _BalanceLine("vat_claim", _CURRENT, say("VAT that comes back")),
    _BalanceLine("money", _CURRENT, say("bank, cash and money under way")),
    _BalanceLine("members", _EQUITY, say("members: left in their thermometers")),
    _BalanceLine("members_equipment", _EQUITY, say("members: in their equipment")),
    _BalanceLine("funds", _EQUITY, say("funds: not spent yet")),
    _BalanceLine("cooperative", _EQUITY, say("the cooperative's own")),
    _BalanceLine("payable", _DEBTS, say("bills to pay")),
    _BalanceLine("deposits", _DEBTS, say("paid in advance by customers")),
    _BalanceLine("vat_due", _DEBTS, say("VAT to pay")),
    _BalanceLine("municipality", _DEBTS, say("to the municipality, set off")),
    _BalanceLine("funds_back", _DEBTS, say("to go back to funders")),
    _BalanceLine("other", _DEBTS, say("other debts")),
)
_GROUPS = (
    (_FIXED, say("Fixed assets")),
    (_CURRENT, say("Current assets")),
    (_EQUITY, say("Equity")),
    (_DEBTS, say("Debts")),
)
_OWED = {
    Kind.PAYABLE: "payable",
    Kind.COOP_PAYABLE: "payable",
    Kind.DEPOSIT: "deposits",
    Kind.MUNICIPALITY: "municipality",
    Kind.FUND_LIABILITIES: "funds_back",
}
_ASSETS = frozenset({_FIXED, _CURRENT})


@dataclass(frozen=True)
class BalanceSheet:
    """What each line stands at, in EUR and above zero on its own side."""

    lines: Mapping[str, Decimal]
    accounts: Mapping[str, frozenset[Account]]

    def group(self, name: str) -> Decimal:
        """Return the sum of a group."""
        every = (self.lines.get(one.key, ZERO) for one in _LINES if one.group == name)
        return sum(every, ZERO)

    @property
    def assets(self) -> Decimal:
        """What there is."""
        return self.group(_FIXED) + self.group(_CURRENT)

    @property
    def liabilities(self) -> Decimal:
        """Whose it is: equity and debts."""
        return self.group(_EQUITY) + self.group(_DEBTS)


def balance_of(standing_at: Mapping[Account, Decimal]) -> BalanceSheet:
    """Return the balance that accounts with these amounts make."""
    lines: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    accounts: defaultdict[str, set[Account]] = defaultdict(set)
    vat = sum((n for a, n in standing_at.items() if a.kind in VAT), ZERO)
    for account, amount in standing_at.items():
        for key, sign in _places(account, amount, vat):
            lines[key] += sign * amount
            accounts[key].add(account)
    return BalanceSheet(
        lines, {key: frozenset(every) for key, every in accounts.items()}
    )


def _places(
    account: Account, amount: Decimal, vat: Decimal
) -> Iterator[tuple[str, int]]:
    """Yield the lines that an account goes in, with the sign that it has there."""
    if account.kind is Kind.EQUIPMENT:
        yield "equipment_members", 1
        yield "members_equipment", 1
        yield "members", -1
    elif account.counts:
        yield "members", -1
    elif account.kind is Kind.COOP_EQUIPMENT:
        yield "equipment_coop", 1
    elif account.kind in VAT:
        yield ("vat_claim", 1) if vat > 0 else ("vat_due", -1)
    elif account.root in (Root.ASSETS, Root.LIABILITIES):
        yield _by_side(account, amount)
    elif account.fund:
        yield "funds", -1
    else:
        yield "cooperative", -1


def _by_side(account: Account, amount: Decimal) -> tuple[str, int]:
    if amount < 0 or (not amount and account.root is Root.LIABILITIES):
        return _OWED.get(account.kind, "other"), -1
    if account.kind in (Kind.STOCK, Kind.PREPAID):
        return "stock", 1
    if account.kind in MONEY or account.kind is Kind.EXTRA:
        return "money", 1
    return "claims", 1


def balances(year: MeetingYear) -> tuple[BalanceSheet, BalanceSheet]:
    """Return the balance at the end of the year, and at its beginning."""
    material = year.material
    return (
        balance_of(standing(material, year.closing)),
        balance_of(beginning(material, year.period.first)),
    )


def balance(year: MeetingYear) -> Table:
    """Return the balance: what there is, and whose it is."""
    now, then = balances(year)
    return Table(
        "balance",
        say("Balance, in euros"),
        (
            Column("what", say("What")),
            Column("end", day_said(year.closing), CellKind.MONEY),
            Column("begin", _begin(year), CellKind.MONEY),
        ),
        tuple(_rows(year, now, then)),
        notes=(
            say(
                "An account goes by its side: what is overdrawn is a debt. The annex "
                "by code adds up to the line of the members."
            ),
        ),
    )


def _begin(year: MeetingYear) -> Message:
    begins = opened_on(year.material.books, year.period) or year.period.first
    return say("Before {day}", day=day_said(begins))


def _rows(year: MeetingYear, now: BalanceSheet, then: BalanceSheet) -> Iterator[Row]:
    for name, said in _GROUPS:
        if name == _EQUITY:
            yield _total("assets", say("All that there is"), now.assets, then.assets)
        if name == _DEBTS:
            # The chart of accounts has none, so neither have these books.
            yield Row("provisions", (say("Provisions"), ZERO, ZERO), RowRole.SUBTOTAL)
        sums = (said, now.group(name), then.group(name))
        yield Row(name, sums, RowRole.SUBTOTAL)
        for line in _LINES:
            amounts = now.lines.get(line.key, ZERO), then.lines.get(line.key, ZERO)
            if line.group == name and any(amounts):
                yield Row(line.key, (line.said, _figure(year, now, line), amounts[1]))
    said = say("All equity and debts")
    yield _total("liabilities", said, now.liabilities, then.liabilities)


def _total(key: str, said: Message, now: Decimal, then: Decimal) -> Row:
    return Row(key, (said, now, then), RowRole.TOTAL)


def _figure(year: MeetingYear, now: BalanceSheet, line: _BalanceLine) -> Figure:
    wanted = now.accounts.get(line.key, frozenset())
    positive = line.group in _ASSETS or line.key == "members_equipment"
    find = partial(
        parts_of_balances,
        year.material,
        year.span,
        wanted.__contains__,
        1 if positive else -1,
    )
    return Figure(now.lines.get(line.key, ZERO), find)
