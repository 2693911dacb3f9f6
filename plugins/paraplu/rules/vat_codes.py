"""VT01, VT02, VT03: what is said of VAT by a code must be so.

Only what says a code is judged: `vat:` on a posting or a transaction. Books that say
nothing of codes are not asked to, until a return is made of them. The rates are those
of the day (art. 9 Wet OB), and inside the cooperative there is no VAT.

    2025-03-01 * "Customer" "Table"
      vat: "high"
      Assets:Bank                       109.00 EUR
      Income:Members:L01:Sales         -100.00 EUR  ; VT01 L01 12.00
      Liabilities:VAT                    -9.00 EUR

    2025-03-01 * "Customer" "Chair"
      vat: "21%"
      Assets:Bank                        12.10 EUR
      Income:Members:L01:Sales          -10.00 EUR  ; VT02 L01
      Liabilities:VAT                    -2.10 EUR

    2025-03-04 * "Website of L01"
      vat: "high"
      Expenses:Members:L01:Costs         40.00 EUR
      Income:Members:L02:InternalSales  -40.00 EUR  ; VT03 L02
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.findings import Finding, Severity
from paraplu.base.kinds import VAT
from paraplu.base.language import Message, say
from paraplu.base.metadata import DELIVERED, VAT_CODE
from paraplu.bookkeeping.vat.assessed import Doubt, Unclear, VatEntry
from paraplu.bookkeeping.vat.assessment import Assessor
from paraplu.bookkeeping.vat.codes import (
    PURCHASE_CODES,
    SALE_CODES,
    SMALL,
    meant,
    other_days,
)
from paraplu.bookkeeping.vat.linked_margins import short_margins
from paraplu.bookkeeping.vat.said_codes import codes_of, customer_of, tax_day
from paraplu.bookkeeping.vat.sales_list import BOX, can_be_listed
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from paraplu.bookkeeping.vat.linked_margins import ShortMargin
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register

VT01 = Rule(
    "VT01", Severity.ERROR, say("VAT that does not match its code"), reads=("vat",)
)
VT02 = Rule(
    "VT02",
    Severity.ERROR,
    say("A VAT code or rate that is not in force"),
    reads=("vat",),
)
VT03 = Rule("VT03", Severity.ERROR, say("VAT on an internal service"), reads=("vat",))


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield the codes of VAT that are wrong."""
    assessor = Assessor(books, register)
    for transaction in books.saying(VAT_CODE):
        if Kind.INTERNAL_SALES in transaction.signature.kinds:
            yield from _internal(books, transaction)
            continue
        found = assessor.assess(transaction)
        if isinstance(found, Unclear) and found.doubt is Doubt.CODE:
            yield _no_code(books, assessor, found)
        elif isinstance(found, Unclear) and found.doubt is Doubt.AMOUNTS:
            yield _disagrees(books, assessor, found)
        elif isinstance(found, VatEntry):
            yield from _nameless(books, assessor, found)
    for short in short_margins(books, register, assessor):
        yield _short(books, short)


def _internal(books: Books, transaction: Transaction) -> Iterator[Finding]:
    """Yield a code on a service inside the cooperative; booked VAT is for IS01."""
    said = transaction.meta.get(VAT_CODE)
    position = 0
    for n, posting in enumerate(transaction.postings):
        if posting.account.kind is Kind.INTERNAL_SALES:
            position = n
            said = posting.meta.get(VAT_CODE) or said
    if said is None or transaction.signature.kinds & VAT:
        return
    hint = say("Delete {key}.", key=f"{VAT_CODE}:")
    if not str(said).strip():
        message = say("`{key}` is empty.", key=f"{VAT_CODE}:")
        yield _finding(books, transaction, position, VT03, (message, hint))
        return
    message = say(
        "An internal service has the VAT code “{said}”. There is no VAT inside the "
        "cooperative: to the tax office it is one business.",
        said=str(said),
    )
    yield _finding(books, transaction, position, VT03, (message, hint))


def _no_code(books: Books, assessor: Assessor, found: Unclear) -> Finding:
    transaction, position = found.transaction, found.position
    vat = assessor.positions(transaction)
    said = codes_of(transaction, vat)[position] if vat else ""
    known = PURCHASE_CODES if vat and position in vat.bought else SALE_CODES
    near = meant(said, tax_day(transaction))
    hint = say("The codes are: {codes}.", codes=", ".join(sorted(known)))
    if near in known:
        hint = say("Write {example}.", example=f'{VAT_CODE}: "{near}"')
    message = say("“{said}” is not a VAT code.", said=said)
    if near and near not in known:
        message = say("“{said}” is not a VAT code for this.", said=said)
    if said == SMALL and not (vat and position in vat.bought):
        message, hint = _not_small(transaction)
    if not said.strip():
        message = say("`{key}` is empty.", key=f"{VAT_CODE}:")
    return _finding(books, transaction, position, VT02, (message, hint))


