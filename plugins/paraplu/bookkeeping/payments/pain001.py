"""A batch as the file that banks take: pain.001, of ISO 20022.

In the versions of 2009 and 2019, as the Dutch banks ask for it in SEPA
(Betaalvereniging Nederland, Implementation Guidelines SEPA Credit Transfer; EPC132-08):
the IBAN without a BIC, costs shared, no address. Every payment is a line of its own on
the statement, so that each is found back.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from paraplu.base.money import ZERO

if TYPE_CHECKING:
    from decimal import Decimal

    from paraplu.bookkeeping.payments.orders import Payment, PaymentBatch


class Version(StrEnum):
    """The version of the message."""

    V03 = "03"
    V09 = "09"

    @property
    def name_of_message(self) -> str:
        """The name by which ISO 20022 knows it."""
        return f"pain.001.001.{self.value}"


def document(batch: PaymentBatch, version: Version) -> str:
    """Return the file, in UTF-8 with its declaration; the same for the same batch."""
    root = Element(
        "Document", xmlns=f"urn:iso:std:iso:20022:tech:xsd:{version.name_of_message}"
    )
    order = SubElement(root, "CstmrCdtTrfInitn")
    head = SubElement(order, "GrpHdr")
    _add(head, "MsgId", batch.message_id)
    # Not the clock: the same books and payments give the same file.
    _add(head, "CreDtTm", f"{batch.written}T00:00:00")
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
    _add(information, "Dbtr/Nm", batch.debtor.name)
    _add(information, "DbtrAcct/Id/IBAN", batch.debtor.iban)
    _add(information, "DbtrAgt/FinInstnId/Othr/Id", "NOTPROVIDED")
    _add(information, "ChrgBr", "SLEV")
    for number, payment in enumerate(batch.payments):
        _transfer(information, payment, batch.end_to_end_id(number))
    indent(root)
    text: str = tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _transfer(information: Element, payment: Payment, end_to_end_id: str) -> None:
    transfer = SubElement(information, "CdtTrfTxInf")
    _add(transfer, "PmtId/EndToEndId", end_to_end_id)
    _add(transfer, "Amt/InstdAmt", _written(payment.amount)).set("Ccy", "EUR")
    _add(transfer, "Cdtr/Nm", payment.payee.name)
    _add(transfer, "CdtrAcct/Id/IBAN", payment.payee.iban)
    if payment.reference is None:
        _add(transfer, "RmtInf/Ustrd", payment.text)
        return
    reference = _add(transfer, "RmtInf/Strd/CdtrRefInf")
    kind = SubElement(reference, "Tp")
    _add(kind, "CdOrPrtry/Cd", "SCOR")
    _add(kind, "Issr", payment.reference.issuer.value)
    _add(reference, "Ref", payment.reference.text)


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
