"""`paraplu invoice new`: a draft, by answering questions."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from paraplu.base.language import say
from paraplu_cli.asking import Asker
from paraplu_cli.command import Command, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.invoice.desk import LEDGER
from paraplu_cli.options import MEMBERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from paraplu.base.language import Message
    from paraplu_cli.invoice.desk import InvoiceDesk

_GUIDE = Guide(
    usage=say("[OPTIONS]"),
    about=(
        say(
            "Asks for everything an invoice needs, and saves it as a draft in the "
            "folder of the year. If an answer cannot be used, it says why and asks "
            "again. You can read and change the draft; paraplu invoice issue makes it "
            "an invoice. Leave an answer empty to take the one between brackets. A "
            "customer may be said by number, or by how the code or the name begins."
        ),
    ),
    examples=(("paraplu invoice new", say("answer, and read the draft")),),
    statuses=(
        (0, say("the draft was saved")),
        (2, say("it could not run; the message says why")),
    ),
)


def new(ledger: Path, members: Path | None) -> int:
    """Ask, and write a draft; return the exit status."""
    from paraplu.bookkeeping.invoices.texts import yaml_text
    from paraplu.journal.atomic_file import replace_file
    from paraplu_cli.invoice.desk import day_of_issue, must_be_sound, read, writing
    from paraplu_cli.places import must_stay, shown
    from paraplu_cli.stream import emit

    reading = read(ledger, members)
    must_be_sound(reading)
    values = _answers(reading)
    with writing(ledger):
        folder = reading.invoices.folder / str(day_of_issue(None).year)
        path = _free(folder, values["lines"][0]["description"])
        must_stay(path, reading.report.books.root)
        replace_file(path, yaml_text(values))
    file = reading.language.value(shown(path))
    emit(f"{file}\n")
    _tell_next(reading, values, file)
    return 0


def _tell_next(reading: InvoiceDesk, values: dict[str, Any], file: str) -> None:
    """Say what the draft comes to, and with what it becomes an invoice."""
    from paraplu.bookkeeping.invoices.amounts import totals_of
    from paraplu.bookkeeping.invoices.reading import read_invoice_text
    from paraplu.bookkeeping.invoices.texts import yaml_text

    invoice, _faults = read_invoice_text(yaml_text(values), Path())
    if invoice:
        told = say(
            "It comes to {total} with VAT. Read it, and then: {command}",
            total=totals_of(invoice).payable,
            command=f"paraplu invoice issue {file}",
        )
        click.echo(reading.language.render(told), err=True)


def _answers(reading: InvoiceDesk) -> dict[str, Any]:
    """Return what was answered, by the keys of an invoice."""
    from paraplu.bookkeeping.invoices.meant import meant_day
    from paraplu.bookkeeping.invoices.reading import read_invoice_text
    from paraplu.bookkeeping.invoices.texts import yaml_text
    from paraplu_cli.invoice.desk import day_of_issue

    ask = _Asker(reading.language)
    members = list(reading.report.register.members)
    if not members:
        raise Stopped(say("The register has no members."))
    every = reading.invoices.customers
    customers = {code: every[code].name for code in sorted(every)}
    values: dict[str, Any] = {
        "member": ask.one_of(say("Member"), members),
        "customer": ask.chosen(say("Customer"), customers, empty=True),
        "delivered": ask.value(
            "delivered",
            say("Delivered on (year-month-day)"),
            day_of_issue(None).isoformat(),
            meant=meant_day,
        ),
        "reference": ask.value("reference", say("Customer's reference"), empty=True),
    }
    while True:
        values["lines"] = list(_lines(ask, values["delivered"]))
        # What only all lines together can have wrong with them.
        _invoice, faults = read_invoice_text(yaml_text(values), Path())
        if not faults.found:
            return values
        ask.tell(faults.found)


def _lines(ask: _Asker, delivered: str) -> Iterator[dict[str, str]]:
    from paraplu.bookkeeping.invoices.answers import faults_of_vat
    from paraplu.bookkeeping.invoices.meant import meant_number, meant_rate

    while True:
        line = {
            "description": ask.value("description", say("What was delivered")),
            "quantity": ask.value("quantity", say("How many"), "1", meant=meant_number),
            "unit": ask.value("unit", say("Unit, such as hours"), empty=True),
            "price": ask.value(
                "price",
                say("Price each, without VAT, such as 12.50"),
                meant=meant_number,
            ),
            "vat": ask.judged(
                say("VAT: 21%, 9%, 0%, or a code"),
                lambda answer: faults_of_vat(answer, delivered),
                "21%",
                meant=meant_rate,
            ),
        }
        yield {key: value for key, value in line.items() if value}
        if not ask.agrees(say("Another line? (y/n)")):
            return


class _Asker(Asker):
    """Asks for what stands in the file of an invoice."""

    def value(
        self,
        key: str,
        words: Message,
        default: str = "",
        *,
        empty: bool = False,
        meant: Callable[[str], str] = str,
    ) -> str:
        """Return an answer that can stand under a key of an invoice."""
        from paraplu.bookkeeping.invoices.answers import faults_of

        return self.judged(
            words,
            lambda answer: faults_of(key, answer),
            default,
            empty=empty,
            meant=meant,
        )


def _free(folder: Path, what: str) -> Path:
    """Return the path of a draft about something, that is not there yet."""
    words = re.findall("[a-z]+", what.casefold())
    stem = "-".join(["draft", *words[:3]])
    path, place = folder / f"{stem}.yaml", 1
    while path.exists():
        place += 1
        path = folder / f"{stem}-{place}.yaml"
    return path


command = Command("new", _GUIDE, [LEDGER, MEMBERS], new)
