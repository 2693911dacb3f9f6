"""A batch of payments: for people, and as JSON. What is private stays in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from paraplu.base.language import Message, counted, printable, say
from paraplu.base.money import ZERO
from paraplu.ledger.day_sums import no_days
from paraplu_cli.output import data, settled
from paraplu_cli.places import shown, written
from paraplu_cli.table import TableColumn, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal
    from pathlib import Path

    from paraplu.bookkeeping.payments.orders import NotPaid, Payment, PaymentBatch
    from paraplu.bookkeeping.payments.payables import Payable
    from paraplu_cli.outcome import Outcome
    from paraplu_cli.screen import Screen


class Made(NamedTuple):
    """A batch with its file.

    `done` tells whether that was to be written, `stopped` whether faults in bills kept
    it from being so.
    """

    outcome: Outcome
    batch: PaymentBatch
    file: Path
    version: str
    done: bool
    stopped: bool
    explain: bool = False


def as_text(made: Made, screen: Screen) -> str:
    """Return what is paid and what is not, with the reasons."""
    batch, said = made.batch, screen.language.render
    heading = say(
        "Payments on {day}, from {account} ({iban})",
        day=batch.date,
        account=batch.debtor.account,
        iban=batch.debtor.iban,
    )
    closing = screen.wrapped(said(_closing(made)), "", "")
    parts = [
        screen.wrapped(said(heading), "", "  "),
        _table(batch, screen) if batch.payments else [],
        [line for one in _notes(made) for line in screen.wrapped(said(one), "", "  ")],
    ]
    if not made.stopped:
        parts[-1] += closing
    for title, bills in _left(made):
        if bills:
            told = [line for bill in bills for line in _refused(bill, screen)]
            parts.append([screen.bold(said(title)), *told])
    if batch.waiting:
        later = [_later(bill, screen) for bill in batch.waiting]
        parts.append([screen.bold(said(say("Not due yet"))), *later])
    if made.explain:
        parts += [told for bill in _bills(made) if (told := _settled(bill, screen))]
    if made.stopped:
        parts.append(closing)
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _bills(made: Made) -> Iterator[Payable]:
    """Yield the bills that are shown, as they are shown."""
    yield from (payment.payable for payment in made.batch.payments)
    yield from (one.payable for one in (*made.batch.refused, *made.batch.under_way))


def _settled(bill: Payable, screen: Screen) -> list[str]:
    """Return what settled a part of a bill, and why it counts for this one."""
    found = settled.lines(bill.settled, screen)
    said = [printable(_place(bill)), printable(bill.payee)]
    return ["  ".join(filter(None, said)), *found] if found else []


def _left(made: Made) -> Iterator[tuple[Message, Sequence[NotPaid]]]:
    """Yield what is not paid, with what is said above it."""
    batch = made.batch
    faulty = batch.faulty if made.stopped else ()
    yield say("To fix first"), faulty
    yield say("Not paid"), [one for one in batch.refused if one not in faulty]
    yield say("On its way, not in the books yet"), batch.under_way


def _table(batch: PaymentBatch, screen: Screen) -> list[str]:
    language = screen.language
    dated = any(payment.payable.due for payment in batch.payments)
    columns = [
        TableColumn(language.text("payee")),
        TableColumn(language.text("account number")),
        *([TableColumn(language.text("pay by"))] if dated else ()),
        TableColumn(language.text("amount"), right=True),
        TableColumn(language.text("what for")),
    ]
    rows = [
        [
            printable(payment.payable.payee),
            language.text("private") if payment.payee.member else payment.payee.iban,
            *([str(payment.payable.due or "")] if dated else ()),
            language.amount(payment.amount),
            payment.reference.text if payment.reference else payment.text,
        ]
        for payment in batch.payments
    ]
    empty = ["", ""] if dated else [""]
    total = [language.text("total"), *empty, language.amount(batch.total), ""]
    return table(columns, [*rows, total], screen)


def _notes(made: Made) -> Iterator[Message]:
    """Yield what to look at before the file is sent."""
    for payment in made.batch.payments:
        yield from payment.notes
    account, balance = made.batch.debtor.account, _balance(made)
    if made.batch.total > balance:
        yield say(
            "{account} has {balance} in the books, which is less than the payments.",
            account=account,
            balance=balance,
        )


def _balance(made: Made) -> Decimal:
    books = made.outcome.report.books
    account = books.chart.account(made.batch.debtor.account)
    days = books.days.get(account) or no_days()
    return sum((n for day, n in days.items() if day <= made.batch.date), ZERO)


def _closing(made: Made) -> Message:
    number = len(made.batch.payments)
    if made.stopped:
        return _stopped(made.batch)
    if not number:
        return say("There is nothing to pay, so no file was made.")
    payments = counted("{n} payment", "{n} payments", number)
    if not made.done:
        return say("{payments}; nothing was written.", payments=payments)
    return say(
        "{payments}, for the bank: {file}",
        payments=payments,
        file=shown(made.file),
    )


def _stopped(batch: PaymentBatch) -> Message:
    bills = counted("{n} bill has an error", "{n} bills have errors", len(batch.faulty))
    if not batch.payments:
        return say(
            "Nothing was written: {bills}. Fix this and run it again.", bills=bills
        )
    return say(
        "Nothing was written: {bills}. Fix this and run it again, or add --leave-out "
        "to pay only the others.",
        bills=bills,
    )


def _refused(refused: NotPaid, screen: Screen) -> Iterator[str]:
    bill = refused.payable
    parts = [
        printable(_place(bill)),
        printable(bill.payee),
        screen.language.amount(bill.open),
    ]
    yield "  " + "  ".join(part for part in parts if part)
    for reason in refused.why:
        yield from screen.wrapped(screen.language.render(reason), "    ", "    ")


def _later(bill: Payable, screen: Screen) -> str:
    """Return a bill that can wait, with the day by which it has to be paid."""
    amount = screen.language.amount(bill.open)
    return "  " + "  ".join(
        filter(None, [str(bill.due), printable(bill.payee), amount])
    )


def _place(bill: Payable) -> str:
    source = bill.first.transaction.source
    return written(source._replace(file=shown(source.file)))


def as_json(made: Made) -> str:
    """Return the batch as JSON; account numbers of members are left out."""
    batch = made.batch
    wrote = made.done and not made.stopped and bool(batch.payments)
    return data.as_json(
        {
            "version": 1,
            "date": str(batch.date),
            "account": batch.debtor.account,
            "iban": batch.debtor.iban,
            "message": batch.message_id,
            "schema": f"pain.001.001.{made.version}",
            "file": printable(shown(made.file)) if wrote else None,
            "stopped": made.stopped,
            "total": data.money(batch.total),
            "payments": [
                _bill(made, payment.payable)
                | {
                    "amount": data.money(payment.amount),
                    "member": payment.payee.member or None,
                    "iban": None if payment.payee.member else payment.payee.iban,
                    **_what_for(payment),
                    "notes": [_said(made, note) for note in payment.notes],
                }
                for payment in batch.payments
            ],
            "refused": [_why(made, refused) for refused in batch.refused],
            "not_due_yet": [_bill(made, bill) for bill in batch.waiting],
            "under_way": [_why(made, waiting) for waiting in batch.under_way],
        }
    )


def _what_for(payment: Payment) -> dict[str, Any]:
    reference = payment.reference
    return {
        "reference": reference.text if reference else None,
        "text": None if reference else payment.text,
    }


def _bill(made: Made, bill: Payable) -> dict[str, Any]:
    settling = {"settled": settled.as_data(bill.settled)} if made.explain else {}
    source = bill.first.transaction.source
    return {
        "payee": printable(bill.payee),
        "account": bill.account.name,
        "links": sorted(map(printable, bill.links)),
        "amount": data.money(bill.open),
        "due": str(bill.due) if bill.due else None,
        "file": printable(shown(source.file)),
        "line": source.line,
        **settling,
    }


def _why(made: Made, refused: NotPaid) -> dict[str, Any]:
    return _bill(made, refused.payable) | {
        "faults": [_said(made, fault) for fault in refused.faults],
        "reasons": [_said(made, reason) for reason in refused.why],
    }


def _said(made: Made, message: Message) -> str:
    return made.outcome.language.render(message)
