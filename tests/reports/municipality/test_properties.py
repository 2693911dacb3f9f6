"""Whatever was sold and paid: each cent counts once, in one month."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraplu.base.findings import NO_SOURCE
from paraplu.register.municipality import Agreement, Attribution
from paraplu.reports.papers.municipality.attribution import Counting, Turnover
from paraplu.reports.papers.municipality.sales import CustomerKind, Sale
from paraplu.reports.span import Span

FIRST, LAST = dt.date(2025, 1, 1), dt.date(2026, 12, 31)
days = st.dates(FIRST, LAST)
cents = st.integers(1, 10**7).map(lambda n: Decimal(n) / 100)


@st.composite
def sales(draw: st.DrawFn) -> Sale:
    """Return a sale that was paid whole, in up to four pieces."""
    net, tax = draw(cents), draw(st.just(Decimal(0)) | cents)
    begin, end = sorted((draw(days), draw(days)))
    gross, pieces = net + tax, []
    for _ in range(draw(st.integers(0, 3))):
        part = (gross * draw(st.integers(0, 100)) / 100).quantize(Decimal("0.01"))
        pieces.append((draw(days), part))
        gross -= part
    pieces.append((draw(days), gross))
    return Sale(
        number="",
        worked=Span(begin, end),
        booked=draw(days),
        received=None,
        description="",
        customer=CustomerKind.NO_INVOICE,
        net=net,
        tax=tax,
        pieces=tuple(sorted(pieces)),
        source=NO_SOURCE,
        due=net + tax,
    )


def counted_in(
    sold: list[Sale], attribution: Attribution | None, span: Span
) -> Turnover:
    """Return what counts in a span by one agreement that was always in force."""
    return Counting(sold, lambda _: Agreement(attribution=attribution)).within(span)


@pytest.mark.parametrize("attribution", [None, *Attribution])
@given(st.lists(sales(), max_size=5), days)
def test_every_cent_counts_once(
    attribution: Attribution | None, sold: list[Sale], cut: dt.date
) -> None:
    before, after = (
        counted_in(sold, attribution, span)
        for span in (Span(FIRST, cut), Span(cut + dt.timedelta(days=1), LAST))
    )
    for name in ("net", "tax"):
        whole = sum(getattr(sale, name) for sale in sold)
        parts = [getattr(one, name) for one in (*before.counted, *after.counted)]
        assert sum(parts) == whole
        # Work over months is in parts that differ by a cent at most.
        assert all(part >= 0 for part in parts)


@given(sales())
def test_work_over_months_counts_in_equal_parts(sale: Sale) -> None:
    counted = counted_in([sale], Attribution.WORK_MONTH, Span(FIRST, LAST)).counted
    parts = [one.net for one in counted]
    assert max(parts) - min(parts) <= Decimal("0.01")
    assert len({(one.day.year, one.day.month) for one in counted}) == len(parts)
