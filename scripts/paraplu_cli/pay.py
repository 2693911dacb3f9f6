"""`paraplu pay`: what is open becomes a file that the bank executes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

import click

from paraplu.base.language import say
from paraplu_cli.clock import clock, now
from paraplu_cli.command import Command, Misuse, Option, Stopped
from paraplu_cli.group import CANNOT_RUN
from paraplu_cli.guide import Guide
from paraplu_cli.options import (
    DRY_RUN,
    EXPLAIN,
    MAIN,
    MEMBERS,
    day_option,
    file_option,
    flag,
    one_format,
)

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from paraplu.bookkeeping.payments.orders import PaymentBatch
    from paraplu.bookkeeping.payments.sent import Sent
    from paraplu_cli.outcome import Outcome

_GUIDE = Guide(
    usage=say("[OPTIONS]"),
    about=(
        say(
            "Makes a payment file for your bank (SEPA, pain.001) from the open items "
            "on payables: bills, and what members paid out of their own pocket. It "
            "leaves out what a rule forbids, and says why: no receipt, no approval, a "
            "frozen member, money to a member without a receipt. The rules check the "
            "books as they are, and as they will be."
        ),
        say(
            "If a bill itself has an error, such as a missing or invalid account "
            "number, every such error is listed and nothing is written. Fix them, or "
            "add --leave-out to pay the others."
        ),
        say(
            "The books do not change: a payment is in them once the bank statement is "
            "booked. Until then payments/sent.jsonl, next to the register, remembers "
            "what is in a file, so that nothing is paid twice. The file holds private "
            "account numbers: keep it out of git."
        ),
    ),
    examples=(
        ("paraplu pay --dry-run", say("what would be paid, and what not")),
        ("paraplu pay --date 2026-11-03", say("to be paid on a day")),
        ("paraplu pay --due 2026-11-10", say("only what has to be paid by then")),
        ("paraplu pay --only L02-261027", say("only the bill with this link")),
        ("paraplu pay --dry-run --explain", say("and which payments count for it")),
        ("paraplu pay --leave-out", say("without the bills that have errors")),
    ),
    statuses=(
        (0, say("everything open is in a file for the bank, or nothing is open")),
        (1, say("something will not be paid; the message says why")),
        (2, say("nothing was written: bills have errors, or it could not run")),
    ),
)


def pay(  # noqa: PLR0913 - one for each option
    main: Path,
    members: Path | None,
    form: str,
    *,
    date: dt.date | None,
    due_by: dt.date | None,
    only: tuple[str, ...],
    account: str | None,
    out: Path | None,
    version: str,
    leave_out: bool,
    dry_run: bool,
    explain: bool,
) -> int:
    """Make the file of what is open, and show it; return the exit status."""
    from paraplu.bookkeeping.payments.handing import finish_handing, usual_file
    from paraplu.journal import CannotBook, alone
    from paraplu_cli.all_told import all_is_told
    from paraplu_cli.output import payments
    from paraplu_cli.places import shown
    from paraplu_cli.screen import screen_of
    from paraplu_cli.standing import figures_outcome
    from paraplu_cli.stream import emit

    date = _day_to_pay(date)
    try:
        with alone(main.absolute().parent, dry_run=dry_run):
            outcome = figures_outcome(main, members, date, whole=True)
            if outcome is None or not all_is_told(outcome):
                return CANNOT_RUN
            root = outcome.report.books.root
            sent = _sent(root)
            finished = [] if dry_run else finish_handing(root, sent)
            asked = Asked(date, account, only, due_by)
            batch = _batch(outcome, asked, sent)
            file = out or usual_file(batch, root)
            stopped = bool(batch.faulty) and not leave_out
            if batch.payments and not stopped and not dry_run:
                _hand_over(batch, version, file, root)
    except CannotBook as fault:
        raise Stopped(fault.message) from fault
    for late in finished:
        told = say(
            "The last run was stopped before it had made {file}. It is there now; what "
            "it pays is on its way.",
            file=shown(late),
        )
        click.echo(outcome.language.render(told), file=sys.stderr)
    made = payments.Made(
        outcome,
        batch,
        file,
        version,
        done=not dry_run,
        stopped=stopped,
        explain=explain,
    )
    if form == "text":
        emit(payments.as_text(made, screen_of(outcome.language)))
    else:
        emit(payments.as_json(made), data=True)
    return CANNOT_RUN if stopped else int(bool(batch.refused))


def _day_to_pay(wish: dt.date | None) -> dt.date:
    """Return the day that was asked for, else today.

    Raises Misuse for one that was, or is further ahead than banks take orders.
    """
    from paraplu.bookkeeping.payments.sepa import FURTHEST

    today = clock()
    if wish and wish < today:
        raise Misuse(
            say(
                "{day} is in the past; the bank can pay today, {today}, or later.",
                day=wish,
                today=today,
            )
        )
    if wish and wish - today > FURTHEST:
        raise Misuse(
            say(
                "{day} is more than a year ahead; the bank takes payments until "
                "{last}.",
                day=wish,
                last=today + FURTHEST,
            )
        )
    return wish or today


def _sent(root: Path) -> list[Sent]:
    from paraplu.bookkeeping.payments.sent import (
        FOLDER,
        NAME,
        RecordUnreadable,
        read_sent,
    )

    try:
        return read_sent(root / FOLDER / NAME)
    except RecordUnreadable as fault:
        raise Stopped(fault.message) from fault


class Asked(NamedTuple):
    """What is to be paid: on which day, from which account, and which bills."""

    date: dt.date
    account: str | None
    only: tuple[str, ...]
    due_by: dt.date | None


def _batch(outcome: Outcome, asked: Asked, sent: list[Sent]) -> PaymentBatch:
    from paraplu.bookkeeping.payments.debtors import NoDebtor, debtor_of
    from paraplu.bookkeeping.payments.preparing import (
        JudgedBooks,
        UnknownLink,
        prepare,
    )
    from paraplu.rules.verdict import judge

    books, register = outcome.report.books, outcome.report.register
    try:
        return prepare(
            JudgedBooks(
                books,
                register,
                outcome.report.verdict.findings,
                lambda paid: judge(paid, register).findings,
            ),
            debtor_of(register, books, asked.account),
            asked.date,
            sent=sent,
            only={link.removeprefix("^") for link in asked.only},
            due_by=asked.due_by,
        )
    except NoDebtor as fault:
        raise Stopped(fault.message) from fault
    except UnknownLink as fault:
        raise Misuse(
            say(
                "There is no open bill with ^{link}. The open ones are: {links}.",
                link=fault.link,
                links=", ".join(fault.known) or say("none with a link"),
            )
        ) from fault


def _hand_over(batch: PaymentBatch, version: str, file: Path, root: Path) -> None:
    from paraplu.bookkeeping.payments.handing import FileExists, hand_over
    from paraplu.bookkeeping.payments.pain001 import Version
    from paraplu.bookkeeping.payments.sent import FOLDER, NAME
    from paraplu_cli.places import must_stay

    for one in (file.absolute(), root / FOLDER / NAME):
        must_stay(one, root)
    try:
        hand_over(batch, Version(version), now(), file.absolute(), root)
    except FileExists as fault:
        raise Stopped(fault.message) from fault


command = Command(
    "pay",
    _GUIDE,
    [
        MAIN,
        MEMBERS,
        one_format("text", "json"),
        day_option(
            "--date",
            words=say("The day on which the bank should pay (default: today)."),
        ),
        day_option(
            "--due",
            "due_by",
            words=say(
                "Only bills to be paid by this day; those that say no day are paid too."
            ),
        ),
        Option(
            "--only",
            words=say("Only the bill with this link; can be repeated."),
            placeholder=say("LINK"),
            multiple=True,
        ),
        Option(
            "--account",
            words=say("The bank account to pay from, by its name or its IBAN."),
            placeholder=say("ACCOUNT"),
        ),
        file_option(
            "--out",
            words=say(
                "The file to make (default: one in payments/, next to the register)."
            ),
        ),
        Option(
            "--pain",
            "version",
            words=say(
                "The version of pain.001.001; ask your bank which one it accepts."
            ),
            type=click.Choice(["09", "03"]),
            default="09",
            before="--version",
        ),
        flag(
            "--leave-out",
            words=say("Pay the others if some bills have errors."),
        ),
        EXPLAIN,
        DRY_RUN,
    ],
    pay,
)
