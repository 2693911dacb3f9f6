"""Which messages are to go: of which document, to whom, and why not the others."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from paraplu.base.identifiers import reference_of
from paraplu.base.language import say
from paraplu.base.money import ZERO
from paraplu.base.plain_file import plain_bytes
from paraplu.bookkeeping.documents.making import PDF, XML
from paraplu.bookkeeping.invoices.receivables import invoices_standing
from paraplu.bookkeeping.sending.message import Mail
from paraplu.bookkeeping.sending.record import Step
from paraplu.bookkeeping.sending.settings import is_address, is_link

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from paraplu.base.language import Message
    from paraplu.bookkeeping.invoices.receivables import OpenInvoice
    from paraplu.bookkeeping.invoices.shelf import Invoices, Issued
    from paraplu.bookkeeping.sending.record import MailRecord
    from paraplu.bookkeeping.sending.settings import MailSettings
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

# What is older was sent in another way.
RECENT_DAYS = 30
_LETTER = re.compile(r"-reminder-[123]-[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class MailPlan:
    """A message that is to go: of which document, and what it says."""

    document: str
    mail: Mail
    digest: str
    issued: Issued


@dataclass(frozen=True)
class NotSent:
    """A document that is not to go, and why."""

    document: str
    why: Message


def last_letter(issued: Issued, *, private: bool) -> str:
    """Return the end of the name of the last letter about an invoice; empty for none.

    As `-reminder-1-2026-03-31`. A private customer's lies where git does not look.
    """
    folder = issued.document("", private=private).parent
    stem = issued.file.stem
    names = (path.stem.removeprefix(stem) for path in folder.glob(f"{stem}-rem*.pdf"))
    return max((name for name in names if _LETTER.fullmatch(name)), default="")


@dataclass(frozen=True)
class Planning:
    """The books to send from, on a day, and what was sent before."""

    books: Books
    register: Register
    invoices: Invoices
    record: MailRecord
    settings: MailSettings
    day: dt.date
    again: bool = False
    link: str = ""

    def recent(self) -> list[str]:
        """Return the numbers of what was issued lately and is not on record."""
        return [
            str(one.number)
            for one in self.invoices.issued
            if 0 <= (self.day - one.day).days <= RECENT_DAYS
            and self._standing_in_record(str(one.number)) is None
        ]

    def invoices_of(self, numbers: Iterable[str]) -> Iterator[MailPlan | NotSent]:
        """Yield what becomes of these invoices."""
        for number in numbers:
            issued = self.invoices.by_number.get(number)
            if issued is None:
                yield NotSent(
                    number, say("There is no invoice {number}.", number=number)
                )
            else:
                yield self._planned(issued, number, PDF)

    def reminders_of(self, numbers: Iterable[str]) -> Iterator[MailPlan | NotSent]:
        """Yield what becomes of the letters that lie beside these invoices; of all.

        Only the last letter of an invoice goes, for as long as it is recent.
        """
        wanted = list(numbers)
        for issued in self.invoices.issued:
            number = str(issued.number)
            letter = self._letter(issued)
            if (wanted and number not in wanted) or not letter:
                continue
            document = f"{number}{letter}"
            day = letter[-10:]
            too_old = (self.day - type(self.day).fromisoformat(day)).days > RECENT_DAYS
            known = self._standing_in_record(document) is not None
            if wanted or not (too_old or known):
                yield self._planned(issued, document, f"{letter}{PDF}")

    def _letter(self, issued: Issued) -> str:
        return last_letter(issued, private=self._private(issued))

    def _private(self, issued: Issued) -> bool:
        customer = self.invoices.customers.get(issued.invoice.customer)
        return bool(customer and customer.private)

    def _standing_in_record(self, document: str) -> Message | None:
        """Return why a document is not to go again, None where it may."""
        last = self.record.last(document)
        if last is None or last.step is Step.FAILED:
            return None
        when = last.time.date()
        if last.step is Step.BEGUN:
            return say(
                "On {day} the computer stopped while it was sent. Look in the mailbox "
                "whether it went; if not, send it with --again.",
                day=when,
            )
        if last.step is Step.FILED:
            return say("It was put in an .eml file on {day}.", day=when)
        return say("It was sent on {day}.", day=when)

    def _planned(self, issued: Issued, document: str, end: str) -> MailPlan | NotSent:
        before = self._standing_in_record(document)
        if before and not self.again:
            return NotSent(document, before)
        invoice = issued.invoice
        customer = self.invoices.customers.get(invoice.customer)
        if customer is None or not customer.email:
            return NotSent(
                document,
                say(
                    "There is no e-mail address for “{customer}”. Write email: beside "
                    "the customer.",
                    customer=invoice.customer,
                ),
            )
        if not is_address(customer.email):
            return NotSent(
                document,
                say(
                    "The e-mail address of “{customer}” cannot be used.",
                    customer=invoice.customer,
                ),
            )
        standing = self._standing.get(invoice.number)
        reminder = end != PDF
        if reminder and (standing is None or standing.open <= 0):
            return NotSent(document, say("It has been paid."))
        path = issued.document(end, private=customer.private)
        try:
            data = plain_bytes(path, self.books.root)
        except OSError:
            return NotSent(document, say("{file} is not there.", file=path.name))
        documents = [(path.name, data)]
        xml = issued.document(XML, private=customer.private)
        if not reminder and xml.is_file():
            documents.append((xml.name, plain_bytes(xml, self.books.root)))
        amount = standing.open if standing else ZERO
        mail = Mail(
            to_name=customer.attention or customer.name,
            to=customer.email,
            sender_name=invoice.trade_name or self.register.cooperative.name,
            sender=self.settings.sender,
            number=invoice.number,
            reminder=reminder,
            credit=bool(invoice.credits),
            open=amount,
            due=invoice.due,
            holder=self.register.cooperative.name,
            iban=self.register.cooperative.iban,
            reference=reference_of(invoice.number),
            link=self._payment_link(invoice.number, f"{amount:.2f}"),
            language=invoice.language or customer.language or self.register.language,
            documents=tuple(documents),
        )
        return MailPlan(document, mail, hashlib.sha256(data).hexdigest(), issued)

    @cached_property
    def _standing(self) -> Mapping[str, OpenInvoice]:
        standing = invoices_standing(self.books, self.invoices, self.day)
        return {one.number: one for one in standing}

    def _payment_link(self, number: str, amount: str) -> str:
        link = self.link or self.settings.payment_link
        for key, value in (
            ("{number}", number),
            ("{amount}", amount),
            ("{reference}", reference_of(number)),
        ):
            link = link.replace(key, value)
        return link if is_link(link) else ""

    def eml(self, plan: MailPlan) -> Path:
        """Return where a message goes as a file: git keeps no private folder."""
        folder = plan.issued.document("", private=True).parent
        return folder / f"{plan.document}.eml"
