"""What banks put together in one text: who paid, to which account, and why.

Banks write the fields of a SEPA payment behind tags (/NAME/.../REMI/...) or behind
words (Naam: ... Omschrijving: ...). Both become a dict with the tags as its keys:

    TRTP  what kind of payment it is, or what stood before the first word
    NAME, IBAN, BIC  the other side
    REMI  the description        STRD  a structured reference (betalingskenmerk)
    EREF  the payer's key        MARF  the mandate    CSID  who collects
    RTRN  why it came back       VALD  the value date    TIME  when it was ordered
    ULTD, ULTC  for whom it was paid

Whoever pays writes the description, and may write tags or words in it. What a bank
puts before the description is therefore taken where it stands first, what it puts
after it where it stands last; the rest is left in the description.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nl_banks.text import account_number, clean, key, name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nl_banks.statement import StatementLine

_TAGS = re.compile(
    r"/(TRTP|RTYP|IBAN|BBAN|BIC|NAME|REMI|EREF|KREF|IREF|PREF|MARF|CSID|CNTP|PURP|RTRN|ORDP"
    r"|BENM|ULTD|ULTC|ULTB|INIT|ISDT|NRTX|SVCL|TRCD|BACT|OCMT|CHGS|EXCH|ADDR|BUSP|CUST"
    r"|ID)(?:/|$)"
)

_WORDS = {
    "naam": "NAME",
    "name": "NAME",
    "omschrijving": "REMI",
    "description": "REMI",
    "iban": "IBAN",
    "bic": "BIC",
    "kenmerk": "EREF",
    "reference": "EREF",
    "betalingskenm.": "STRD",
    "betalingskenmerk": "STRD",
    "machtiging": "MARF",
    "machtiging id": "MARF",
    "mandate id": "MARF",
    "incassant": "CSID",
    "incassant id": "CSID",
    "creditor id": "CSID",
    "andere partij": "ULTD",
    "overige partij": "ULTD",
    "other party": "ULTD",
    "voor": "ULTC",
    "reden retour": "RTRN",
    "return reason": "RTRN",
    "valutadatum": "VALD",
    "value date": "VALD",
    "datum/tijd": "TIME",
    "date/time": "TIME",
}
_WORD = re.compile(
    rf"(?<!\S)({'|'.join(map(re.escape, sorted(_WORDS, reverse=True)))})\s?:(?=\s|$)",
    re.IGNORECASE,
)
# What ING says of a direct debit, which the mandate says already.
_SEQUENCE = re.compile(
    r"\s(?:(?:doorlopende|eenmalige|eerste|laatste) incasso"
    r"|(?:recurrent|one-off|first|final) sepa direct debit)"
    r"(?=\s+(?:valutadatum|value date|overige partij|andere partij|other party):|\s*$)",
    re.IGNORECASE,
)

# How what has no place of its own is named in a narration.
_SHOWN = {
    "NAME": "Naam",
    "CITY": "Plaats",
    "IBAN": "IBAN",
    "EREF": "Kenmerk",
    "STRD": "Betalingskenmerk",
    "MARF": "Machtiging",
    "CSID": "Incassant",
    "ULTD": "Andere partij",
    "ULTC": "Voor",
    "VALD": "Valutadatum",
    "TIME": "Datum/Tijd",
}
# How a field is written where it has a place of its own, if not as a key.
_AS_PLACED: Mapping[str, Callable[[str], str]] = {
    "NAME": name,
    "IBAN": account_number,
}
# A narration has no need of these: the BIC goes with the IBAN, the rest says that it
# is a payment, or is for the bank.
_PASSED_OVER = {"BIC", "TRTP", "RTYP", "REMI", "PREF", "NRTX", "TRCD", "ORDP", "BENM"}
_NOT_PROVIDED = "NOTPROVIDED"


def tags(text: str) -> dict[str, str]:
    """Return the fields of a text that is written with tags; empty if it has none.

    Text before the first tag is TRTP; /CNTP/ is taken apart, and a structured
    reference in /REMI/ becomes STRD.
    """
    told = _given(_fields(text, [(one[1], one) for one in _TAGS.finditer(text)]))
    if counterparty := told.pop("CNTP", ""):
        parts = [part.strip() for part in counterparty.split("/")]
        for tag, part in zip(("IBAN", "BIC", "NAME"), parts, strict=False):
            told.setdefault(tag, part)
        told["CITY"] = "/".join(filter(None, parts[3:]))
    if "BBAN" in told and "IBAN" not in told:
        told["IBAN"] = told.pop("BBAN")
    remittance = told.get("REMI", "")
    if remittance.startswith("USTD//"):
        told["REMI"] = remittance.removeprefix("USTD//").strip("/ ")
    elif found := re.fullmatch(r"STRD/(?:CUR|ISO)/(\S+?)/?", remittance):
        del told["REMI"]
        told["STRD"] = found[1]
    return _given(told)


def words(text: str) -> dict[str, str]:
    """Return the fields of a text that is written with words; empty if it has none."""
    if ":" not in text:
        return {}
    text = _SEQUENCE.sub("", text)
    told = _fields(
        text, [(_WORDS[one[1].casefold()], one) for one in _WORD.finditer(text)]
    )
    for tag in ("IBAN", "BIC", "CSID", "VALD"):
        # One word; what comes after it is text again.
        told[tag], _, rest = told.get(tag, "").partition(" ")
        if rest:
            told["REMI"] = f"{told.get('REMI', '')} {rest}".strip()
    return _given(told)


def _fields(text: str, found: list[tuple[str, re.Match[str]]]) -> dict[str, str]:
    """Return the text between each tag of the bank's own and the next."""
    if not found:
        return {}
    kept: dict[str, re.Match[str]] = {}
    for tag, place in found:
        is_after = "REMI" in kept and kept.get(tag, place).start() > kept["REMI"].end()
        if tag not in kept or is_after:
            kept[tag] = place
    order = sorted(kept.items(), key=lambda one: one[1].start())
    ends = [place.start() for _, place in order[1:]] + [len(text)]
    told = {"TRTP": text[: order[0][1].start()].strip()}
    for (tag, place), end in zip(order, ends, strict=True):
        part = " ".join(text[place.end() : end].split()).strip("/")
        told[tag] = part
    return told


