"""Writes invoices and customers as YAML that reads back as it was."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import yaml

from paraplu.base.language import Language, say

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from paraplu.base.dutch_law import VatCode
    from paraplu.bookkeeping.invoices.model import Discount, Invoice, InvoiceLine
    from paraplu.register.membership import DayRange


class _Dumper(yaml.SafeDumper):
    """Writes amounts as they are, and never refers to a value written before."""

    def ignore_aliases(self, _data: Any) -> bool:  # noqa: ANN401 - as PyYAML has it
        return True


def _plain(dumper: yaml.SafeDumper, value: Decimal) -> yaml.ScalarNode:
    text = f"{value:f}"
    kind = "float" if "." in text else "int"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", text)


_Dumper.add_representer(Decimal, _plain)


def yaml_text(values: Mapping[str, Any]) -> str:
    """Return values as YAML; keys without a value are left out."""
    return yaml.dump(
        {key: value for key, value in values.items() if value not in ("", None)},
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=10_000,
    )


def invoice_text(invoice: Invoice) -> str:
    """Return an invoice as a file has it, its keys in the order in which one reads."""
    return yaml_text(
        {
            "number": invoice.number,
            "issued": invoice.issued,
            "total": invoice.total,
            "credits": invoice.credits,
            "restores": invoice.restores,
            "member": invoice.member,
            "account": invoice.account,
            "trade_name": invoice.trade_name,
            "customer": invoice.customer,
            "delivered": _delivered(invoice.delivered),
            "reference": invoice.reference,
            "order": invoice.order,
            "quote": invoice.quote,
            "recurring": invoice.recurring,
            "down_payment": True if invoice.down_payment else None,
            "down_payments": list(invoice.down_payments) or None,
            "terms": invoice.terms,
            "language": invoice.language,
            "note": invoice.note,
            "discount": _discount(invoice.discount),
            "lines": [_line(line) for line in invoice.lines],
        }
    )


def issued_text(invoice: Invoice, language: Language) -> str:
    """Return the file of an issued invoice; a comment says to leave it as it is."""
    first = say("Issued with paraplu. Never change this file; to take it back:")
    command = f"paraplu invoice credit {invoice.number}"
    head = f"# {language.render(first)}\n# {command}\n"
    return head + invoice_text(invoice)


def _delivered(span: DayRange) -> dt.date | dict[str, dt.date]:
    if span.end is None or span.end == span.start:
        return span.start
    return {"from": span.start, "until": span.end}


def _line(line: InvoiceLine) -> dict[str, Any]:
    code: VatCode = line.vat
    values = {
        "product": line.product,
        "description": line.description,
        "quantity": line.quantity,
        "unit": line.unit,
        "price_incl" if line.with_vat else "price": line.price,
        "vat": code.name,
        "discount": _discount(line.discount),
        "delivered": _delivered(line.delivered) if line.delivered else None,
        "purchase": line.purchase,
        "bought": line.bought,
        "down_payment": line.down_payment,
        "line": line.of,
        "amount": line.amount,
        "vat_amount": line.vat_amount,
    }
    return {key: value for key, value in values.items() if value not in ("", None)}


def _discount(discount: Discount | None) -> Decimal | str | None:
    if discount is None:
        return None
    if discount.is_rate:
        return f"{(discount.amount * 100).normalize():f}%"
    return discount.amount
