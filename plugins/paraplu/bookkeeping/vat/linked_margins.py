"""Sales under the margin scheme that share a link with what was paid for the good.

By the individual method VAT is on the difference (art. 28b Wet OB). An invoice says
what its lines cost; what is booked by hand says so by a link. Several sales of one lot
count together, so that what is told is the least that is owed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.dutch_law import MARGIN_RATES, rate_on
from paraplu.base.metadata import VAT_CODE
from paraplu.base.money import CENT, ZERO, in_cents
from paraplu.bookkeeping.vat.assessment import margin_by_period
from paraplu.bookkeeping.vat.codes import MARGINS
from paraplu.bookkeeping.vat.said_codes import codes_of, tax_day
from paraplu.register.agreements import Scheme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.bookkeeping.vat.assessment import Assessor
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register

_BOUGHT = frozenset({Kind.COSTS, Kind.STOCK, Kind.EQUIPMENT})


class _Sale(NamedTuple):
    """A sale with VAT in its price, the VAT booked on it, and where its code stands."""

    transaction: Transaction
    position: int
    price: Decimal
    tax: Decimal
    rate: Decimal


class ShortMargin(NamedTuple):
    """A margin with less VAT booked on it than is owed; told at its last sale."""

    transaction: Transaction
    position: int
    bought: Decimal
    margin: Decimal
    expected: Decimal
    booked: Decimal


def short_margins(
    books: Books, register: Register, assessor: Assessor
) -> Iterator[ShortMargin]:
    """Yield the margins on which too little VAT is booked, where a link tells them."""
    for links, sales in _lots(list(_sales(books, register, assessor))):
        bought = sum(
            (
                posting.amount
                for transaction in books.linked(*sorted(links))
                for posting in transaction.postings
                if posting.account.kind in _BOUGHT
            ),
            ZERO,
        )
        margin = sum((one.price for one in sales), ZERO) - bought
        rate = min(one.rate for one in sales)
        expected = in_cents(margin * rate / (1 + rate))
        booked = sum((one.tax for one in sales), ZERO)
        if bought > 0 and expected - booked > CENT * len(sales):
            last = max(sales, key=lambda one: one.transaction.number)
            yield ShortMargin(
                last.transaction, last.position, bought, margin, expected, booked
            )


def _sales(books: Books, register: Register, assessor: Assessor) -> Iterator[_Sale]:
    for transaction in books.saying(VAT_CODE):
        vat = assessor.positions(transaction)
        day = tax_day(transaction)
        if (
            vat is None
            or not transaction.links
            or margin_by_period(register, transaction.date)
            or register.vat_on(day).scheme is Scheme.KOR
        ):
            continue
        codes = codes_of(transaction, vat)
        sold = [n for n in (*vat.sold, *vat.perhaps) if codes.get(n)]
        # What is sold beside it has VAT of its own, and is not told apart.
        if sold and all(codes[n] in MARGINS for n in sold):
            tax = -transaction.total(vat.due)
            yield _Sale(
                transaction,
                sold[0],
                tax - transaction.total(sold),
                tax,
                min(rate_on(MARGIN_RATES[codes[n]], day) for n in sold),
            )


def _lots(sales: list[_Sale]) -> Iterator[tuple[set[str], list[_Sale]]]:
    """Yield the sales that links tie together, with those links."""
    lots: list[tuple[set[str], list[_Sale]]] = []
    for sale in sales:
        links, mine = set(sale.transaction.links), [sale]
        apart = []
        for lot in lots:
            if lot[0].isdisjoint(links):
                apart.append(lot)
            else:
                links |= lot[0]
                mine = lot[1] + mine
        lots = [*apart, (links, mine)]
    yield from lots
