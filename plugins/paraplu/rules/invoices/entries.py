"""IN05, and IN02 in the ledger: an invoice is booked once, and as it was issued.

Else the customer, the member and the tax office are told different amounts.

    number: 2025-0001
    issued: 2025-03-10
    total: 7.09
    member: L02
    trade_name: Taartenatelier Zoet
    delivered: 2025-03-05
    terms: 14
    lines: [{description: Cakes, quantity: 1, price: 6.50, vat: low}]

    2025-03-10 * "Cakes" ^2025-0001  ; IN05 L02 10.00
      Assets:Members:L02:Receivable    17.09 EUR
      Income:Members:L02:Sales        -16.50 EUR
      Liabilities:VAT:Low              -0.59 EUR

    2025-03-11 * "Means of the cooperative"
      Assets:Bank                     200.00 EUR
      Equity:Coop                    -200.00 EUR
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.findings import Finding, Severity
from paraplu.base.language import say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.invoices.amounts import totals_of
from paraplu.bookkeeping.invoices.entry import postings, selling_kinds
from paraplu.bookkeeping.invoices.numbers import first_of, parse
from paraplu.bookkeeping.invoices.receivables import brought_in
from paraplu.rules.invoices.numbers import AGAIN, IN02
from paraplu.rules.invoices.told import gross, on_file, on_transaction
from paraplu.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from paraplu.bookkeeping.invoices.numbers import Number
    from paraplu.bookkeeping.invoices.shelf import Invoices, Issued
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register

IN05 = Rule(
    "IN05",
    Severity.ERROR,
    say("The ledger differs from an invoice"),
    reads=("invoices",),
)

Booked = dict[str, list["Transaction"]]

_AS_ISSUED = say(
    "Make the entry as it was when issued; anything later is an entry of its own."
)


def booked_by(books: Books, invoices: Invoices) -> Booked:
    """Return the transactions that book each invoice, by its number.

    The transaction of a credit note has the link of what it credits too, and is its
    own.
    """
    found: Booked = {}
    finals = invoices.finals
    for number, issued in invoices.by_number.items():
        kinds = selling_kinds(issued.invoice)
        later = _later(number, invoices) | finals.get(number, set())
        found[number] = [
            transaction
            for transaction in books.linked(number)
            if kinds & transaction.signature.kinds and not transaction.links & later
        ]
    return found


def _later(number: str, invoices: Invoices) -> set[str]:
    """Return the numbers of what takes an invoice back."""
    return {str(note.number) for note in invoices.corrected.get(number, ())}


def judge_booked(
    books: Books, register: Register, invoices: Invoices, booked: Booked
) -> Iterator[Finding]:
    """Yield where files and ledger do not say the same."""
    for number, issued in invoices.by_number.items():
        yield from _changed(issued)
        if not booked[number]:
            yield on_file(
                IN05,
                issued,
                say("Invoice {number} is not in the ledger.", number=number),
                say("Get its entry back from git; it has the link ^{n}.", n=number),
            )
            continue
        transactions = booked[number]
        first = next(
            (one for one in transactions if _sold(issued, one) > 0), transactions[0]
        )
        yield from _otherwise(books, register, issued, first)
        for transaction in transactions:
            if transaction is not first:
                yield from _besides(books, issued, transaction, first)
    yield from _unfiled(books, register, invoices)
    for number, issued in invoices.before.items():
        if not brought_in(issued.invoice, books):
            yield on_file(
                IN05,
                issued,
                say(
                    "Invoice {number} is from before the books, but no opening entry "
                    "has the link ^{number}.",
                    number=number,
                ),
                say(
                    "Write an entry of its own for what was open of it, on the first "
                    "day of the books, from the opening account to the member's "
                    "Receivable, with that link."
                ),
            )


def _changed(issued: Issued) -> Iterator[Finding]:
    """Yield a file whose lines do not come to what it was issued for."""
    invoice = issued.invoice
    payable = totals_of(invoice).payable
    if invoice.total != payable:
        yield on_file(
            IN05,
            issued,
            say(
                "Invoice {number} was issued for {total}, but its lines add up to "
                "{sum}.",
                number=invoice.number,
                total="–" if invoice.total is None else invoice.total,
                sum=payable,
            ),
            say(
                "Get the file back from git; make corrections with `paraplu "
                "invoice credit`."
            ),
        )


def _otherwise(
    books: Books, register: Register, issued: Issued, transaction: Transaction
) -> Iterator[Finding]:
    """Yield the first account on which a transaction is not what the invoice books."""
    invoice = issued.invoice
    due: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for posting in postings(invoice, books.chart, register, books.opened):
        due[posting.account] += posting.amount
    there = _sums(transaction)
    for account in sorted({*due, *there}):
        apart = abs(due[account] - there.get(account, ZERO))
        if apart:
            yield IN05.found(
                say(
                    "Invoice {number} puts {due} on {account}, but the ledger has "
                    "{booked}.",
                    number=invoice.number,
                    due=due[account],
                    account=account,
                    booked=there.get(account, ZERO),
                ),
                transaction.source,
                hint=_AS_ISSUED,
                member=invoice.member,
                amount=apart,
                currency=books.currency,
                date=transaction.date,
            )
            return
    if transaction.date != issued.day:
        what = say(
            "Invoice {number} is dated {issued}, but booked on {day}.",
            number=invoice.number,
            issued=issued.day,
            day=transaction.date,
        )
        yield on_transaction(IN05, books, transaction, what, _AS_ISSUED)


def _besides(
    books: Books, issued: Issued, transaction: Transaction, first: Transaction
) -> Iterator[Finding]:
    """Yield what an entry does to the sales of an invoice that was booked before."""
    sold, number = _sold(issued, transaction), str(issued.number)
    if sold > 0:
        what = say(
            "Invoice {number} is booked on {day}, and was already booked on {earlier}.",
            number=number,
            day=transaction.date,
            earlier=first.date,
        )
        yield on_transaction(IN02, books, transaction, what, AGAIN)
    elif sold < 0:
        what = say(
            "{amount} of invoice {number} is taken back on {day}, but there is no "
            "credit note for it.",
            amount=gross(transaction),
            number=number,
            day=transaction.date,
        )
        hint = say(
            "Give the customer a credit note with `paraplu invoice credit {number}`, "
            "which books it. This entry is then only the payment, from the bank to the "
            "member's Receivable.",
            number=number,
        )
        yield on_transaction(IN05, books, transaction, what, hint)


def _sold(issued: Issued, transaction: Transaction) -> Decimal:
    """Return what an entry sells under an invoice, or gives back under a credit note.

    It is below nil where that is undone.
    """
    sales = transaction.on(selling_kinds(issued.invoice))
    return sales if issued.invoice.credits else -sales


def _sums(transaction: Transaction) -> Mapping[str, Decimal]:
    sums: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for posting in transaction.postings:
        if posting.amount:
            sums[posting.account.name] += posting.amount
    return sums


def _unfiled(books: Books, register: Register, invoices: Invoices) -> Iterator[Finding]:
    """Yield what is booked as an invoice after the last of its series.

    A file that is missing before the last one is a gap (IN01).
    """
    last = {number.series: number.place for number, _ in sorted(invoices.numbers)}
    for link in books.links:
        number = parse(link, register.invoices)
        if number is None or not (number.series in last or _used(number, register)):
            continue
        first = first_of(number.series, register.invoices)
        if first is None or number.place <= last.get(number.series, first - 1):
            continue
        for transaction in books.linked(link):
            if {Kind.SALES, Kind.RECEIVABLE} <= transaction.signature.kinds:
                what = say(
                    "The ledger has invoice {number}, but there is no such invoice.",
                    number=link,
                )
                hint = say(
                    "Get its file back from git. If it was never issued here, give the "
                    "entry another link, or write in the register which number was the "
                    "first: `invoices: first:`."
                )
                yield on_transaction(IN05, books, transaction, what, hint)


def _used(number: Number, register: Register) -> bool:
    """Tell whether a number has the form of those that are given now."""
    return bool(number.member) == register.invoices.per_member
