"""Any invoice, credited in any parts: in the end nothing is left, to the cent."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.bookkeeping.documents.papers import ANY_LINES, invoice

from paraplu.base.money import in_cents
from paraplu.bookkeeping.invoices.amounts import totals_of
from paraplu.bookkeeping.invoices.credits import (
    credit_obstacles,
    credit_of,
    to_the_cent,
)
from paraplu.bookkeeping.invoices.model import Discount
from paraplu.bookkeeping.invoices.readiness import obstacles_of_amounts
from paraplu.bookkeeping.invoices.remaining import left_of, nets_left

if TYPE_CHECKING:
    from paraplu.bookkeeping.invoices.model import Invoice, InvoiceLine

ROOM = Decimal("0.02")


@st.composite
def _with_and_without_vat(draw: st.DrawFn) -> tuple[InvoiceLine, ...]:
    lines = draw(ANY_LINES)
    return tuple(replace(line, with_vat=draw(st.booleans())) for line in lines)


@st.composite
def _wholes(draw: st.DrawFn) -> Invoice:
    """Return an invoice with a discount on the whole, and lines that take off."""
    lines = draw(_with_and_without_vat())
    rest = iter(lines[1:])
    taken = tuple(
        replace(line, quantity=-line.quantity / 100, discount=None)
        for line in rest
        if draw(st.booleans())
    )
    off = Discount(draw(st.decimals(0, 1, places=4)), is_rate=True)
    made = replace(invoice(*lines, *taken), discount=draw(st.none() | st.just(off)))
    assume(all(net >= 0 for net in totals_of(made).net_by_code.values()))
    assume(totals_of(made).payable > 0)
    return made


@given(_with_and_without_vat())
@settings(max_examples=75)
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


@given(_wholes())
@settings(max_examples=100)
def test_a_discount_on_the_whole_adds_up(sold: Invoice) -> None:
    """Each rate has its share of it, and the cents are those of the whole."""
    totals = totals_of(sold)
    taken = sum(totals.shown) - sum(totals.charged)
    off = sold.discount.amount if sold.discount else Decimal(0)
    assert taken == in_cents(sum(totals.shown) * off)
    assert sum(totals.lines) - sum(totals.off.values()) == totals.net
    assert totals.net == sum(group.net for group in totals.groups)
    for shown, charged in zip(totals.shown, totals.charged, strict=True):
        assert abs(shown - charged - shown * off) <= ROOM
    for group in totals.groups:
        assert abs(group.tax - group.net * group.rate) <= 4 * ROOM


@given(_wholes(), st.data())
@settings(max_examples=75, deadline=None)
def test_credits_in_any_parts_end_at_zero(sold: Invoice, data: st.DataObject) -> None:
    notes: list[Invoice] = []

    def corrections(number: str) -> list[Invoice]:
        return [note for note in notes if note.corrects == number]

    for count in range(1, 6):
        left = left_of(sold, corrections).quantities
        places = [place for place, quantity in enumerate(left, 1) if quantity]
        taken = {}
        if count < 5 and places:
            place = data.draw(st.sampled_from(places))
            most = abs(left[place - 1])
            some = st.decimals("0.001", 9999, places=3)
            part = min(most, data.draw(st.just(most) | some))
            taken = {place: part}
        note = credit_of(sold, corrections, taken)
        if note is None:
            continue
        exact = replace(to_the_cent(note, sold, corrections), issued=sold.issued)
        refused = [*credit_obstacles(exact, sold, corrections)]
        refused += obstacles_of_amounts(exact)
        assert taken or not refused
        if totals_of(exact).payable and not refused:
            notes.append(replace(exact, number=f"2026-1{count:03}"))
    paid = totals_of(sold)
    back = [totals_of(note) for note in notes]
    assert sum(one.payable for one in back) == paid.payable
    assert sum(one.tax for one in back) == paid.tax
    assert set(nets_left(sold, corrections).values()) <= {Decimal(0)}
    for one in back:
        assert one.payable == in_cents(one.payable) > 0
