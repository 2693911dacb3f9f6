"""The entry that a line becomes: its text, laid out as the rest of the ledger."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from nl_banks.directives import metadata
from paraplu.importing.line import Leg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from nl_banks import Booking
    from paraplu.importing.line import New
    from paraplu.language import Language

# Where `bean-format -c 68` puts the currency, as the pre-commit hook has it.
CURRENCY_COLUMN = 68
WHY = "allocated"
_DAY = dt.timedelta(days=1)
_CENTS = -2


class Block(NamedTuple):
    """A directive to be written: its day, and its lines, the last one ended."""

    date: dt.date
    text: str


def written(new: New, language: Language) -> Block:
    """Return the entry of a line; one that is not sure has the flag `!`."""
    line, allocation = new
    booking = line.booking
    flag = "*" if allocation.sure else "!"
    words = " ".join(f'"{_escaped(text)}"' for text in _words(booking))
    links = "".join(f" ^{link}" for link in allocation.links)
    said = metadata(booking, line.key) | {
        WHY: language.render(allocation.why),
    }
    legs = [Leg(line.account, line.moved), *allocation.legs]
    # What is debited stands above what is credited.
    legs.sort(key=lambda leg: leg.amount < 0)
    return Block(
        booking.date,
        "".join(
            (
                f"{booking.date} {flag} {words}{links}\n",
                *(f"  {key}: {_value(value)}\n" for key, value in said.items()),
                *(aligned(f"  {account}", n, booking.currency) for account, n in legs),
            )
        ),
    )


def balance(account: str, stood: dt.date, amount: Decimal, currency: str) -> Block:
    """Return the directive that an account held an amount at the end of a day.

    It is dated the day after, for Beancount looks at the beginning of a day.
    """
    day = stood + _DAY
    return Block(day, aligned(f"{day} balance {account}", amount, currency))


def opening(account: str, date: dt.date, currency: str) -> str:
    """Return the line that opens an account."""
    start = f"{date} open {account}"
    return f"{start:<{CURRENCY_COLUMN - 4}} {currency}\n"


def aligned(start: str, amount: Decimal, currency: str) -> str:
    """Return a line that ends with an amount, all amounts below each other."""
    number = money(amount)
    gap = max(CURRENCY_COLUMN - 2 - len(start) - len(number), 2)
    return f"{start}{' ' * gap}{number} {currency}\n"


def money(amount: Decimal) -> str:
    """Return an amount as a ledger has it: exact, with two decimals at least."""
    exponent = amount.normalize().as_tuple().exponent
    decimals = -min(exponent if isinstance(exponent, int) else 0, _CENTS)
    return f"{amount:.{decimals}f}"


def _words(booking: Booking) -> Iterator[str]:
    """Yield payee and narration; a narration alone has no payee before it."""
    if booking.payee:
        yield booking.payee
    yield booking.narration


def _value(value: object) -> str:
    """Return a value of metadata: text in quotes, days and amounts as they are."""
    return f'"{_escaped(value)}"' if isinstance(value, str) else str(value)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
