"""What is asked before a draft gets its number: what it becomes, and what is odd."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.base.money import ZERO
from paraplu.fava.doing.step import WorkQuestion
from paraplu.services.foreseeing import remarks_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.language import Message
    from paraplu.bookkeeping.invoices.issuing import IssuePlan
    from paraplu.services.invoicing import InvoicingBooks


def issuing_question(desk: InvoicingBooks, plan: IssuePlan) -> WorkQuestion:
    """Return whether an invoice gets its number: which, for whom, and how much.

    Its lines are those of the invoice, then all that there is to say of it.
    """
    invoice = plan.invoice
    said = say(
        "Invoice {number} for {customer}, {total} in all. It cannot be changed after "
        "this.",
        number=invoice.number,
        customer=plan.customer.name if plan.customer else "–",
        total=invoice.total or ZERO,
    )
    remarks = tuple(_remarks(desk, plan))
    issue = say("Issue it all the same") if remarks else say("Issue it")
    return WorkQuestion(said, (*_lines(plan), *remarks), "sure", (("yes", issue),))


def _lines(plan: IssuePlan) -> Iterator[Message]:
    invoice = plan.invoice
    yield say(
        "{member}, delivered on {delivered}: {what}",
        member=invoice.member or invoice.trade_name,
        delivered=invoice.delivery_day,
        what=", ".join(one.description for one in invoice.lines),
    )


def _remarks(desk: InvoicingBooks, plan: IssuePlan) -> Iterator[Message]:
    for one in remarks_on(desk, [plan], plan.day):
        if one.hint:
            yield say("⚠ {what} {hint}", what=one.message, hint=one.hint)
        else:
            yield say("⚠ {what}", what=one.message)
