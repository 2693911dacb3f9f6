"""The message that an invoice or a reminder goes with: words, payment code, documents.

Everything that differs is a parameter, the time too, so that it is made the same each
time.
"""

from __future__ import annotations

import html
import io
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import TYPE_CHECKING

from segno import helpers

from paraplu.base.language import Language, Message, say
from paraplu.bookkeeping.documents.words import date_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from decimal import Decimal

_LONGEST_NAME = 70
_QR = "payment-code"


@dataclass(frozen=True)
class Mail:
    """What a message says: to whom, about which invoice, and what comes along.

    `open` is what is still to be paid, in EUR; nil or less asks for no payment.
    `documents` are the names and contents of what is attached, the PDF first.
    """

    to_name: str
    to: str
    sender_name: str
    sender: str
    number: str
    reminder: bool
    credit: bool
    open: Decimal
    due: dt.date
    holder: str
    iban: str
    reference: str
    link: str
    language: str
    documents: tuple[tuple[str, bytes], ...]

    @property
    def asks(self) -> bool:
        """Tell whether it asks for money."""
        return self.open > 0 and not self.credit


def message_of(mail: Mail, time: dt.datetime, digest: str) -> EmailMessage:
    """Return the message; its identity follows from what it is about and `digest`.

    ValueError where an address or a name cannot be in a header.
    """
    language = Language(mail.language)
    said = language.render
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(mail.sender_name, mail.sender)
    message["To"] = _address(mail.to_name, mail.to)
    message["Subject"] = said(_subject(mail))
    message["Date"] = format_datetime(time)
    domain = mail.sender.rpartition("@")[2]
    message["Message-ID"] = f"<{mail.number}.{digest[:32]}@{domain}>"
    paragraphs = [said(words) for words in _words(mail, language)]
    paragraphs.append(mail.sender_name)
    message.set_content("\n\n".join(paragraphs) + "\n")
    code = _code(mail) if mail.asks else b""
    message.add_alternative(_html(mail, paragraphs, language, code), subtype="html")
    if code:
        part = message.get_payload()[1]  # type: ignore[index]
        part.add_related(code, "image", "png", cid=f"<{_QR}>")  # type: ignore[union-attr]
    for name, data in mail.documents:
        kind = "pdf" if name.endswith(".pdf") else "xml"
        message.add_attachment(
            data, maintype="application", subtype=kind, filename=name
        )
    return message


def _address(name: str, address: str) -> Address:
    plain = "".join(filter(str.isprintable, name))
    return Address(plain, addr_spec=address)


def _subject(mail: Mail) -> Message:
    if mail.reminder:
        words = say("Reminder of invoice {number}", number=mail.number)
    elif mail.credit:
        words = say("Credit note {number}", number=mail.number)
    else:
        words = say("Invoice {number}", number=mail.number)
    return say("{what}, {trade_name}", what=words, trade_name=mail.sender_name)


def _words(mail: Mail, language: Language) -> Iterator[Message]:
    yield say("Dear {name},", name=mail.to_name)
    if mail.reminder:
        yield say(
            "Attached is a letter about invoice {number}, which was due on {due}.",
            number=mail.number,
            due=date_of(mail.due, language),
        )
    elif mail.credit:
        yield say("Attached is credit note {number}.", number=mail.number)
    else:
        yield say("Attached is invoice {number}.", number=mail.number)
    if mail.asks:
        yield say(
            "Please pay {amount} euros to {iban}, in the name of {holder}, with the "
            "reference {reference}.",
            amount=mail.open,
            iban=mail.iban,
            holder=mail.holder,
            reference=mail.reference,
        )
        if not mail.reminder:
            yield say("It is due by {due}.", due=date_of(mail.due, language))
        if mail.link:
            yield say("Or pay online: {link}", link=mail.link)
    yield say("With kind regards,")


def _html(mail: Mail, paragraphs: list[str], language: Language, code: bytes) -> str:
    body = "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)
    if mail.link and mail.asks:
        link = html.escape(mail.link)
        body = body.replace(link, f'<a href="{link}">{link}</a>')
    if code:
        words = html.escape(language.text("Scan with your bank's app"))
        body += f'<p><img src="cid:{_QR}" alt="{words}" width="160"><br>{words}</p>'
    head = f'<meta charset="utf-8"><title>{html.escape(mail.number)}</title>'
    return (
        f'<!doctype html><html lang="{mail.language}"><head>{head}</head>'
        f"<body>{body}</body></html>\n"
    )


def _code(mail: Mail) -> bytes:
    """Return the payment code (EPC069-12) as PNG, which mail programs show."""
    code = helpers.make_epc_qr(
        name=mail.holder[:_LONGEST_NAME],
        iban=mail.iban,
        amount=mail.open,
        reference=mail.reference,
        encoding="utf-8",
    )
    out = io.BytesIO()
    code.save(out, kind="png", scale=4, border=4)
    return out.getvalue()