def _nameless(books: Books, assessor: Assessor, found: VatEntry) -> Iterator[Finding]:
    """Yield a sale without VAT to a firm in the EU that does not say to whom.

    Goods are taxed at 0% only with the number of the customer, and the EU sales list
    has a line for each (art. 37a Wet OB; art. 138 of directive 2006/112).
    """
    transaction = found.transaction
    customer = customer_of(transaction)
    wrong = [
        item
        for item in found.items
        if item.box == BOX and not can_be_listed(customer, item)
    ]
    if not wrong:
        return
    vat = assessor.positions(transaction)
    codes = codes_of(transaction, vat) if vat else {}
    position = next((n for n, code in codes.items() if code == wrong[0].code), 0)
    message = say(
        "“{code}” is for a firm in another EU country, and the entry does not say its "
        "VAT number.",
        code=wrong[0].code,
    )
    if customer:
        message = say(
            "“{code}” is for a firm in another EU country, and “{number}” is not a VAT "
            "number of one.",
            code=wrong[0].code,
            number=customer,
        )
    hint = say(
        "Write the number on the entry: {example}. Without one that is valid, VAT has "
        "to be charged.",
        example='vat-id: "BE0403170701"',
    )
    yield _finding(books, transaction, position, VT01, (message, hint))


def _short(books: Books, short: ShortMargin) -> Finding:
    """Return that VAT on the margin of a good is missing, as its link tells it."""
    vat = say(
        "According to its code, “{code}”, the VAT on {base} should be {expected}, but "
        "{booked} is booked.",
        code="margin",
        base=short.margin,
        expected=short.expected,
        booked=short.booked,
    )
    hint = say(
        "The VAT is in what it brought in above the {bought} that was paid for it: "
        "take it out of the sale, and book it on the account of VAT.",
        bought=short.bought,
    )
    return _finding(
        books,
        short.transaction,
        short.position,
        VT01,
        (vat, hint),
        short.expected - short.booked,
    )


def _not_small(transaction: Transaction) -> tuple[Message, Message]:
    message = say(
        "“{said}” is for the small businesses scheme, which the register does not have "
        "on {day}.",
        said=SMALL,
        day=tax_day(transaction),
    )
    hint = say(
        "Write the code of what was sold. If it was delivered under the scheme, write "
        "on which day: {example}. If the scheme applies, write it in the register: "
        "{register}.",
        example=f"{DELIVERED}: {tax_day(transaction)}",
        register=f"vat: {{scheme: {SMALL}}}",
    )
    return message, hint


def _disagrees(books: Books, assessor: Assessor, found: Unclear) -> Finding:
    transaction, position = found.transaction, found.position
    vat = assessor.positions(transaction)
    codes = codes_of(transaction, vat) if vat else {}
    base, expected, booked = assessor.agreement(transaction)
    told = ", ".join(sorted(set(codes.values())))
    day = _of_another_day(assessor, transaction, codes.values())
    if day:
        rule = VT02
        message = say(
            "{booked} of VAT on {base} is at a rate that was not in force on {day}; "
            "“{code}” was {expected} then.",
            booked=booked,
            base=base,
            day=tax_day(transaction),
            code=told,
            expected=expected,
        )
        hint = say(
            "Correct the VAT. If it was delivered when the other rate was in force, "
            "write on which day: {example}.",
            example=f"delivered: {day}",
        )
    else:
        rule = VT01
        message = say(
            "According to its code, “{code}”, the VAT on {base} should be {expected}, "
            "but {booked} is booked.",
            code=told,
            base=base,
            expected=expected,
            booked=booked,
        )
        hint = say(
            "Correct the amounts or the code, so that they are as on the invoice."
        )
    apart = abs(booked - expected)
    return _finding(books, transaction, position, rule, (message, hint), apart)


def _of_another_day(
    assessor: Assessor, transaction: Transaction, codes: Iterable[str]
) -> dt.date | None:
    """Return a day on whose rates the entry is right, None where there is none."""
    days = {day for code in codes for day in other_days(code)}
    for day in sorted(days, reverse=True):
        if isinstance(assessor.assess(transaction, day), VatEntry):
            return day
    return None


def _finding(
    books: Books,
    transaction: Transaction,
    position: int,
    rule: Rule,
    words: tuple[Message, Message],
    amount: Decimal | None = None,
) -> Finding:
    message, hint = words
    return rule.found(
        message,
        transaction.source_at(position),
        hint=hint,
        member=transaction.accounts[position].member or None,
        amount=amount,
        currency=books.currency if amount is not None else None,
        date=transaction.date,
    )


FAMILY = Family((VT01, VT02, VT03), judge)
