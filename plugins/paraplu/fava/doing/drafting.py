"""Drafts of invoices are written, and new customers to send them to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import Struct

from paraplu.base.language import say
from paraplu.base.plain_file import leads_out
from paraplu.bookkeeping.invoices.amounts import totals_of
from paraplu.bookkeeping.invoices.draft_files import free_draft
from paraplu.bookkeeping.invoices.meant import meant_day, meant_number, meant_rate
from paraplu.bookkeeping.invoices.reading import read_invoice_text
from paraplu.bookkeeping.invoices.texts import yaml_text
from paraplu.fava.doing.approving import one_line
from paraplu.fava.doing.invoice_desk import invoice_books
from paraplu.fava.doing.invoicing import draft_named
from paraplu.fava.doing.step import Bench, WorkQuestion, WorkStep
from paraplu.journal import CannotBook, Change
from paraplu.services.customers import new_customer
from paraplu.services.issuing import InTheWay


class WriteDraft(Struct, frozen=True, tag_field="do", tag="draft"):
    """Write the draft of an invoice; without `sure` only what it comes to is told.

    The page tells the same while it is filled in, of itself: `ParapluWork.js`.
    """

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
        if self.member not in desk.register.members:
            raise CannotBook(say("Choose which member it is of."))
        if self.customer and self.customer not in desk.invoices.customers:
            raise CannotBook(say("Choose a customer that customers.yaml has."))
        text = yaml_text(self._values(bench))
        invoice, faults = read_invoice_text(text, Path(), desk.invoices.products)
        if invoice is None:
            raise InTheWay(faults.found)
        totals = totals_of(invoice)
        if self.sure != "yes":
            said = say(
                "It comes to {total}, of which {tax} is VAT.",
                total=totals.payable,
                tax=totals.tax,
            )
            return WorkQuestion(said, (), "sure", (("yes", say("Write the draft")),))
        year = desk.invoices.folder / str(bench.today.year)
        file = free_draft(year, invoice.lines[0].description)
        if leads_out(file, desk.books.root):
            raise CannotBook(say("{file} leads out of the books.", file=file.name))
        said = say(
            "{file} is a draft of {total}.", file=file.name, total=totals.payable
        )
        return WorkStep(said, (Change(file, None, text),), go={"customer": ""})

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


class DiscardDraft(Struct, frozen=True, tag_field="do", tag="drop"):
    """Take a draft away, by its path from the folder of invoices; it can be undone."""

    draft: str

    def perform(self, bench: Bench) -> WorkStep:
        """Return what goes; CannotBook where it is not there, or not of the books."""
        desk = invoice_books(bench)
        file = draft_named(desk, self.draft)
        if leads_out(file, desk.books.root):
            raise CannotBook(say("{file} leads out of the books.", file=self.draft))
        return WorkStep(say("{file} is gone.", file=file.name), gone=(file,))


class AddCustomer(Struct, frozen=True, tag_field="do", tag="customer"):
    """Write a new customer: a firm, or a person whose details git does not keep."""

    sort: str = ""
    name: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""
    kvk: str = ""
    vat_id: str = ""
    email: str = ""

    def perform(self, bench: Bench) -> WorkStep:
        """Return what is written; CannotBook where the file could not be read so."""
        if self.sort not in {"firm", "person"}:
            raise CannotBook(say("Choose whether it is a business or a person."))
        answers = {name: str(getattr(self, name)) for name in self.__struct_fields__}
        made = new_customer(
            invoice_books(bench), answers, private=self.sort == "person"
        )
        said = say("{customer} is a customer.", customer=made.code)
        return WorkStep(said, (made.change,), go={"customer": made.code})
