"""Drafts are issued; invoices are credited, sent, and their payers reminded."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.language import say
from paraplu.bookkeeping.invoices.amounts import totals_of
from paraplu.bookkeeping.invoices.reading import read_invoice
from paraplu.bookkeeping.sending.settings import CannotSend
from paraplu.fava.doing.approving import one_line
from paraplu.fava.doing.invoice_desk import invoice_books, issued_now, planned_now
from paraplu.fava.doing.issuing_asked import issuing_question
from paraplu.fava.doing.step import Bench, WorkQuestion, WorkStep
from paraplu.fava.doing.typed import amount_typed, quantity_typed
from paraplu.journal import CannotBook
from paraplu.services.crediting import LinePart, credit_draft, left_on
from paraplu.services.issuing import InTheWay
from paraplu.services.mailing import MailAsked, mailing
from paraplu.services.reminding import letters_due

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.bookkeeping.sending.planning import MailPlan
    from paraplu.services.invoicing import InvoicingBooks
    from paraplu.services.mailing import Mailing


class IssueDraft(Struct, frozen=True, tag_field="do", tag="issue"):
    """Issue a draft, by its path from the folder of invoices."""

    draft: str
    sure: str = ""

    def perform(self, bench: Bench) -> WorkStep | WorkQuestion:
        """Issue it, after somebody saw what it becomes and what there is to say of it.

        CannotBook where anything is in the way of it.
        """
        desk = invoice_books(bench)
        file = draft_named(desk, self.draft)
        invoice, faults = read_invoice(file, desk.books.root, desk.invoices.products)
        if invoice is None:
            raise InTheWay(faults.found)
        if self.sure != "yes":
            return issuing_question(desk, planned_now(desk, file, invoice, bench))
        plan, files = issued_now(desk, file, invoice, bench)
        number = plan.invoice.number
        said = say("Invoice {number} is issued.", number=number)
        return WorkStep(said, done=files, go={"invoice": number})


class CreditInvoice(Struct, frozen=True, tag_field="do", tag="credit"):
    """Credit an invoice, after somebody saw what that comes to.

    For each of its lines, in their order, how much is credited: a `quantity`, or else
    an `amount` as the price of the line has it. Nothing of a line that has neither;
    without any lines all that is left.
    """

    number: str
    quantity: tuple[str, ...] = ()
    amount: tuple[str, ...] = ()
    note: str = ""
    sure: str = ""

    def perform(self, bench: Bench) -> WorkStep | WorkQuestion:
        """Issue the credit note; CannotBook where so much is not left to credit."""
        desk = invoice_books(bench)
        draft = credit_draft(desk, self.number, self._parts(desk), one_line(self.note))
        if self.sure != "yes":
            said = say(
                "This credits {total} of invoice {number}. A credit note cannot be "
                "undone.",
                total=abs(totals_of(draft).payable),
                number=self.number,
            )
            answers = (("yes", say("Issue the credit note")),)
            return WorkQuestion(said, (), "sure", answers)
        plan, files = issued_now(desk, None, draft, bench)
        number = plan.invoice.number
        said = say("Credit note {number} is issued.", number=number)
        return WorkStep(said, done=files, go={"invoice": number})

    def _parts(self, desk: InvoicingBooks) -> dict[int, LinePart]:
        if not (self.quantity or self.amount):
            return {}
        left = left_on(desk, self.number)
        lines = len(left.lines)
        quantities = [*self.quantity, *[""] * lines][:lines]
        amounts = [*self.amount, *[""] * lines][:lines]
        parts: dict[int, LinePart] = {}
        whole = True
        for place, (many, much) in enumerate(zip(quantities, amounts, strict=True), 1):
            amount, quantity = amount_typed(much), quantity_typed(many)
            most = abs(left.quantities[place - 1])
            whole = whole and amount is None and (quantity or 0) == most
            if amount is not None:
                parts[place] = LinePart(amount=amount)
            elif quantity is not None:
                parts[place] = LinePart(quantity=quantity)
        if not parts:
            raise CannotBook(say("Fill in how much of which line is credited."))
        # All that is left also has what belongs to no line.
        return {} if whole else parts


class RemindInvoice(Struct, frozen=True, tag_field="do", tag="remind"):
    """Write the letter that is due for an invoice that is late."""

    number: str

    def perform(self, bench: Bench) -> WorkStep:
        """Return what is written; CannotBook where no letter is due."""
        letters = letters_due(invoice_books(bench), (self.number,), bench.today)
        if letters.faults:
            raise InTheWay(letters.faults)
        if not letters.due:
            raise CannotBook(say("No reminder is due now."))
        said = say("The reminder of {number} is written.", number=self.number)
        return WorkStep(said, new=letters.due, go={"invoice": self.number})


class SendInvoice(Struct, frozen=True, tag_field="do", tag="send"):
    """Send an invoice by e-mail, or its last reminder, after somebody said yes.

    `sure` is `yes`, or `again` for one that went before or may have.
    """

    number: str
    reminder: bool = False
    sure: str = ""

    def perform(self, bench: Bench) -> WorkStep | WorkQuestion:
        """Send it; CannotBook where it did not go, with why."""
        desk = invoice_books(bench)
        mail = self._mail(desk, bench, again=self.sure == "again")
        if not mail.plans:
            return self._not_yet(desk, bench, mail)
        (plan,) = mail.plans
        if self.sure not in {"yes", "again"}:
            return _question(plan)
        try:
            failed = mail.send(lambda: bench.now)
        except CannotSend as fault:
            raise CannotBook(fault.message) from fault
        said = (
            say("{document} was not sent.", document=plan.document)
            if failed
            else say(
                "{document} was sent to {customer}.",
                document=plan.document,
                customer=plan.issued.invoice.customer,
            )
        )
        return WorkStep(
            said,
            done=(mail.planning.record.path,),
            go={"invoice": self.number},
            wrong=tuple(one.why for one in failed),
        )

    def _mail(self, desk: InvoicingBooks, bench: Bench, *, again: bool) -> Mailing:
        asked = MailAsked((self.number,), reminders=self.reminder, again=again)
        try:
            return mailing(desk, asked, bench.today, os.environ)
        except CannotSend as fault:
            raise CannotBook(
                say(
                    "Nothing was sent: e-mail is not set up on this computer. {why} "
                    "The documentation shows the whole file, under Invoices, Sending.",
                    why=fault.message,
                )
            ) from fault

    def _not_yet(
        self, desk: InvoicingBooks, bench: Bench, mail: Mailing
    ) -> WorkQuestion:
        """Return whether it goes again; CannotBook where it cannot."""
        if not mail.left:
            raise CannotBook(
                say("There is no letter about invoice {number}.", number=self.number)
            )
        why = mail.left[0].why
        if not self._mail(desk, bench, again=True).plans:
            raise CannotBook(why)
        return WorkQuestion(why, (), "sure", (("again", say("Send it again")),))


def _question(plan: MailPlan) -> WorkQuestion:
    said = say(
        "Send {document} to {name}, {address}?",
        document=plan.document,
        name=plan.mail.to_name,
        address=plan.mail.to,
    )
    files = tuple(
        say("With it goes {file}.", file=name) for name, _ in plan.mail.documents
    )
    return WorkQuestion(said, files, "sure", (("yes", say("Send it now")),))


def draft_named(desk: InvoicingBooks, name: str) -> Path:
    """Return a draft by how it is known; CannotBook where there is none of the kind."""
    drafts = {draft_name(desk, one): one for one in desk.invoices.drafts}
    if name not in drafts:
        raise CannotBook(say("This draft is not there any more."))
    return drafts[name]


def draft_name(desk: InvoicingBooks, draft: Path) -> str:
    """Return by which a draft is known: its path from the folder of invoices."""
    return draft.relative_to(desk.invoices.folder).as_posix()
