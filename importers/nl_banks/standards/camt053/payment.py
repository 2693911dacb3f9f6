"""What the bank tells of a payment: with whom, why, and what it was before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nl_banks import sepa
from nl_banks.standards.camt053.amounts import original
from nl_banks.standards.safe_xml import every, text
from nl_banks.text import account_number, clean, key, name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from nl_banks.statement import StatementLine

# Who is not the account itself: for what left the creditor, for what came in the
# debtor. A return may name the two as they were in what it returns.
_SIDES = {-1: ("Cdtr", "Dbtr"), 1: ("Dbtr", "Cdtr")}
_NO_REFERENCE = {"NOTPROVIDED", "NONREF"}

# A return without a reason; the codes of ISO 20022 have four capitals.
_REVERSAL = "reversal"


def described(
    booking: StatementLine, entry: Element, payment: Element | None, account: str
) -> StatementLine:
    """Return the line with what is told of its payment, or of the entry as a whole."""
    way = -1 if booking.amount < 0 else 1
    told = booking._replace(
        original=original(payment, way, booking.currency)
        or original(entry, way, booking.currency),
        payment_reference=_payment_reference(payment),
        mandate=key(text(payment, "Refs/MndtId")),
        return_reason=_return_reason(entry, payment),
        narration=clean(" ".join(_remittance(payment))),
    )
    told = _with_other_side(told, payment, _SIDES[way], account)
    return told if told.narration else _with_entry_text(told, entry)


def _with_other_side(
    booking: StatementLine,
    payment: Element | None,
    sides: tuple[str, ...],
    account: str,
) -> StatementLine:
    """Return the line with who is on the other side, and for whom, if that differs."""
    parties = None if payment is None else payment.find("RltdPties")
    if parties is None:
        return booking
    for side in sides:
        number = account_number(
            text(
                parties,
                f"{side}Acct/Id/IBAN",
                f"{side}Acct/Id/Othr/Id",
                # Of a savings account.
                f"{side}Acct/Tp/Prtry",
            )
        )
        who = _name(parties, side)
        if number == account or not (who or number):
            continue
        behind = _name(parties, f"Ultmt{side}")
        told = booking._replace(payee=who or behind, counterparty=number)
        if behind.casefold() in {"", told.payee.casefold()}:
            return told
        texts = filter(None, (booking.narration, f"Andere partij: {behind}"))
        return told._replace(narration=clean("; ".join(texts)))
    return booking


def _name(parties: Element, role: str) -> str:
    """Return a name, which newer versions have in a party or at an agent."""
    paths = (f"{role}/Nm", f"{role}/Pty/Nm", f"{role}/Agt/FinInstnId/Nm")
    return name(text(parties, *paths))


def _payment_reference(payment: Element | None) -> str:
    """Return what payer and payee agreed on: the creditor's reference goes first."""
    found = key(text(payment, "RmtInf/Strd/CdtrRefInf/Ref", "Refs/EndToEndId"))
    return "" if found in _NO_REFERENCE else found


def _return_reason(entry: Element, payment: Element | None) -> str:
    """Return why it came back, as a code; the entry may say only that it did."""
    found = text(payment, "RtrInf/Rsn/Cd", "RtrInf/Rsn/Prtry")
    reversed_ = text(entry, "RvslInd") in {"true", "1"}
    return key(found) or (_REVERSAL if reversed_ else "")


def _remittance(payment: Element | None) -> Iterator[str]:
    """Yield the description, in the parts that it is told in, each of them once."""
    if payment is None:
        return
    yield from dict.fromkeys(
        "".join(element.itertext()).strip()
        for path in (
            "RmtInf/Ustrd",
            "RmtInf/Strd/RfrdDocInf/Nb",
            "RmtInf/Strd/AddtlRmtInf",
            "AddtlTxInf",
            "RtrInf/AddtlInf",
        )
        for element in every(payment, path)
    )


def _with_entry_text(booking: StatementLine, entry: Element) -> StatementLine:
    """Return a line without a description with the text that the entry has.

    ABN AMRO writes all of a payment in it once more, and nothing else for card
    payments and its own costs.
    """
    said = text(entry, "AddtlNtryInf") or text(entry, "NtryDtls/Btch/PmtInfId")
    is_sepa = re.match(r"/[A-Z]{3,4}/|SEPA ", said)
    told = sepa.tags(said) or sepa.words(said) if is_sepa else {}
    return sepa.filled(booking._replace(narration=clean(said)), told)
