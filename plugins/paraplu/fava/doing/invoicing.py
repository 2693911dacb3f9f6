"""Drafts are written and issued; invoices are credited, and their payers reminded."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from paraplu.base.language import Message, say
from paraplu.base.plain_file import leads_out
from paraplu.bookkeeping.documents.making import logo
from paraplu.bookkeeping.documents.own_templates import own_templates
from paraplu.bookkeeping.documents.reminder import reminder
from paraplu.bookkeeping.documents.setting import CannotSet, set_page
from paraplu.bookkeeping.invoices.amounts import totals_of
from paraplu.bookkeeping.invoices.credits import MoreThanLeft, credit_of
from paraplu.bookkeeping.invoices.customers import people_in
from paraplu.bookkeeping.invoices.disclosing import impersonal, obstacles_to_letter
from paraplu.bookkeeping.invoices.meant import meant_day, meant_number, meant_rate
from paraplu.bookkeeping.invoices.reading import read_invoice, read_invoice_text
from paraplu.bookkeeping.invoices.receivables import open_invoices
from paraplu.bookkeeping.invoices.reminders import next_letter
from paraplu.bookkeeping.invoices.texts import yaml_text
from paraplu.fava.doing.approving import one_line
from paraplu.fava.doing.invoice_desk import (
    InvoiceBooks,
    invoice_books,
    issued_now,
    refusal,
)
from paraplu.fava.doing.step import Bench, WorkQuestion, WorkStep
from paraplu.journal import CannotBook, Change
from paraplu.ledger.personal.names import Personal

if TYPE_CHECKING:
    from paraplu.bookkeeping.invoices.model import Invoice

_WORDS = 3
_MOST_DRAFTS = 1000


class WriteDraft(Struct, frozen=True, tag_field="do", tag="draft"):
    """Write the draft of an invoice; without `sure` only what it comes to is told."""

    member: str = ""
    customer: str = ""
    delivered: str = ""
    reference: str = ""
    description: tuple[str, ...] = ()
    quantity: tuple[str, ...] = ()
    price: tuple[str, ...] = ()
    rate: tuple[str, ...] = ()
    sure: str = ""

    def perform(self, bench: Bench) -> WorkStep | WorkQuestion:
        """Return what is written; CannotBook where it can be no invoice."""
        desk = invoice_books(bench)
        if self.member not in desk.report.register.members:
            raise CannotBook(say("Choose which member it is of."))
        if self.customer and self.customer not in desk.invoices.customers:
            raise CannotBook(say("Choose a customer that customers.yaml has."))
        text = yaml_text(self._values(bench))
        invoice, faults = read_invoice_text(text, Path(), desk.invoices.products)
        if invoice is None:
            raise refusal(faults.found[0])
        totals = totals_of(invoice)
        if self.sure != "yes":
            said = say(
                "It comes to {total}, of which {tax} is VAT.",
                total=totals.payable,
                tax=totals.tax,
            )
            return WorkQuestion(said, (), "sure", (("yes", say("Write the draft")),))
        year = desk.invoices.folder / str(bench.today.year)
        file = _free(year, invoice.lines[0].description)
        if leads_out(file, desk.report.books.root):
            raise CannotBook(say("{file} leads out of the books.", file=str(file)))
        said = say(
            "{file} is a draft of {total}.", file=file.name, total=totals.payable
        )
        return WorkStep(said, (Change(file, None, text),))

    def _values(self, bench: Bench) -> dict[str, Any]:
        every = zip(
            self.description, self.quantity, self.price, self.rate, strict=False
        )
        lines = [
            {
                "description": one_line(what),
                "quantity": meant_number(many.strip() or "1"),
                "price": meant_number(price.strip()),
                "vat": meant_rate(rate.strip()),
            }
            for what, many, price, rate in every
            if what.strip() or price.strip()
        ]
        if not lines:
            raise CannotBook(say("Write what was delivered, and its price."))
        values = {
            "member": self.member,
            "customer": self.customer,
            "delivered": meant_day(self.delivered.strip()) or f"{bench.today}",
            "reference": one_line(self.reference),
            "lines": lines,
        }
        return {key: value for key, value in values.items() if value}


class IssueDraft(Struct, frozen=True, tag_field="do", tag="issue"):
    """Issue a draft, by its path from the folder of invoices."""

    draft: str

    def perform(self, bench: Bench) -> WorkStep:
        """Issue it; CannotBook where anything is in the way of it."""
        desk = invoice_books(bench)
        drafts = {draft_name(desk, one): one for one in desk.invoices.drafts}
        file = drafts.get(self.draft)
        if file is None:
            raise CannotBook(say("This draft is not there any more."))
        root = desk.report.books.root
        invoice, faults = read_invoice(file, root, desk.invoices.products)
        if invoice is None:
            raise refusal(faults.found[0])
        plan, files = issued_now(desk, file, invoice, bench)
        number = plan.invoice.number
        said = say("Invoice {number} is issued.", number=number)
        return WorkStep(said, done=files, go={"invoice": number})


class CreditInvoice(Struct, frozen=True, tag_field="do", tag="credit"):
    """Credit what is left of an invoice, after somebody saw what that is."""

    number: str
    note: str = ""
    sure: str = ""

    def perform(self, bench: Bench) -> WorkStep | WorkQuestion:
        """Issue the credit note; CannotBook where nothing is left to credit."""
        desk = invoice_books(bench)
        draft = self._draft(desk)
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

    def _draft(self, desk: InvoiceBooks) -> Invoice:
        issued = desk.invoices.find(self.number)
        if issued is None:
            raise CannotBook(
                say(
                    "There is no issued invoice {number} to credit.", number=self.number
                )
            )
        personal = Personal(people_in(desk.folder, desk.report.register))

        def corrections(of: str) -> list[Invoice]:
            found = desk.invoices.corrections(of)
            return [impersonal(one, personal) for one in found]

        try:
            draft = credit_of(impersonal(issued.invoice, personal), corrections, {})
        except MoreThanLeft:
            draft = None
        if draft is None:
            raise CannotBook(
                say(
                    "Nothing is left of that to credit on {number}.", number=self.number
                )
            )
        return replace(draft, note=one_line(self.note))


class RemindInvoice(Struct, frozen=True, tag_field="do", tag="remind"):
    """Write the letter that is due for an invoice that is late."""

    number: str

    def perform(self, bench: Bench) -> WorkStep:
        """Return what is written; CannotBook where no letter is due."""
        desk, day = invoice_books(bench), bench.today
        found = open_invoices(desk.report.books, desk.invoices, day)
        late = {one.number: one for one in found if one.days_late(day)}
        one = late.get(self.number)
        if one is None:
            raise CannotBook(
                say("Invoice {number} is not overdue.", number=self.number)
            )
        issued = desk.invoices.known(one.number)
        customer = desk.invoices.customers.get(one.customer)
        if customer is None or customer.faulty:
            raise CannotBook(
                say("Invoice {number} names nobody to write to.", number=one.number)
            )
        register = desk.report.register
        due = next_letter(issued, private=customer.private, day=day)
        if due is None:
            raise CannotBook(say("No reminder is due now."))
        personal = Personal(people_in(desk.folder, register))
        for what, hint in obstacles_to_letter(issued.invoice, customer, personal):
            raise CannotBook(say("{what} {hint}", what=what, hint=hint))
        values = reminder(
            issued.invoice, one, customer, register.cooperative, due.level, day
        )
        try:
            values["logo"] = logo(issued.invoice.trade_name, register)
            letter = set_page("letter", values, day, own=own_templates(register))
        except CannotSet as fault:
            raise CannotBook(fault.message) from fault
        said: Message = say("The reminder of {number} is written.", number=one.number)
        return WorkStep(said, new={due.path: letter})


def draft_name(desk: InvoiceBooks, draft: Path) -> str:
    """Return by which a draft is known: its path from the folder of invoices."""
    return draft.relative_to(desk.invoices.folder).as_posix()


def _free(folder: Path, what: str) -> Path:
    """Return the path of a draft about something, that is not there yet."""
    words = re.findall("[a-z]+", what.casefold())[:_WORDS]
    stem = "-".join(["draft", *words])
    every = (f"{stem}-{n}" if n > 1 else stem for n in range(1, _MOST_DRAFTS))
    paths = (folder / f"{one}.yaml" for one in every)
    return next(path for path in paths if not path.exists() and not path.is_symlink())
