"""The part of the register that is about invoices."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.base.plain_file import is_in
from paraplu.register import fields, names
from paraplu.register.converter import shaped
from paraplu.register.faults import Place, shown
from paraplu.register.model import Invoicing, Register
from paraplu.register.shape import Keys, items, named
from paraplu.register.yaml_lines import line_of, node_at

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from paraplu.register.faults import Faults
    from paraplu.register.yaml_lines import Node

# With the year and a count behind it a code still fits a payment reference, which
# takes 21 letters and digits (ISO 11649).
_IN_A_NUMBER = re.compile("[A-Z0-9]{1,12}")


_VAT = Keys(
    {
        "high": names.account(2).for_(say("The account of VAT at the standard rate.")),
        "low": names.account(2).for_(say("The account of VAT at the lower rate.")),
    }
)


@shaped(_VAT.schema)
def _vat(node: Node, at: Place) -> Mapping[str, str] | None:
    return _VAT.read(node, at)


_USUAL = Invoicing()
INVOICES = Keys(
    {
        "series": fields.choice("cooperative", "member").for_(
            say("One series of numbers for the cooperative, or one for each member."),
            "cooperative",
        ),
        "first": items(fields.text).for_(
            say("The first numbers that were given here, of series that began before.")
        ),
        "terms": fields.days.for_(
            say("The days that a customer has to pay."), _USUAL.terms
        ),
        "vat": _vat.for_(say("Accounts of VAT that differ from the chart's.")),
        "logos": named(fields.text, fields.text).for_(
            say("By trade name, the file of a logo, from the folder of this file.")
        ),
        "templates": fields.text.for_(
            say("A folder with typst templates of your own, from that of this file.")
        ),
        "ubl": fields.choice("nlcius", "peppol").for_(
            say("The rules that the UBL of an invoice follows."), _USUAL.ubl
        ),
    }
)


@shaped(INVOICES.schema)
def invoicing(node: Node, at: Place) -> Invoicing | None:
    """Return how the cooperative numbers and books its invoices."""
    found = INVOICES.read(node, at)
    if found is None:
        return None
    per_member = found.pop("series", "cooperative") == "member"
    return Invoicing(per_member=per_member, **found)


def check_paths(invoices: Invoicing, folder: Path, tree: Node, faults: Faults) -> None:
    """Keep a fault for what papers are made with and is not in the books' folder."""
    _check_logos(invoices.logos, folder, tree, faults)
    _check_templates(invoices.templates, folder, tree, faults)


def _check_logos(
    logos: Mapping[str, str], folder: Path, tree: Node, faults: Faults
) -> None:
    """Keep a fault for every logo that is not in the folder of the register.

    A picture of the computer's owner would go into what customers are sent.
    """
    node = node_at(tree, "invoices", "logos")
    at = Place(faults, ("invoices", "logos"))
    for name, file in logos.items():
        if _is_outside(file, folder):
            at.into(name, line_of(node, name)).fault(
                say("{file} is outside the folder of the books.", file=shown(file)),
                say("Put the logo next to the register or in a folder below it."),
            )


def _check_templates(templates: str, folder: Path, tree: Node, faults: Faults) -> None:
    """Keep a fault where the templates are not in the folder of the register."""
    if templates and _is_outside(templates, folder):
        line = line_of(node_at(tree, "invoices"), "templates")
        Place(faults, ("invoices", "templates"), line).fault(
            say("{file} is outside the folder of the books.", file=shown(templates)),
            say("Put the templates in a folder next to the register."),
        )


def _is_outside(file: str, folder: Path) -> bool:
    return "\0" in file or not is_in(folder / file, folder)


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
