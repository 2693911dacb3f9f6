"""Any invoice, credited in any parts: in the end nothing is left, to the cent."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.bookkeeping.documents.papers import ANY_LINES, invoice

from paraplu.base.money import in_cents
from paraplu.bookkeeping.invoices.amounts import totals_of
from paraplu.bookkeeping.invoices.credits import credit_of, to_the_cent
from paraplu.bookkeeping.invoices.remaining import left_of, nets_left

if TYPE_CHECKING:
    from paraplu.bookkeeping.invoices.model import Invoice, InvoiceLine

ROOM = Decimal("0.02")


@st.composite
def _with_and_without_vat(draw: st.DrawFn) -> tuple[InvoiceLine, ...]:
    lines = draw(ANY_LINES)
    return tuple(replace(line, with_vat=draw(st.booleans())) for line in lines)


@given(_with_and_without_vat())
@settings(max_examples=150)
def test_a_page_adds_up(lines: tuple[InvoiceLine, ...]) -> None:
    """With VAT in all prices, the customer pays just these."""
    totals = totals_of(invoice(*lines))
    assert totals.net == sum(totals.net_by_code.values())
    assert totals.net == sum(group.net for group in totals.groups)
    assert totals.payable == totals.net + totals.tax
    for group in totals.groups:
        # Of net prices and of each code with VAT in it the VAT is rounded by itself.
        assert abs(group.tax - group.net * group.rate) <= 4 * ROOM
    every = totals_of(invoice(*(replace(line, with_vat=True) for line in lines)))
    assert every.payable == sum(every.shown)


@given(_with_and_without_vat(), st.data())
@settings(max_examples=150, deadline=None)
def test_credits_in_any_parts_end_at_zero(
    lines: tuple[InvoiceLine, ...], data: st.DataObject
) -> None:
    sold = invoice(*lines)
    notes: list[Invoice] = []

    def corrections(number: str) -> list[Invoice]:
        return [note for note in notes if note.corrects == number]

    for count in range(1, 6):
        left = left_of(sold, corrections).quantities
        places = [place for place, quantity in enumerate(left, 1) if quantity]
        taken = {}
        if count < 5 and places:
            place = data.draw(st.sampled_from(places))
            part = data.draw(st.decimals("0.001", left[place - 1], places=3))
            taken = {place: part}
        note = credit_of(sold, corrections, taken)
        if note is None:
            continue
        exact = to_the_cent(note, sold, corrections)
        if totals_of(exact).payable:
            notes.append(replace(exact, number=f"2026-1{count:03}"))
    paid = totals_of(sold)
    back = [totals_of(note) for note in notes]
    assert sum(one.payable for one in back) == paid.payable
    assert sum(one.tax for one in back) == paid.tax
    assert set(nets_left(sold, corrections).values()) <= {Decimal(0)}
    for one in back:
        assert one.payable == in_cents(one.payable) > 0
