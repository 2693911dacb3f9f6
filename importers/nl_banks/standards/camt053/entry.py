"""The lines of a statement: what is booked, and what a batch is made of.

A batch is one amount on the account for many payments. Where the bank names them all
and they add up to it, each is a line of its own; the account moves by the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nl_banks.refusal import Refused
from nl_banks.standards.camt053.amounts import amount, charges, day, share, sign
from nl_banks.standards.camt053.payment import described
from nl_banks.standards.safe_xml import every, text
from nl_banks.standards.series import KeyedLine
from nl_banks.statement import ZERO, StatementLine
from nl_banks.text import clean, key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal
    from xml.etree.ElementTree import Element

_BOOKED = "BOOK"
# Seen, but not on the account, or not yet.
_NOT_BOOKED = {"PDNG", "INFO", "FUTR"}


def lines(entry: Element, number: int, account: str, currency: str) -> list[KeyedLine]:
    """Return the lines that <Ntry> is; none where it is not booked."""
    status = text(entry, "Sts/Cd", "Sts") or _BOOKED
    if status in _NOT_BOOKED:
        return []
    if status != _BOOKED:
        raise Refused("“{status}” does not say whether this is booked.", status=status)
    whole = _whole(entry, number, currency)
    payments = [*every(entry, "NtryDtls/TxDtls")]
    shares = [share(one, sign(entry), currency) for one in payments]
    told = [one for one in shares if one is not None]
    if len(payments) < 2:  # noqa: PLR2004 - more are a batch
        return [_single(whole, entry, *payments, account=account)]
    if len(told) == len(payments) and sum(told, ZERO) == whole.amount:
        return [
            _one_of(
                whole._replace(amount=own), entry, payment, nth=nth, account=account
            )
            for nth, (payment, own) in enumerate(
                zip(payments, told, strict=True), start=1
            )
        ]
    return [_together(whole, entry, len(payments), told)]


def _whole(entry: Element, number: int, currency: str) -> StatementLine:
    """Return the entry as one line, without what the payments in it tell."""
    size, said = amount(entry.find("Amt"))
    if said != currency:
        raise Refused(
            "This line is in {found}, but the account is in {expected}.",
            found=said,
            expected=currency,
        )
    valued = entry.find("ValDt")
    booked = entry.find("BookgDt")
    date = day(valued if booked is None else booked)
    value_date = date if valued is None else day(valued)
    return StatementLine(
        line=number,
        date=date,
        amount=sign(entry) * size,
        currency=currency,
        value_date=None if value_date == date else value_date,
    )


def _single(
    whole: StatementLine,
    entry: Element,
    payment: Element | None = None,
    *,
    account: str,
) -> KeyedLine:
    """Return the line of an entry that is one payment, or that names none."""
    fee = charges(entry, payment, whole.amount, whole.currency)
    split = whole._replace(amount=whole.amount - fee, fee=fee)
    own, ours = _references(entry)
    theirs = key(text(payment, "Refs/AcctSvcrRef"))
    return KeyedLine(described(split, entry, payment, account), (own, theirs, ours))


def _one_of(
    share: StatementLine, entry: Element, payment: Element, *, nth: int, account: str
) -> KeyedLine:
    """Return the line of one payment in a batch, whose keys are those of the batch."""
    theirs = key(text(payment, "Refs/AcctSvcrRef"))
    numbered = [f"{one}/{nth}" for one in _references(entry) if one]
    return KeyedLine(described(share, entry, payment, account), (theirs, *numbered))


def _together(
    whole: StatementLine, entry: Element, n: int, told: Sequence[Decimal]
) -> KeyedLine:
    """Return a batch as one line, that says so: its payments are not all told."""
    said = text(entry, "AddtlNtryInf") or text(entry, "NtryDtls/Btch/PmtInfId")
    batch = f"Verzamelboeking van {n} betalingen"
    if told:
        batch += f", waarvan {len(told)} met een bedrag: {sum(told, ZERO)}"
    booking = whole._replace(narration=clean("; ".join(filter(None, (said, batch)))))
    return KeyedLine(booking, _references(entry))


def _references(entry: Element) -> tuple[str, str]:
    """Return what the bank calls an entry, and what it is called in the statement."""
    return key(text(entry, "AcctSvcrRef")), key(text(entry, "NtryRef"))
