"""The annex of a report to a funder: every use of the fund, and its receipts.

Amounts claimed are those that the fund was charged with, beside what the whole receipt
comes to; what came back is taken off. Who was paid is said, unless that is a member or
names one. Receipts lie in the books' folder, and nothing else goes along.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.money import ZERO, in_cents
from paraplu.base.plain_file import digest_of
from paraplu.ledger.fund_bills import FundBills
from paraplu.ledger.fund_budgets import Budget
from paraplu.ledger.receipt_kinds import can_send, kind_of
from paraplu.ledger.source.kinds import is_private
from paraplu.reports.fund_receipts import FundReceipts
from paraplu.reports.suppliers import Suppliers

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.receipt_files import Receipt
    from paraplu.register.model import Register
    from paraplu.reports.fund_report import FundReport
    from paraplu.rules.verdict import Judgement

# A folder that stays with the board, by agreement with git (`ledger.kept_files`).
_PRIVATE = "private"


class NotEnclosed(StrEnum):
    """Why a receipt does not go along."""

    SMALL = "small"  # its amount is not above the funder's threshold
    MISSING = "missing"
    KIND = "kind"  # a kind of file that could run, or that nobody can look at
    PRIVATE = "private"


@dataclass(frozen=True)
class Copy:
    """A receipt that an annex names.

    `name` is what it is called in the bundle, empty where it stays behind, and `kept`
    says why. `path` is the file in the books, empty where there is none.
    """

    path: str
    name: str
    sha256: str
    kept: NotEnclosed | None = None


@dataclass(frozen=True)
class AnnexRow:
    """A use of the fund, numbered in the order of the books.

    `supplier` is empty where the payee is a member or names one: `by_member`. `of` is
    what the receipt comes to, None where there is none. `paid` is None where nothing of
    it is paid yet, and `open` what is not. `member` is for whom it was.
    """

    number: int
    day: dt.date
    supplier: str
    by_member: bool
    line: str
    claimed: Decimal
    of: Decimal | None
    paid: dt.date | None
    open: Decimal
    start_capital: bool
    member: str
    copies: tuple[Copy, ...]


@dataclass(frozen=True)
class Annex:
    """All uses of a fund in these books; what was used before them is one sum.

    `back` came back of what no row shows, such as of a use in earlier books.
    """

    rows: tuple[AnnexRow, ...]
    before: Decimal
    back: Decimal

    @property
    def claimed(self) -> Decimal:
        """What is claimed in all: as much as the fund was charged with."""
        return self.before - self.back + sum((row.claimed for row in self.rows), ZERO)

    @property
    def bundled(self) -> dict[str, str]:
        """The files of the bundle: by name, where each lies in the books."""
        return {
            copy.name: copy.path
            for row in self.rows
            for copy in row.copies
            if copy.name
        }


def annex_of(judgement: Judgement, report: FundReport) -> Annex:
    """Return the annex of a report: its uses, less what came back of each."""
    books, register = judgement.books, judgement.register
    budget = Budget(report.fund, books.chart)
    bills = FundBills(books, report.closing)
    suppliers = Suppliers(books, register, report.fund)
    shown = FundReceipts(books)
    copies = _Copies(books, register)
    rows: list[AnnexRow] = []
    for use in report.costs.uses:
        claimed = in_cents(use.left)
        if claimed > 0:
            number, transaction = len(rows) + 1, use.move.transaction
            receipts = shown.of(use)
            of = shown.comes_to(use, receipts)
            large = of is not None and of > report.fund.copies_above
            supplier = suppliers.of(transaction)
            paid = bills.paid(use)
            line = budget.line(use.move.path)
            rows.append(
                AnnexRow(
                    number,
                    transaction.date,
                    supplier or "",
                    supplier is None,
                    line.name if line else suppliers.told(use.move.purpose) or "",
                    claimed,
                    of,
                    paid.on,
                    paid.open,
                    use.move.kind is Kind.START_CAPITAL,
                    use.move.member,
                    tuple(copies.of(number, receipts, large=large)),
                )
            )
    before = sum((line.spent_before for line in report.fund.budget), ZERO)
    told = before + sum((row.claimed for row in rows), ZERO)
    return Annex(tuple(rows), before, told - report.settlement.spent)


class _Copies:
    """Names the files of a bundle; the same content goes along once."""

    def __init__(self, books: Books, register: Register) -> None:
        self._books = books
        files = (register.file, register.private_file)
        self._registers = {os.path.realpath(file) for file in files if file}
        self._names: dict[str, str] = {}

    def of(
        self, number: int, receipts: list[Receipt], *, large: bool
    ) -> Iterator[Copy]:
        """Yield the receipts of a use: those that are large go along."""
        for place, receipt in enumerate(receipts, 1):
            path = self._books.shelf.find(receipt)
            if path is None or path in self._registers:
                yield Copy("", "", "", NotEnclosed.MISSING)
                continue
            digest = digest_of(path)
            kept = self._kept(path) or (None if large else NotEnclosed.SMALL)
            if kept:
                yield Copy(path, "", digest, kept)
                continue
            ending = kind_of(path)
            part = f"-{place}" if len(receipts) > 1 else ""
            name = f"receipts/{number:03}{part}{ending}"
            yield Copy(path, self._names.setdefault(digest, name), digest)

    def _kept(self, path: str) -> NotEnclosed | None:
        """Return why a file may not go along, whatever its amount."""
        inside = os.path.relpath(path, os.path.realpath(self._books.root))
        if is_private(path) or _PRIVATE in Path(inside.casefold()).parts:
            return NotEnclosed.PRIVATE
        return None if can_send(path) else NotEnclosed.KIND
