"""What there is to do: the findings by urgency and member, and what only waits so far.

Terms are seen from the day of the newest entry, as the rules see them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.findings import Severity, in_order
from paraplu.base.kinds import MONEY
from paraplu.base.money import HALF_A_CENT
from paraplu.bookkeeping.spending_requests import read_requests
from paraplu.reports.due import DueDay, Duty, DutyState, calendar_in
from paraplu.reports.members import members_in
from paraplu.reports.span import Span
from paraplu.rules.bank import comparisons
from paraplu.rules.clearing_lots import standing
from paraplu.rules.waivers import WAIVER_DAYS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from paraplu.base.findings import Finding
    from paraplu.bookkeeping.spending_requests import SpendingRequest
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register import Register
    from paraplu.reports.standing import MemberStatus
    from paraplu.rules.verdict import Judgement, Waived


@dataclass(frozen=True)
class MemberFindings:
    """Findings of one weight that are about one member; about no member without."""

    member: str
    name: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Urgency:
    """All findings of one weight: those about no member first, then by member."""

    severity: Severity
    shares: tuple[MemberFindings, ...]

    @property
    def count(self) -> int:
        """How many findings there are."""
        return sum(len(share.findings) for share in self.shares)

    def within(self, span: Span) -> Urgency:
        """Return those of a span, and those that have no day."""
        shares = (
            replace(share, findings=tuple(found))
            for share in self.shares
            if (
                found := [f for f in share.findings if f.date is None or f.date in span]
            )
        )
        return Urgency(self.severity, tuple(shares))


@dataclass(frozen=True)
class Waiting:
    """An amount that waits on an account; a credit, what went out, is negative.

    `late` tells that it waits longer than the policy allows.
    """

    account: str
    amount: Decimal
    days: int
    late: bool
    transaction: Transaction


@dataclass(frozen=True)
class Compared:
    """When an account was last compared with the bank or the payment provider.

    `ever` is False where it never was; `days` then counts from the first entry.
    """

    account: str
    since: dt.date
    days: int
    late: bool
    ever: bool


@dataclass(frozen=True)
class ToDo:
    """What there is to do on `today`; amounts in `currency`.

    `waiting` is money on clearing accounts, `marked` are entries with a `!`: those for
    which somebody still has to say what they are. Both have the oldest first. `due` is
    what others wait for, or will soon: reports and returns of VAT. `outside`
    is how many findings the span leaves out. A term of the policy is None where a fault
    in the register makes it unknown.
    """

    today: dt.date
    currency: str
    transactions: int
    rules: int
    urgencies: tuple[Urgency, ...]
    outside: int
    ending: tuple[MemberStatus, ...]
    waiting: tuple[Waiting, ...]
    marked: tuple[Waiting, ...]
    compared: tuple[Compared, ...]
    waived: tuple[Waived, ...]
    due: tuple[DueDay, ...]
    clearing_days: int | None
    reconcile_days: int | None
    requests: tuple[SpendingRequest, ...] = ()
    waiver_days: int = WAIVER_DAYS

    def count(self, severity: Severity) -> int:
        """Return how many findings have a weight."""
        return sum(one.count for one in self.urgencies if one.severity is severity)

    @property
    def clear(self) -> bool:
        """Tell whether there is nothing to do at all."""
        late = [one for one in self.waiting if one.late]
        old = [one for one in self.compared if one.late]
        work = (
            *(self.urgencies, self.outside, self.ending, self.marked),
            *(self.due, self.requests),
        )
        return not (any(work) or late or old)

    def within(self, span: Span) -> ToDo:
        """Return the same with the findings of a span, and those that have no day.

        All else is as it stands today.
        """
        kept = [one.within(span) for one in self.urgencies]
        left_out = sum(one.count for one in self.urgencies)
        left_out -= sum(one.count for one in kept)
        urgencies = tuple(one for one in kept if one.shares)
        return replace(self, urgencies=urgencies, outside=left_out)


def todo_in(judgement: Judgement, more: Iterable[Finding] = ()) -> ToDo:
    """Return what there is to do; `more` are findings from outside the verdict."""
    books, register = judgement.books, judgement.register
    policy = register.policy(books.today)
    clearing: int | None = policy.clearing_days
    if not register.knows("policies.clearing_days"):
        clearing = None
    reconcile: int | None = policy.reconcile_days
    if not register.knows("policies.reconcile_days"):
        reconcile = None
    every = in_order([*judgement.verdict.findings, *more])
    return ToDo(
        today=books.today,
        currency=books.currency,
        transactions=books.size,
        rules=len(judgement.verdict.ran),
        urgencies=tuple(_urgencies(every, register)),
        outside=0,
        ending=members_in(judgement, Span()).ending,
        waiting=_oldest_first(_on_clearing(books, clearing)),
        marked=_oldest_first(_marked(books)),
        compared=_compared(books, register, reconcile),
        due=_due(judgement),
        waived=tuple(sorted(judgement.verdict.waived, key=lambda one: -one.days)),
        clearing_days=clearing,
        reconcile_days=reconcile,
        requests=read_requests(books.main.parent).waiting,
    )


def _due(judgement: Judgement) -> tuple[DueDay, ...]:
    """Return what is late or due soon to others, but for permissions: see `ending`."""
    now = (DutyState.LATE, DutyState.SOON)
    return tuple(
        one
        for one in calendar_in(judgement).items
        if one.state in now and one.duty is not Duty.PERMISSION
    )


def _urgencies(found: list[Finding], register: Register) -> Iterator[Urgency]:
    for severity in Severity:
        mine: dict[str, list[Finding]] = {}
        for finding in found:
            if finding.severity is severity:
                mine.setdefault(finding.member or "", []).append(finding)
        if mine:
            yield Urgency(
                severity,
                tuple(
                    MemberFindings(code, _name(register, code), tuple(mine[code]))
                    for code in sorted(mine)
                ),
            )


def _name(register: Register, code: str) -> str:
    member = register.members.get(code)
    return (member.trade_name or member.trade) if member else ""


def _on_clearing(books: Books, limit: int | None) -> Iterator[Waiting]:
    for account, lots in standing(books).items():
        for lot in lots:
            if abs(lot.amount) >= HALF_A_CENT:
                days = (books.today - lot.transaction.date).days
                late = limit is not None and days > limit
                yield Waiting(account.name, lot.amount, days, late, lot.transaction)


def _marked(books: Books) -> Iterator[Waiting]:
    """Yield what has a `!`, each with what moved on its bank or other money."""
    for signature, transactions in books.by_signature.items():
        banks = signature.where(lambda role: role.kind is Kind.BANK)
        money = signature.where(lambda role: role.kind in MONEY)
        position = (*banks, *money, 0)[0]
        for transaction in transactions:
            if transaction.flag == "!" and transaction.date <= books.today:
                posting = transaction.postings[position]
                yield Waiting(
                    posting.account.name,
                    posting.amount,
                    (books.today - transaction.date).days,
                    late=False,
                    transaction=transaction,
                )


def _oldest_first(waiting: Iterable[Waiting]) -> tuple[Waiting, ...]:
    return tuple(sorted(waiting, key=lambda one: one.transaction.number))


def _compared(
    books: Books, register: Register, limit: int | None
) -> tuple[Compared, ...]:
    found = []
    for account, _opened, since, assertion in comparisons(books, register):
        # A balance of tomorrow is about the end of today.
        days = max((books.today - since).days, 0)
        ever = assertion is not None
        late = limit is not None and days > limit
        found.append(Compared(account.name, since, days, late, ever))
    return tuple(sorted(found, key=lambda one: (-one.days, one.account)))
