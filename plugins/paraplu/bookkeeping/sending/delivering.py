"""Sends messages one after the other, with a line on record before and after each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.bookkeeping.sending.message import message_of
from paraplu.bookkeeping.sending.planning import NotSent
from paraplu.bookkeeping.sending.record import SentMessage, Step
from paraplu.bookkeeping.sending.transport import NotTaken, Unsure, hand_over

if TYPE_CHECKING:
    import datetime as dt
    import smtplib
    from collections.abc import Callable, Iterable
    from email.message import EmailMessage

    from paraplu.bookkeeping.sending.planning import MailPlan, Planning


def deliver(
    plans: Iterable[MailPlan],
    planning: Planning,
    smtp: smtplib.SMTP,
    clock: Callable[[], dt.datetime],
) -> list[NotSent]:
    """Send messages; return those that did not go, or may not have.

    After one of which that is not known no other is tried: the connection is gone.
    """
    failed = []
    broken = False
    for plan in plans:
        if broken:
            failed.append(
                NotSent(plan.document, say("The connection broke before it."))
            )
            continue
        message = message_at(plan, clock())
        _note(Step.BEGUN, plan, planning, clock)
        try:
            hand_over(smtp, message)
        except NotTaken as fault:
            _note(Step.FAILED, plan, planning, clock)
            failed.append(NotSent(plan.document, fault.message))
        except Unsure as fault:
            broken = True
            failed.append(NotSent(plan.document, fault.message))
        else:
            _note(Step.SENT, plan, planning, clock)
    return failed


def message_at(plan: MailPlan, time: dt.datetime) -> EmailMessage:
    """Return the message of a plan as it goes at a time."""
    return message_of(plan.mail, time, plan.digest)


def _note(
    step: Step, plan: MailPlan, planning: Planning, clock: Callable[[], dt.datetime]
) -> None:
    planning.record.add(SentMessage(step, plan.document, clock(), plan.digest))
