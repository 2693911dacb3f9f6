"""A return in words: what is to be paid and by when, and whether it is filed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.dates import shifted
from paraplu.base.dutch_law import SUPPLEMENT_FROM, SUPPLEMENT_TERM
from paraplu.base.language import Listing, Message, say
from paraplu.bookkeeping.vat.positions import is_of_return, return_accounts
from paraplu.bookkeeping.vat.sales_list import to_correct
from paraplu.register.agreements import Scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.bookkeeping.vat.filed import FiledReturn
    from paraplu.bookkeeping.vat.returns import Correction, VatReturn
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register


def told(books: Books, register: Register, made: VatReturn) -> Iterator[Message]:
    """Yield what is to be paid, and whether it is filed, one sentence after the other.

    Amounts are in whole euros; a negative return is money that comes back.
    """
    amount, period = made.payable, str(made.period)
    first = books.first_day
    if first and made.period.last < first and not made.filed:
        yield say(
            "These books begin on {first}, after {period}: they say nothing of it.",
            first=first,
            period=made.period,
        )
        return
    scheme = register.vat_on(made.period.last).scheme
    if amount > 0:
        yield say("To pay: {n}, by {day}.", n=int(amount), day=made.period.due)
    elif amount < 0:
        yield say(
            "To get back: {n}. File it by {day}.", n=int(-amount), day=made.period.due
        )
    elif not made.boxes and scheme is Scheme.KOR:
        yield say("Nothing to file: the register has the small businesses scheme.")
        return
    else:
        yield say(
            "Nothing to pay, but the return still has to be filed by {day}.",
            day=made.period.due,
        )
    for change in made.corrections:
        yield say(
            "It includes the correction of {period}: {amount}.",
            period=change.period,
            amount=change.amount,
        )
    if made.changed:
        yield _changed(books, made.changed)
        if made.changed.of_sales_list:
            yield to_correct(period)
    elif made.filed:
        yield from _filed(books, register, made.filed)
    elif made.period.last > books.today:
        yield say(
            "This is not everything: the period ends on {end}, and the books go up to "
            "{today}.",
            end=made.period.last,
            today=books.today,
        )
    else:
        yield say("Not filed yet: paraplu vat file {period}", period=period)


def _filed(books: Books, register: Register, filed: FiledReturn) -> Iterator[Message]:
    """Yield when and for how much a return was booked, and what went with what."""
    if filed.of != filed.period:
        yield say("Filed, and corrected with the return of {period}.", period=filed.of)
        return
    returns = return_accounts(books, register)
    for number, one in enumerate(filed.filings):
        amount = -sum(
            posting.amount
            for posting in one.transaction.postings
            if is_of_return(posting.account.name, returns)
        )
        booked = say(
            "{day}: {amount} {direction}",
            day=one.transaction.date,
            amount=abs(amount),
            direction=say("to pay") if amount >= 0 else say("to get back"),
        )
        if number:
            yield say("Supplement filed with the entry of {booked}.", booked=booked)
        else:
            yield say("Filed with the entry of {booked}.", booked=booked)
        if one.along:
            yield say(
                "It included the corrections of {periods}.",
                periods=Listing(tuple(one.along)),
            )


def _changed(books: Books, change: Correction) -> Message:
    if not change.amount:
        return say(
            "It was filed on {day}. The boxes have changed since, but not the VAT. The "
            "change goes with the next return.",
            day=change.filed.transaction.date,
        )
    if not change.supplement:
        return say(
            "It was filed on {day}, and has changed by {amount} since. That goes with "
            "the next return.",
            day=change.filed.transaction.date,
            amount=change.amount,
        )
    return say(
        "It was filed on {day}, and has changed by {amount} since: more than {limit}. "
        "Report these boxes as a supplement within 8 weeks of finding this; as of "
        "{today} that is by {by}. Then book it: paraplu vat file {period}",
        day=change.filed.transaction.date,
        amount=change.amount,
        limit=SUPPLEMENT_FROM,
        today=books.today,
        by=shifted(books.today, SUPPLEMENT_TERM),
        period=str(change.period),
    )
