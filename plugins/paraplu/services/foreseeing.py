"""What an invoice will be asked about once it has its number, told before it gets it.

Nothing of it is in the way: it may be right, and who issues it decides. What cannot be
right is refused by `paraplu.services.issuing`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity
from paraplu.base.language import say
from paraplu.bookkeeping.invoices.numbers import leading
from paraplu.bookkeeping.invoices.reading import RULE
from paraplu.bookkeeping.invoices.shelf import Issued
from paraplu.rules.invoices.terms import judge_issued
from paraplu.rules.proposing import remarks_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from paraplu.base.language import Message
    from paraplu.bookkeeping.invoices.issuing import IssuePlan
    from paraplu.services.invoicing import InvoicingBooks

# Days between delivery and invoice from which somebody may have mistyped one of them.
_LONG_BEFORE, _LONG_AFTER = 92, 31


def remarks_on(
    desk: InvoicingBooks, plans: Sequence[IssuePlan], day: dt.date
) -> tuple[Finding, ...]:
    """Return what there is to say of invoices before they are issued on a day.

    First what the check would find of them that is no error, by the rules themselves;
    then a delivery that does not fit the membership, the permission or the day. The
    place of each is that of its draft.
    """
    found = [one for plan in plans for one in _found(desk, plan)]
    entries = [plan.entry for plan in plans]
    today = max(day, desk.books.today)
    for place, finding in remarks_of(desk.books, desk.register, entries, today):
        found.append(_at(finding, plans[place]))
    return tuple(dict.fromkeys(found))


def _found(desk: InvoicingBooks, plan: IssuePlan) -> Iterator[Finding]:
    """Yield what is to be said of one invoice."""
    if plan.invoice.corrects:
        return
    late = [_at(finding, plan) for finding in _too_late(desk, plan)]
    yield from late
    yield from _of_member(desk, plan)
    if not late:
        yield from _far(plan)


def _too_late(desk: InvoicingBooks, plan: IssuePlan) -> Iterator[Finding]:
    """Yield what the check says of an invoice that comes too late (IN06)."""
    number = leading(plan.invoice.number, desk.register.invoices)
    if number is not None:
        issued = Issued(number, plan.day, plan.file, plan.invoice)
        yield from judge_issued(replace(desk.invoices, issued=(issued,)), {})


def _at(finding: Finding, plan: IssuePlan) -> Finding:
    what = say("{code}: {message}", code=finding.code, message=finding.message)
    return replace(finding, message=what, source=plan.invoice.source)


def _of_member(desk: InvoicingBooks, plan: IssuePlan) -> Iterator[Finding]:
    """Yield that the member could not deliver anything on that day."""
    delivered = plan.invoice.delivery_day
    member = desk.register.members.get(plan.invoice.member)
    # Whether there is a permission by then nobody knows yet.
    if member is None or delivered > plan.day:
        return
    time = member.time_by(delivered)
    if time is None or delivered not in time:
        yield _remark(
            plan,
            say(
                "It was delivered on {delivered}, and {member} was not a member then.",
                delivered=delivered,
                member=member.code,
            ),
        )
    elif not member.permission_on(delivered):
        yield _remark(
            plan,
            say(
                "It was delivered on {delivered}, and {member} had no permission then.",
                delivered=delivered,
                member=member.code,
            ),
        )


def _far(plan: IssuePlan) -> Iterator[Finding]:
    """Yield that the delivery is long before or after the invoice."""
    delivered, start = plan.invoice.delivery_day, plan.invoice.delivered.start
    if (plan.day - delivered).days > _LONG_BEFORE:
        yield _remark(
            plan,
            say("It was delivered on {delivered}, long ago.", delivered=delivered),
        )
    elif (start - plan.day).days > _LONG_AFTER and not plan.invoice.down_payment:
        yield _remark(
            plan,
            say(
                "It will only be delivered on {delivered}. What is paid now for later "
                "is a down payment.",
                delivered=start,
            ),
        )


def _remark(plan: IssuePlan, what: Message) -> Finding:
    return Finding(
        RULE,
        Severity.WARNING,
        what,
        plan.invoice.source,
        hint=say("If that is wrong, correct `delivered:`."),
    )
