"""EV03 by a request: what the board decided on in a file counts as the approval.

Judged with the other approvals, in `paraplu.rules.approvals`. A request is for one
member, one purpose and an amount; what goes beyond that was not approved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.language import Message, say
from paraplu.base.metadata import APPROVED, REQUEST
from paraplu.base.money import CENT, ZERO
from paraplu.bookkeeping.spending_requests import BoardAnswer, RequestFor
from paraplu.ledger.approvals import Approval
from paraplu.rules.charge_approvals import EV03

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from paraplu.base.findings import Finding
    from paraplu.bookkeeping.spending_requests import SpendingRequest, SpendingRequests
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction

_PURPOSES = {
    RequestFor.GROWTH: Kind.GROWTH,
    RequestFor.TRAINING: Kind.TRAINING,
    RequestFor.EQUIPMENT: Kind.EQUIPMENT,
}


class Requested:
    """The requests of one set of books, and what was spent by each so far."""

    def __init__(self, requests: SpendingRequests) -> None:
        self._requests = requests.by_number
        self._spent: dict[str, Decimal] = {}

    def approval(self, transaction: Transaction, position: int) -> Approval | None:
        """Return the approval in the request that a posting names, if it has one."""
        request = self.request(transaction, position)
        decision = request.decision if request else None
        if decision is None or decision.verdict is BoardAnswer.NO:
            return None
        return Approval(decision.by, decision.day)

    def request(
        self, transaction: Transaction, position: int
    ) -> SpendingRequest | None:
        """Return the request that a posting names; None where there is none such."""
        return self._requests.get(_number(transaction, position))

    def beyond(
        self,
        books: Books,
        transaction: Transaction,
        member: str,
        positions: Sequence[int],
    ) -> dict[int, Finding]:
        """Return what is wrong with postings whose request does not cover them.

        What has an approval of its own needs no request.
        """
        found = {}
        for position in positions:
            number = _number(transaction, position)
            if not number or transaction.said(APPROVED, position) is not None:
                continue
            why = self._why(number, transaction, member, position)
            if why:
                found[position] = EV03.found(
                    why,
                    transaction.source_at(position),
                    hint=say(
                        "Have the board decide on a request for it: paraplu member "
                        "request, then paraplu member approve."
                    ),
                    member=member,
                    amount=transaction.postings[position].amount,
                    currency=books.currency,
                    date=transaction.date,
                )
        return found

    def _why(
        self, number: str, transaction: Transaction, member: str, position: int
    ) -> Message | None:
        request = self._requests.get(number)
        if request is None:
            return say("There is no request {number}.", number=number)
        if request.decision is None:
            return say("The board has not decided on {number} yet.", number=number)
        allowed = request.allowed
        if allowed is None:
            return say("The board did not approve {number}.", number=number)
        posting = transaction.postings[position]
        if request.member != member or posting.account.kind is not _kind(request):
            return say(
                "{number} was approved for {purpose} of {member}, not for this.",
                number=number,
                purpose=_WORDS[request.purpose],
                member=request.member,
            )
        spent = self._spent.get(number, ZERO) + posting.amount
        self._spent[number] = spent
        if spent > allowed + CENT:
            return say(
                "{spent} is spent by {number}, of which {allowed} was approved.",
                spent=spent,
                number=number,
                allowed=allowed,
            )
        return None


_WORDS = {
    RequestFor.GROWTH: say("growth"),
    RequestFor.TRAINING: say("training"),
    RequestFor.EQUIPMENT: say("equipment"),
}


def _kind(request: SpendingRequest) -> Kind:
    return _PURPOSES[request.purpose]


def _number(transaction: Transaction, position: int) -> str:
    return str(transaction.said(REQUEST, position) or "")
