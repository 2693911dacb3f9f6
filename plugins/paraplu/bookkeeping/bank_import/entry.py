"""The entry that a line becomes: its text, laid out as the rest of the ledger."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from nl_banks.directives import metadata
from nl_banks.statement import LineKind
from paraplu.base.language import say
from paraplu.base.metadata import ALLOCATED
from paraplu.bookkeeping.bank_import.line import NewPosting
from paraplu.journal.block import DirectiveText
from paraplu.journal.ledger_text import aligned, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from nl_banks import StatementLine
    from paraplu.base.language import Language
    from paraplu.bookkeeping.bank_import.line import New

_DAY = dt.timedelta(days=1)


def written(new: New, language: Language) -> DirectiveText:
    """Return the entry of a line; one that is not sure has the flag `!`."""
    line, allocation = new
    booking = line.booking
    flag = "*" if allocation.sure else "!"
    words = " ".join(quoted(text) for text in _words(booking, language))
    links = "".join(f" ^{link}" for link in allocation.links)
    said = metadata(booking, line.key) | {
        ALLOCATED: language.render(allocation.why),
    }
    legs = [NewPosting(line.account, line.moved), *allocation.legs]
    # What is debited stands above what is credited.
    legs.sort(key=lambda leg: leg.amount < 0)
    return DirectiveText(
        booking.date,
        "".join(
            (
                f"{booking.date} {flag} {words}{links}\n",
                *(f"  {key}: {_value(value)}\n" for key, value in said.items()),
                *(_posting(leg, booking.currency, language) for leg in legs),
            )
        ),
    )


def balance(
    account: str, stood: dt.date, amount: Decimal, currency: str
) -> DirectiveText:
    """Return the directive that an account held an amount at the end of a day.

    It is dated the day after, for Beancount looks at the beginning of a day.
    """
    day = stood + _DAY
    return DirectiveText(day, aligned(f"{day} balance {account}", amount, currency))


def _posting(leg: NewPosting, currency: str, language: Language) -> str:
    """Return the lines of a posting, with what it is below it."""
    line = aligned(f"  {leg.account}", leg.amount, currency)
    if leg.why is None:
        return line
    return f"{line}    {ALLOCATED}: {_value(language.render(leg.why))}\n"


def _words(booking: StatementLine, language: Language) -> Iterator[str]:
    """Yield payee and narration; a narration alone has no payee before it.

    A provider's own word for a payout is in the language that it speaks.
    """
    if booking.payee:
        yield booking.payee
    payout = booking.payment_reference
    if booking.kind is LineKind.PAYOUT and booking.narration in {"", payout}:
        yield language.render(say("Payout {number}", number=payout)).strip()
    else:
        yield booking.narration


def _value(value: object) -> str:
    """Return a value of metadata: text in quotes, days and amounts as they are."""
    return quoted(value) if isinstance(value, str) else str(value)
