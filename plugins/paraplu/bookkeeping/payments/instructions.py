"""From a bill to a payment, or to the reasons why it cannot be one.

What is asked here can be seen in the bill itself; what the rules say of it comes after
(`paraplu.bookkeeping.payments.obstacles`).
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePath
from typing import TYPE_CHECKING

from paraplu.base.folding import party
from paraplu.base.identifiers import Issuer, Reference, read_iban, read_reference
from paraplu.base.kinds import MONEY
from paraplu.base.language import Message, say
from paraplu.base.metadata import COUNTERPARTY, REFERENCE
from paraplu.base.money import CENT
from paraplu.bookkeeping.payments.orders import NotPaid, Payee, Payment
from paraplu.bookkeeping.payments.payees import payee_of, supplier_of
from paraplu.bookkeeping.payments.sepa import (
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST,
    sepa_text,
)
from paraplu.bookkeeping.payments.tax_returns import is_return, reference_of_return

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from paraplu.bookkeeping.payments.payables import Payable, PayableMove, Payables
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register


class Instructor:
    """Makes payments of bills, with what the books know of their payees."""

    def __init__(self, books: Books, register: Register, every: Payables) -> None:
        self._books = books
        self._register = register
        self._stray = every.stray
        self._paid_before = _paid_before(books)

    def payment(self, bill: Payable, date: dt.date) -> Payment | NotPaid:
        """Return the payment of a bill on a day, or why it cannot be one."""
        payee = payee_of(bill, self._register, date)
        said = _said(bill) or self._of_return(bill)
        reference = read_reference(said[0]) if len(said) == 1 else None
        faults = [*_amount(bill), *_wrong(reference)]
        reasons = [
            *_after(bill, date),
            *_strayed(self._stray.get(bill.account, ()), bill),
        ]
        if isinstance(payee, Message):
            # Who owes us is not paid on any account.
            unknown = [payee] if bill.open > 0 else []
            return NotPaid(bill, tuple(reasons), (*unknown, *faults))
        name = sepa_text(payee.name, LONGEST_NAME)
        if payee.member and not bill.links:
            reasons.append(
                say(
                    "A payment back to {member} has to be linked to the receipt: give "
                    "the entry a ^link.",
                    member=payee.member,
                )
            )
        if is_return(bill) and (not reference or reference.issuer is not Issuer.CUR):
            reasons.append(
                say(
                    "The tax office knows a payment by its payment reference of 16 "
                    "digits. Write it on the entry, as `reference:`, or write "
                    "`vat_id:` of the cooperative in members.yaml. A supplement has "
                    "the reference of its assessment."
                )
            )
        if not name:
            faults.append(say("It does not say who gets the money. Write the payee."))
        if faults or reasons:
            return NotPaid(bill, tuple(reasons), tuple(faults))
        text = sepa_text(", ".join(said or _narrations(bill)), LONGEST_TEXT)
        return Payment(
            bill,
            payee._replace(name=name),
            bill.open,
            text or name,
            reference,
            tuple(self._notes(bill, payee)),
        )

    def _of_return(self, bill: Payable) -> list[str]:
        """Return the payment reference of a VAT return that does not say its own."""
        if not is_return(bill):
            return []
        reference = reference_of_return(bill, self._books, self._register)
        return [reference] if reference else []

    def _notes(self, bill: Payable, payee: Payee) -> Iterator[Message]:
        """Yield that the payee was paid on other accounts before, where that is so.

        A bill with a changed account number is how most frauds with bills begin.
        """
        before = self._paid_before[party(bill.payee)] - {payee.iban}
        known = supplier_of(bill.payee, self._register) is not None
        if before and not (payee.member or known or is_return(bill)):
            yield say(
                "Until now {payee} was paid on {before}. Before you send it, call them "
                "on a number that you already know.",
                payee=bill.payee,
                before=", ".join(sorted(before)),
            )


def _paid_before(books: Books) -> defaultdict[str, set[str]]:
    """Return the account numbers that money went to, by payee."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for transaction in books.saying(COUNTERPARTY):
        iban = read_iban(str(transaction.meta.get(COUNTERPARTY)))
        if iban and any(
            posting.amount < 0 and posting.account.kind in MONEY
            for posting in transaction.postings
        ):
            found[party(transaction.payee)].add(iban)
    return found


def _after(bill: Payable, date: dt.date) -> Iterator[Message]:
    """Yield that the bill is of a later day."""
    booked = max(one.transaction.date for one in bill.bills)
    if booked > date:
        yield say("It is booked on {day}, after the payment.", day=booked)


def _amount(bill: Payable) -> Iterator[Message]:
    """Yield why the amount cannot be paid."""
    amount = bill.open
    if amount < 0:
        yield say(
            "{payee} owes {amount}: more was paid or credited than was billed.",
            payee=bill.payee or say("The payee"),
            amount=-amount,
        )
    elif not amount:
        yield say("A bill of {amount} cannot be paid.", amount=amount)
    elif amount != amount.quantize(CENT):
        yield say("{amount} is not in whole cents.", amount=str(amount))
    elif amount > MOST:
        yield say("{amount} is more than SEPA allows in one payment.", amount=amount)
    if any(
        transaction.postings[n].account is bill.account
        for transaction in bill.transactions
        for n in transaction.signature.foreign
    ):
        yield say("It is not in euros; the bank has a form for that.")


def _strayed(stray: Iterable[PayableMove], bill: Payable) -> Iterator[Message]:
    """Yield that there is a payment that may have been for this bill."""
    for booked in stray:
        if booked.transaction.date >= bill.first.transaction.date:
            source = booked.transaction.source
            yield say(
                "{amount} left {account} on {day} ({place}), and it is not clear which "
                "bill it paid. Link it to its bill, with the same ^link on both.",
                amount=booked.amount,
                account=bill.account.name,
                day=booked.transaction.date,
                place=say(
                    "{file}, line {line}",
                    file=PurePath(source.file).name,
                    line=str(source.line),
                ),
            )
            return


def _said(bill: Payable) -> list[str]:
    """Return the references of a bill and what was credited on it, each once."""
    every = (_reference(booked) for booked in (*bill.bills, *bill.credited))
    return list(dict.fromkeys(text for text in every if text))


def _reference(booked: PayableMove) -> str:
    said = booked.transaction.said(REFERENCE, booked.position)
    return "" if said is None else " ".join(str(said).split())


def _narrations(bill: Payable) -> list[str]:
    every = (booked.transaction.narration for booked in (*bill.bills, *bill.credited))
    return list(dict.fromkeys(text for text in every if text))


def _wrong(reference: Reference | None) -> Iterator[Message]:
    if reference and not reference.right:
        yield say(
            "The check digit of the reference {reference} is wrong. Look on the bill "
            "for a digit that is missing, wrong or in the wrong place.",
            reference=reference.text,
        )
