"""What was agreed with a funder: the budget, who pays what else, and the reports.

Values only, as in `paraplu.register.model`; amounts are in the operating currency.
Contract, section 3, `funds`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct, field

from paraplu.base.findings import NO_SOURCE, Source
from paraplu.base.money import ZERO
from paraplu.register.membership import ALWAYS

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.register.membership import DayRange

# What a report has copies of where the funder says nothing else: receipts above this.
COPIES_ABOVE = Decimal(250)
# The part of a budget line beyond which a difference needs its explanation.
EXPLAIN_ABOVE = Decimal("0.10")


class BudgetChange(Struct, frozen=True):
    """What the funder last approved for a budget line, instead of what was granted."""

    amount: Decimal
    date: dt.date
    reference: str


class BudgetLine(Struct, frozen=True):
    """A line of the budget that a funder approved, and what counts to it.

    `purposes` are below the fund's expenses, `Coop:Workshop` with all below it;
    `accounts` are expenses of the cooperative or another fund for the same thing.
    `spent_before` was used in books before these.
    """

    name: str
    granted: Decimal
    purposes: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    spent_before: Decimal = ZERO
    change: BudgetChange | None = None
    explanation: str = ""
    source: Source = NO_SOURCE

    @property
    def amount(self) -> Decimal:
        """What may be used: as the funder last approved it."""
        return self.granted if self.change is None else self.change.amount


class OwnContribution(Struct, frozen=True):
    """What the cooperative itself puts in: money, and hours at a rate.

    `worked` are the hours that were worked so far; None where nobody wrote them down.
    """

    money: Decimal = ZERO
    hours: Decimal = ZERO
    rate: Decimal = ZERO
    worked: Decimal | None = None


class Contributor(Struct, frozen=True):
    """Who or what else pays: another fund by its name, or sales on income accounts."""

    name: str
    amount: Decimal
    accounts: tuple[str, ...] = ()
    source: Source = NO_SOURCE


class ReportMoment(Struct, frozen=True):
    """A report that a funder wants: when it is due, and when it was sent."""

    name: str
    due: dt.date
    sent: dt.date | None = None
    source: Source = NO_SOURCE

    def sent_by(self, day: dt.date) -> bool:
        """Tell whether it was sent on a day or before."""
        return self.sent is not None and self.sent <= day


class Fund(Struct, frozen=True):
    """Money of a funder with a purpose; `amount` is what was granted.

    `advance` is what the funder pays before the account is settled, and
    `received_before` what came in books before these, None where nobody says.
    Receipts above `copies_above` go along as copies; a difference above
    `explain_above` of a line, 0.10 being 10 %, needs its explanation.
    """

    name: str
    funder: str = ""
    period: DayRange = ALWAYS
    amount: Decimal | None = None
    purposes: tuple[str, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    advance: Decimal | None = None
    received_before: Decimal | None = None
    own: OwnContribution = field(default_factory=OwnContribution)
    coverage: tuple[Contributor, ...] = ()
    reports: tuple[ReportMoment, ...] = ()
    copies_above: Decimal = COPIES_ABOVE
    explain_above: Decimal = EXPLAIN_ABOVE
    source: Source = NO_SOURCE
