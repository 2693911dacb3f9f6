"""Reads an e-invoice: which kind of XML it is, and whether its amounts are right.

No library that is kept reads both: drafthorse reads CII alone, and factur-x only takes
the XML out of a PDF. What a bill has to say is some thirty fields of EN 16931, and that
all of them fit together matters more than to have every other one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.bookkeeping.bills.adding_up import must_add_up
from paraplu.bookkeeping.bills.cii_reading import CROSS_INDUSTRY, read_cii
from paraplu.bookkeeping.bills.model import Bill, BillTotals, TaxGroup, UnreadableBill
from paraplu.bookkeeping.bills.ubl_reading import CREDIT_NOTE, INVOICE, read_ubl
from paraplu.bookkeeping.bills.xml_source import root_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

_READERS = {INVOICE: read_ubl, CREDIT_NOTE: read_ubl, CROSS_INDUSTRY: read_cii}
# Of UNTDID 1001: what takes a bill back, and what a supplier sends that is none.
_CREDITS = frozenset({"81", "83", "381", "396", "532"})
_NO_BILLS: Mapping[str, str] = {
    "325": "pro forma",
    "389": "self-billed",
    "261": "self-billed",
}
_WRAPPER = "StandardBusinessDocument"


def is_e_invoice(data: bytes) -> bool:
    """Tell whether an XML text is of a kind that is read here; False where broken."""
    try:
        return _inside(root_of(data)) is not None
    except UnreadableBill:
        return False


def read_e_invoice(data: bytes) -> Bill:
    """Return the bill of an XML text, in EUR, with amounts that add up.

    UnreadableBill for any other XML, and for what is no bill to pay.
    """
    root = _inside(root_of(data))
    if root is None:
        raise UnreadableBill(
            say(
                "The XML is not an invoice in UBL 2.1 or CII. Ask the supplier for "
                "one, or for a PDF."
            )
        )
    bill, currency, kind = _READERS[root.tag](root)
    if currency != "EUR":
        raise UnreadableBill(
            say(
                "The bill is in {currency}. Book it by hand, with what the bank took "
                "in euros.",
                currency=currency,
            )
        )
    if kind in _NO_BILLS:
        raise UnreadableBill(
            say(
                "This is not a bill to pay: its type is {kind} ({name}).",
                kind=kind,
                name=_NO_BILLS[kind],
            )
        )
    if not bill.groups:
        bill = replace(bill, groups=_group_of(bill.totals))
    must_add_up(bill)
    return _signed(bill) if kind in _CREDITS or root.tag == CREDIT_NOTE else bill


def _inside(root: Element) -> Element | None:
    """Return the invoice: the root, or what the envelope of Peppol holds."""
    wrapped = root.tag.rpartition("}")[2] == _WRAPPER
    found = list(root) if wrapped else [root]
    return next((one for one in found if one.tag in _READERS), None)


def _group_of(totals: BillTotals) -> tuple[TaxGroup, ...]:
    """Return what the smallest profiles of Factur-X leave out; one rate, or none."""
    if not totals.tax:
        return (TaxGroup("E", totals.tax, totals.net, totals.tax),)
    rate = round(totals.tax / totals.net, 2) if totals.net else totals.net
    return (TaxGroup("S", rate, totals.net, totals.tax),)


def _signed(bill: Bill) -> Bill:
    """Return a credit note with what it does to the debt: the other signs."""
    totals = bill.totals
    return replace(
        bill,
        groups=tuple(replace(g, net=-g.net, tax=-g.tax) for g in bill.groups),
        totals=replace(
            totals,
            net=-totals.net,
            tax=-totals.tax,
            gross=-totals.gross,
            payable=-totals.payable,
            prepaid=-totals.prepaid,
            rounding=-totals.rounding,
        ),
    )
