"""The VAT of a period: its boxes and what is behind them, and what is each member's."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.money import ZERO
from paraplu.base.periods import Period
from paraplu.bookkeeping.vat.behind import BoxLine, lines_of
from paraplu.bookkeeping.vat.boxes import Box, net, with_totals
from paraplu.bookkeeping.vat.codes import BOXES
from paraplu.bookkeeping.vat.filing import Unfiled, settlement
from paraplu.bookkeeping.vat.returns import corrections, vat_of_member, vat_return
from paraplu.bookkeeping.vat.sales_list import BOX, SalesList, sales_list
from paraplu.bookkeeping.vat.told import told

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from paraplu.base.language import Message
    from paraplu.bookkeeping.vat.assessed import Unclear
    from paraplu.bookkeeping.vat.returns import Correction, Vat, VatReturn
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register
    from paraplu.reports.span import Span
    from paraplu.rules.verdict import Judgement

# What the form asks for the base of; of the others it asks for the VAT alone.
_TOTALS = frozenset({"5a", "5b", "5c", "5g"})
_SUMS = _TOTALS - {"5b"}


class BoxRow(NamedTuple):
    """A box: the whole euros that are filled in, the cents, and what is behind it.

    `exact` is the period's own, without the corrections that go along with it. `since`
    is what came to the box after it was filed, to the cent.
    """

    box: str
    name: Message
    base: Decimal | None
    tax: Decimal
    exact: Box
    lines: tuple[BoxLine, ...]
    since: Box = Box()


class MemberVat(NamedTuple):
    """The VAT that a member's sales carried, and that on what was bought; to the cent.

    The cooperative itself has no code.
    """

    code: str
    due: Decimal
    claimed: Decimal

    @property
    def net(self) -> Decimal:
        """What of the return is this member's; below nil where it comes back."""
        return self.due - self.claimed


@dataclass(frozen=True)
class VatOfPeriod:
    """The return over a period as it is filled in, and what is in the way of it.

    `periods` are those with anything in them, newest first. `obstacle` says why the
    return cannot be filed, once the period is over. `changed` are other periods that
    are no longer what was filed.
    """

    made: VatReturn
    currency: str
    periods: tuple[Period, ...]
    filed: frozenset[Period]
    rows: tuple[BoxRow, ...]
    shares: tuple[MemberVat, ...]
    told: tuple[Message, ...]
    obstacle: Message | None
    unclear: tuple[Unclear, ...]
    unreadable: tuple[Transaction, ...]
    changed: tuple[Correction, ...]
    customers: SalesList

    @property
    def period(self) -> Period:
        """The period that is shown."""
        return self.made.period

    @property
    def cents(self) -> Decimal:
        """What whole euros leave with the cooperative; never below nil."""
        return net(self.made.boxes) - self.made.payable

    @property
    def total(self) -> MemberVat:
        """What is the members' and the cooperative's together."""
        due = sum((share.due for share in self.shares), ZERO)
        return MemberVat("", due, sum((share.claimed for share in self.shares), ZERO))


def vat_in(
    judgement: Judgement, vat: Vat, span: Span, asked: Period | None = None
) -> VatOfPeriod | None:
    """Return the VAT of a period that is asked for, else of the newest in a span.

    A period outside the books is none.

    None where the books have no transactions, and no period that anybody could file.
    """
    books, register = judgement.books, judgement.register
    last = span.closing(books)
    if books.first_day and last < books.first_day:
        last = books.today
    newest = _period(register, last)
    period = asked if asked and in_books(books, vat, asked) else newest
    if period is None or books.today == dt.date.min:
        return None
    found = {*_periods(register, vat), newest, period} - {None}
    near = (one for one in found if one and _within(one, span, period))
    made = vat_return(vat, period)
    return VatOfPeriod(
        made,
        books.currency,
        tuple(sorted(near, key=lambda one: (one.last, one.first), reverse=True)),
        frozenset(vat.filed),
        tuple(_rows(made)),
        tuple(_shares(made)),
        tuple(told(books, register, made)),
        _obstacle(judgement, vat, made),
        tuple(vat.unclear_in([period])),
        tuple(one.transaction for one in vat.unreadable),
        tuple(one for one in corrections(vat) if one.period != period),
        sales_list(made) if BOX in made.own else SalesList((), ()),
    )


def in_books(books: Books, vat: Vat, period: Period) -> bool:
    """Tell whether the books can say anything of a period: no day of it is before them.

    What is filed stays what it is, also where the books begin later.
    """
    first = books.first_day
    if first is None or period in vat.filed:
        return True
    return period.last >= first and period.first <= books.today


def _period(register: Register, day: dt.date) -> Period | None:
    """Return the period that a day is filed in; None where no period has such a name.

    Where the length changes within it, that at its end counts, as it does in filing.
    """
    if Period.read(f"{day.year:04}") is None:
        return None
    period = Period.of(day, register.vat_on(day).span)
    return Period.of(day, register.vat_on(period.last).span)


def _periods(register: Register, vat: Vat) -> set[Period | None]:
    days = {one.date for one in vat.taxed} | {
        one.transaction.date for one in vat.unclear
    }
    return {*vat.filed, *(_period(register, day) for day in days)}


def _within(period: Period, span: Span, chosen: Period) -> bool:
    return period == chosen or (period.first <= span.end and span.begin <= period.last)


def _rows(made: VatReturn) -> Sequence[BoxRow]:
    since = with_totals(made.since) if made.filed and made.since else {}
    shown = {box: made.euros.get(box, Box()) for box in (*since, *made.euros)}
    return [
        BoxRow(
            box,
            BOXES[box],
            None if box in _TOTALS else base,
            tax,
            made.own.get(box, Box()),
            () if box in _SUMS else tuple(lines_of(made, box, None)),
            since.get(box, Box()),
        )
        for box, (base, tax) in sorted(shown.items())
    ]


def _shares(made: VatReturn) -> Sequence[MemberVat]:
    """Return what is each member's, and what is the cooperative's own last."""
    every = [
        MemberVat(code, *vat_of_member(boxes)) for code, boxes in made.members.items()
    ]
    return sorted(every, key=lambda share: (not share.code, share.code))


def _obstacle(judgement: Judgement, vat: Vat, made: VatReturn) -> Message | None:
    books, register = judgement.books, judgement.register
    if made.period.last > books.today or not made.boxes:
        return None
    try:
        settlement(books, register, vat, made)
    except Unfiled as fault:
        return fault.message
    return None
