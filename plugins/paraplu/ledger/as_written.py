"""Postings, and what they are made of: Beancount's directives, or what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from beancount.core import data

    from paraplu.base.chart import Account


class AsWritten(Protocol):
    """A transaction as Beancount has it, or what is kept of one."""

    @property
    def meta(self) -> dict[str, Any]:
        """The metadata, with `filename` and `lineno`."""

    @property
    def date(self) -> dt.date:
        """The day."""

    @property
    def flag(self) -> str | None:
        """The flag."""

    @property
    def payee(self) -> str | None:
        """The payee, None where there is none."""

    @property
    def narration(self) -> str | None:
        """The narration."""

    @property
    def tags(self) -> frozenset[str]:
        """The tags, without the #."""

    @property
    def links(self) -> frozenset[str]:
        """The links, without the ^."""

    @property
    def postings(self) -> Sequence[data.Posting]:
        """The postings, as Beancount has them."""


class Posting(Struct, frozen=True, eq=False, gc=False):
    """One posting: an account, and what it comes to in the operating currency.

    A debit is positive and a credit negative, as in Beancount. Where a posting does not
    say what it comes to, it counts by its own amount if that is in the currency, and
    for nil otherwise. `meta` has `filename` and `lineno`, where it has a place.
    """

    account: Account
    amount: Decimal
    meta: Mapping[str, Any]


class Unmade(Protocol):
    """What postings can be made of: most of those that are kept are never asked for."""

    amounts: tuple[Decimal, ...]
    remarks: dict[int, dict[str, Any]] | None

    @property
    def known_accounts(self) -> tuple[Account, ...]:
        """The accounts; that of 0.00 is of `Kind.NOTHING`."""

    def account_at(self, position: int) -> Account:
        """Return one of the accounts."""

    def meta_at(self, position: int) -> dict[str, Any]:
        """Return the metadata of a posting, with its place."""

    def made(self) -> tuple[Posting, ...]:
        """Return the postings."""
