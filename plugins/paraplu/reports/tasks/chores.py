"""Chores: what has to be done that no rule finds, since nothing is wrong yet.

Returns to file, reports to send, bills to pay, drafts to finish, contributions to book,
requests to decide on, amounts that nobody named, permissions that are not there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.dates import shifted
from paraplu.base.findings import NO_SOURCE, Severity, Source
from paraplu.base.language import say
from paraplu.bookkeeping.contributions.month import (
    ContributionState,
    standings_of_all,
)
from paraplu.bookkeeping.invoices.shelf import read_invoices
from paraplu.bookkeeping.payments.preparing import unpaid_bills
from paraplu.bookkeeping.payments.sent import (
    FOLDER,
    NAME,
    RecordUnreadable,
    read_sent,
)
from paraplu.bookkeeping.payments.tax_returns import is_return
from paraplu.reports.due import Duty, DutyState
from paraplu.reports.funds import funds_in
from paraplu.reports.papers.calendar import told
from paraplu.reports.span import Span
from paraplu.reports.standing import Permitted
from paraplu.reports.tasks import jobs
from paraplu.reports.tasks.model import TaskCase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.bookkeeping.payments.sent import Sent
    from paraplu.ledger.books import Books
    from paraplu.reports.due import DueDay
    from paraplu.reports.tasks.model import TaskJob
    from paraplu.reports.todo import ToDo
    from paraplu.rules.verdict import Judgement

# So many days before its day a bill is to be paid: a bank takes one or two.
_AHEAD = 7
# A bill without a day has to be paid within thirty (art. 6:119a BW).
_TERM = 30


class Chore(NamedTuple):
    """A case of a job; `batch` tells apart what one command does at once.

    `about` is the fund that it is about; else it is about the member of its case.
    """

    job: TaskJob
    case: TaskCase
    batch: str = ""
    about: str = ""


def chores_in(judgement: Judgement, todo: ToDo) -> tuple[Chore, ...]:
    """Return all chores, as they stand on the books' today, whatever the period."""
    return (
        *_due(todo),
        *_contributions(judgement),
        *_bills(judgement),
        *_drafts(judgement),
        *_requests(todo),
        *_waiting(todo),
        *_permissions(todo),
        *_overspent(judgement),
    )


def _due(todo: ToDo) -> Iterator[Chore]:
    for one in todo.due:
        if one.duty is Duty.VAT:
            yield Chore(jobs.VAT_FILE, _dated(one, f"paraplu vat file {one.about}"))
        elif one.duty is Duty.MUNICIPALITY:
            yield Chore(jobs.REPORT, _dated(one))


def _dated(one: DueDay, command: str = "") -> TaskCase:
    late = one.state is DutyState.LATE
    said = told(one)
    what = (
        say("{what}: was due on {day}", what=said, day=one.day)
        if late
        else say("{what}: due on {day}", what=said, day=one.day)
    )
    return TaskCase(what, Severity.WARNING, day=one.day, command=command)


def _contributions(judgement: Judgement) -> Iterator[Chore]:
    """Yield what the books lack of months that are over."""
    books, register = judgement.books, judgement.register
    if not register.knows("policies.contribution"):
        return
    for member, every in standings_of_all(books, register).items():
        for one in every:
            due = one.due
            over = due.month.last < books.today
            if over and one.state is ContributionState.NEW and due.amount > 0:
                month = str(due.month)
                what = say("contribution of {month}", month=due.month)
                case = TaskCase(
                    *(what, Severity.WARNING, member, due.month.last, due.amount),
                    command=f"paraplu contribution {month}",
                )
                yield Chore(jobs.CONTRIBUTION, case, month)


def _bills(judgement: Judgement) -> Iterator[Chore]:
    """Yield the bills to pay that are in no file for the bank yet."""
    books = judgement.books
    until = shifted(books.today, _AHEAD)
    for bill in unpaid_bills(books, judgement.register, _sent(books)):
        # A return that was filed is paid as such.
        if bill.open <= 0 or is_return(bill):
            continue
        entry = bill.first.transaction
        day = bill.due or shifted(entry.date, _TERM)
        if day <= until:
            words = bill.payee or entry.narration
            what = say("{payee}, to be paid by {day}", payee=words, day=day)
            place = entry.source_at(bill.first.position)
            yield Chore(
                jobs.PAY,
                TaskCase(
                    *(what, Severity.WARNING, bill.account.member, day, bill.open),
                    place,
                    transaction=entry,
                ),
            )


def _sent(books: Books) -> list[Sent]:
    try:
        return read_sent(books.root / FOLDER / NAME)
    except RecordUnreadable:
        # Where bills are paid it is told, and none can be until it is mended.
        return []


def _drafts(judgement: Judgement) -> Iterator[Chore]:
    shelf = read_invoices(judgement.books.main.parent, judgement.register)
    for file in shelf.drafts:
        case = TaskCase(file.stem, Severity.WARNING, source=Source(str(file), 1))
        yield Chore(jobs.DRAFTS, case)


def _requests(todo: ToDo) -> Iterator[Chore]:
    for one in todo.requests:
        case = TaskCase(
            say("{number}: {what}", number=one.number, what=one.what),
            *(Severity.WARNING, one.member, one.asked, one.amount),
        )
        yield Chore(jobs.APPROVE, case)


def _waiting(todo: ToDo) -> Iterator[Chore]:
    """Yield what has a `!`; what is too long under way is a finding (PF06)."""
    for one in todo.marked:
        entry = one.transaction
        words = " · ".join(filter(None, (entry.payee, entry.narration)))
        case = TaskCase(
            *(words or one.account, Severity.WARNING, min(entry.members, default="")),
            *(entry.date, abs(one.amount), entry.source),
            transaction=entry,
        )
        yield Chore(jobs.ALLOCATE, case)


def _permissions(todo: ToDo) -> Iterator[Chore]:
    for one in todo.ending:
        if one.member is None:
            continue
        if one.permitted is Permitted.NONE:
            what = say("no permission")
        elif one.permitted is Permitted.ENDED and one.until:
            what = say("permission ended on {day}", day=one.until)
        elif one.until:
            what = say("permission ends on {day}", day=one.until)
        else:
            continue
        letter = f"paraplu report renewal {one.code}"
        case = TaskCase(what, Severity.WARNING, one.code, one.until, command=letter)
        yield Chore(jobs.RENEW, case)


def _overspent(judgement: Judgement) -> Iterator[Chore]:
    if not judgement.register.knows("funds"):
        return
    for story in funds_in(judgement, Span()).stories:
        if story.left < 0:
            what = say("{fund}: more was spent than there was", fund=story.name)
            source = story.fund.source if story.fund else NO_SOURCE
            case = TaskCase(what, Severity.ERROR, amount=-story.left, source=source)
            yield Chore(jobs.FUNDS, case, about=story.name)
