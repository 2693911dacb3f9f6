"""Makes statements of any length, as ING writes them; nobody's account is in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import NamedTuple

HEADER = (
    '"Datum";"Naam / Omschrijving";"Rekening";"Tegenrekening";"Code";"Af Bij";'
    '"Bedrag (EUR)";"Mutatiesoort";"Mededelingen";"Saldo na mutatie";"Tag"'
)
# Its check digits are right, and no bank has given it to anybody.
IBAN = "NL21INGB0123456780"
_PAYEES = ("Kringloop", "Groothandel", "Particulier", "Verhuur", "Drukkerij", "Markt")


class Row(NamedTuple):
    """A line of a statement; `amount` is below nil for what left the account."""

    date: dt.date
    payee: str
    counterparty: str
    amount: Decimal
    text: str


def rows(
    count: int, first: dt.date, days: int, rng: Random, numbers: Iterable[str] = ()
) -> list[Row]:
    """Return so many rows by day; now and then two rows say the very same."""
    known = [*numbers] or [f"NL00INGB{n:010}" for n in range(1, 200)]
    found: list[Row] = []
    while len(found) < count:
        if found and rng.random() < 0.02:
            found.append(found[-1])
            continue
        found.append(
            Row(
                first + dt.timedelta(rng.randrange(days)),
                rng.choice(_PAYEES),
                rng.choice(known),
                Decimal(rng.choice((-1, 1)) * rng.randint(1, 50_000)) / 100,
                f"Omschrijving {rng.randint(1, 500)} \\ van; ‘iets’",
            )
        )
    return sorted(found, key=lambda row: row.date)


def write_ing(file: Path, lines: Iterable[Row], opening: Decimal = Decimal(0)) -> None:
    """Write rows as ING does: the newest first, each with the balance after it."""
    stood = opening
    texts = []
    for row in lines:
        stood += row.amount
        cells = (
            f"{row.date:%Y%m%d}",
            row.payee,
            IBAN,
            row.counterparty,
            "GT",
            "Af" if row.amount < 0 else "Bij",
            _comma(abs(row.amount)),
            "Overschrijving",
            row.text,
            _comma(stood),
            "",
        )
        texts.append(";".join(map(_quoted, cells)))
    file.write_text("\n".join([HEADER, *reversed(texts), ""]), "utf-8")


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def _comma(amount: Decimal) -> str:
    return f"{amount:.2f}".replace(".", ",")
