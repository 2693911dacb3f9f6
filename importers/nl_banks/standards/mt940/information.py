"""What `:86:` tells of a line, in the ways in which banks write it.

- with tags, /TRTP/../IBAN/../NAME/../REMI/..: ABN AMRO, bunq, ING, Rabobank
- with words, SEPA OVERBOEKING IBAN: .. NAAM: ..: ABN AMRO
- with numbered parts, 000>100..>20..>21..: Triodos; 166?00..?20..?32..: German banks
- number and name first, as they stand in `:61:`: ASN, SNS, RegioBank
- REK: .. /NAAM: .. at the end: Knab
- in columns, account, BIC, name, place and text, each padded: BNG
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nl_banks import sepa
from nl_banks.text import account_number, clean, key, name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nl_banks.standards.mt940.blocks import Field
    from nl_banks.statement import StatementLine

# A text is broken off at 65 signs, or a little less, and at 66 by Mollie; a part of
# Triodos at 27.
_NARROWEST, _WIDTH, _WIDEST = 60, 65, 66
_PART = 27
_MOST_LINES = 100

_ACCOUNT = re.compile(r"[A-Z]{2}\d\d[A-Z0-9]{8,30}|P?\d{4,10}", re.ASCII)
_IBAN = re.compile(r"[A-Z]{2}\d\d[A-Z0-9]{8,30}", re.ASCII)
_KNAB = re.compile(r"(.*?)\s*\bREK: ([^/]*)/NAAM: (.*)")
_GERMAN_TEXT = re.compile(r"2\d|6[0-3]", re.ASCII)
_PADDING = re.compile(r"\s{4,}")
_LEADING_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?\s+")
_PARTS = re.compile(r"\d{3}([>?])\d\d")
# The reference of the one who is paid, as Rabobank and ABN AMRO write it in /REMI/.
_STRUCTURED = re.compile(
    r"/REMI/(?:/CDTRREFTP//CD/SCOR(?:/ISSR/\w+)?/CDTRREF/|ISSUER: \w+\s+REF: )"
    r"([\w ]+)",
    re.IGNORECASE,
)


def informed(
    booking: StatementLine, payers: str, added: Sequence[str], texts: Sequence[Field]
) -> StatementLine:
    """Return the line with what is told of it.

    Args:
        booking: the line as `:61:` has it.
        payers: the payer's key in it, if there is one.
        added: what the bank put on the lines after it.
        texts: the `:86:` of the line; there may be none, or several.
    """
    extra = " ".join(filter(None, map(str.strip, added)))
    lines = [line for text in texts for line in text.lines][:_MOST_LINES]
    said = " ".join(_joined(text.lines[:_MOST_LINES]) for text in texts).strip()
    told = (
        _with_parts(booking, lines)
        or _with_tags(booking, said)
        or _with_name_first(booking, said, payers, extra)
        or _with_name_last(booking, said)
        or booking._replace(narration=clean(said))
    )
    return _with_rest(told, payers, extra)


def columned(booking: StatementLine, said: str) -> StatementLine:
    """Read columns that are padded with blanks: account, BIC and name, and the rest."""
    number, *columns = [part.strip() for part in _PADDING.split(said.strip())]
    if not columns or not _ACCOUNT.fullmatch(number):
        return booking._replace(narration=clean(said))
    payee = _LEADING_BIC.sub("", columns[0])
    return booking._replace(
        counterparty=account_number(number),
        payee=name(payee),
        narration=clean("; ".join(filter(None, columns[1:]))) or name(payee),
    )


def _joined(lines: Sequence[str]) -> str:
    """Return the text that stands on lines: a full one is broken off within a word.

    A line that is longer was not broken off: bunq writes them as long as they are.
    """
    width = max([_NARROWEST, *(n for n in map(len, lines) if n <= _WIDTH)])
    return "".join(
        line if width <= len(line) <= _WIDEST else f"{line} " for line in lines
    )


def _with_parts(booking: StatementLine, lines: Sequence[str]) -> StatementLine | None:
    """Read numbered parts: >10 or >20 and >21 have the account, the rest is text.

    The last, >31, is the account of the statement itself.
    """
    said = "\n".join(lines)
    found = _PARTS.match(said)
    if not found:
        return None
    mark = found[1]
    parts = re.split(rf"\n?{re.escape(mark)}(?=\d\d)", said)[1:]
    told = {part[:2]: part[2:].replace("\n", "") for part in parts}
    if "00" in told:
        return _with_german_parts(booking, told)
    number = told.pop("10", "").strip().strip("0") and parts[0][2:].strip()
    texts = [told[code] for code in sorted(told) if "20" <= code <= "29"]
    if len(texts) > 1 and _IBAN.fullmatch(texts[1].strip()):
        number, texts = texts[1], texts[2:]
    return booking._replace(
        counterparty=account_number(number),
        narration=clean("".join(text.ljust(_PART) for text in texts)),
    )


def _with_german_parts(
    booking: StatementLine, told: Mapping[str, str]
) -> StatementLine:
    """Read ?00 (the kind), ?20 and on (the text), ?31 (the account), ?32 (the name)."""
    texts = (told[code] for code in sorted(told) if _GERMAN_TEXT.fullmatch(code))
    text = "".join(part.ljust(_PART) for part in texts)
    return booking._replace(
        counterparty=account_number(told.get("31", "")),
        payee=name(told.get("32", "") + told.get("33", "")),
        narration=clean(text) or clean(told["00"]),
    )


def _with_tags(booking: StatementLine, said: str) -> StatementLine | None:
    """Read tags or words, where the text begins with them."""
    if said.startswith("/"):
        told = sepa.tags(_STRUCTURED.sub(r"/REMI/STRD/CUR/\1", said))
    elif said.upper().startswith("SEPA "):
        told = sepa.words(said)
    else:
        return None
    # The day on which it was ordered; the line has the day of the booking.
    told.pop("ISDT", None)
    return sepa.filled(booking, told) if told else None


def _with_name_first(
    booking: StatementLine, said: str, payers: str, extra: str
) -> StatementLine | None:
    """Read an account and a name that stand in `:61:` as well, before the text."""
    before = f"{payers} {extra}".strip()
    if not _ACCOUNT.fullmatch(payers) or not said.startswith(before):
        return None
    rest = said.removeprefix(before).strip()
    told = sepa.tags(rest) if rest.startswith("/TRTP/") else {}
    booking = booking._replace(
        counterparty=account_number(payers), payee=name(extra), narration=clean(rest)
    )
    return sepa.filled(booking, told)


def _with_name_last(booking: StatementLine, said: str) -> StatementLine | None:
    """Read an account and a name that stand behind the text."""
    found = _KNAB.fullmatch(said)
    if not found:
        return None
    return booking._replace(
        counterparty=account_number(found[2]),
        payee=name(found[3]),
        narration=clean(found[1]),
    )


def _with_rest(booking: StatementLine, payers: str, extra: str) -> StatementLine:
    """Return the line with what `:61:` tells that the text does not."""
    known = {booking.counterparty, booking.payee}
    if payers and payers not in known and not booking.counterparty.endswith(payers):
        is_account = _ACCOUNT.fullmatch(payers) if extra[:1].isalpha() else None
        if (is_account or _IBAN.fullmatch(payers)) and not booking.counterparty:
            booking = booking._replace(counterparty=account_number(payers))
        elif not booking.payment_reference:
            booking = booking._replace(payment_reference=key(payers))
    # /TRCD/ is the kind of payment, for programs of the bank.
    if not extra or extra.startswith("/") or name(extra) in known:
        return booking
    if _ACCOUNT.fullmatch(extra) and not booking.counterparty:
        return booking._replace(counterparty=account_number(extra))
    if not booking.payee:
        return booking._replace(payee=name(extra))
    return booking._replace(narration=clean(f"{booking.narration}; {extra}"))
