"""EV03 of charges: what a member is charged without a limit is approved before.

Judged with the other approvals, in `paraplu.rules.approvals`. A charge is the
cooperative's own income, so it needs a limit or another pair of eyes.

    2025-03-03 * "Market" "Twenty tables"
      Assets:Bank                 900.00 EUR
      Income:Members:L01:Sales   -900.00 EUR

    2025-03-31 * "Stall of March"
      receipt: "documents/stall.pdf"
      Expenses:Members:L01:Costs  250.00 EUR  ; EV03 L01 250.00
      Income:Coop:StallRent      -250.00 EUR
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from paraplu.base.dates import Month
from paraplu.base.findings import Cause, Finding, Severity
from paraplu.base.language import say
from paraplu.base.money import ZERO
from paraplu.ledger.approvals import Approvers, approval_of
from paraplu.ledger.charged import Charged, charged
from paraplu.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

EV03 = Rule(
    "EV03",
    Severity.ERROR,
    say("No earlier approval"),
    waivable=True,
    reads=("policies.approval_from", "policies.charges", "board"),
)


def unapproved_charges(
    books: Books, register: Register, approvers: Approvers
) -> Iterator[Finding]:
    """Yield what a member was charged in a month, from the limit on, and not approved.

    A charge that the policy limits is agreed up to that; what is beyond it is for PF11.
    """
    months: defaultdict[tuple[str, Month], list[Charged]] = defaultdict(list)
    for one in charged(books):
        policy = register.policy(one.since, one.member)
        free = one.charge in policy.charges and policy.charges[one.charge] is None
        if free and one.member in register.members and not _approved(one, approvers):
            months[one.member, Month.of(one.since)].append(one)
    for (_member, month), ones in months.items():
        total = sum((one.amount for one in ones), ZERO)
        so_far = ZERO
        for one in ones:
            so_far += one.amount
            limit = register.policy(one.since, one.member).approval_from
            if limit is not None and so_far >= limit:
                if total >= limit:
                    yield _unapproved(books, one, total, limit, month)
                break


def _approved(one: Charged, approvers: Approvers) -> bool:
    """Tell whether somebody else approved a charge, of that day or before."""
    approval = approval_of(one.transaction, one.position)
    return bool(
        approval
        and approval.day
        and approval.day <= one.transaction.date
        and not approvers.denies(approval)
        and not approvers.own(approval, one.member)
        and approvers.known(approval, one.member)
    )


def _unapproved(
    books: Books, one: Charged, total: Decimal, limit: Decimal, month: Month
) -> Finding:
    return EV03.found(
        say(
            "{member} was charged {total} in {month} without an earlier approval.",
            member=one.member,
            total=total,
            month=month,
        ),
        one.transaction.source_at(one.position),
        hint=say(
            "Charges of {limit} a month or more need an earlier approval. Write who "
            "gave it and when: {example}. Or agree on a limit, and write it in the "
            "policy: {most}.",
            limit=limit,
            example=say('`approved: "board {day}"`', day=str(one.transaction.date)),
            most=f"charges: [{{{one.charge}: {{most: 50.00, per: month}}}}]",
        ),
        member=one.member,
        amount=total,
        currency=books.currency,
        date=one.transaction.date,
        cause=Cause.CHARGED,
    )
