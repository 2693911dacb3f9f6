"""Amounts and days in CAMT: which way they go, and what of them the bank kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nl_banks import values
from nl_banks.refusal import Refused
from nl_banks.standards.safe_xml import first, text
from nl_banks.statement import ZERO, Original

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from decimal import Decimal
    from xml.etree.ElementTree import Element

_SIGNS = {"CRDT": 1, "DBIT": -1}
_AMOUNT = re.compile(r"[\d.]+", re.ASCII)
# What follows the day is a time or a time zone: the day is the one that the bank says.
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T\S+|Z|[+-]\d\d:\d\d)?", re.ASCII)

# The amount of one payment in an entry: first as the newer versions have it.
_SHARES = ("Amt", "AmtDtls/TxAmt/Amt")
# What was paid, where that is another currency.
_ORIGINALS = ("AmtDtls/InstdAmt/Amt", *_SHARES, "AmtDtls/CntrValAmt/Amt")


def amount(element: Element | None) -> tuple[Decimal, str]:
    """Return an amount without its sign, and its currency."""
    said = "" if element is None else (element.text or "").strip()
    if element is None or not _AMOUNT.fullmatch(said):
        raise Refused("“{text}” is not an amount as this layout writes it.", text=said)
    size = values.at_least_cents(values.point(said))
    return size, values.currency(element.get("Ccy", ""))


def sign(element: Element) -> int:
    """Return 1 for what came in and -1 for what left, of a reversal as well."""
    said = text(element, "CdtDbtInd")
    if said not in _SIGNS:
        raise Refused(
            "“{sign}” does not say whether money came in or went out.", sign=said
        )
    return _SIGNS[said]


def day(element: Element | None) -> dt.date:
    """Return the day that <Dt> or <DtTm> says."""
    said = text(element, "Dt", "DtTm")
    found = _DAY.fullmatch(said)
    return values.iso(found[1] if found else said)


def share(payment: Element, way: int, currency: str) -> Decimal | None:
    """Return the amount of one payment in an entry that goes `way`; None if not told.

    A payment that says nothing of its way goes that of the entry.
    """
    for path in _SHARES:
        found = first(payment, path)
        if found is not None:
            size, said = amount(found)
            if said == currency:
                own = payment.find("CdtDbtInd")
                return size * (way if own is None else sign(payment))
    return None


def original(element: Element | None, way: int, currency: str) -> Original | None:
    """Return what was paid in another currency than that of the account."""
    if element is None:
        return None
    for path in _SHARES[:1] if element.find("AmtDtls") is None else _ORIGINALS:
        found = first(element, path)
        # Most is in the currency of the account, and read already.
        if found is not None and found.get("Ccy") != currency:
            size, said = amount(found)
            if size and said != currency:
                return Original(way * size, said)
    return None


def charges(
    entry: Element, payment: Element | None, total: Decimal, currency: str
) -> Decimal:
    """Return what the bank kept of an amount, negative; 0 where that is not certain.

    It is certain where the payment and the charges make up the amount, or where the
    bank says that they are in it and tells no more.
    """
    for element in (payment, entry):
        if element is None:
            continue
        told = element.findall("Chrgs")
        if not told:
            continue
        records = [record for one in told for record in one.findall("Rcrd")]
        records += [one for one in told if one.find("Amt") is not None]
        kept = sum(_kept(records, currency), ZERO)
        if not kept:
            continue
        way = -1 if total < 0 else 1
        paid = None if payment is None else share(payment, way, currency)
        said = {text(one, "ChrgInclInd") for one in records}
        if paid + kept == total if paid is not None else said <= {"true", "1"}:
            return kept
    return ZERO


def _kept(records: list[Element], currency: str) -> Iterator[Decimal]:
    for record in records:
        size, said = amount(record.find("Amt"))
        if said == currency:
            own = record.find("CdtDbtInd")
            yield size * (-1 if own is None else sign(record))
