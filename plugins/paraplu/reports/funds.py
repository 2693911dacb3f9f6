"""What funders gave, what it was spent on, and what is left of it.

For each fund, before + received − spent − start capital + otherwise is what is left, to
the cent. It counts the fund's accounts of all four roots, as the cover does, and leaves
closings out.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.money import ZERO
from paraplu.base.vocabulary import words_of
from paraplu.ledger.cover import PARTS, CoverPart
from paraplu.ledger.fund_moves import USED, fund_moves

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from paraplu.ledger.books import Books
    from paraplu.ledger.fund_moves import Move
    from paraplu.register.grants import Fund
    from paraplu.reports.span import Span
    from paraplu.rules.verdict import Judgement


@dataclass(frozen=True)
class FundOverview:
    """One fund over a span; `fund` is None where only the books name it.

    `agreed` are the purposes in the register, in the words of the books. `whole` tells
    that the span leaves nothing out that came before it.
    """

    name: str
    fund: Fund | None
    closing: dt.date
    opening: Decimal
    moves: tuple[Move, ...]
    agreed: frozenset[str] = frozenset()
    whole: bool = True

    @property
    def before(self) -> Decimal:
        """What was left before the span, with what earlier books brought in."""
        return self.opening + self._sum(Kind.OPENING)

    @property
    def received(self) -> Decimal:
        """What came in."""
        return self._sum(Kind.FUND_INCOME)

    @property
    def spent(self) -> Decimal:
        """What it was spent on, start capital not among it."""
        return -self._sum(Kind.FUND_EXPENSES)

    @property
    def start_capital(self) -> Decimal:
        """What members got of it to start with."""
        return -self._sum(Kind.START_CAPITAL)

    @property
    def otherwise(self) -> Decimal:
        """What came by another way; below nil what went, such as back to the funder."""
        return self._sum(Kind.FUND_LIABILITIES, Kind.FUND_EQUITY)

    @property
    def left(self) -> Decimal:
        """What is left at the end of the span; below nil where more was used."""
        return self.opening + sum((move.amount for move in self.moves), ZERO)

    @property
    def used(self) -> Decimal:
        """What was spent, and given to start with."""
        return self.spent + self.start_capital

    @property
    def granted(self) -> Decimal | None:
        """What was granted, None where the register does not say."""
        return self.fund.amount if self.fund else None

    @property
    def to_come(self) -> Decimal:
        """What was granted and did not come in yet.

        Nil where that cannot be told: without a grant in the register, or where part of
        it may have come in before the span or in earlier books.
        """
        if self.granted is None or self.before or not self.whole:
            return ZERO
        return max(self.granted - self.received, ZERO)

    @property
    def days(self) -> int | None:
        """How many days it still runs, negative once it ended; None without end."""
        end = self.fund.period.end if self.fund else None
        return None if end is None else (end - self.closing).days

    @property
    def time_gone(self) -> Decimal | None:
        """What share of its days is over, from nil to one; None without an end."""
        if self.fund is None or self.fund.period.end is None:
            return None
        begin, end = self.fund.period.start, self.fund.period.end
        days = max((end - begin).days + 1, 1)
        gone = (self.closing - begin).days + 1
        return min(max(Decimal(gone) / days, ZERO), Decimal(1))

    @property
    def ended(self) -> bool:
        """Tell whether it is over on the last day of the span."""
        return self.days is not None and self.days < 0

    @property
    def strayed(self) -> tuple[str, ...]:
        """The purposes that it was used for and that were not agreed."""
        return tuple(name for name, _ in self.purposes if name and not self.fits(name))

    @cached_property
    def purposes(self) -> tuple[tuple[str, Decimal], ...]:
        """What was used for each purpose, the largest first."""
        return _added((move.purpose, -move.amount) for move in self._uses())

    @cached_property
    def members(self) -> tuple[tuple[str, Decimal], ...]:
        """What was used for each member, the largest first; for nobody by name: ""."""
        return _added((move.member, -move.amount) for move in self._uses())

    def fits(self, purpose: str) -> bool:
        """Tell whether a purpose was agreed; where the register has none, all were."""
        return not self.agreed or purpose in self.agreed

    def _uses(self) -> Iterator[Move]:
        return (move for move in self.moves if move.kind in USED)

    def _sum(self, *kinds: Kind) -> Decimal:
        return sum((m.amount for m in self.moves if m.kind in kinds), ZERO)


@dataclass(frozen=True)
class Funds:
    """All funds of register and books as they stand on `closing`, in their order.

    Those of the register come first, the one that ends last before the others; then
    those that only the books name.
    """

    span: Span
    closing: dt.date
    currency: str
    stories: tuple[FundOverview, ...]

    @property
    def left(self) -> Decimal:
        """What is left of all of them together, where there is any."""
        return sum((max(one.left, ZERO) for one in self.stories), ZERO)

    @property
    def overspent(self) -> tuple[FundOverview, ...]:
        """Those of which more was used than there was."""
        return tuple(one for one in self.stories if one.left < 0)

    @property
    def strayed(self) -> tuple[FundOverview, ...]:
        """Those that were used for what was not agreed."""
        return tuple(one for one in self.stories if one.strayed)

    @property
    def running(self) -> tuple[FundOverview, ...]:
        """Those that are not over."""
        return tuple(one for one in self.stories if not one.ended)

    @property
    def ended(self) -> tuple[FundOverview, ...]:
        """Those that are over."""
        return tuple(one for one in self.stories if one.ended)


def funds_in(judgement: Judgement, span: Span) -> Funds:
    """Return how every fund stands at the end of a span, and what moved in it."""
    books, register = judgement.books, judgement.register
    words = words_of(register.chart)
    closing = span.closing(books)
    whole = span.before is None
    levels = _levels(books, span)
    moves = fund_moves(books)
    stories = []
    for name in {*register.funds, *levels}:
        known = register.funds.get(name)
        agreed = frozenset(words.get(p, p) for p in (known.purposes if known else ()))
        level = levels.get(name, ZERO)
        moved = tuple(
            move
            for move in moves.get(name, ())
            if span.begin <= move.transaction.date <= closing
        )
        stories.append(FundOverview(name, known, closing, level, moved, agreed, whole))
    return Funds(span, closing, books.currency, tuple(sorted(stories, key=_place)))


def _place(story: FundOverview) -> tuple[bool, int, str]:
    end = story.fund.period.end if story.fund else None
    # The later it ends, the sooner it is shown.
    return story.fund is None, -(end or dt.date.max).toordinal(), story.name


def _levels(books: Books, span: Span) -> Mapping[str, Decimal]:
    """Return what was left of each fund that the books name before a span."""
    levels: dict[str, Decimal] = {}
    for account, days in books.days.items():
        if PARTS.get(account.kind) is CoverPart.FUND:
            before = (n for day, n in days.items() if day < span.begin)
            levels[account.fund] = levels.get(account.fund, ZERO) - sum(before, ZERO)
    return levels


def _added(pairs: Iterable[tuple[str, Decimal]]) -> tuple[tuple[str, Decimal], ...]:
    sums: dict[str, Decimal] = {}
    for name, amount in pairs:
        sums[name] = sums.get(name, ZERO) + amount
    return tuple(sorted(sums.items(), key=lambda pair: (-pair[1], pair[0])))
