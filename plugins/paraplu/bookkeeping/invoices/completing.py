"""What a draft leaves to the customer, to the member and to the register."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.bookkeeping.invoices.model import Customer, Invoice
    from paraplu.register.model import Register


def completed(
    invoice: Invoice, customer: Customer | None, register: Register, day: dt.date
) -> Invoice:
    """Return the invoice as it is on a day, with all that it left to others."""
    member = register.members.get(invoice.member)
    agreed = (
        invoice.terms,
        customer.terms if customer else None,
        register.invoices.terms,
    )
    languages = (
        invoice.language,
        customer.language if customer else "",
        register.language,
    )
    names = (
        invoice.trade_name,
        member.trade_name if member else "",
        "" if invoice.member else register.cooperative.name,
    )
    return replace(
        invoice,
        issued=day,
        trade_name=next(filter(None, names), ""),
        terms=next(days for days in agreed if days is not None),
        language=next(filter(None, languages)),
        reference=invoice.reference or (customer.reference if customer else ""),
    )
