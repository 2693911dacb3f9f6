"""Gives an issued invoice another number, where two of them have the same one.

Two people who issue on two branches give one number twice. The invoice that nobody has
seen yet becomes a draft again, and is issued once more. What was sent, paid, credited
or filed keeps its number: somebody else knows it by that.

It is done in steps of which each can be done again: the draft is there before the entry
goes, and that before the issued files go. After any of them, `renumber` or `issue` does
the rest.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.kinds import MONEY
from paraplu.base.language import Message, say
from paraplu.base.plain_file import plain_bytes
from paraplu.bookkeeping.invoices.entry import postings, receivable
from paraplu.bookkeeping.invoices.sealing import SEAL
from paraplu.bookkeeping.invoices.texts import invoice_text
from paraplu.bookkeeping.vat.filed import filed_returns
from paraplu.bookkeeping.vat.said_codes import due_day
from paraplu.journal import write
from paraplu.journal.atomic_file import replace_file
from paraplu.journal.draft import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from paraplu.bookkeeping.invoices.model import Invoice
    from paraplu.bookkeeping.invoices.shelf import Invoices, Issued
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register

    # Whether a document with this number and these bytes may have gone to somebody.
    WasSent = Callable[[str, str], bool]

_PAPERS = (".pdf", ".xml")
_CENTS = 2


@dataclass(frozen=True)
class Renumbering:
    """An issued invoice that shares its number, the others, and its own entry.

    `entry` is None where it is gone, as it is where an earlier try was stopped.
    """

    issued: Issued
    others: tuple[Issued, ...]
    entry: Transaction | None

    @property
    def draft(self) -> Path:
        """The file of the draft that it becomes."""
        folder, stem = self.issued.file.parent, self.issued.file.stem
        return folder / f"again-{stem}.yaml"

    def as_draft(self) -> Invoice:
        """Return the invoice as it was before it was issued."""
        invoice = self.issued.invoice
        paid = dict.fromkeys(line.down_payment for line in invoice.lines)
        return replace(
            invoice,
            number="",
            issued=None,
            total=None,
            lines=tuple(line for line in invoice.lines if not line.down_payment),
            down_payments=tuple(filter(None, paid)),
        )


def renumbering_of(
    issued: Issued, invoices: Invoices, books: Books, register: Register
) -> Renumbering:
    """Return what giving an invoice another number comes to."""
    others = tuple(
        one
        for one in invoices.issued
        if one.number == issued.number and one.file != issued.file
    )
    return Renumbering(issued, others, _entry(issued, others, books, register))


def _entry(
    issued: Issued, others: tuple[Issued, ...], books: Books, register: Register
) -> Transaction | None:
    """Return the entry that books this invoice, and none of the others."""
    found = [
        one
        for one in books.linked(str(issued.number))
        if one.date == issued.day and _books(one, issued.invoice, books, register)
    ]
    named = [one for one in found if _names(one, issued.invoice)]
    taken = sum(
        other.day == issued.day
        and any(_books(one, other.invoice, books, register) for one in found)
        for other in others
    )
    # Where two are alike in all, either of them is that of this invoice.
    if not named and len(found) <= taken:
        return None
    return (named or found)[-1] if found else None


def _books(
    transaction: Transaction, invoice: Invoice, books: Books, register: Register
) -> bool:
    """Tell whether an entry is what an invoice books."""
    due: Counter[str] = Counter()
    for account, amount, *_ in postings(invoice, books.chart, register, books.opened):
        due[account] += int(amount.scaleb(_CENTS))
    for one in transaction.postings:
        due[one.account.name] -= int(one.amount.scaleb(_CENTS))
    return not any(due.values())


def _names(transaction: Transaction, invoice: Invoice) -> bool:
    """Tell whether an entry says what this invoice is of."""
    return invoice.lines[0].description in transaction.narration


def in_the_way(
    plan: Renumbering, invoices: Invoices, books: Books, sent: WasSent
) -> Iterator[Message]:
    """Yield why an invoice has to keep its number."""
    issued, number = plan.issued, str(plan.issued.number)
    others = ", ".join(one.file.name for one in plan.others)
    if not plan.others:
        yield say(
            "No other invoice has number {number}. To correct an invoice, credit it: "
            "paraplu invoice credit {number}",
            number=number,
        )
        return
    if any(sent(number, digest) for digest in _digests(issued)):
        yield say(
            "{file} was sent, so the customer knows it by number {number}. Renumber "
            "the other one: {others}. If that was sent too, agree with one of the "
            "customers: issue the invoice again, and write in its `note:` which one it "
            "replaces.",
            file=issued.file.name,
            number=number,
            others=others,
        )
    for transaction in books.linked(number):
        if transaction.signature.kinds & MONEY and _moves(transaction, issued, books):
            yield say(
                "{amount} was paid on number {number} on {day}. Renumber the one that "
                "was not paid: {others}. If that one was paid, link the payment to it "
                "later, and take the link off until then.",
                amount=abs(transaction.on({Kind.RECEIVABLE, Kind.COOP_RECEIVABLE})),
                number=number,
                day=transaction.date,
                others=others,
            )
            break
    customer = issued.invoice.customer
    if any(one.customer == customer for one in invoices.corrections(number)):
        yield say(
            "{file} was credited by its number, {number}. Renumber the other one: "
            "{others}.",
            file=issued.file.name,
            number=number,
            others=others,
        )
    finals = invoices.finals.get(number, ())
    if issued.invoice.down_payment and any(
        one.invoice.customer == customer
        for one in invoices.issued
        if one.invoice.number in finals
    ):
        yield say(
            "{file} is taken off on another invoice by its number, {number}. Renumber "
            "the other one: {others}.",
            file=issued.file.name,
            number=number,
            others=others,
        )
    if plan.entry:
        due = due_day(plan.entry)
        filed, _ = filed_returns(books)
        period = next((one for one in filed if due in one), None)
        if period:
            yield say(
                "{file} is in the VAT return of {period}, which was filed. Renumber "
                "the other one: {others}. If that was filed too, credit this invoice "
                "in the next period, and issue it again.",
                file=issued.file.name,
                period=str(period),
                others=others,
            )


def _moves(transaction: Transaction, issued: Issued, books: Books) -> bool:
    """Tell whether money was for this invoice, or may have been."""
    account = receivable(issued.invoice, books.chart)
    return any(one.account.name == account for one in transaction.postings)


def _digests(issued: Issued) -> Iterator[str]:
    for private in (False, True):
        try:
            data = plain_bytes(issued.document(".pdf", private=private))
        except OSError:
            continue
        yield hashlib.sha256(data).hexdigest()


def without(invoices: Invoices, issued: Issued) -> Invoices:
    """Return the invoices as they are once this one is a draft again."""
    return replace(
        invoices,
        issued=tuple(one for one in invoices.issued if one.file != issued.file),
        numbers=tuple(one for one in invoices.numbers if one[1] != issued.file),
    )


def make_draft(plan: Renumbering) -> None:
    """Make the invoice a draft again: its entry, its papers and its file are gone.

    OSError where the disk does not want it; CannotBook where somebody wrote in the
    ledger meanwhile. To do it again does what is left.
    """
    replace_file(plan.draft, invoice_text(plan.as_draft()))
    if plan.entry:
        write([_without_entry(plan.entry)])
    issued = plan.issued
    for private in (False, True):
        for suffix in _PAPERS:
            issued.document(suffix, private=private).unlink(missing_ok=True)
    issued.file.with_suffix(SEAL).unlink(missing_ok=True)
    issued.file.unlink(missing_ok=True)


def _without_entry(entry: Transaction) -> Change:
    """Return the ledger's file without an entry, and without the line above it."""
    from pathlib import Path

    file = Path(entry.source.file)
    before = plain_bytes(file).decode()
    lines = before.splitlines(keepends=True)
    first = entry.source.line - 1
    last = first + 1
    while last < len(lines) and lines[last][:1] in {" ", "\t"}:
        last += 1
    while last < len(lines) and not lines[last].strip():
        last += 1
    kept = lines[:first] + lines[last:]
    return Change(file, before, "".join(kept).rstrip("\n") + "\n")
