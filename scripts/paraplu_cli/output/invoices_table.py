"""Invoices with what is open of them: as a table, as JSON, as CSV."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from paraplu.base.data_text import csv_text, text_cell
from paraplu.base.language import counted, in_days, printable, say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.invoices.receivables import InvoiceState, OpenInvoice
from paraplu_cli.output import data, settled
from paraplu_cli.places import shown
from paraplu_cli.standing import warning
from paraplu_cli.table import TableColumn, table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from paraplu_cli.invoice.desk import InvoiceDesk
    from paraplu_cli.screen import Screen

# How long invoices are overdue, in days, as bookkeepers group them.
_AGES = (0, 30, 60, 90)
_WORDS = {
    InvoiceState.OPEN: say("open"),
    InvoiceState.OVERDUE: say("overdue"),
    InvoiceState.PAID: say("paid"),
    InvoiceState.CREDITED: say("credited"),
    InvoiceState.OVERPAID: say("overpaid"),
    InvoiceState.WRITTEN_OFF: say("written off"),
}
# What programs are told of an invoice, in this order.
_TEXTS = ("number", "reference", "member", "trade_name", "customer", "name", "account")
_AMOUNTS = ("total", "credited", "paid", "written_off", "open")


def as_text(
    invoices: Sequence[OpenInvoice],
    reading: InvoiceDesk,
    screen: Screen,
    *,
    explain: bool = False,
) -> str:
    """Return the table, what is open in all, how old it is, and what is wrong.

    With `explain` also what settled each invoice, and why it counts for that one.
    """
    lines = [
        *_standing(invoices, reading, screen),
        *(line for one in invoices if explain for line in _settled(one, screen)),
        *warning(reading.report, screen.language),
    ]
    return "\n".join(lines) + "\n"


def _standing(
    invoices: Sequence[OpenInvoice], reading: InvoiceDesk, screen: Screen
) -> list[str]:
    language, today = screen.language, reading.report.books.today
    heading = say(
        "{invoices} in {currency}, as of {today}",
        invoices=counted("{n} invoice", "{n} invoices", len(invoices)),
        currency=reading.report.books.currency,
        today=today,
    )
    lines = [language.render(heading), ""]
    if not invoices:
        return lines[:1]
    columns = [
        TableColumn(language.text("number")),
        TableColumn(language.text("member"), rank=1),
        TableColumn(language.text("customer")),
        TableColumn(language.text("pay by")),
        TableColumn(language.text("invoiced"), right=True),
        # Without these nothing adds up either way; what is open is what is asked.
        TableColumn(language.text("credited"), right=True, rank=2),
        TableColumn(language.text("paid"), right=True, rank=2),
        TableColumn(language.text("open"), right=True),
        TableColumn(""),
    ]
    rows = [
        [
            one.number,
            printable(one.member or "–"),
            printable(one.name or one.customer or "–"),
            str(one.due),
            *map(language.amount, (one.total, one.credited, one.paid, one.open)),
            _how(one, reading, screen),
        ]
        for one in invoices
    ]
    open_in_all = sum((one.open for one in invoices), ZERO)
    rows.append(
        [language.text("total"), *[""] * 6, language.amount(open_in_all), ""],
    )
    return [*lines, *table(columns, rows, screen), *_ages(invoices, reading, screen)]


def _settled(one: OpenInvoice, screen: Screen) -> list[str]:
    found = settled.lines(one.settled, screen)
    return ["", one.number, *found] if found else []


def _how(one: OpenInvoice, reading: InvoiceDesk, screen: Screen) -> str:
    """Return how an invoice stands, in words."""
    today = reading.report.books.today
    words = screen.language.render(_WORDS[one.state(today)])
    late = one.days_late(today)
    if one.written_off and one.state(today) is not InvoiceState.WRITTEN_OFF:
        lost = say("{amount} written off", amount=one.written_off)
        words = f"{words}, {screen.language.render(lost)}"
    if not late:
        return words
    days = screen.language.render(in_days(late))
    return f"{words}, {days}"


def _ages(
    invoices: Sequence[OpenInvoice], reading: InvoiceDesk, screen: Screen
) -> list[str]:
    """Return what is open by how long it is overdue; nothing where nothing is."""
    today, language = reading.report.books.today, screen.language
    sums = [ZERO] * (len(_AGES) + 1)
    for one in invoices:
        late = one.days_late(today)
        sums[sum(late > age for age in _AGES)] += max(one.open, ZERO)
    if not any(sums[1:]):
        return []
    titles = [
        language.text("not overdue"),
        *(
            language.render(say("{begin} to {end} days", begin=a + 1, end=b))
            for a, b in pairwise(_AGES)
        ),
        language.render(say("more than {n} days", n=_AGES[-1])),
    ]
    columns = [TableColumn(title, right=True) for title in titles]
    return ["", *table(columns, [[*map(language.amount, sums)]], screen)]


def as_json(
    invoices: Sequence[OpenInvoice], reading: InvoiceDesk, *, explain: bool = False
) -> str:
    """Return the invoices as JSON; amounts are strings."""
    books = reading.report.books
    return data.as_json(
        {
            "version": 1,
            "books": {
                "file": printable(shown(books.main)),
                "checksum": reading.report.books_checksum,
            },
            "currency": books.currency,
            "today": str(books.today),
            "invoices": [
                _data(one, reading)
                | ({"settled": settled.as_data(one.settled)} if explain else {})
                for one in invoices
            ],
            "open": data.money(sum((one.open for one in invoices), ZERO)),
        }
    )


def as_csv(invoices: Sequence[OpenInvoice], reading: InvoiceDesk) -> str:
    """Return the invoices as CSV."""
    rows = [_data(one, reading) for one in invoices]
    for row in rows:
        for name in _TEXTS:
            row[name] = text_cell(row[name])
    columns = [*_TEXTS, "issued", "due", *_AMOUNTS, "state", "days_overdue"]
    return csv_text(columns, rows)


def _data(one: OpenInvoice, reading: InvoiceDesk) -> dict[str, str]:
    today = reading.report.books.today
    amounts: dict[str, Decimal] = {name: getattr(one, name) for name in _AMOUNTS}
    return {
        **{name: printable(getattr(one, name)) for name in _TEXTS},
        "issued": str(one.issued),
        "due": str(one.due),
        **{name: data.money(amount) for name, amount in amounts.items()},
        "state": one.state(today).value,
        "days_overdue": str(one.days_late(today)),
    }
