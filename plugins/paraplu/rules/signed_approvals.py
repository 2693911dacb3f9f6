"""EV07: a large approval is signed by whoever gave it, and not only typed.

Who keeps the books can type that somebody approved it. From `signature_from` on the
board signs, with a key that the register names: in a commit of git that touches the
request or the entry, before it is paid (contract, section 5). Judged with the other
approvals, in `paraplu.rules.approvals`.

What it finds takes a repository to show; outside of one it says just that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.findings import Cause, Finding, Severity, Source
from paraplu.base.language import Message, say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.signatures import (
    ApprovalState,
    ApprovedThing,
    FoundInHistory,
    SignedApproval,
    ThingsOf,
    found_in_history,
)
from paraplu.ledger.evidence import waiver_of
from paraplu.rules.rule import Rule
from paraplu.rules.signing_words import NO_HISTORY, NO_KEY, NOT_WHOLE, told, unverified

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from paraplu.ledger.approvals import Approvers
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register
    from paraplu.rules.given_approvals import GivenApproval
    from paraplu.rules.purchase import Purchase

EV07 = Rule(
    "EV07",
    Severity.ERROR,
    say("Approved, but not signed"),
    waivable=True,
    reads=("policies.signature_from", "policies.approval_from", "board"),
)


class SigningCase(NamedTuple):
    """A purchase whose approval has to be signed, from `limit` on; amounts in EUR."""

    purchase: Purchase
    position: int
    given: GivenApproval
    amount: Decimal
    limit: Decimal


class Signing:
    """The approvals that the policy wants signed; git is asked once for all."""

    def __init__(self, books: Books, register: Register, approvers: Approvers) -> None:
        self._books = books
        self._register = register
        self._approvers = approvers
        self._cases: dict[tuple[int, str], SigningCase] = {}

    def ask(self, purchase: Purchase, position: int, given: GivenApproval) -> None:
        """Keep an approval that counts, where it has to be signed."""
        limit = has_to_be_signed(purchase, given, self._register)
        if limit is None:
            return
        transaction = purchase.transaction
        # One finding for all that a transaction has by the same approval.
        said = given.request.number if given.request else given.approval.who
        key = transaction.number, said
        amount = transaction.postings[position].amount
        if key in self._cases:
            known = self._cases[key]
            self._cases[key] = known._replace(amount=known.amount + amount)
        else:
            self._cases[key] = SigningCase(purchase, position, given, amount, limit)

    def unsigned(self) -> Iterator[Finding]:
        """Yield what has no signature that counts; nothing is asked where none need."""
        cases = list(self._cases.values())
        if not cases:
            return
        books = self._books
        things = ThingsOf(books)
        wanted = [thing_of(things, one.given, one.purchase) for one in cases]
        found = found_in_history(books, self._register, self._approvers, wanted)
        unknown: dict[Message, list[SigningCase]] = {}
        for number, case in enumerate(cases):
            signed = found.signed[number] if found.signed else None
            reason = why_unknown(found, signed)
            if reason:
                unknown.setdefault(reason, []).append(case)
            elif signed and signed.state is not ApprovalState.SIGNED:
                yield self._finding(case, signed)
        for reason, those in unknown.items():
            yield from self._unverified(reason, those)

    def _finding(self, case: SigningCase, signed: SignedApproval) -> Finding:
        purchase, transaction = case.purchase, case.purchase.transaction
        amount = min(purchase.spent, case.amount)
        message, hint = told(
            signed, case.given, purchase, amount=amount, limit=case.limit
        )
        return EV07.found(
            message,
            transaction.source_at(case.position),
            hint=hint,
            member=purchase.member,
            amount=amount,
            currency=self._books.currency,
            date=transaction.date,
        )

    def _unverified(
        self, reason: Message, cases: Iterable[SigningCase]
    ) -> Iterator[Finding]:
        """Yield one finding for all that cannot be verified, but for what is waived."""
        those = [one for one in cases if not _is_waived(one)]
        if those:
            message, hint = unverified(reason, len(those))
            yield EV07.found(
                message,
                Source(str(self._books.main), 0),
                hint=hint,
                cause=Cause.NOT_VERIFIED,
            )


def has_to_be_signed(
    purchase: Purchase, given: GivenApproval, register: Register
) -> Decimal | None:
    """Return the limit (EUR) from which an approval is signed; None where it is below.

    By a request that is all that was approved, in however many parts it is spent.
    """
    day = purchase.transaction.date
    limit = register.policy(day, purchase.member).signature_from
    allowed = (given.request.allowed if given.request else None) or ZERO
    if limit is None or max(purchase.spent, allowed) < limit:
        return None
    return limit


def thing_of(
    things: ThingsOf, given: GivenApproval, purchase: Purchase
) -> ApprovedThing:
    """Return what a purchase leans on, as it is looked for in the history."""
    if given.request:
        return things.request(given.request, given.approval, purchase.paid)
    return things.entry(
        given.transaction, given.approval, purchase.member, purchase.paid
    )


def why_unknown(found: FoundInHistory, signed: SignedApproval | None) -> Message | None:
    """Return why it cannot be told whether something was signed; None where it can."""
    if signed is None:
        return NO_HISTORY
    if signed.state is ApprovalState.UNVERIFIABLE:
        return NO_KEY
    if not found.whole and signed.state is not ApprovalState.SIGNED:
        return NOT_WHOLE
    return None


def _is_waived(case: SigningCase) -> bool:
    waiver = waiver_of(case.purchase.transaction)
    return bool(waiver and EV07.code in waiver.codes)
