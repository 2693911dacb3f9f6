"""From the books to a batch: what is paid on a day, and what is not, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import Message, say
from paraplu.bookkeeping.payments.instructions import Instructor
from paraplu.bookkeeping.payments.obstacles import OnEntries, of_payments
from paraplu.bookkeeping.payments.orders import Debtor, NotPaid, Payment, PaymentBatch
from paraplu.bookkeeping.payments.sent import FOLDER, NAME, Sent, under_way
from paraplu.bookkeeping.payments.tax_returns import all_payables

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Iterator

    from paraplu.base.findings import Finding
    from paraplu.bookkeeping.payments.obstacles import Judge
    from paraplu.bookkeeping.payments.payables import Payable
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register


class UnknownLink(Exception):  # noqa: N818 - says what was asked for
    """A link that was asked for is on no open bill."""

    def __init__(self, link: str, known: Collection[str]) -> None:
        super().__init__(link)
        self.link = link
        self.known = known


class JudgedBooks(NamedTuple):
    """Books, what the rules find in them, and the rules, to judge payments by."""

    books: Books
    register: Register
    findings: Collection[Finding]
    judge: Judge


def prepare(  # noqa: PLR0913 - each leaves out some bills, in its own way
    judged: JudgedBooks,
    debtor: Debtor,
    date: dt.date,
    *,
    sent: Iterable[Sent] = (),
    only: Collection[str] = (),
    due_by: dt.date | None = None,
    wanted: Callable[[Payable], bool] | None = None,
) -> PaymentBatch:
    """Return what can be paid from an account on a day, and what is refused.

    The books are seen from that day. `sent` is what was put in files before, and `only`
    are the links of the bills that are wanted; all where there are none. `wanted`
    chooses among them. What may be paid after `due_by` waits. Raises UnknownLink.
    """
    books, register = judged.books, judged.register
    every = all_payables(books, register)
    bills = [bill for bill in every.bills if bill.open or bill.empty]
    chosen = [one for one in _wanted(bills, only) if wanted is None or wanted(one)]
    on_the_way = _on_the_way(under_way(sent, every.bills), bills)
    instructor = Instructor(books, register, every)
    found = OnEntries(judged.findings)
    payments: list[Payment] = []
    refused: list[NotPaid] = []
    waiting = [bill for bill in chosen if due_by and (bill.due or due_by) > due_by]
    for bill in chosen:
        if bill in on_the_way or bill in waiting:
            continue
        payment = instructor.payment(bill, date)
        forbidden = found.of(bill.transactions)
        if isinstance(payment, NotPaid):
            reasons = (*payment.reasons, *forbidden)
            refused.append(replace(payment, reasons=reasons))
        elif forbidden:
            refused.append(NotPaid(bill, forbidden))
        else:
            payments.append(payment)
    batch = PaymentBatch(
        debtor,
        date,
        tuple(payments),
        tuple(refused),
        tuple(on_the_way[bill] for bill in chosen if bill in on_the_way),
        tuple(bill for bill in waiting if bill not in on_the_way),
    )
    return _judged(judged, batch)


def unpaid_bills(
    books: Books, register: Register, sent: Iterable[Sent]
) -> list[Payable]:
    """Return the bills that are open and in no file for the bank, as `prepare` does.

    Whether they can be paid is not asked, which takes a judgement of all the books.
    """
    every = all_payables(books, register)
    bills = [bill for bill in every.bills if bill.open or bill.empty]
    on_the_way = _on_the_way(under_way(sent, every.bills), bills)
    return [bill for bill in bills if bill not in on_the_way]


def _wanted(bills: list[Payable], only: Collection[str]) -> list[Payable]:
    known = sorted({link for bill in bills for link in bill.links})
    for link in only:
        if link not in known:
            raise UnknownLink(link, known)
    return [bill for bill in bills if not only or bill.links & set(only)]


def _on_the_way(sent: list[Sent], bills: list[Payable]) -> dict[Payable, NotPaid]:
    """Return which bills are in a file that the books do not have yet.

    What was sent without a link is for one bill only, of those that look the same.
    """
    found: dict[Payable, NotPaid] = {}
    for one in sent:
        paid = [bill for bill in bills if one.pays(bill) and bill not in found]
        linked = [bill for bill in paid if bill.links & one.links]
        for bill in linked or paid[:1]:
            why = say(
                "{amount} is already in {file}, to be paid on {day}. If the bank did "
                "not pay it, delete its line from {record}.",
                amount=one.amount,
                file=one.file,
                day=one.date,
                record=f"{FOLDER}/{NAME}",
            )
            found[bill] = NotPaid(bill, (why,))
    return found


def _judged(judged: JudgedBooks, batch: PaymentBatch) -> PaymentBatch:
    """Return the batch without what a rule would find once it is booked.

    Judged again until nothing is found, for payments lean on each other: one receipt
    may stand behind two of them.
    """
    while batch.payments:
        found = of_payments(judged.books, judged.findings, judged.judge, batch)
        if not any(found):
            break
        pairs = list(zip(batch.payments, found, strict=True))
        batch = replace(
            batch,
            payments=tuple(payment for payment, reasons in pairs if not reasons),
            refused=(*batch.refused, *_refused(pairs)),
        )
    return replace(batch, refused=tuple(sorted(batch.refused, key=_number)))


def _refused(
    pairs: Iterable[tuple[Payment, tuple[Message, ...]]],
) -> Iterator[NotPaid]:
    for payment, reasons in pairs:
        if reasons:
            yield NotPaid(payment.payable, reasons)


def _number(refused: NotPaid) -> tuple[int, int]:
    return refused.payable.first.transaction.number, refused.payable.first.position