def _given(told: Mapping[str, str]) -> dict[str, str]:
    """Return the fields that have something in them."""
    return {
        tag: part
        for tag, part in told.items()
        if part.strip() not in {"", _NOT_PROVIDED}
    }


def filled(booking: StatementLine, told: Mapping[str, str]) -> StatementLine:
    """Return the booking with what its text tells, where its columns do not.

    The narration becomes the description, and what is told that has no other place.
    With nothing told the booking stays as it is.
    """
    told = _given(told)
    if not told:
        return booking
    payee = booking.payee or name(told.get("NAME", ""))
    counterparty = booking.counterparty or account_number(told.get("IBAN", ""))
    reference = booking.payment_reference or key(
        told.get("STRD") or told.get("EREF", "")
    )
    mandate = booking.mandate or key(told.get("MARF", ""))
    reason = booking.return_reason or key(told.get("RTRN", ""))
    placed = {
        "NAME": payee,
        "IBAN": counterparty,
        "EREF": reference,
        "STRD": reference,
        "MARF": mandate,
        "RTRN": reason,
    }
    return booking._replace(
        payee=payee,
        narration=_narration(told, placed),
        counterparty=counterparty,
        payment_reference=reference,
        mandate=mandate,
        return_reason=reason,
    )


def _narration(told: Mapping[str, str], placed: Mapping[str, str]) -> str:
    """Return the description, and behind it what has no place of its own.

    `placed` is what stands in the fields of the booking, by tag.
    """
    kind = told.get("TRTP", "")
    parts = [told.get("REMI", "")]
    if not (parts[0] and kind.casefold().startswith("sepa")):
        parts.append(kind)
    for tag, part in told.items():
        if tag in _PASSED_OVER:
            continue
        as_placed = _AS_PLACED.get(tag, key)
        if as_placed(part).casefold() != placed.get(tag, "").casefold():
            parts.append(f"{_SHOWN.get(tag, tag)}: {part}")
    # A batch may have nothing but the key that the payer gave it.
    return clean("; ".join(filter(None, parts)) or told.get("PREF", ""))
