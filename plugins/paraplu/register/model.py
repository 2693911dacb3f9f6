"""What the register says: the cooperative, its funds, its agreements, its members.

Values only. `paraplu.register.reader` makes them from `members.yaml` and says what
is wrong with it; nothing here looks at a file or a clock. Contract, section 3.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from paraplu.base.findings import NO_SOURCE
from paraplu.register.agreements import NO_CLOSING, ClosingTerms, Policy, VatTerms
from paraplu.register.membership import EMPTY
from paraplu.register.seats import seated
from paraplu.register.unknown import CODES, OF_A_MEMBER
from paraplu.register.working_hours import NO_TERMS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from paraplu.base.findings import Finding, Source
    from paraplu.register.exploitation import CostRow
    from paraplu.register.grants import Fund
    from paraplu.register.meetings import Decision, Post
    from paraplu.register.membership import Member, PrivatePerson, RegisteredMatch
    from paraplu.register.municipality import Municipality
    from paraplu.register.seats import Seat
    from paraplu.register.unknown import Unknown
    from paraplu.register.working_hours import HelpNotice, HoursTerms


NO_BUDGET: Mapping[int, Mapping[str, Post]] = MappingProxyType({})


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
    """The one legal person in whose name all members trade.

    `phone` and `email` are where customers reach it, and `bic` is that of its bank, for
    customers abroad.
    """

    name: str = ""
    kvk: str = ""
    vat_id: str = ""
    iban: str = ""
    address: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    trade_names: tuple[str, ...] = ()
    banks: tuple[BankAccount, ...] = ()
    match: tuple[RegisteredMatch, ...] = ()
    bic: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Supplier:
    """Whom the cooperative pays, by the name that the books write as payee.

    `holder` is on whose name the account stands, where that is another. `address` has
    street, postcode, city and country, for banks outside the EEA; `bic` is that of the
    bank.
    """

    name: str
    iban: str
    holder: str = ""
    source: Source = NO_SOURCE
    address: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    bic: str = ""


@dataclass(frozen=True)
class Invoicing:
    """How the cooperative numbers and books its invoices.

    `per_member` gives each member a series of its own, else there is one. `first` are
    the first numbers that paraplu gave, of series that began elsewhere. `vat` has the
    accounts of VAT due at the standard (`high`) and the lower rate (`low`), where they
    are others than the chart's. `logos` are files by trade name, from the register's
    folder. `ubl` names the rules that the UBL says it obeys, and `templates` a folder
    with templates of one's own.
    """

    per_member: bool = False
    first: tuple[str, ...] = ()
    terms: int = 14
    vat: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    logos: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    ubl: str = "nlcius"
    templates: str = ""


@dataclass(frozen=True)
class Register:
    """The whole register, as far as it could be read.

    `seats` are those who approve, by code or by office; empty where nobody is named.
    `faults` are what is wrong with it, and `unknown` what that makes unknown: there
    stands nothing, or what counts where the register says nothing. `named` are plugins
    that no register says: whoever started this trusts them, for once.
    """

    cooperative: Cooperative = Cooperative()
    language: str = "en"
    chart: str | Mapping[str, str] = "en"
    extra_accounts: tuple[str, ...] = ()
    plugins: tuple[str, ...] = ()
    policies: tuple[Policy, ...] = ()
    vat: tuple[VatTerms, ...] = ()
    funds: Mapping[str, Fund] = field(default_factory=lambda: EMPTY)
    municipalities: Mapping[str, Municipality] = field(default_factory=lambda: EMPTY)
    budgets: Mapping[int, Mapping[str, Post]] = field(default_factory=lambda: NO_BUDGET)
    decisions: tuple[Decision, ...] = ()
    suppliers: Mapping[str, Supplier] = field(default_factory=lambda: EMPTY)
    invoices: Invoicing = Invoicing()
    cost_rows: Mapping[str, CostRow] = field(default_factory=lambda: EMPTY)
    seats: tuple[Seat, ...] = ()
    hours: HoursTerms = NO_TERMS
    periods: ClosingTerms = NO_CLOSING
    help: tuple[HelpNotice, ...] = ()
    members: Mapping[str, Member] = field(default_factory=lambda: EMPTY)
    private: Mapping[str, PrivatePerson] = field(default_factory=lambda: EMPTY)
    faults: tuple[Finding, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    file: str = ""
    private_file: str | None = None
    named: tuple[str, ...] = ()

    @cached_property
    def board(self) -> tuple[str, ...]:
        """The codes and offices of those who ever approved, each of them once."""
        return seated(self.seats, None)

    @property
    def spoken(self) -> str | None:
        """The language that the register asks for; None where that is unknown."""
        return self.language if self.knows("language") else None

    @property
    def usable(self) -> bool:
        """Tell whether the books can be read by it, whatever else is unknown."""
        return self.knows("chart") and self.knows("members")

    def knows(self, part: str, member: str | None = None) -> bool:
        """Tell whether no fault makes a part unknown: of all members, and of one.

        A part is as in `paraplu.register.unknown`. Where a code cannot be read, it may
        be that of any member who is missing.
        """
        missing = member is not None and member not in self.members
        if missing and CODES in self.unknown and part.startswith(OF_A_MEMBER):
            return False
        return not any(
            one.touches(part)
            for one in self.unknown
            if one.member is None or one.member == member
        )

    def policy(self, day: dt.date, member: str | None = None) -> Policy:
        """Return the policy in force on a day, with the member's own keys in it."""
        policies = self._policies.get(member or "") or self._policies[""]
        return policies[bisect_right(self._starts, day)]

    def vat_on(self, day: dt.date) -> VatTerms:
        """Return how the cooperative stands to the tax office on a day."""
        begun = [terms for terms in self.vat if terms.start <= day]
        return begun[-1] if begun else VatTerms()

    @cached_property
    def matches(self) -> tuple[RegisteredMatch, ...]:
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
