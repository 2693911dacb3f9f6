"""Hands messages to an SMTP server, and tells what it did with each."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import contextmanager
from typing import TYPE_CHECKING

from paraplu.base.errors import Problem
from paraplu.base.language import say
from paraplu.bookkeeping.sending.settings import CannotSend, Security

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from paraplu.base.language import Message
    from paraplu.bookkeeping.sending.settings import MailSettings

# In seconds.
_PATIENCE = 30


class NotTaken(Problem):
    """The server did not take a message, and said so; it was not sent."""


class Unsure(Problem):
    """The way to the server broke while a message went; it may have been sent."""


@contextmanager
def server(settings: MailSettings) -> Iterator[smtplib.SMTP]:
    """Yield a connection to the server; CannotSend where there is none to be had."""
    try:
        smtp = _connected(settings)
    except smtplib.SMTPAuthenticationError as fault:
        raise CannotSend(
            say("{host} does not take this user and password.", host=settings.host)
        ) from fault
    except ssl.SSLCertVerificationError as fault:
        raise CannotSend(
            say(
                "{host} cannot show that it is {host}: its certificate does not fit.",
                host=settings.host,
            )
        ) from fault
    except smtplib.SMTPNotSupportedError as fault:
        raise CannotSend(
            say(
                "{host} offers no encryption, or no log-in, on port {port}.",
                host=settings.host,
                port=str(settings.port),
            )
        ) from fault
    except (OSError, smtplib.SMTPException) as fault:
        raise CannotSend(
            say(
                "There is no answer from {host} on port {port}.",
                host=settings.host,
                port=str(settings.port),
            )
        ) from fault
    try:
        yield smtp
    finally:
        try:
            smtp.quit()
        except (OSError, smtplib.SMTPException):
            smtp.close()


def _connected(settings: MailSettings) -> smtplib.SMTP:
    context = ssl.create_default_context()
    smtp: smtplib.SMTP
    if settings.security is Security.TLS:
        smtp = smtplib.SMTP_SSL(
            settings.host, settings.port, timeout=_PATIENCE, context=context
        )
    else:
        smtp = smtplib.SMTP(settings.host, settings.port, timeout=_PATIENCE)
    try:
        if settings.security is Security.STARTTLS:
            smtp.starttls(context=context)
        if settings.user:
            smtp.login(settings.user, settings.password)
    except BaseException:
        smtp.close()
        raise
    return smtp


def hand_over(smtp: smtplib.SMTP, message: EmailMessage) -> None:
    """Hand a message over; NotTaken where it did not go, Unsure where it may have."""
    try:
        smtp.send_message(message)
    except smtplib.SMTPServerDisconnected as fault:
        raise Unsure(_unsure()) from fault
    except smtplib.SMTPRecipientsRefused as fault:
        _, (status, words) = next(iter(fault.recipients.items()))
        raise NotTaken(_refused(status, words)) from fault
    except smtplib.SMTPResponseException as fault:
        raise NotTaken(_refused(fault.smtp_code, fault.smtp_error)) from fault
    except smtplib.SMTPException as fault:
        raise NotTaken(say("The server cannot send to this address.")) from fault
    except OSError as fault:
        raise Unsure(_unsure()) from fault


def _refused(status: int, words: bytes | str) -> Message:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return say(
        "The server did not take it: {status} {words}",
        status=str(status),
        words=" ".join(text.split()),
    )


def _unsure() -> Message:
    return say(
        "The connection broke while it was sent. Look in the mailbox whether it went; "
        "if not, send it with --again."
    )
