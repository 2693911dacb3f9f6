"""What was agreed, from a day on: the policies, and how the tax office is dealt with.

Contract, section 3.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from paraplu.base.findings import NO_SOURCE, Source
from paraplu.base.periods import PeriodLength
from paraplu.register.membership import EMPTY
from paraplu.register.parting import NO_PARTING, Parting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.register.working_hours import HourlyTurnover, LeastResult


class Base(StrEnum):
    """What a share is taken of.

    Profit is net turnover less the shares that are taken of the other two; growth and
    training are uses of profit, so they take nothing off it.
    """

    TURNOVER = "turnover"
    NET_TURNOVER = "net_turnover"
    PROFIT = "profit"


class Cents(StrEnum):
    """What becomes of the part of a cent that a share leaves."""

    HALF_UP = "half_up"
    DOWN = "down"


class Deficit(StrEnum):
    """What becomes of a share below zero: costs or refunds were more than turnover."""

    # It counts against the months after it, as far as it was not given back.
    CARRY = "carry"
    # Each month counts by itself.
    DROP = "drop"
    # What was taken before is given back over that month; the rest is carried.
    RETURN = "return"


class AgreedShare(Struct, frozen=True):
    """What goes to the cooperative each month: `rate` (0.30 is 30 %) of `base`.

    `purpose` is the pot that it goes to, such as a common training pot; empty for what
    the cooperative needs itself.
    """

    base: Base
    rate: Decimal
    purpose: str = ""
    cents: Cents = Cents.HALF_UP
    deficit: Deficit = Deficit.CARRY


class Per(StrEnum):
    """Over how long a charge is counted."""

    MONTH = "month"
    YEAR = "year"


class Most(Struct, frozen=True):
    """What a member is charged at most of one kind: `amount` in each month or year."""

    amount: Decimal
    per: Per = Per.MONTH


@dataclass(frozen=True)
class Policy:
    """The agreements in force from a day on; amounts in the operating currency.

    A limit that is None was not agreed and so does not bind. Receipts are the
    exception: without an agreement every expense needs one, as the tax law asks
    (art. 52 AWR). `charges` are what members may be charged for, each with the most
    that was agreed, None where no limit was. `leaving` is what was agreed for who
    leaves.
    """

    start: dt.date = dt.date.min
    contribution: tuple[AgreedShare, ...] = ()
    receipt_from: Decimal = Decimal(0)
    approval_from: Decimal | None = None
    signature_from: Decimal | None = None
    clearing_days: int = 30
    reconcile_days: int = 45
    warn_before_days: int = 30
    caps: Mapping[str, Decimal] = field(default_factory=lambda: EMPTY)
    charges: Mapping[str, Most | None] = field(default_factory=lambda: EMPTY)
    threshold: Decimal | None = None
    turnover_per_hour: HourlyTurnover | None = None
    least_result: LeastResult | None = None
    leaving: Parting = NO_PARTING
    source: Source = NO_SOURCE

    def with_overrides(self, overrides: Mapping[str, Any]) -> Policy:
        """Return this policy with single keys replaced (a member's own `policy:`)."""
        return replace(self, **overrides) if overrides else self


class Basis(StrEnum):
    """When VAT on a sale is due: as it is invoiced, or as it is paid."""

    INVOICE = "invoice"
    CASH = "cash"


@dataclass(frozen=True)
class ClosingTerms:
    """When periods are closed: within so many days of their end; None for no term.

    `files_by_month` asks that every entry stands in the file of its own month.
    """

    close_within: int | None = None
    files_by_month: bool = False


# What counts where the register says nothing of periods.
NO_CLOSING = ClosingTerms()


class Scheme(StrEnum):
    """Whether VAT is charged, or the scheme for small businesses is used."""

    NORMAL = "normal"
    KOR = "kor"


class Margin(StrEnum):
    """Over what the margin of second-hand goods is worked out.

    Over each good (art. 28b Wet OB), or over all that is bought and sold in a period
    (globalisation: art. 28d Wet OB).
    """

    INDIVIDUAL = "individual"
    GLOBAL = "global"


@dataclass(frozen=True)
class VatTerms:
    """How the cooperative stands to the tax office, from a day on.

    `return_account` is where a return stands until it is paid; empty for the chart's.
    `margin_decided` are negative margins of whole years that the tax office decided on,
    by year and then by rate (`high`, `low`), as amounts above nil. `tax_office_iban` is
    where the tax office is paid, where that is not the account that is known.
    """

    start: dt.date = dt.date.min
    basis: Basis = Basis.INVOICE
    span: PeriodLength = PeriodLength.QUARTER
    scheme: Scheme = Scheme.NORMAL
    margin: Margin = Margin.INDIVIDUAL
    margin_decided: Mapping[str, Mapping[str, Decimal]] = field(
        default_factory=lambda: EMPTY
    )
    return_account: str = ""
    tax_office_iban: str = ""
    source: Source = NO_SOURCE
