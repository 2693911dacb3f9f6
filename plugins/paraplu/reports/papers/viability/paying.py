"""How customers pay: the days from an invoice to its receipt, by what settled it.

What was paid at once has no claim, and counts as no days; so does what was paid ahead.
A credit note is not a payment, and what was paid back is taken off what was paid
(`settled_claims`). Amounts are in EUR with VAT, as they are paid.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.kinds import MONEY
from paraplu.base.money import ZERO
from paraplu.reports.papers.settled_claims import pays, settled_claims
from paraplu.reports.papers.values import FigurePart
from paraplu.reports.papers.viability.cash_flow import is_alone
from paraplu.reports.papers.viability.figures import figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.postings import OwnPosting
    from paraplu.reports.papers.values import Figure
    from paraplu.reports.papers.viability.window import Window
_CLAIMS = frozenset({Kind.RECEIVABLE})
LATE = 30
_TENTH = Decimal("0.1")


class PaidAfter(NamedTuple):
    """A payment: what it was, and how many days after the invoice it came."""

    part: FigurePart
    days: int

    @property
    def amount(self) -> Decimal:
        """How much it was."""
        return self.part.amount


@dataclass(frozen=True)
class CustomersPaying:
    """What customers paid in twelve months: at once, and on account.

    What was paid back of sales at once is among those, below zero.
    """

    at_once: tuple[PaidAfter, ...]
    on_account: tuple[PaidAfter, ...]
    open: Decimal

    @property
    def total(self) -> Figure:
        """All that was received."""
        return figure(one.part for one in (*self.at_once, *self.on_account))

    @property
    def days(self) -> Decimal | None:
        """The days of what was on account, weighted by amount; None of nothing."""
        return _average(self.on_account)

    @property
    def days_of_all(self) -> Decimal | None:
        """The days of all that was received, also at once; None of nothing."""
        at_once = sum((one.amount for one in self.at_once), ZERO)
        return _average(self.on_account, max(at_once, ZERO))

    def between(self, least: int, most: int | None) -> Figure:
        """Return what was paid so many days after, or more where there is no `most`."""
        return figure(
            one.part
            for one in self.on_account
            if least <= one.days and (most is None or one.days <= most)
        )


def paying(material: Material, code: str, window: Window) -> CustomersPaying:
    """Return how a member's customers paid in twelve months.

    `open` is what they still had to pay at the end.
    """
    span = window.span.until(material.books)
    every = material.once(
        ("settled-claims", span.end), lambda: settled_claims(material.books, span.end)
    )
    words = {one.number: one for one in material.postings(code, span)}
    on_account = [
        PaidAfter(
            _part(words[match.by.what.number], match.amount),
            (match.date - match.item.date).days,
        )
        for account, claims in every.items()
        if account.member == code
        for match in claims.paid
        if match.by.what.number in words and pays(match.by.what)
    ]
    ring = material.books.rings.get(code)
    standing = ring.standing(span.end).items() if ring else ()
    return CustomersPaying(
        tuple(_at_once(material, code, window)),
        tuple(on_account),
        sum((n for account, n in standing if account.kind in _CLAIMS), ZERO),
    )


def _at_once(material: Material, code: str, window: Window) -> Iterator[PaidAfter]:
    """Yield what was received of sales without a claim.

    Of an entry with others that is what is in the ring.
    """
    seen = set()
    for one in material.postings(code, window.span):
        transaction = material.books.transactions[one.number]
        kinds = transaction.signature.kinds
        sold = one.account.kind is Kind.SALES and not one.carries
        if not sold or not kinds & MONEY or Kind.RECEIVABLE in kinds:
            continue
        if not is_alone(transaction, code):
            yield PaidAfter(_part(one, -one.amount), 0)
        elif one.number not in seen:
            seen.add(one.number)
            yield PaidAfter(_part(one, transaction.on(MONEY)), 0)


def _part(one: OwnPosting, amount: Decimal) -> FigurePart:
    return FigurePart(one.source, one.date, one.what, amount)


def _average(paid: Sequence[PaidAfter], at_once: Decimal = ZERO) -> Decimal | None:
    """Return the days of payments, weighted by amount, to a tenth of a day."""
    total = sum((one.amount for one in paid), at_once)
    if total <= 0:
        return None
    weighted = sum((one.amount * one.days for one in paid), ZERO)
    return (weighted / total).quantize(_TENTH, ROUND_HALF_UP)
