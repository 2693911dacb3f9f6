"""Who approved what: every approval in the books, and who signed it in git."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from paraplu.base.findings import NO_SOURCE, Source
from paraplu.base.metadata import APPROVED, REQUEST
from paraplu.base.money import ZERO
from paraplu.bookkeeping.signatures import (
    ApprovalState,
    FoundInHistory,
    SignedApproval,
    ThingsOf,
    found_in_history,
)
from paraplu.bookkeeping.spending_requests import read_requests
from paraplu.ledger.approvals import Approval, Approvers
from paraplu.ledger.paydays import PayDays
from paraplu.ledger.transactions import in_order
from paraplu.rules.given_approvals import GivenApproval, GivenApprovals
from paraplu.rules.purchase import Purchase
from paraplu.rules.requested import Requested
from paraplu.rules.signed_approvals import has_to_be_signed, thing_of, why_unknown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.bookkeeping.signatures import ApprovedThing
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register


class TrailState(StrEnum):
    """What became of the signature under an approval."""

    SIGNED = "signed"
    UNKNOWN = "unknown"
    LATE = "late"
    CHANGED = "changed"
    ANOTHER = "another"
    OUT_OF_TERM = "out-of-term"
    OWN = "own"
    REVOKED = "revoked"
    BAD = "bad"
    STRANGER = "stranger"
    LOST = "lost"
    TYPED = "typed"


class ApprovalStep(Struct, frozen=True):
    """An approval: for whom, of which amount (EUR), by whom as typed, and as signed.

    `date` is that of the entry, None where nothing was spent by it yet. `asked` tells
    that the policy wants a signature.
    """

    member: str
    amount: Decimal
    by: str
    on: dt.date | None
    state: TrailState
    request: str = ""
    date: dt.date | None = None
    seat: str = ""
    day: dt.date | None = None
    commit: str = ""
    asked: bool = False
    source: Source = NO_SOURCE


class _Said(Struct, frozen=True):
    """An approval as the books say it, before the history was asked."""

    step: ApprovalStep
    thing: ApprovedThing


def approval_trail(books: Books, register: Register) -> list[ApprovalStep]:
    """Return every approval in the books by date; what is not spent yet comes last.

    Git is only asked where somebody on the board has a key.
    """
    said = [*_spent(books, register), *_unspent(books, register)]
    if not said or not any(seat.signing for seat in register.seats):
        return [one.step for one in said]
    things = [one.thing for one in said]
    found = found_in_history(books, register, Approvers(register), things)
    signed = found.signed or [None] * len(said)
    return [_with(one.step, found, by) for one, by in zip(said, signed, strict=True)]


def _spent(books: Books, register: Register) -> Iterator[_Said]:
    given = GivenApprovals(books, Requested(read_requests(books.main.parent)))
    things, days = ThingsOf(books), PayDays(books)
    every = {
        one.number: one for one in (*books.saying(APPROVED), *books.saying(REQUEST))
    }
    for transaction in in_order(every.values()):
        seen: set[tuple[str, str]] = set()
        for position, posting in enumerate(transaction.postings):
            own = given.said_on(transaction, position)
            member = posting.account.member
            if own is None or not member or (member, own.approval.who) in seen:
                continue
            seen.add((member, own.approval.who))
            purchase = Purchase(transaction, member, ZERO, days)
            yield _Said(_step(purchase, own, register), thing_of(things, own, purchase))


def _step(purchase: Purchase, given: GivenApproval, register: Register) -> ApprovalStep:
    transaction, approval = purchase.transaction, given.approval
    debited = sum(
        (
            one.amount
            for one in transaction.postings
            if one.amount > 0 and one.account.member == purchase.member
        ),
        ZERO,
    )
    return ApprovalStep(
        purchase.member,
        purchase.spent or debited,
        approval.who,
        approval.day,
        TrailState.TYPED,
        request=given.request.number if given.request else "",
        date=transaction.date,
        asked=has_to_be_signed(purchase, given, register) is not None,
        source=transaction.source,
    )


def _unspent(books: Books, register: Register) -> Iterator[_Said]:
    """Yield what was approved, and that no entry names yet."""
    numbers = {str(meta[REQUEST]) for _, meta in books.remarks(REQUEST)}
    things = ThingsOf(books)
    for number, request in read_requests(books.main.parent).by_number.items():
        if number not in numbers and request.decision and request.allowed is not None:
            decision = request.decision
            approval = Approval(decision.by, decision.day)
            limit = register.policy(decision.day, request.member).signature_from
            yield _Said(
                ApprovalStep(
                    request.member,
                    request.allowed,
                    approval.who,
                    approval.day,
                    TrailState.TYPED,
                    request=number,
                    asked=limit is not None and request.allowed >= limit,
                    source=request.source,
                ),
                things.request(request, approval, None),
            )


def _with(
    step: ApprovalStep, found: FoundInHistory, signed: SignedApproval | None
) -> ApprovalStep:
    """Return an approval with what the history says of it."""
    if signed is None or why_unknown(found, signed):
        return replace(step, state=TrailState.UNKNOWN)
    state = TrailState[signed.state.name]
    if signed.state >= ApprovalState.REVOKED:
        return replace(step, state=state)
    return replace(
        step, state=state, seat=signed.seat, day=signed.day, commit=signed.commit
    )
