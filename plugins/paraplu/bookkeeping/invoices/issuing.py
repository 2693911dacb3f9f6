"""Gives drafts their numbers, and says what each becomes by being issued.

Nothing is written here; `paraplu.bookkeeping.invoices.placing` does that, as one step.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity
from paraplu.base.language import Language, say
from paraplu.base.tracked import in_git
from paraplu.bookkeeping.invoices.amounts import totals_of
from paraplu.bookkeeping.invoices.completing import completed
from paraplu.bookkeeping.invoices.credits import credit_obstacles, to_the_cent
from paraplu.bookkeeping.invoices.customers import people_in
from paraplu.bookkeeping.invoices.demands import demands_on, demands_on_register
from paraplu.bookkeeping.invoices.disclosing import obstacles_of_privacy
from paraplu.bookkeeping.invoices.down_payments import DownPayments
from paraplu.bookkeeping.invoices.entry import postings, written
from paraplu.bookkeeping.invoices.losses import obstacles_of_losses
from paraplu.bookkeeping.invoices.numbers import Number, first_of, following, parse
from paraplu.bookkeeping.invoices.obstacle import Obstacle
from paraplu.bookkeeping.invoices.purchases import Purchases
from paraplu.bookkeeping.invoices.readiness import (
    obstacles_of_accounts,
    obstacles_of_amounts,
    obstacles_of_cooperative,
    obstacles_of_days,
    obstacles_of_member,
    obstacles_of_scheme,
)
from paraplu.bookkeeping.invoices.reading import RULE
from paraplu.bookkeeping.invoices.texts import invoice_text
from paraplu.ledger.personal.names import Personal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from paraplu.bookkeeping.invoices.model import Customer, Invoice
    from paraplu.bookkeeping.invoices.shelf import Invoices
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register


# So many digits that two invoices with one number hardly ever have the same.
_MARK = 6


@dataclass(frozen=True)
class IssuePlan:
    """What a draft becomes: the invoice, its file, and its entry in the ledger.

    `draft` is the file that goes away; None where there was none.
    """

    draft: Path | None
    day: dt.date
    invoice: Invoice
    customer: Customer | None
    original: Invoice | None
    file: Path
    entry: str

    @property
    def private(self) -> bool:
        """Tell whether its documents are kept out of git."""
        return self.customer is not None and self.customer.private


class Numbering:
    """Where numbers are given: it knows all that were given before."""

    def __init__(self, books: Books, register: Register, invoices: Invoices) -> None:
        self._books = books
        self._register = register
        self._invoices = invoices
        self._language = Language(register.language)
        self._given = {number for number, _ in invoices.numbers} | set(self._booked())
        self._last: dict[tuple[str, int], tuple[dt.date, str]] = {}
        for issued in invoices.issued:
            self._remember(issued.number, issued.invoice)
        self._planned: list[Invoice] = []
        self._purchases = Purchases(books, register, invoices)
        self._down_payments = DownPayments(invoices)
        self._personal = Personal(people_in(books.main.parent, register))

    def _booked(self) -> Iterator[Number]:
        """Yield the numbers of the series that the ledger has as links."""
        for link in self._books.links:
            number = parse(link, self._register.invoices)
            if number:
                yield number

    def _remember(self, number: Number, invoice: Invoice) -> None:
        last = self._last.get(number.series)
        if last is None or last[0] <= invoice.day:
            self._last[number.series] = invoice.day, str(number)

    def plan(
        self, draft: Path | None, invoice: Invoice, day: dt.date
    ) -> IssuePlan | list[Finding]:
        """Return what a draft becomes when it is issued on a day, or what is wrong.

        It takes the next number; the draft after it gets the number after that.
        """
        customer = self._invoices.customers.get(invoice.customer)
        original = self._original(invoice)
        complete = self._purchases.told(
            completed(invoice, customer, self._register, day)
        )
        complete = self._down_payments.told(complete)
        if original:
            complete = to_the_cent(complete, original, self._corrections)
        faults = list(self._down_payments.obstacles(invoice))
        faults += self._obstacles(complete, customer, original, day)
        if not complete.corrects:
            faults += self._purchases.obstacles(complete)
        if not faults:
            faults += obstacles_of_accounts(complete, self._books, self._register, day)
        if faults:
            return [
                Finding(RULE, Severity.ERROR, what, invoice.source, hint=hint)
                for what, hint in faults
            ]
        number = following(
            self._series(invoice, day), self._given, self._register.invoices
        )
        payable = totals_of(complete).payable
        final = replace(complete, number=str(number), total=payable)
        self._given.add(number)
        self._remember(number, final)
        self._planned.append(final)
        self._purchases.remember(final)
        self._down_payments.remember(final)
        booked = postings(final, self._books.chart, self._register, self._books.opened)
        own = self._mark(final)
        name = "-".join(filter(None, (final.number, final.customer, own)))
        return IssuePlan(
            draft,
            day,
            final,
            customer,
            original,
            self._invoices.folder / str(day.year) / f"{name}.yaml",
            written(
                final,
                booked,
                customer,
                self._language,
                self._books.currency,
                root=self._invoices.root(final),
                restored=original.day if original and final.restores else None,
            ),
        )

    def _mark(self, invoice: Invoice) -> str:
        """Return something of its own for the name of an invoice's files.

        On another branch the same number may be given to the same customer; with this
        neither of the two is lost where they are merged. Without git there are none.
        """
        if not in_git(self._books.main.parent):
            return ""
        return sha256(invoice_text(invoice).encode()).hexdigest()[:_MARK]

    def _series(self, invoice: Invoice, day: dt.date) -> tuple[str, int]:
        per_member = self._register.invoices.per_member
        return (invoice.member if per_member else "", day.year)

    def _original(self, note: Invoice) -> Invoice | None:
        issued = self._invoices.find(note.corrects) if note.corrects else None
        return issued.invoice if issued else None

    def _corrections(self, number: str) -> list[Invoice]:
        """Return what takes back a number, also what is only being issued."""
        planned = [one for one in self._planned if one.corrects == number]
        return self._invoices.corrections(number) + planned

    def _obstacles(
        self,
        invoice: Invoice,
        customer: Customer | None,
        original: Invoice | None,
        day: dt.date,
    ) -> Iterator[Obstacle]:
        """Yield what stands in the way of issuing an invoice on a day."""
        register = self._register
        yield from demands_on_register(register.cooperative)
        if invoice.member:
            yield from obstacles_of_member(invoice, register, day)
        else:
            yield from obstacles_of_cooperative(invoice, register, self._books)
        yield from obstacles_of_amounts(invoice)
        if invoice.number:
            yield Obstacle(
                say("The draft already has a number: {number}.", number=invoice.number),
                say(
                    "Take `number:` out; the draft gets the next number when it is "
                    "issued."
                ),
            )
        if invoice.customer and customer is None:
            yield Obstacle(
                say("There is no customer {code}.", code=invoice.customer),
                say("Add it to customers.yaml or customers.private.yaml."),
            )
        else:
            yield from demands_on(invoice, customer)
        yield from obstacles_of_scheme(invoice, register)
        yield from obstacles_of_privacy(invoice, customer, self._personal)
        series = self._series(invoice, day)
        yield from obstacles_of_days(invoice, day, self._last.get(series))
        if first_of(series, register.invoices) is None:
            yield Obstacle(
                say(
                    "The invoices of {year} were numbered somewhere else.",
                    year=str(day.year),
                ),
                say("Check `first:` under `invoices:` in the register."),
            )
        if invoice.corrects:
            yield from credit_obstacles(invoice, original, self._corrections)
        if invoice.credits and original:
            yield from obstacles_of_losses(invoice, self._books, self._invoices)
