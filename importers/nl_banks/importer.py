"""The importer for beangulp and Fava: one per account, whatever file it comes in.

from nl_banks import Importer

CONFIG = [
    Importer("NL91 ABNA 0417 1643 00", "Assets:Bank:Current"),
    Importer("sumup", "Assets:Clearing:SumUp", fees="Expenses:CardFees"),
]
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import beangulp
from beancount.core import data

from nl_banks.account import same_account
from nl_banks.collector import at_rest
from nl_banks.directives import directives
from nl_banks.explaining import number_of, tell
from nl_banks.known import KnownLines, Mark, texts_of
from nl_banks.reading import read_again
from nl_banks.refusal import Refused

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from beancount.core.amount import Amount

    from nl_banks.statement import Statement

# By this key beangulp writes an entry as a comment.
_DUPLICATE = "__duplicate__"


class Importer(beangulp.Importer):  # type: ignore[misc] # beangulp has no types
    """Reads the statements of one account into one account of the ledger."""

    def __init__(
        self, number: str, account: str, *, fees: str = "", transfers: str = ""
    ) -> None:
        """Take the account as the bank numbers it, and as the ledger names it.

        `number` is an IBAN, or what the file calls the account; a file that names no
        account is known by the name of its bank or provider ("revolut"). `fees` and
        `transfers` are where a payment provider's costs and payouts are booked.
        """
        self._number = number
        self._account = account
        self._fees = fees
        self._transfers = transfers

    @property
    def name(self) -> str:
        """The name of this importer: several accounts at one bank each have theirs."""
        return f"nl_banks.{self._account}"

    def identify(self, filepath: str) -> bool:
        """Tell whether a file holds a statement of this account.

        A file that cannot be read is nobody's. The logger `nl_banks` tells why: as a
        warning where it is of a bank and broken, else as information. `explain` tells
        it of any file.
        """
        try:
            return bool(self._statements(filepath))
        except Refused as fault:
            tell(filepath, fault)
            return False

    def account(self, filepath: str) -> str:
        """Return the account in the ledger."""
        del filepath
        return self._account

    def date(self, filepath: str) -> dt.date | None:
        """Return the day of the last line, by which the file is archived."""
        days = [s.bookings[-1].date for s in self._statements(filepath) if s.bookings]
        return max(days, default=None)

    def extract(self, filepath: str, existing: data.Entries) -> data.Entries:
        """Return the entries of this account in a file; Refused where it is broken."""
        del existing
        with at_rest():
            return [
                entry
                for statement in self._statements(filepath)
                for entry in directives(
                    statement,
                    self._account,
                    fees=self._fees,
                    transfers=self._transfers,
                    filename=filepath,
                )
            ]

    def deduplicate(self, entries: data.Entries, existing: data.Entries) -> None:
        """Mark what the ledger has already: lines by key or text, balances by day.

        A balance of the same day with another amount is not marked: one of the two is
        wrong, and Beancount says so.
        """
        lines = list(_marks(entries, self._account))
        answers = KnownLines(_marks(existing, self._account)).answers(lines)
        for line, answer in zip(lines, answers, strict=True):
            if answer:
                line.line.meta[_DUPLICATE] = answer.line
        known = {_said(one): one for one in existing if isinstance(one, data.Balance)}
        for entry in entries:
            if isinstance(entry, data.Balance):
                first = known.setdefault(_said(entry), entry)
                if first is not entry:
                    entry.meta[_DUPLICATE] = first

    def _statements(self, filepath: str) -> list[Statement]:
        return [
            statement
            for statement in read_again(Path(filepath))
            if same_account(number_of(statement), self._number)
        ]


def _said(balance: data.Balance) -> tuple[str, dt.date, Amount]:
    return balance.account, balance.date, balance.amount


def _marks(entries: Iterable[data.Directive], account: str) -> Iterator[Mark]:
    """Yield by what each posting of transactions on an account is known.

    What is marked already stands for a line that another entry stands for too.
    """
    for entry in entries:
        if not isinstance(entry, data.Transaction) or _DUPLICATE in entry.meta:
            continue
        texts = texts_of(
            entry.payee or "",
            entry.narration or "",
            str(entry.meta.get("counterparty") or ""),
        )
        for posting in entry.postings:
            number = posting.units.number if posting.units else None
            if posting.account == account and number is not None:
                own = (posting.meta or {}).get("bank-ref")
                key = str(own or entry.meta.get("bank-ref") or "")
                yield Mark(key, entry.date, number, texts, entry)
