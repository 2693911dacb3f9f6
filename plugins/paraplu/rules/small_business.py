"""VT05: the scheme for small businesses ends where turnover passes its limit.

The limit is of the whole cooperative, in a calendar year. Turnover is what members sell
to others; what is exempt anyway, or taxed abroad, does not count (art. 25 Wet OB).
Under the scheme no VAT is charged.

    vat: {scheme: kor}
    members:
      L01: {joined: 2025-01-01, permission: [{from: 2025-01-01}]}

    2025-03-01 * "Customer" "Table"
      Assets:Bank                121.00 EUR
      Income:Members:L01:Sales  -100.00 EUR
      Liabilities:VAT            -21.00 EUR  ; VT05 L01 21.00

    2025-04-01 * "Market" "All that is left"  ; VT05 100.00
      Assets:Bank                20000.00 EUR
      Income:Members:L01:Sales  -20000.00 EUR
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.dutch_law import kor_limit
from paraplu.base.findings import Finding, Severity
from paraplu.base.kinds import VAT
from paraplu.base.language import Message, say
from paraplu.base.metadata import VAT_CODE
from paraplu.base.money import ZERO
from paraplu.bookkeeping.vat.assessment import Assessor
from paraplu.bookkeeping.vat.codes import OUTSIDE, in_other_eu_country
from paraplu.bookkeeping.vat.positions import no_supply
from paraplu.bookkeeping.vat.said_codes import codes_of, customer_of
from paraplu.register.agreements import Scheme
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Positions, Transaction
    from paraplu.register.model import Register

VT05 = Rule(
    "VT05",
    Severity.ERROR,
    say("The small businesses scheme: VAT under it, or its limit"),
    reads=("vat",),
)

_NEAR = Decimal("0.80")
Sold = tuple["Transaction", Decimal]


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield VAT on sales under the scheme, and each year that comes near the limit."""
    if all(terms.scheme is Scheme.NORMAL for terms in register.vat):
        return
    years: defaultdict[int, list[Sold]] = defaultdict(list)
    for transaction, amount in sorted(
        _sold(books, register), key=lambda s: s[0].number
    ):
        years[transaction.date.year].append((transaction, amount))
    for year, sold in years.items():
        yield from _year(books, register, year, sold)
    yield from _taxed(books, register)


def _sold(books: Books, register: Register) -> Iterator[Sold]:
    """Yield what counts of each sale."""
    assessor = Assessor(books, register)
    coded = {transaction.number for transaction in books.saying(VAT_CODE)}
    for transaction in books.with_signature(
        lambda one: Kind.SALES in one.kinds and not no_supply(one)
    ):
        sales = transaction.signature.where(lambda role: role.kind is Kind.SALES)
        vat = assessor.positions(transaction)
        if vat and transaction.number in coded:
            codes = codes_of(transaction, vat)
            sales = tuple(n for n in sales if _counts(transaction, codes.get(n, "")))
        amount = -transaction.total(sales)
        if amount:
            yield transaction, amount


def _counts(transaction: Transaction, code: str) -> bool:
    abroad = code == "reversed" and in_other_eu_country(customer_of(transaction))
    return code not in {"exempt", OUTSIDE} and not abroad


def _year(
    books: Books, register: Register, year: int, sold: list[Sold]
) -> Iterator[Finding]:
    limit = kor_limit(year)
    total, near, passed = ZERO, None, None
    for transaction, amount in sold:
        total += amount
        used = _under(register, transaction.date)
        if not used:
            near = None
        if used and near is None and total >= limit * _NEAR:
            near = transaction, total
        if used and passed is None and total > limit:
            passed = transaction, total
    if passed:
        yield _over(books, year, *passed, limit)
    elif near and total >= limit * _NEAR:
        yield _nears(books, year, near[0], total, limit)


def _over(
    books: Books, year: int, transaction: Transaction, total: Decimal, limit: Decimal
) -> Finding:
    return VT05.found(
        say(
            "With this sale the cooperative's turnover in {year} is {total}, over the "
            "{limit} of the small businesses scheme. From this sale on, VAT is due.",
            year=str(year),
            total=total,
            limit=limit,
        ),
        transaction.source,
        hint=say(
            "Tell the tax office immediately, charge VAT from this sale on, and write "
            "in the register: {example}.",
            example="vat: [{scheme: kor}, "
            f"{{from: {transaction.date}, scheme: normal}}]",
        ),
        amount=total - limit,
        currency=books.currency,
        date=transaction.date,
    )


def _nears(
    books: Books, year: int, transaction: Transaction, total: Decimal, limit: Decimal
) -> Finding:
    return VT05.found(
        say(
            "The cooperative's turnover in {year} is {total}; the small businesses "
            "scheme ends at {limit}, so {left} is left.",
            year=str(year),
            total=total,
            limit=limit,
            left=limit - total,
        ),
        transaction.source,
        hint=say("Agree now on what members do when that is used up."),
        amount=limit - total,
        currency=books.currency,
        date=transaction.date,
        severity=Severity.WARNING,
    )


def _taxed(books: Books, register: Register) -> Iterator[Finding]:
    """Yield VAT that was charged or deducted while the scheme was used."""
    assessor = Assessor(books, register)
    for transaction in books.with_signature(lambda one: one.kinds & VAT):
        vat = assessor.positions(transaction)
        if not vat or not _under(register, transaction.date):
            continue
        accounts = transaction.accounts
        if vat.sold and vat.due:
            seller = accounts[vat.sold[0]].member
            yield from _charged(books, transaction, vat.due, seller)
        if vat.bought:
            buyer = accounts[vat.bought[0]].member
            yield from _deducted(books, transaction, vat.claimed, buyer)


def _under(register: Register, day: dt.date) -> bool:
    return register.vat_on(day).scheme is Scheme.KOR


def _charged(
    books: Books, transaction: Transaction, due: Positions, seller: str
) -> Iterator[Finding]:
    amount = abs(transaction.total(due))
    message = say(
        "There is {amount} of VAT on this sale, but according to the register the "
        "small businesses scheme applies: no VAT is charged then.",
        amount=amount,
    )
    hint = say(
        "Credit the invoice and send it again without VAT. The VAT that was charged is "
        "still owed to the tax office, for as long as the customer has the invoice."
    )
    if amount:
        yield _vat(books, transaction, due[0], seller, (message, hint), amount)


def _deducted(
    books: Books, transaction: Transaction, claimed: Positions, buyer: str
) -> Iterator[Finding]:
    amount = abs(transaction.total(claimed))
    message = say(
        "This deducts {amount} of VAT, but according to the register the small "
        "businesses scheme applies: no VAT is deducted then.",
        amount=amount,
    )
    hint = say("Book the VAT together with the purchase.")
    if amount:
        yield _vat(books, transaction, claimed[0], buyer, (message, hint), amount)


def _vat(
    books: Books,
    transaction: Transaction,
    position: int,
    member: str,
    words: tuple[Message, Message],
    amount: Decimal,
) -> Finding:
    message, hint = words
    return VT05.found(
        message,
        transaction.source_at(position),
        hint=hint,
        member=member or None,
        amount=amount,
        currency=books.currency,
        date=transaction.date,
    )


FAMILY = Family((VT05,), judge)
