"""Makes the documents of an invoice that is issued: its PDF, and for firms its UBL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from paraplu.base.language import say
from paraplu.base.plain_file import plain_bytes
from paraplu.base.system import reason_of
from paraplu.bookkeeping.documents.own_templates import own_templates
from paraplu.bookkeeping.documents.page import page
from paraplu.bookkeeping.documents.setting import CannotSet, set_page
from paraplu.bookkeeping.documents.ubl import ubl

if TYPE_CHECKING:
    from paraplu.bookkeeping.invoices.issuing import IssuePlan
    from paraplu.register.model import Register

PDF, XML = ".pdf", ".xml"
# It goes into every invoice; a picture for print is far larger than it need be.
LARGEST_LOGO = 500_000


def documents_of(plan: IssuePlan, register: Register) -> dict[str, bytes]:
    """Return the contents of an invoice's documents by the end of their names.

    Raises:
        CannotSet: the page cannot be made; nothing is lost by trying again.
    """
    invoice, customer = plan.invoice, plan.customer
    cooperative = register.cooperative
    made: dict[str, bytes] = {}
    if customer and customer.is_firm:
        made[XML] = ubl(
            invoice, customer, plan.original, cooperative, register.invoices.ubl
        )
    values = page(invoice, customer, plan.original, cooperative)
    values["logo"] = logo(invoice.trade_name, register)
    own = own_templates(register)
    made[PDF] = set_page("invoice", values, plan.day, made.get(XML), own=own)
    return made


def logo(trade_name: str, register: Register) -> Any:  # noqa: ANN401 - as JSON has it
    """Return the logo of a trade name as typst takes it; None where there is none."""
    name = register.invoices.logos.get(trade_name)
    if name is None:
        return None
    folder = Path(register.file).resolve().parent
    path = (folder / name).resolve()
    if not path.is_relative_to(folder):
        # A picture of the computer's owner would go into what customers are sent.
        raise CannotSet(
            say("The logo {file} is outside the folder of the books.", file=name)
        )
    try:
        data = plain_bytes(path)
    except OSError as fault:
        raise CannotSet(
            say(
                "The logo {file} cannot be read: {reason}.",
                file=name,
                reason=reason_of(fault),
            )
        ) from fault
    if len(data) > LARGEST_LOGO:
        raise CannotSet(
            say(
                "The logo {file} is larger than {most} bytes.",
                file=name,
                most=LARGEST_LOGO,
            )
        )
    return list(data)
