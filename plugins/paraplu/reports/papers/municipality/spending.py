"""What a member spent, by category, beside the caps of the year.

Costs lower the result; growth and training are uses of it, and so is what a member who
leaves gives to the common fund. Bad debts are no spending,
and have a place of their own (`sales.BadDebt`). Depreciation spends nothing,
for the equipment counted when it was bought, and stands apart. Start capital that is
given back is no cost, and has no place here.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.common_fund import is_given
from paraplu.base.language import Message, say
from paraplu.base.money import ZERO
from paraplu.reports.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from paraplu.base.chart import Account, Chart
    from paraplu.base.findings import Source
    from paraplu.ledger.approvals import Approval
    from paraplu.reports.papers.municipality.bookings import Booking

_WORDS = {
    Kind.COSTS: say("costs"),
    Kind.GROWTH: say("growth"),
    Kind.EQUIPMENT: say("equipment"),
    Kind.TRAINING: say("training"),
}
# Equipment is growth that lasts.
USES = (Kind.COSTS, Kind.GROWTH, Kind.EQUIPMENT, Kind.TRAINING)


@dataclass(frozen=True)
class SpendingMove:
    """What one posting spends, in EUR; below zero what came back."""

    account: Account
    date: dt.date
    amount: Decimal
    words: str
    source: Source
    approvals: tuple[Approval, ...]


@dataclass(frozen=True)
class Category:
    """What was spent on one thing, in EUR; what came back is taken off.

    `path` is the class and what stands below it, in the words of the books. `before` is
    what was spent on it in the year before the period. `cap` is what may be spent in a
    calendar year, None without a cap; `approvals` are those given for it in the period,
    whose `moves` are what was spent. A period over the turn of a year has the category
    once for each `calendar_year` in it.
    """

    path: str
    kind: Kind
    calendar_year: int
    before: Decimal
    spent: Decimal
    cap: Decimal | None = None
    approvals: tuple[Approval, ...] = ()
    moves: tuple[SpendingMove, ...] = ()

    @property
    def lowers(self) -> bool:
        """Whether it lowers the result."""
        return self.kind is Kind.COSTS and not self._given

    @property
    def _given(self) -> bool:
        return any(is_given(one.account) for one in self.moves)

    @property
    def said(self) -> Message | str:
        """The category as people read it: growth, and what for."""
        if self._given:
            return say("to the common fund")
        _, *detail = self.path.split(":")
        if self.kind is Kind.COSTS and detail:
            return ": ".join(detail)
        word = _WORDS.get(self.kind)
        if word is None or not detail:
            return word or self.path
        return Message(
            "{word}: {detail}", (("word", word), ("detail", ": ".join(detail)))
        )

    @property
    def year(self) -> Decimal:
        """What was spent in the year, up to the end of the period."""
        return self.before + self.spent

    @property
    def remaining(self) -> Decimal | None:
        """What may still be spent this year: below zero where the cap was passed."""
        return None if self.cap is None else self.cap - self.year


@dataclass(frozen=True)
class Spending:
    """What was spent in a period, by category.

    `capped` is what other caps are on: several categories, or one without spending.
    Each category is in the total of its class, and what is `capped` in none.
    `written_off` is depreciation.
    """

    categories: tuple[Category, ...]
    capped: tuple[Category, ...]
    written_off: Decimal

    def total(self, *kinds: Kind) -> Decimal:
        """Return what was spent on these classes in the period."""
        return sum((one.spent for one in self.categories if one.kind in kinds), ZERO)


def spending_in(
    bookings: Sequence[Booking],
    caps: Callable[[dt.date], Mapping[str, Decimal]],
    chart: Chart,
    span: Span,
) -> Spending:
    """Return what was spent in a span, year by year; `caps` are those of a day."""
    each = [_year(bookings, caps(part.end), chart, part) for part in _by_year(span)]
    return Spending(
        tuple(
            sorted((one for year in each for one in year.categories), key=_place),
        ),
        tuple(sorted((one for year in each for one in year.capped), key=_place)),
        sum((year.written_off for year in each), ZERO),
    )


def _by_year(span: Span) -> Iterator[Span]:
    """Yield the parts of a span that lie in one calendar year each."""
    begin = span.begin
    while begin.year < span.end.year:
        yield Span(begin, begin.replace(month=12, day=31))
        begin = dt.date(begin.year + 1, 1, 1)
    yield Span(begin, span.end)


def _year(
    bookings: Sequence[Booking],
    caps: Mapping[str, Decimal],
    chart: Chart,
    span: Span,
) -> Spending:
    """Return what was spent in a span in one calendar year."""
    begin = span.begin.replace(month=1, day=1)
    year = [one for one in bookings if begin <= one.date <= span.end]
    moves = [move for booking in year for move in _moves(booking)]
    known = {chart.member_class(path): (path, cap) for path, cap in caps.items()}
    by_path: defaultdict[tuple[Kind, tuple[str, ...]], list[SpendingMove]] = (
        defaultdict(list)
    )
    for move in moves:
        by_path[move.account.kind, move.account.detail[:1]].append(move)
    categories = []
    for key, mine in by_path.items():
        _, cap = known.pop(key, ("", None))
        categories.append(_category(_path(mine[0].account), key[0], mine, span, cap))
    capped = []
    for meant, (path, cap) in known.items():
        if meant is not None:
            kind, detail = meant
            mine = [one for one in moves if _below(one.account, kind, detail)]
            capped.append(_category(path, kind, mine, span, cap))
    return Spending(
        tuple(categories),
        tuple(capped),
        sum((one.written_off for one in year if one.date in span), ZERO),
    )


def _moves(booking: Booking) -> Iterator[SpendingMove]:
    """Yield what an entry spends: no bad debt, and no growth that is only wear."""
    off = {
        Kind.GROWTH: booking.written_off,
        Kind.EQUIPMENT: -booking.written_off,
        Kind.COSTS: booking.bad_debt,
    }
    for account, amount in booking.postings:
        if account.kind in USES:
            worn = off.get(account.kind, ZERO)
            part = min(abs(worn), abs(amount)) if worn * amount > 0 else ZERO
            part = part if worn > 0 else -part
            if worn:
                off[account.kind] = worn - part
            if amount != part:
                given = (one for a, one in booking.approvals if a is account)
                yield SpendingMove(
                    account,
                    booking.date,
                    amount - part,
                    booking.words,
                    booking.source,
                    tuple(given),
                )


def _category(
    path: str,
    kind: Kind,
    moves: Iterable[SpendingMove],
    span: Span,
    cap: Decimal | None,
) -> Category:
    moves = list(moves)
    now = [one for one in moves if one.date in span]
    before = sum((one.amount for one in moves if one.date < span.begin), ZERO)
    return Category(
        path,
        kind,
        span.end.year,
        before,
        sum((one.amount for one in now), ZERO),
        cap,
        tuple(dict.fromkeys(given for one in now for given in one.approvals)),
        tuple(now),
    )


def _path(account: Account) -> str:
    """Return class and detail as the books write them: what follows the code."""
    return ":".join(account.name.split(":")[3:5])


def _below(account: Account, kind: Kind, detail: tuple[str, ...]) -> bool:
    return account.kind is kind and account.detail[: len(detail)] == detail


def _place(one: Category) -> tuple[int, str, int]:
    place = USES.index(one.kind) if one.kind in USES else len(USES)
    return place, one.path, one.calendar_year
