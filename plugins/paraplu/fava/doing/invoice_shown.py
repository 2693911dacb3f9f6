"""What is shown of the invoice that somebody looks at, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from paraplu.base.errors import Problem
from paraplu.bookkeeping.sending.planning import last_letter
from paraplu.bookkeeping.sending.record import MailRecord, SentMessage, Step
from paraplu.fava.doing.invoice_desk import invoice_pdf
from paraplu.services.crediting import left_on, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from paraplu.bookkeeping.invoices.shelf import Issued
    from paraplu.services.invoicing import InvoicingBooks


class LineLeft(NamedTuple):
    """A line of an invoice: how much is left to credit, and what that comes to."""

    description: str
    unit: str
    quantity: str
    amount: Decimal
    with_vat: bool


def looked_at(desk: InvoicingBooks, number: str) -> Mapping[str, Any]:
    """Return what is shown of an invoice by its number; of none where it is empty."""
    issued = desk.invoices.find(number)
    if issued is None:
        return {"looked_at": "", "issued": None, "to_credit": ()}
    customer = desk.invoices.customers.get(issued.invoice.customer)
    private = bool(customer and customer.private)
    ours = number in desk.invoices.by_number
    letter = last_letter(issued, private=private) if ours else ""
    return {
        "looked_at": number,
        "issued": issued,
        "to_credit": [] if issued.invoice.corrects else list(_lines(desk, issued)),
        "has_pdf": invoice_pdf(desk, number, private=False),
        "can_go": ours,
        "went": _went(desk, number),
        "letter": bool(letter),
        "letter_went": _went(desk, f"{number}{letter}") if letter else None,
    }


def _lines(desk: InvoicingBooks, issued: Issued) -> Iterator[LineLeft]:
    left = left_on(desk, str(issued.invoice.number))
    if not left.is_anything:
        return
    for line, quantity, amount in zip(
        left.lines, left.quantities, left.amounts, strict=True
    ):
        yield LineLeft(
            line.description,
            line.unit,
            plain(abs(quantity)),
            abs(amount),
            line.with_vat,
        )


def _went(desk: InvoicingBooks, document: str) -> SentMessage | None:
    """Return the last step of sending a document; None where it was never tried."""
    try:
        last = MailRecord(desk.folder).last(document)
    except Problem:
        return None
    return None if last is None or last.step is Step.FAILED else last
