"""What the register says: the cooperative, its policies, its funds, its members.

Values only. `paraplu.register.reader` makes them from `members.yaml` and says what
is wrong with it; nothing here looks at a file or a clock. Contract, section 3.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from paraplu.findings import Finding, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_SOURCE = Source("", 0)
EMPTY: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Period:
    """Days from `start` to `end`, both included; without `end` until further notice."""

    start: dt.date
    end: dt.date | None = None

    def __contains__(self, day: dt.date) -> bool:
        """Tell whether the day falls in the period."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Permission:
    """A decision of the benefits agency that this member may trade in this period."""

    period: Period
    reference: str = ""
    document: str = ""
    source: Source = NO_SOURCE


@dataclass(frozen=True)
class Freeze:
    """A period in which no money leaves the member's ring."""

    period: Period
    reason: str = ""
    source: Source = NO_SOURCE


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
    """What becomes of a share below nil: a month in which costs were more."""

    # It counts against the months after it.
    CARRY = "carry"
    # Each month stands alone.
    DROP = "drop"


@dataclass(frozen=True)
class Share:
    """What goes to the cooperative each month: `rate` (0.30 is 30 %) of `base`.

    `purpose` is the pot that it goes to, such as a common training pot; empty for what
    the cooperative needs itself.
    """

    base: Base
    rate: Decimal
    purpose: str = ""
    cents: Cents = Cents.HALF_UP
    deficit: Deficit = Deficit.CARRY


@dataclass(frozen=True)
class Policy:
    """The agreements in force from a day on; amounts in the operating currency.

    A limit that is None was not agreed and so does not bind. Receipts are the
    exception: without an agreement every expense needs one, as the tax law asks
    (art. 52 AWR).
    """

    start: dt.date = dt.date.min
    contribution: tuple[Share, ...] = ()
    receipt_from: Decimal = Decimal(0)
    approval_from: Decimal | None = None
    clearing_days: int = 30
    reconcile_days: int = 45
    warn_before_days: int = 30
    caps: Mapping[str, Decimal] = field(default_factory=lambda: EMPTY)
    charges: frozenset[str] = frozenset()
    threshold: Decimal | None = None
    source: Source = NO_SOURCE

    def with_overrides(self, overrides: Mapping[str, Any]) -> Policy:
        """Return this policy with single keys replaced (a member's own `policy:`)."""
        return replace(self, **overrides) if overrides else self


# The keys that a member's own `policy:` may replace.
POLICY_KEYS = frozenset(f.name for f in fields(Policy)) - {"start", "source"}


class Basis(StrEnum):
    """When VAT on a sale is due: as it is invoiced, or as it is paid."""

    INVOICE = "invoice"
    CASH = "cash"


