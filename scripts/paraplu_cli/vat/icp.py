"""`paraplu vat icp 2026-Q1`: what firms in other EU countries bought, by customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paraplu.base.language import counted, printable, say
from paraplu_cli.command import Command, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.options import MAIN, MEMBERS, TODAY, one_format
from paraplu_cli.vat.asked import PERIOD

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from paraplu.base.language import Language
    from paraplu.base.periods import Period
    from paraplu.bookkeeping.vat.sales_list import SalesList
    from paraplu_cli.screen import Screen
    from paraplu_cli.vat.desk import PeriodReturn

_GUIDE = Guide(
    usage=say("[OPTIONS] PERIOD"),
    about=(
        say(
            "Shows the EU sales list (opgaaf ICP) for a period: for each customer's "
            "VAT number the goods and the services, in whole euros that add up to box "
            "3b of the return. The VAT number goes in vat-id: on the entry."
        ),
    ),
    examples=(
        ("paraplu vat icp 2026-Q1", say("what to fill in")),
        ("paraplu vat icp 2026-Q1 --format csv", say("for a spreadsheet")),
    ),
    statuses=(
        (0, say("it was shown")),
        (1, say("the register or the ledger cannot be used; the findings say why")),
        (2, say("a customer has no valid VAT number, or it could not run")),
    ),
)
_COLUMNS = ("vat_id", "goods", "services", "exact_goods", "exact_services")


def show_list(
    period: Period,
    main: Path,
    members: Path | None,
    form: str,
    today: dt.date | None,
) -> int:
    """Show the list; return the exit status."""
    from paraplu.base.data_text import csv_text
    from paraplu.bookkeeping.vat.sales_list import sales_list
    from paraplu_cli.output import data
    from paraplu_cli.screen import screen_of
    from paraplu_cli.stream import emit
    from paraplu_cli.vat.desk import desk_of

    desk = desk_of(period, main, members, today)
    if desk is None:
        return 1
    found = sales_list(desk.made)
    _refuse(found, desk.language)
    if form == "text":
        lines = _text(desk, found, screen_of(desk.language))
        emit("\n".join(lines) + "\n")
        return 0
    rows = [
        {
            "vat_id": printable(line.vat_id),
            "goods": data.money(line.goods_in_euros),
            "services": data.money(line.services_in_euros),
            "exact_goods": data.money(line.goods),
            "exact_services": data.money(line.services),
        }
        for line in found.lines
    ]
    if form == "csv":
        emit(csv_text(_COLUMNS, rows), data=True)
    else:
        total = data.money(found.in_euros)
        whole = {"version": 1, "period": str(period), "lines": rows, "total": total}
        emit(data.as_json(whole), data=True)
    return 0


def _refuse(found: SalesList, language: Language) -> None:
    from paraplu.bookkeeping.vat.said_codes import customer_of
    from paraplu_cli.vat.desk import place

    for transaction in found.nameless:
        said = customer_of(transaction)
        line = say(
            "{place}  {date}  {payee}: {what}",
            place=place(transaction.source),
            date=transaction.date,
            payee=transaction.payee or transaction.narration,
            what=say("“{said}” is not a VAT number of another EU country", said=said)
            if said
            else say("no VAT number for the customer"),
        )
        click.echo(language.render(line), err=True)
    if found.nameless:
        raise Stopped(
            say(
                "There is no list yet: {entries}. Write it on the entry: {example}.",
                entries=counted(
                    "{n} entry has no valid VAT number for the customer",
                    "{n} entries have no valid VAT number for the customer",
                    len(found.nameless),
                ),
                example='vat-id: "BE0403170701"',
            )
        )


def _text(desk: PeriodReturn, found: SalesList, screen: Screen) -> Iterator[str]:
    from paraplu_cli.standing import BROKEN, warning

    yield from _table(desk, found, screen)
    if desk.broken:
        yield ""
        yield from screen.wrapped(screen.language.render(BROKEN), "", "")
    yield from warning(desk.outcome.report, screen.language)


def _table(desk: PeriodReturn, found: SalesList, screen: Screen) -> Iterator[str]:
    from paraplu_cli.table import TableColumn, table

    language = screen.language
    title = say(
        "EU sales list {period}, in whole {currency}",
        period=str(desk.made.period),
        currency=desk.books.currency,
    )
    yield screen.bold(language.render(title))
    yield ""
    if not found.lines:
        yield language.text("Nothing was sold to businesses in other EU countries.")
        return
    columns = [
        TableColumn(language.text("VAT number")),
        TableColumn(language.text("goods"), right=True),
        TableColumn(language.text("services"), right=True),
    ]
    rows = [
        [
            printable(line.vat_id),
            language.whole(int(line.goods_in_euros)),
            language.whole(int(line.services_in_euros)),
        ]
        for line in found.lines
    ]
    yield from table(columns, rows, screen)
    yield ""
    yield language.render(
        say(
            "{n} in total, the same as box 3b of the return has to be.",
            n=int(found.in_euros),
        )
    )


command = Command(
    "icp",
    _GUIDE,
    [PERIOD, MAIN, MEMBERS, one_format("text", "json", "csv"), TODAY],
    show_list,
)
