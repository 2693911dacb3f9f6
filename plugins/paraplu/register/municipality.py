"""What was agreed with a municipality, and which reports it got.

Whether something counts as income is for the municipality: the agreement says it, and
nothing here does. Contract, section 3.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from paraplu.base.dates import Month
from paraplu.base.findings import NO_SOURCE, Source
from paraplu.base.periods import PeriodLength


class Attribution(StrEnum):
    """The month that turnover counts in."""

    WORK_MONTH = "work_month"
    INVOICE = "invoice"
    RECEIPT = "receipt"


class ThermometerSpending(StrEnum):
    """Whether what a member uses for growth and training counts as income."""

    INCOME = "income"
    NOT_INCOME = "not_income"


class Agreement(Struct, frozen=True):
    """What was agreed with a municipality, from a day on.

    `attribution` and `spending` are None where nothing was agreed. `tax_forfait` is the
    part of income that is taken off for taxes (0.18 is 18 %).
    """

    start: dt.date = dt.date.min
    reference: str = ""
    document: str = ""
    attribution: Attribution | None = None
    spending: ThermometerSpending | None = None
    tax_forfait: Decimal = Decimal(0)
    source: Source = NO_SOURCE


class FiledReport(Struct, frozen=True):
    """A report that was handed in: over which period, and when.

    `period` is as it is written: 2026-Q1, 2026-03 or 2026.
    """

    period: str
    sent: dt.date
    source: Source = NO_SOURCE


class Municipality(Struct, frozen=True):
    """A municipality that members have their benefit from.

    `span` is how long a period of its report is, and `due` in which month after the
    period the report has to be there: 1 is the next.
    """

    name: str
    agreements: tuple[Agreement, ...] = ()
    span: PeriodLength = PeriodLength.QUARTER
    due: int = 1
    filed: tuple[FiledReport, ...] = ()
    source: Source = NO_SOURCE

    def agreement(self, day: dt.date) -> Agreement | None:
        """Return the agreement in force on a day, None before the first."""
        begun = [one for one in self.agreements if one.start <= day]
        return begun[-1] if begun else None

    def agreements_in(self, begin: dt.date, end: dt.date) -> tuple[Agreement, ...]:
        """Return the agreements of some days, one after the other."""
        first = self.agreement(begin)
        later = (one for one in self.agreements if begin < one.start <= end)
        return (*([first] if first else ()), *later)

    def due_day(self, end: dt.date) -> dt.date:
        """Return the last day to hand in the report of a period that ends on a day."""
        months = end.year * 12 + end.month - 1 + self.due
        return Month(months // 12, months % 12 + 1).last

    def sent(self, period: str) -> FiledReport | None:
        """Return the last report of a period that was handed in, None without any."""
        sent = [one for one in self.filed if one.period == period]
        return max(sent, key=lambda one: one.sent, default=None)
