"""A batch as the file that banks take: pain.001, of ISO 20022.

In the versions of 2009 and 2019, as the Dutch banks ask for it in SEPA
(Betaalvereniging Nederland, Implementation Guidelines SEPA Credit Transfer; EPC132-08):
the IBAN without a BIC, costs shared, no address. Only where a bank outside the EEA is
paid are there addresses, in their parts. Every payment is a line of its own on the
statement, so that each is found back.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from paraplu.base.money import ZERO
from paraplu.bookkeeping.payments.sepa import asks_for_addresses

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from paraplu.bookkeeping.payments.orders import Payment, PaymentBatch
    from paraplu.bookkeeping.payments.sepa import PostalAddress

_CREATED = "CreDtTm"


class Version(StrEnum):
    """The version of the message."""

    V03 = "03"
    V09 = "09"

    @property
    def name_of_message(self) -> str:
        """The name by which ISO 20022 knows it."""
        return f"pain.001.001.{self.value}"


def document(batch: PaymentBatch, version: Version, created: dt.datetime) -> str:
    """Return the file, in UTF-8 with its declaration; `created` is when it was made.

    For the same batch it is the same but for that.
    """
    root = Element(
        "Document", xmlns=f"urn:iso:std:iso:20022:tech:xsd:{version.name_of_message}"
    )
    order = SubElement(root, "CstmrCdtTrfInitn")
    head = SubElement(order, "GrpHdr")
    _add(head, "MsgId", batch.message_id)
    _add(head, _CREATED, created.replace(tzinfo=None).isoformat(timespec="seconds"))
    _sums(head, batch)
    _add(head, "InitgPty/Nm", batch.debtor.name)
    information = SubElement(order, "PmtInf")
    _add(information, "PmtInfId", batch.message_id)
    _add(information, "PmtMtd", "TRF")
    _add(information, "BtchBookg", "false")
    _sums(information, batch)
    _add(information, "PmtTpInf/SvcLvl/Cd", "SEPA")
    day = "ReqdExctnDt" if version is Version.V03 else "ReqdExctnDt/Dt"
    _add(information, day, str(batch.date))
    debtor = _add(information, "Dbtr")
    _add(debtor, "Nm", batch.debtor.name)
    if any(asks_for_addresses(payment.payee.iban) for payment in batch.payments):
        _address(debtor, batch.debtor.address)
    _add(information, "DbtrAcct/Id/IBAN", batch.debtor.iban)
    _add(information, "DbtrAgt/FinInstnId/Othr/Id", "NOTPROVIDED")
    _add(information, "ChrgBr", "SLEV")
    for number, payment in enumerate(batch.payments):
        _transfer(information, payment, batch.end_to_end_id(number), version)
    indent(root)
    text: str = tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def created_apart(text: str) -> str:
    """Return a file without when it was made: what else tells two files apart."""
    return re.sub(f"<{_CREATED}>[^<]*", f"<{_CREATED}>", text)


def _transfer(
    information: Element, payment: Payment, end_to_end_id: str, version: Version
) -> None:
    transfer = SubElement(information, "CdtTrfTxInf")
    _add(transfer, "PmtId/EndToEndId", end_to_end_id)
    _add(transfer, "Amt/InstdAmt", _written(payment.amount)).set("Ccy", "EUR")
    if payment.payee.bic:
        bic = "BIC" if version is Version.V03 else "BICFI"
        _add(transfer, f"CdtrAgt/FinInstnId/{bic}", payment.payee.bic)
    creditor = _add(transfer, "Cdtr")
    _add(creditor, "Nm", payment.payee.name)
    if asks_for_addresses(payment.payee.iban):
        _address(creditor, payment.payee.address)
    _add(transfer, "CdtrAcct/Id/IBAN", payment.payee.iban)
    if payment.reference is None:
        _add(transfer, "RmtInf/Ustrd", payment.text)
        return
    reference = _add(transfer, "RmtInf/Strd/CdtrRefInf")
    kind = SubElement(reference, "Tp")
    _add(kind, "CdOrPrtry/Cd", "SCOR")
    _add(kind, "Issr", payment.reference.issuer.value)
    _add(reference, "Ref", payment.reference.text)


def _address(party: Element, address: PostalAddress | None) -> None:
    """Add what is known of an address; the schema wants it in this order."""
    if address is None:
        return
    parts = _add(party, "PstlAdr")
    names = ("StrtNm", "BldgNb", "PstCd", "TwnNm", "Ctry")
    for name, text in zip(names, address, strict=True):
        if text:
            _add(parts, name, text)


def _sums(above: Element, batch: PaymentBatch) -> None:
    """Add by what the bank sees that the file is whole."""
    _add(above, "NbOfTxs", str(len(batch.payments)))
    _add(above, "CtrlSum", _written(batch.total))


def _written(amount: Decimal) -> str:
    return f"{amount + ZERO:.2f}"


def _add(above: Element, path: str, text: str | None = None) -> Element:
    """Add an element, or several into each other, with a text in the last."""
    for name in path.split("/"):
        above = SubElement(above, name)
    above.text = text
    return above
