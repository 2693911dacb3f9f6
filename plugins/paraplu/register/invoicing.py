"""The part of the register that is about invoices."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from paraplu.base.language import say
from paraplu.register import fields, names
from paraplu.register.model import Invoicing, Register
from paraplu.register.shape import Convert, items, named, record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.register.faults import Place
    from paraplu.register.yaml_lines import Node

# With the year and a count behind it a code still fits a payment reference, which
# takes 21 letters and digits (ISO 11649).
_IN_A_NUMBER = re.compile("[A-Z0-9]{1,12}")


def _vat(node: Node, at: Place) -> Mapping[str, str] | None:
    return record(node, at, dict.fromkeys(("high", "low"), names.account(2)))


INVOICES: dict[str, Convert[Any]] = {
    "series": fields.choice("cooperative", "member"),
    "first": items(fields.text),
    "terms": fields.days,
    "vat": _vat,
    "logos": named(fields.text, fields.text),
    "ubl": fields.choice("nlcius", "peppol"),
}


def invoicing(node: Node, at: Place) -> Invoicing | None:
    """Return how the cooperative numbers and books its invoices."""
    found = record(node, at, INVOICES)
    if found is None:
        return None
    per_member = found.pop("series", "cooperative") == "member"
    return Invoicing(per_member=per_member, **found)


def check_codes(register: Register, at: Place) -> None:
    """Keep a fault for every member whose code cannot stand in an invoice number."""
    if not register.invoices.per_member:
        return
    for code in register.members:
        if not _IN_A_NUMBER.fullmatch(code):
            at.fault(
                say("{member} cannot begin the number of an invoice.", member=code),
                say(
                    "Use at most 12 capitals and digits in a code, or one series for "
                    "the cooperative."
                ),
            )
