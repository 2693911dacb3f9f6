"""`paraplu invoice send`: invoices and reminders by e-mail, each of them once."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING

import click

from paraplu.base.language import say
from paraplu_cli.command import Command, Misuse, Option, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.invoice.desk import DATE, LEDGER
from paraplu_cli.options import DRY_RUN, MEMBERS, flag

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.base.language import Message
    from paraplu.bookkeeping.sending.planning import MailPlan, NotSent, Planning
    from paraplu.services.mailing import Mailing

_GUIDE = Guide(
    usage=say("[OPTIONS] [NUMBER]…"),
    about=(
        say(
            "Sends invoices to the e-mail address of the customer, with the PDF, the "
            "e-invoice, and a payment code. With --reminders it sends the letters that "
            "paraplu invoice remind made."
        ),
        say(
            "The server and its password are in mail.private.yaml, beside the "
            "register, or in the environment; never in git. What was sent, and when, "
            "is in invoices/sent.jsonl. Nothing is sent twice, unless you say --again."
        ),
    ),
    examples=(
        ("paraplu invoice send 2026-0012", say("one invoice")),
        ("paraplu invoice send --all --dry-run", say("which of them would go?")),
        ("paraplu invoice send --reminders", say("the letters that were not sent")),
        (
            "paraplu invoice send --all --eml",
            say("files for your own mail program, in private/"),
        ),
    ),
    statuses=(
        (0, say("everything was sent, or nothing was to be sent")),
        (1, say("something was not sent; the message says why")),
        (2, say("it could not run, and nothing was sent; the message says why")),
    ),
)


def send(  # noqa: PLR0913 - one for each option
    numbers: tuple[str, ...],
    ledger: Path,
    members: Path | None,
    day: dt.date | None,
    *,
    every: bool,
    reminders: bool,
    eml: bool,
    again: bool,
    payment_link: str | None,
    dry_run: bool,
) -> int:
    """Send invoices or reminders; return the exit status."""
    from paraplu.bookkeeping.sending.settings import CannotSend, is_link
    from paraplu.services.mailing import MailAsked, mailing
    from paraplu_cli.invoice.desk import day_of_issue, must_be_sound, read, writing
    from paraplu_cli.stream import emit

    if bool(numbers) == every and not (reminders and not numbers and not every):
        raise Misuse(say("Give numbers, or --all."))
    if again and not numbers:
        raise Misuse(say("--again needs the numbers."))
    if payment_link and (not is_link(payment_link) or len(numbers) != 1):
        raise Misuse(say("--payment-link is an address with https://, for one number."))
    date = day_of_issue(day)
    try:
        with writing(ledger):
            desk = read(ledger, members, date)
            must_be_sound(desk)
            asked = MailAsked(numbers, reminders, again, payment_link or "")
            mail = mailing(
                desk.served, asked, date, os.environ, by_server=not (eml or dry_run)
            )
            failed = [] if dry_run else _sent(mail, eml=eml)
    except CannotSend as fault:
        raise Stopped(fault.message) from fault
    language, value = desk.language, desk.language.value
    lines = [
        language.render(_done(plan, mail.planning, eml=eml, dry_run=dry_run))
        for plan in mail.plans
        if plan.document not in {one.document for one in failed}
    ]
    emit("".join(f"{line}\n" for line in lines or [language.text("Nothing was sent.")]))
    for one in (*mail.left, *failed):
        click.echo(f"{value(one.document)}  {language.render(one.why)}", err=True)
    return int(bool(mail.left or failed))


def _sent(mail: Mailing, *, eml: bool) -> list[NotSent]:
    """Send the messages, or make files of them; return those that did not go."""
    if not eml:
        return mail.send(_now)
    for plan in mail.plans:
        _file(plan, mail.planning)
    return []


def _file(plan: MailPlan, planning: Planning) -> None:
    """Make a file of a message, and put that on record."""
    from paraplu.bookkeeping.sending.delivering import message_at
    from paraplu.bookkeeping.sending.record import SentMessage, Step
    from paraplu.journal.atomic_file import replace_data
    from paraplu_cli.places import must_stay

    path, time = planning.eml(plan), _now()
    must_stay(path, planning.books.root)
    replace_data(path, message_at(plan, time).as_bytes())
    planning.record.add(SentMessage(Step.FILED, plan.document, time, plan.digest))


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()


def _done(plan: MailPlan, planning: Planning, *, eml: bool, dry_run: bool) -> Message:
    """Return what became of a message; the customer by the code, not by address."""
    from paraplu_cli.places import shown

    document, customer = plan.document, plan.issued.invoice.customer
    if dry_run:
        return say(
            "{document} would be sent to {customer}.",
            document=document,
            customer=customer,
        )
    if eml:
        return say("{file}", file=shown(planning.eml(plan)))
    return say(
        "{document} was sent to {customer}.", document=document, customer=customer
    )


command = Command(
    "send",
    _GUIDE,
    [
        click.Argument(["numbers"], nargs=-1),
        LEDGER,
        MEMBERS,
        DATE,
        flag(
            "--all",
            "every",
            words=say("All that were issued in the last 30 days and not sent."),
        ),
        flag("--reminders", words=say("Send letters instead of invoices.")),
        flag("--eml", words=say("Make .eml files instead of sending.")),
        flag("--again", words=say("Send these numbers also if they were sent before.")),
        Option(
            "--payment-link",
            words=say("Where this invoice can be paid online."),
            placeholder=say("LINK"),
        ),
        DRY_RUN,
    ],
    send,
)
