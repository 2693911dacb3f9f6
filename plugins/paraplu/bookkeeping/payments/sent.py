"""What was put in files for the bank and is not in the books yet.

The books know a payment from the day that the bank's statement is booked. Until then
`payments/sent.jsonl`, beside the register, says which bills are in which file, a line
each; else the next file would pay them again. It holds no account numbers and no names
but those of the books, so it can be kept in git. Whoever takes a line out says that
the payment did not happen.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict, deque
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, NamedTuple

from paraplu.base.errors import Problem
from paraplu.base.folding import folded, same
from paraplu.base.language import say
from paraplu.base.plain_file import plain_bytes
from paraplu.base.system import reason_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from paraplu.bookkeeping.payments.orders import PaymentBatch
    from paraplu.bookkeeping.payments.payables import Payable

FOLDER = "payments"
NAME = "sent.jsonl"
# What is raised on a line that is no payment; by a thousand brackets the last.
_NOT_READ = (ValueError, TypeError, KeyError, InvalidOperation, RecursionError)
# Beyond this no books hold an amount.
_MOST = Decimal("1E15")


class RecordUnreadable(Problem):
    """The record cannot be read; `message` is ready for the user."""


class Sent(NamedTuple):
    """A payment that is in a file for the bank."""

    date: dt.date
    file: str
    account: str
    payee: str
    links: frozenset[str]
    amount: Decimal

    def pays(self, bill: Payable) -> bool:
        """Tell whether it is a payment of this bill.

        A link that both have decides; without one it is the payee and the amount.
        """
        if self.account != bill.account.name:
            return False
        alike = same(self.payee, bill.payee) and self.amount == bill.open
        return alike or bool(self.links & bill.links)

    def written(self) -> str:
        """Return the line of the record."""
        fields = self._asdict() | {
            "date": str(self.date),
            "links": sorted(self.links),
            "amount": f"{self.amount:.2f}",
        }
        return json.dumps(fields, ensure_ascii=False) + "\n"


def read_sent(path: Path) -> list[Sent]:
    """Return the payments of a record; none where there is no record.

    Raises RecordUnreadable where a line of it is no payment: whether that was paid
    cannot be told then.
    """
    try:
        lines = plain_bytes(path).decode().splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as fault:
        raise RecordUnreadable(
            say(
                "{file} cannot be read: {reason}.",
                file=path.name,
                reason=reason_of(fault),
            )
        ) from fault
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(_read(json.loads(line)))
            except _NOT_READ as fault:
                raise RecordUnreadable(
                    say(
                        "Line {line} of {file} is not a payment. Put it back as it is "
                        "in git; without it a bill could be paid twice.",
                        line=str(number),
                        file=f"{FOLDER}/{path.name}",
                    )
                ) from fault
    return found


def mark_of_sent(root: Path) -> tuple[int, int]:
    """Return by what it is known whether the record of some books changed."""
    try:
        known = (root / FOLDER / NAME).stat()
    except OSError:
        return 0, 0
    return known.st_size, known.st_mtime_ns


def _read(line: dict[str, Any]) -> Sent:
    sent = Sent(
        dt.date.fromisoformat(line["date"]),
        str(line["file"]),
        str(line["account"]),
        str(line["payee"]),
        frozenset(map(str, line["links"])),
        Decimal(line["amount"]),
    )
    if not (sent.amount.is_finite() and abs(sent.amount) < _MOST):
        raise ValueError(line["amount"])
    return sent


def under_way(sent: Iterable[Sent], bills: Iterable[Payable]) -> list[Sent]:
    """Return the payments that the books do not have yet, in the order of the record.

    They have one where as much went off the account by then or later, for a bill that
    it pays or to the same payee.
    """
    sent = sorted(sent, key=lambda one: one.date)
    told = frozenset(link for one in sent for link in one.links)
    paid = [(bill, booked) for bill in bills for booked in bill.paid]
    queues: defaultdict[tuple[str, Decimal, str], deque[int]] = defaultdict(deque)
    for place, (bill, booked) in enumerate(paid):
        for name in _names(bill.links & told, bill.payee):
            queues[bill.account.name, booked.amount, name].append(place)
    left, taken = [], set()
    for one in sent:
        found = []
        for name in _names(one.links, one.payee):
            queue = queues[one.account, one.amount, name]
            # What is too early for this one is so for all that come after it.
            while queue and (
                queue[0] in taken or paid[queue[0]][1].transaction.date < one.date
            ):
                queue.popleft()
            if queue:
                found.append(queue[0])
        if found:
            taken.add(min(found))
        else:
            left.append(one)
    return left


def _names(links: Iterable[str], payee: str) -> Iterator[str]:
    """Yield what a payment may be known by; a tab sets links apart from payees."""
    yield from (f"\t{link}" for link in links)
    yield folded(payee)


def sent_by(batch: PaymentBatch, file: str) -> list[Sent]:
    """Return what is to be remembered of a batch."""
    return [
        Sent(
            batch.date,
            file,
            payment.payable.account.name,
            payment.payable.payee,
            payment.payable.links,
            payment.amount,
        )
        for payment in batch.payments
    ]
