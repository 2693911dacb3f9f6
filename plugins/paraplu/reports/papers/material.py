"""What papers are made of: judged books, their invoices, and views made of them once.

Two hundred papers over one period ask the same questions; each is answered once, for
all members together.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from paraplu.base.chart import Kind
from paraplu.base.language import Message, say
from paraplu.bookkeeping.bank_import.open_items import OpenItem, invoiced
from paraplu.bookkeeping.documents.words import day_said
from paraplu.ledger.figures import Figures, figures_of_all
from paraplu.reports.members import by_member, codes_of
from paraplu.reports.papers.postings import Others, OwnPosting, own_postings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from paraplu.base.findings import Finding
    from paraplu.bookkeeping.invoices.shelf import Invoices
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register
    from paraplu.reports.papers.period import PaperPeriod
    from paraplu.reports.papers.state import StateOfBooks
    from paraplu.reports.span import Span
    from paraplu.rules.verdict import Judgement

T = TypeVar("T")

_RECEIVABLE = frozenset({Kind.RECEIVABLE})


@dataclass(frozen=True)
class Material:
    """Judged books with their invoices, and the state they are in.

    `names` are the people by code, where they may be named; empty where papers have
    codes alone.
    """

    judgement: Judgement
    invoices: Invoices
    state: StateOfBooks
    names: Mapping[str, str] = field(default_factory=dict)
    _made: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def books(self) -> Books:
        """The books."""
        return self.judgement.books

    @property
    def register(self) -> Register:
        """The register."""
        return self.judgement.register

    @cached_property
    def codes(self) -> Sequence[str]:
        """The codes of all members that register or books name, in order."""
        return codes_of(self.judgement)

    @cached_property
    def findings(self) -> Mapping[str, Sequence[Finding]]:
        """The findings that are about one member, by code."""
        return by_member(self.judgement.verdict.findings)

    @cached_property
    def others(self) -> Others:
        """By what words other members are told, so that they can be left out."""
        return Others(self.register, self.books)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` makes, made once for each key."""
        if key not in self._made:
            self._made[key] = make()
        return cast("T", self._made[key])

    def figures(self, code: str, span: Span) -> Figures:
        """Return the figures of a member over a span, until the books' today."""
        closing = span.closing(self.books)
        every = self.once(
            ("figures", span.begin, closing),
            lambda: figures_of_all(self.books, begin=span.begin, end=closing),
        )
        return every.get(code) or Figures(code, span.begin, closing)

    def postings(self, code: str, span: Span) -> Sequence[OwnPosting]:
        """Return what a member's ring booked over a span, in the ledger's order."""
        until = span.until(self.books)
        return self.once(
            ("postings", code, until),
            lambda: own_postings(self.books, self.others, until, code),
        )

    def receivables(self, code: str, day: dt.date) -> Sequence[OpenItem]:
        """Return what customers of a member owe after a day, by number."""
        every = self.once(("receivables", day), lambda: self._receivables(day))
        return every.get(code, ())

    def _receivables(self, day: dt.date) -> Mapping[str, Sequence[OpenItem]]:
        found: defaultdict[str, list[OpenItem]] = defaultdict(list)
        for item in invoiced(self.books, self.invoices, day, _RECEIVABLE):
            account = self.books.chart.account(item.account)
            found[account.member].append(item)
        for items in found.values():
            items.sort(key=lambda item: item.number)
        return found


def at_the_end(material: Material, period: PaperPeriod, today: dt.date) -> Material:
    """Return the same, standing at the end of a period that is over, though empty.

    The books stand at their newest entry. Where a period that ended before `today`
    begins after that, nothing happened in it, as far as they know.
    """
    books = material.books
    if not books.today < period.first <= period.last < today:
        return material
    judgement = replace(material.judgement, books=replace(books, today=period.last))
    return replace(material, judgement=judgement, _made={})


def outside(books: Books, period: PaperPeriod) -> Message | None:
    """Return why the books can say nothing about a period, None where they can."""
    first, newest = books.first_day, books.newest_day
    if first is None or newest is None:
        return say("These books have no entries yet, so there is nothing to report.")
    if period.first > books.today:
        return say(
            "{period} has not begun in these books: they go to {day}.",
            period=period.code,
            day=day_said(books.today),
        )
    if period.last < first:
        return say(
            "{period} is before these books: they begin on {day}.",
            period=period.code,
            day=day_said(first),
        )
    return None
