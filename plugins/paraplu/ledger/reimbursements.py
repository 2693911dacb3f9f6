"""What receipts stand behind: how much an entry may pay back to who advanced it.

A receipt on an entry stands behind all that it buys, one on a posting behind that
posting, and either behind the VAT on it. A receipt whose file is not there stands
behind nothing, also where the board waived that.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

from paraplu.base.chart import Kind
from paraplu.base.dutch_law import standard_vat
from paraplu.base.kinds import GOODS, USE, VAT
from paraplu.base.money import ROUNDING, ZERO
from paraplu.ledger.evidence import RECEIPT_KEYS, Receipt, receipts_in, receipts_of
from paraplu.ledger.settlement import Matcher, Movement, Reason, movement_of, moving

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books
    from paraplu.ledger.entries import Entry

_BOUGHT = (
    USE
    | GOODS
    | {Kind.COOP_EXPENSES, Kind.COOP_EQUIPMENT, Kind.FUND_EXPENSES, Kind.ROUNDING}
)
_OWED = frozenset({Kind.PAYABLE, Kind.COOP_PAYABLE})


class Reimbursing:
    """Tells what receipts stand behind, over one set of books."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def shown(self, entry: Entry) -> Decimal:
        """Return how much of what an entry pays has a receipt behind it.

        That is what it buys, and what it settles of a payable that was put there by
        linked entries with a receipt.
        """
        settled: defaultdict[Account, Decimal] = defaultdict(lambda: ZERO)
        for account, amount in entry.legs():
            if account.kind in _OWED and amount > 0:
                settled[account] += amount
        return self._bought(entry) + sum(
            (min(n, self._owed(entry, account)) for account, n in settled.items()),
            ZERO,
        )

    def _bought(self, entry: Entry) -> Decimal:
        """Return what an entry buys on a receipt, and the VAT that can be on it."""
        whole = self._whole(entry)
        bought = tax = ZERO
        for (account, amount), meta in zip(entry.legs(), entry.leg_meta, strict=True):
            if account.kind in VAT:
                tax += amount
            elif account.kind in _BOUGHT and (whole or self._there(meta, entry)):
                bought += amount
        most = bought * standard_vat(entry.date) + ROUNDING if bought > 0 else ZERO
        return bought + min(tax, most)

    def _owed(self, entry: Entry, account: Account) -> Decimal:
        """Return what is left of the receipts behind a payable it settles.

        Its bills share a link with it, or the receipt that it names once more. What an
        earlier payment settled is used up, whoever got it.
        """
        about = self._about(entry)
        own = bool(self._paths(entry))
        bills: Matcher[Entry] = Matcher()
        owed = []
        for bill in about:
            if bill.date <= entry.date:
                amount, bought = -_sum(bill, account, sign=-1), self._bought(bill)
                if not (own and bill.links & entry.links and not bought):
                    amount = min(amount, bought)
                owed.append(self._movement(bill, account, amount))
                bills.add(owed[-1])
        for earlier in about:
            settled = _sum(earlier, account, sign=1)
            if settled and earlier.number < entry.number:
                payment = self._movement(earlier, account, -settled)
                mine = [one for one in owed if one.links & payment.links]
                # A receipt for what was given back is used up with the next one.
                for one in mine:
                    part = min(bills.left(one), settled)
                    bills.take(one, payment, part, Reason.LINK)
                    settled -= part
        return sum(map(bills.left, owed), ZERO)

    def _movement(
        self, entry: Entry, account: Account, amount: Decimal
    ) -> Movement[Entry]:
        """Return what an entry moves, with a receipt that it names as a link."""
        links = entry.links | {f"receipt {path}" for path in self._paths(entry)}
        return movement_of(entry, entry, account, amount)._replace(links=links)

    def waits(self, entry: Entry) -> bool:
        """Tell whether an entry settles a payable that has receipts.

        They do not go with it as long as neither a link nor a receipt says so.
        """
        accounts = {account for account, amount in entry.legs() if amount > 0} & set(
            self._bills
        )
        bills = [other for account in accounts for other in self._bills[account]]
        about = {other.number for other in self._about(entry)}
        return not any(bill.number in about for bill in bills) and any(
            self._bought(bill) > 0 for bill in bills
        )

    def _about(self, entry: Entry) -> list[Entry]:
        """Return the entries that share a link or a receipt with one."""
        found = {other.number: other for other in self._books.linked(*entry.links)}
        for path in self._paths(entry):
            for number in self._named.get(path, ()):
                found.setdefault(number, self._books.entry(number))
        return [found[number] for number in sorted(found)]

    def _paths(self, entry: Entry) -> set[str]:
        """Return where the receipts of an entry lie."""
        found = map(self._books.shelf.find, receipts_of(self._books, entry))
        return {path for path in found if path}

    @cached_property
    def _named(self) -> Mapping[str, list[int]]:
        """The entries on payables that name a receipt, by where it lies."""
        named: defaultdict[str, list[int]] = defaultdict(list)
        for batch in self._books.batches:
            if batch.pattern.kinds & _OWED:
                for row, receipt in receipts_in(self._books, batch):
                    path = self._books.shelf.find(receipt)
                    if path:
                        named[path].append(batch.numbers[row])
        return named

    @cached_property
    def _bills(self) -> Mapping[Account, list[Entry]]:
        """The entries that book a debt, by the account that it is on."""
        bills: defaultdict[Account, list[Entry]] = defaultdict(list)
        for entry in moving(self._books, _OWED):
            for account, amount in entry.legs():
                if account.kind in _OWED and amount < 0:
                    bills[account].append(entry)
        return bills

    def _whole(self, entry: Entry) -> bool:
        """Tell whether a receipt of the whole transaction is there."""
        documents = self._books.documents
        linked = (path for link in entry.links for path in documents.get(link, ()))
        return self._there(entry.meta, entry) or any(
            self._books.shelf.find(Receipt(path, entry.meta)) for path in linked
        )

    def _there(self, meta: Mapping[str, Any], entry: Entry) -> bool:
        """Tell whether a receipt that this metadata names is there."""
        place = meta if "lineno" in meta else entry.meta
        return any(
            self._books.shelf.find(Receipt(str(meta[key]), place))
            for key in RECEIPT_KEYS
            if key in meta
        )


def _sum(entry: Entry, account: Account, *, sign: int) -> Decimal:
    """Return what an entry debits (sign 1) or credits (sign -1) on an account."""
    amounts = (n for known, n in entry.legs() if known is account)
    return sum((n for n in amounts if n * sign > 0), ZERO)
