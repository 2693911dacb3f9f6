"""VT04: what was filed stays as it was, or is corrected with the tax office.

Only what paraplu filed is judged, for only there it is known what was filed. Here the
sale of 100.00 that the return told of was taken out of the books (art. 10a AWR).

    2025-03-31 * "Belastingdienst" "VAT return 2025-Q1"  ; VT04 21.00
      vat-return: "2025-Q1"
      vat-return-boxes: "1a 100.00 21.00"
      vat-return-seal: "986cc20eb14180ff51746fd7f2edbf6b"
      Liabilities:VAT          21.00 EUR
      Liabilities:VAT:Return  -21.00 EUR
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.dates import shifted
from paraplu.base.dutch_law import SUPPLEMENT_FROM, SUPPLEMENT_TERM
from paraplu.base.findings import Finding, Severity
from paraplu.base.language import Listing, Message, say
from paraplu.base.metadata import VAT_RETURN
from paraplu.base.money import ZERO
from paraplu.bookkeeping.vat.filed import payable_of
from paraplu.bookkeeping.vat.positions import is_of_return, return_accounts
from paraplu.bookkeeping.vat.returns import Correction, corrections, vat_of
from paraplu.bookkeeping.vat.sales_list import to_correct
from paraplu.bookkeeping.vat.seal import grown_by
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.bookkeeping.vat.assessed import Unclear
    from paraplu.bookkeeping.vat.returns import Vat
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register

VT04 = Rule(
    "VT04",
    Severity.ERROR,
    say("A change in a period that was already filed"),
    reads=("vat",),
)


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield the filed periods that are no longer what was filed."""
    if not books.saying(VAT_RETURN):
        return
    vat = vat_of(books, register)
    for unreadable in vat.unreadable:
        yield _unreadable(books, unreadable.transaction)
    for correction in corrections(vat):
        yield _changed(books, correction)
    yield from _rewritten(books, register, vat)
    for unclear in vat.unclear_in(vat.filed):
        yield _unclear(books, unclear)


def _rewritten(books: Books, register: Register, vat: Vat) -> Iterator[Finding]:
    """Yield the entries of returns that book something else than their boxes say."""
    returns = return_accounts(books, register)
    for filed in vat.filed.values():
        for filing in filed.filings:
            booked = -sum(
                (
                    posting.amount
                    for posting in filing.transaction.postings
                    if is_of_return(posting.account.name, returns)
                ),
                ZERO,
            )
            due = payable_of(filing)
            if booked != due:
                yield VT04.found(
                    say(
                        "What was filed for {period} comes to {due} by its boxes, but "
                        "its entry books {booked}.",
                        period=filing.period,
                        due=due,
                        booked=booked,
                    ),
                    filing.transaction.source,
                    hint=say("Put back what is in git."),
                    amount=abs(booked - due),
                    currency=books.currency,
                    date=filing.transaction.date,
                )


def _changed(books: Books, correction: Correction) -> Finding:
    late = grown_by(correction.taxed, correction.filed.seal)
    transaction = late[-1].transaction if late else correction.filed.transaction
    amount = correction.amount
    period = str(correction.period)
    large = correction.supplement
    hint: Message = say(
        "Up to {limit} goes with the next return: paraplu vat includes it. To see it, "
        "run paraplu vat {period}.",
        limit=SUPPLEMENT_FROM,
        period=period,
    )
    if large:
        hint = say(
            "More than {limit} needs a supplement, within 8 weeks of finding it: as of "
            "{today} that is by {by}. To see it, run paraplu vat {period}; report it "
            "to the tax office, and book it with --file.",
            limit=SUPPLEMENT_FROM,
            today=books.today,
            by=shifted(books.today, SUPPLEMENT_TERM),
            period=period,
        )
    if correction.of_sales_list:
        hint = say("{hint} {more}", hint=hint, more=to_correct(period))
    return VT04.found(
        say(
            "{period} was filed, and has changed since: {what}. {result}.",
            period=correction.period,
            what=_boxes(correction),
            result=_result(amount),
        ),
        transaction.source,
        hint=hint,
        amount=abs(amount) or None,
        currency=books.currency,
        date=transaction.date,
        severity=Severity.ERROR if large else Severity.WARNING,
    )


def _result(amount: Decimal) -> Message:
    if not amount:
        return say("No VAT has to be paid or comes back")
    direction = say("has to be paid on top") if amount > 0 else say("comes back")
    return say("{amount} {direction}", amount=abs(amount), direction=direction)


def _boxes(correction: Correction) -> Message | Listing:
    parts = [
        say("box {box} by {base} and {tax} of VAT", box=box, base=base, tax=tax)
        if base
        else say("box {box} by {tax} of VAT", box=box, tax=tax)
        for box, (base, tax) in correction.difference.items()
    ]
    return (
        Listing(tuple(parts))
        if parts
        else say("not the boxes, but the entries behind them")
    )


def _unclear(books: Books, unclear: Unclear) -> Finding:
    transaction, position = unclear.transaction, unclear.position
    return VT04.found(
        say(
            "This was added to a period that was already filed, and it is not clear "
            "how much VAT is due on it."
        ),
        transaction.source_at(position),
        hint=say(
            "Book the VAT that is in it, or write a code that says why there is none, "
            "such as {example}.",
            example='vat: "exempt"',
        ),
        member=transaction.accounts[position].member or None,
        amount=abs(transaction.postings[position].amount),
        currency=books.currency,
        date=transaction.date,
        severity=Severity.WARNING,
    )


def _unreadable(books: Books, transaction: Transaction) -> Finding:
    return VT04.found(
        say(
            "This entry says that a return was filed, but not which one: its "
            "vat-return, or what starts with that, was changed."
        ),
        transaction.source,
        hint=say("Put back what is in git."),
        currency=books.currency,
        date=transaction.date,
    )


FAMILY = Family((VT04,), judge)
