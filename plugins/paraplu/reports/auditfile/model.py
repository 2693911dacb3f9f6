"""An audit file as values, as both versions of XAF have it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.money import ZERO

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping
    from decimal import Decimal

    from paraplu.base.language import Message
    from paraplu.base.periods import Period
    from paraplu.register.model import Cooperative


class XafVersion(StrEnum):
    """The versions that are written; from 2027 the tax office takes 4.0 alone."""

    V40 = "4.0"
    V32 = "3.2"


class LineTotals(NamedTuple):
    """How many lines there are, and their sums in EUR; neither is below zero."""

    lines: int = 0
    debit: Decimal = ZERO
    credit: Decimal = ZERO

    def and_(self, amount: Decimal) -> LineTotals:
        """Return the totals with one line more."""
        if amount < 0:
            return LineTotals(self.lines + 1, self.debit, self.credit - amount)
        return LineTotals(self.lines + 1, self.debit + amount, self.credit)


class Imprint(NamedTuple):
    """The day on which an audit file was made, and the version of paraplu."""

    created: dt.date
    version: str


class AuditAccount(NamedTuple):
    """An account: its name here, at most 35 characters, and the one in the books."""

    short: str
    name: str
    is_result: bool
    rgs: str = ""


class PartyType(StrEnum):
    """Whether somebody buys or sells."""

    CUSTOMER = "C"
    SUPPLIER = "S"


class AuditParty(NamedTuple):
    """A customer or supplier. `name` is empty for people: they go by their code."""

    code: str
    type: PartyType
    name: str = ""
    kvk: str = ""
    vat_id: str = ""


class AuditLine(NamedTuple):
    """A line of an entry, in EUR and whole cents, with Beancount's sign.

    `foreign` is the amount in another commodity, where there is one.
    """

    account: str
    amount: Decimal
    document: str
    member: str = ""
    party: str = ""
    invoice: str = ""
    bank: str = ""
    other_bank: str = ""
    foreign: tuple[str, Decimal] | None = None


class AuditEntry(NamedTuple):
    """An entry: its number in its journal, its day, its words, and where it stands.

    `mark` is the beginning of its checksum, as seals have it.
    """

    number: int
    day: dt.date
    words: str
    source: str
    mark: str
    lines: tuple[AuditLine, ...]


class Journal(StrEnum):
    """The journals, by the letter that XAF has for each."""

    BANK = "B"
    CASH = "C"
    PURCHASES = "P"
    SALES = "S"
    GENERAL = "M"


@dataclass(frozen=True)
class Auditfile:
    """A year of the books, whose entries are made while they are written.

    `opening` is what stood on each account (by its name here) at the end of the day
    before, where that is not nil. `entries` yields those of a journal, anew each time.
    `remarks` are what its maker should know, and `is_provisional` tells that figures
    of the year may still change.
    """

    cooperative: Cooperative
    year: Period
    currency: str
    imprint: Imprint
    accounts: tuple[AuditAccount, ...]
    parties: tuple[AuditParty, ...]
    opening: Mapping[str, Decimal]
    totals: LineTotals
    entries: Callable[[Journal], Iterator[AuditEntry]]
    remarks: tuple[Message, ...] = ()
    is_provisional: bool = False

    @property
    def opening_totals(self) -> LineTotals:
        """The lines of the opening balance, one for each account, and their sums."""
        found = LineTotals()
        for amount in self.opening.values():
            found = found.and_(amount)
        return found
