"""Filing: the transaction by which a return leaves the VAT accounts and becomes a debt.

It takes what the entries of its own period put on the VAT accounts, with what is left
of periods that were filed before; never what stands there of another period. Its
metadata freezes the period. Rounding to whole euros leaves cents on the VAT accounts,
and on the cash basis VAT stays that is not due yet; both are told.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.errors import Problem
from paraplu.base.kinds import VAT
from paraplu.base.language import Message, say
from paraplu.base.metadata import (
    VAT_RETURN,
    VAT_RETURN_BOXES,
    VAT_RETURN_CORRECTS,
    VAT_RETURN_SEAL,
)
from paraplu.base.money import ZERO
from paraplu.base.periods import Period
from paraplu.bookkeeping.vat.assessment import margin_by_period
from paraplu.bookkeeping.vat.boxes import added, in_euros
from paraplu.bookkeeping.vat.filed import written_boxes
from paraplu.bookkeeping.vat.margins import Margins
from paraplu.bookkeeping.vat.positions import (
    return_account,
)
from paraplu.bookkeeping.vat.returns import corrections
from paraplu.bookkeeping.vat.seal import seal
from paraplu.bookkeeping.vat.standing import standing
from paraplu.register.agreements import Scheme

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from paraplu.base.chart import Account
    from paraplu.bookkeeping.vat.returns import Correction, Vat, VatReturn
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

_EURO = Decimal(1)
_ROUNDED = frozenset({Kind.ROUNDING})


class Unfiled(Problem):
    """A return that cannot be filed; `message` says why, in one line."""


@dataclass(frozen=True)
class ReturnSettlement:
    """The transaction of a return; amounts have Beancount's sign.

    `left` is what stays on the VAT accounts, positive where it is owed.
    """

    date: dt.date
    narration: Message
    postings: tuple[tuple[str, Decimal], ...]
    notes: tuple[tuple[str, str], ...]
    left: Mapping[str, Decimal]


def settlement(
    books: Books, register: Register, vat: Vat, made: VatReturn
) -> ReturnSettlement | None:
    """Return the entry that files a return or its supplement; None where all is filed.

    Unfiled where it is too early, or something else has to be filed first.
    """
    change = made.changed
    if made.filed and (change is None or not change.supplement):
        return None
    if change is None:
        _check(books, register, vat, made)
        return _settle(books, register, vat, made, made.euros, made.period.last)
    now, before = in_euros(change.boxes), in_euros(change.filed.boxes)
    day = max(books.today, made.period.last)
    return _settle(books, register, vat, made, added(now, before, -1), day)


def _check(books: Books, register: Register, vat: Vat, made: VatReturn) -> None:
    period = made.period
    terms = register.vat_on(period.last)
    if terms.scheme is Scheme.KOR and not made.boxes:
        raise Unfiled(
            say(
                "For {period} the register has the small businesses scheme: there is "
                "no return to file.",
                period=period,
            )
        )
    if period.span is not terms.span:
        own = type(period).of(period.last, terms.span)
        raise Unfiled(
            say(
                "According to the register a return covers a {span}. File {own}.",
                span=SPANS[terms.span],
                own=str(own),
            )
        )
    if period.last > books.today:
        raise Unfiled(
            say(
                "{period} is not over: it ends on {end}, and the books go up to "
                "{today}.",
                period=period,
                end=period.last,
                today=books.today,
            )
        )
    _check_order(books, register, vat, period)
    _check_margins(books, register, period)


def _check_margins(books: Books, register: Register, period: Period) -> None:
    """Refuse a period whose VAT on margins is not booked as it is due."""
    if not margin_by_period(register, period.last):
        return
    for one in Margins(books, register).of_period(period):
        if one.wrong:
            raise Unfiled(
                say(
                    "The VAT on the margins of {period} is {tax}, but {booked} is "
                    "booked. Book it first: paraplu vat margin {period} --book",
                    period=str(period),
                    tax=one.tax,
                    booked=one.already,
                )
            )


SPANS = {"month": say("month"), "quarter": say("quarter"), "year": say("year")}


def _unsettled(
    books: Books, register: Register, vat: Vat, period: Period
) -> Period | None:
    """Return the first period with VAT where that still stands by the end of a later.

    None where it does not: then somebody settled it by hand. The cents that whole euros
    leave do not count.
    """
    earlier = [one for one in vat.taxed if one.date < period.first and one.accounts]
    if not earlier:
        return None
    day = earlier[0].date
    first = Period.of(day, register.vat_on(day).span)
    own: defaultdict[Account, Decimal] = defaultdict(lambda: ZERO)
    for one in vat.within(period):
        for account, amount in one.accounts:
            own[account] += amount
    stands = standing(books, register, vat, period.last)
    cents = len({Period.of(one.date, period.span) for one in earlier})
    if all(abs(n - own[account]) < cents for account, n in stands.items()):
        return None
    return first


def _check_order(books: Books, register: Register, vat: Vat, period: Period) -> None:
    for other in vat.filed:
        if other.overlaps(period):
            raise Unfiled(
                say(
                    "{other} is already filed, and overlaps with {period}.",
                    other=other,
                    period=period,
                )
            )
    if not vat.filed and (first := _unsettled(books, register, vat, period)):
        raise Unfiled(
            say("{before} is not filed yet. File it first.", before=str(first))
        )
    earlier = [other for other in vat.filed if other.last < period.first]
    if earlier and max(other.last for other in earlier) != period.before.last:
        raise Unfiled(
            say("{before} is not filed yet. File it first.", before=str(period.before))
        )
    large = [c for c in corrections(vat) if c.supplement]
    if large:
        raise Unfiled(
            say(
                "{period} changed by {amount} after it was filed, too much to include "
                "in the next return. File its supplement first: paraplu vat file "
                "{period}",
                period=str(large[0].period),
                amount=large[0].amount,
            )
        )


def _settle(
    books: Books,
    register: Register,
    vat: Vat,
    made: VatReturn,
    euros: Mapping[str, tuple[Decimal, Decimal]],
    day: dt.date,
) -> ReturnSettlement:
    due, claimed = (euros[box][1] if box in euros else ZERO for box in ("5a", "5b"))
    put = _put(books, vat, made)
    owed = {a.name: -n for a, n in put.items() if a.kind is Kind.VAT_DUE}
    input_vat = {a.name: n for a, n in put.items() if a.kind is Kind.VAT_CLAIM}
    paid = _whole(owed, due, ROUND_FLOOR)
    taken = _whole(input_vat, claimed, ROUND_CEILING)
    account = return_account(books, register.vat_on(made.period.last))
    postings = [*paid.items(), *((name, -n) for name, n in taken.items())]
    stands = standing(books, register, vat, made.period.last)
    left = {
        a.name: -n - paid.get(a.name, ZERO) + taken.get(a.name, ZERO)
        for a, n in stands.items()
    }
    rest = ZERO - sum((n for _, n in postings), ZERO)
    return ReturnSettlement(
        day,
        say("VAT return {period}", period=str(made.period))
        if not made.filed
        else say("Supplement to VAT return {period}", period=str(made.period)),
        (*((name, n) for name, n in postings if n), (account, rest)),
        tuple(_notes(made)),
        {name: n for name, n in left.items() if n},
    )


def _put(books: Books, vat: Vat, made: VatReturn) -> Mapping[Account, Decimal]:
    """Return what a return takes off each VAT account, with Beancount's sign.

    What its own entries put there, and what is left of the periods that were filed: the
    cents, and what came late. A return of nothing takes nothing.
    """
    put: defaultdict[Account, Decimal] = defaultdict(lambda: ZERO)
    if not (made.boxes or made.changed):
        return put
    for period in dict.fromkeys((*vat.filed, made.period)):
        for one in vat.within(period):
            for account, amount in one.accounts:
                put[account] += amount
    filings = {
        filing.transaction.number: filing.transaction
        for filed in vat.filed.values()
        for filing in filed.filings
    }
    if filings:
        rounded = books.with_signature(
            lambda one: Kind.ROUNDING in one.kinds and one.kinds <= VAT | _ROUNDED
        )
        filings |= {one.number: one for one in rounded}
    for transaction in filings.values():
        for posting in transaction.postings:
            if posting.account in put:
                put[posting.account] += posting.amount
    return put


def _notes(made: VatReturn) -> list[tuple[str, str]]:
    notes = [
        (VAT_RETURN, str(made.period)),
        (VAT_RETURN_BOXES, written_boxes(made.own)),
    ]
    if made.corrections:
        notes.append(
            (VAT_RETURN_CORRECTS, " | ".join(map(_corrected, made.corrections)))
        )
    return [*notes, (VAT_RETURN_SEAL, seal(made.taxed))]


def _corrected(correction: Correction) -> str:
    boxes = written_boxes(correction.boxes)
    return f"{correction.period}: {boxes}; {seal(correction.taxed)}"


def _whole(
    stands: Mapping[str, Decimal], target: Decimal, rounding: str
) -> dict[str, Decimal]:
    """Return what leaves each account: whole euros, together what was filed."""
    postings = {name: n.quantize(_EURO, rounding) for name, n in stands.items()}
    rest = target - sum(postings.values(), ZERO)
    if rest and postings:
        largest = max(postings, key=lambda name: (abs(stands[name]), name))
        postings[largest] += rest
    return {name: n.quantize(Decimal("0.01")) for name, n in postings.items()}