class Span(StrEnum):
    """How long a period of VAT is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Scheme(StrEnum):
    """Whether VAT is charged, or the scheme for small businesses is used."""

    NORMAL = "normal"
    KOR = "kor"


@dataclass(frozen=True)
class VatTerms:
    """How the cooperative stands to the tax office, from a day on.

    `return_account` is where a return stands until it is paid; empty for the chart's.
    """

    start: dt.date = dt.date.min
    basis: Basis = Basis.INVOICE
    span: Span = Span.QUARTER
    scheme: Scheme = Scheme.NORMAL
    return_account: str = ""
    source: Source = NO_SOURCE


@dataclass(frozen=True)
class Fund:
    """Money of a funder with a purpose; `amount` is what was granted."""

    name: str
    funder: str = ""
    period: Period = Period(dt.date.min)
    amount: Decimal | None = None
    purposes: tuple[str, ...] = ()
    source: Source = NO_SOURCE


@dataclass(frozen=True)
class Match:
    """A rule for lines of statements: what looks like this is booked on `account`.

    `account` is what the register says: a path in the member's ring (`Costs:Phone`) or
    a whole name. `amount` is the least and the most that the line may be, without its
    sign; `vat` is what is in it: high, low or nothing.
    """

    account: str
    counterparty: str = ""
    text: str = ""
    amount: tuple[Decimal, Decimal] | None = None
    vat: str = ""
    member: str = ""
    source: Source = NO_SOURCE


@dataclass(frozen=True)
class Member:
    """One member, known by a code; nothing here says who it is."""

    code: str
    joined: dt.date
    left: dt.date | None = None
    left_to: str = ""
    trade_name: str = ""
    trade: str = ""
    nominated_by: str = ""
    permissions: tuple[Permission, ...] = ()
    frozen: tuple[Freeze, ...] = ()
    start_capital: Decimal | None = None
    policy: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    match: tuple[Match, ...] = ()
    source: Source = NO_SOURCE

    def permission_on(self, day: dt.date) -> Permission | None:
        """Return the permission in force on a day, or None."""
        return next((p for p in self.permissions if day in p.period), None)

    def frozen_on(self, day: dt.date) -> Freeze | None:
        """Return the freeze in force on a day, or None."""
        return next((f for f in self.frozen if day in f.period), None)

    def permitted_until(self, day: dt.date) -> Permission | None:
        """Return the last of the permissions that follow each other without a gap.

        Starts from the one in force on `day`, else from the last that ended before
        it; None where there was none yet.
        """
        past = [p for p in self.permissions if p.period.start <= day]
        if not past:
            return None
        last = past[-1]
        for following in self.permissions[len(past) :]:
            end = last.period.end
            if end is None or following.period.start > end + dt.timedelta(days=1):
                break
            last = following
        return last


@dataclass(frozen=True)
class BankAccount:
    """An account at a bank or a payment provider, and what stands for it in the ledger.

    One of `iban` and `provider` says which; a provider is named as its files are.
    """

    iban: str = ""
    account: str = ""
    provider: str = ""


@dataclass(frozen=True)
class Cooperative:
    """The one legal person in whose name all members trade."""

    name: str = ""
    kvk: str = ""
    vat_id: str = ""
    iban: str = ""
    address: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    trade_names: tuple[str, ...] = ()
    banks: tuple[BankAccount, ...] = ()
    match: tuple[Match, ...] = ()


@dataclass(frozen=True)
class Supplier:
    """Whom the cooperative pays, by the name that the books write as payee.

    `holder` is on whose name the account stands, where that is another.
    """

    name: str
    iban: str
    holder: str = ""
    source: Source = NO_SOURCE


@dataclass(frozen=True)
class Invoicing:
    """How the cooperative numbers and books its invoices.

    `per_member` gives each member a series of its own, else there is one. `first` are
    the first numbers that paraplu gave, of series that began elsewhere. `vat` has the
    accounts of VAT due at the standard (`high`) and the lower rate (`low`), where they
    are others than the chart's. `logos` are files by trade name, from the register's
    folder. `ubl` names the rules that the UBL says it obeys.
    """

    per_member: bool = False
    first: tuple[str, ...] = ()
    terms: int = 14
    vat: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    logos: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    ubl: str = "nlcius"


@dataclass(frozen=True)
class PrivatePerson:
    """Who a code is; read from the private register, which git does not keep."""

    name: str = ""
    ibans: tuple[str, ...] = ()
    email: str = ""


@dataclass(frozen=True)
class Register:
    """The whole register; `files` are the files it was read from."""

    cooperative: Cooperative = Cooperative()
    language: str = "en"
    chart: str | Mapping[str, str] = "en"
    extra_accounts: tuple[str, ...] = ()
    plugins: tuple[str, ...] = ()
    policies: tuple[Policy, ...] = ()
    vat: tuple[VatTerms, ...] = ()
    funds: Mapping[str, Fund] = field(default_factory=lambda: EMPTY)
    suppliers: Mapping[str, Supplier] = field(default_factory=lambda: EMPTY)
    invoices: Invoicing = Invoicing()
    members: Mapping[str, Member] = field(default_factory=lambda: EMPTY)
    private: Mapping[str, PrivatePerson] = field(default_factory=lambda: EMPTY)
    faults: tuple[Finding, ...] = ()
    file: str = ""
    private_file: str | None = None

    def policy(self, day: dt.date, member: str | None = None) -> Policy:
        """Return the policy in force on a day, with the member's own keys in it."""
        policies = self._policies.get(member or "") or self._policies[""]
        return policies[bisect_right(self._starts, day)]

    def vat_on(self, day: dt.date) -> VatTerms:
        """Return how the cooperative stands to the tax office on a day."""
        begun = [terms for terms in self.vat if terms.start <= day]
        return begun[-1] if begun else VatTerms()

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """All rules for lines of statements: the cooperative's, then the members'."""
        own = (match for member in self.members.values() for match in member.match)
        return (*self.cooperative.match, *own)

    @cached_property
    def _starts(self) -> list[dt.date]:
        return [policy.start for policy in self.policies]

    @cached_property
    def _policies(self) -> dict[str, list[Policy]]:
        """The policies in order of days, those of everybody under an empty code.

        The first counts before any policy has begun.
        """
        general = [Policy(), *self.policies]
        own = {
            code: [policy.with_overrides(member.policy) for policy in general]
            for code, member in self.members.items()
            if member.policy
        }
        return {"": general} | own
