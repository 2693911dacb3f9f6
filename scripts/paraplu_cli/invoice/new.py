"""`paraplu invoice new`: a draft, by answering questions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from paraplu.base.language import say
from paraplu_cli.asking import Asker
from paraplu_cli.command import Command, Option, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.invoice.desk import LEDGER
from paraplu_cli.invoice.new_customer import NEW, Answers, ask_customer
from paraplu_cli.options import MEMBERS

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    from paraplu.base.language import Message
    from paraplu.journal.draft import Change
    from paraplu_cli.invoice.desk import InvoiceDesk

# The code of a customer, what was answered, and whether git may not keep it.
_NewCustomer = tuple[str, Answers, bool]

_GUIDE = Guide(
    usage=say("[OPTIONS]"),
    about=(
        say(
            "Asks for everything an invoice needs, and saves it as a draft in the "
            "folder of the year. If an answer cannot be used, it says why and asks "
            "again. You can read and change the draft; paraplu invoice issue makes it "
            "an invoice. Leave an answer empty to take the one between brackets. A "
            "customer may be said by number, or by how the code or the name begins; + "
            "asks for a new one, and saves it with the other customers. Instead of "
            "what was delivered you can give the code of a product in catalogue.yaml."
        ),
    ),
    examples=(
        ("paraplu invoice new", say("answer, and read the draft")),
        ("paraplu invoice new --from-quote Q2026-0001", say("the customer agreed")),
    ),
    statuses=(
        (0, say("the draft was saved")),
        (2, say("it could not run; the message says why")),
    ),
)


def new(ledger: Path, members: Path | None, quote: str | None) -> int:
    """Ask, and write a draft; return the exit status."""
    from paraplu.bookkeeping.invoices.draft_files import free_draft
    from paraplu.bookkeeping.invoices.texts import yaml_text
    from paraplu.journal.committing import write_together
    from paraplu.journal.draft import Change
    from paraplu.journal.unbooked import CannotBook
    from paraplu_cli.invoice.desk import day_of_issue, must_be_sound, read, writing
    from paraplu_cli.places import must_stay, shown
    from paraplu_cli.stream import emit

    if quote:
        return _of_quote(ledger, members, quote)
    reading = read(ledger, members)
    must_be_sound(reading)
    values, customer = _answers(reading)
    with writing(ledger):
        folder = reading.invoices.folder / str(day_of_issue(None).year)
        first = values["lines"][0]
        path = free_draft(folder, first.get("description") or first["product"])
        must_stay(path, reading.report.books.root)
        draft = Change(path, None, yaml_text(values))
        try:
            changes = [*_customers(reading, customer), draft]
            write_together(changes)
        except CannotBook as fault:
            raise Stopped(fault.message) from fault
    for change in changes:
        emit(f"{reading.language.value(shown(change.file))}\n")
    _tell_next(reading, values, reading.language.value(shown(path)))
    return 0


def _customers(reading: InvoiceDesk, customer: _NewCustomer | None) -> list[Change]:
    """Return the change to the file of customers; none where none is new."""
    from paraplu.services.customers import new_customer

    if customer is None:
        return []
    code, values, private = customer
    made = new_customer(reading.served, values, private=private, code=code)
    return [made.change]


def _of_quote(ledger: Path, members: Path | None, number: str) -> int:
    """Write the draft of a quote; return the exit status."""
    from paraplu.bookkeeping.invoices.quotes import made_of, quotes_in, read_quote
    from paraplu.bookkeeping.invoices.texts import invoice_text
    from paraplu.journal.atomic_file import replace_file
    from paraplu_cli.group import CANNOT_RUN
    from paraplu_cli.invoice.desk import (
        complain_of,
        day_of_issue,
        must_be_sound,
        read,
        writing,
    )
    from paraplu_cli.places import must_stay, shown
    from paraplu_cli.stream import emit

    with writing(ledger):
        desk = read(ledger, members)
        must_be_sound(desk)
        root, today = desk.report.books.root, day_of_issue(None)
        file = dict(quotes_in(desk.invoices)).get(number)
        if file is None:
            raise Stopped(say("There is no quote {number}.", number=number))
        found, faults = read_quote(file, root)
        if found is None:
            complain_of(faults, desk.language)
            return CANNOT_RUN
        made = made_of(number, desk.invoices)
        if made:
            raise Stopped(
                say("Quote {number} became invoice {made}.", number=number, made=made)
            )
        path = desk.invoices.folder / str(today.year) / f"draft-{number}.yaml"
        if path.exists():
            raise Stopped(
                say("The draft {file} is there already.", file=shown(path)),
            )
        must_stay(path, root)
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, invoice_text(found.draft()))
    if found.valid_until < today:
        late = say("The quote was valid until {day}.", day=found.valid_until)
        click.echo(desk.language.render(late), err=True)
    emit(f"{desk.language.value(shown(path))}\n")
    command = f"paraplu invoice issue {shown(path)}"
    told = say(
        "Correct the day of delivery if needed, and then: {command}", command=command
    )
    click.echo(desk.language.render(told), err=True)
    return 0


def _tell_next(reading: InvoiceDesk, values: dict[str, Any], file: str) -> None:
    """Say what the draft comes to, and with what it becomes an invoice."""
    from paraplu.bookkeeping.invoices.amounts import totals_of
    from paraplu.bookkeeping.invoices.reading import read_invoice_text
    from paraplu.bookkeeping.invoices.texts import yaml_text

    products = reading.invoices.products
    invoice, _faults = read_invoice_text(yaml_text(values), Path(), products)
    if invoice:
        told = say(
            "It comes to {total} with VAT. Read it, and then: {command}",
            total=totals_of(invoice).payable,
            command=f"paraplu invoice issue {file}",
        )
        click.echo(reading.language.render(told), err=True)


def _answers(reading: InvoiceDesk) -> tuple[dict[str, Any], _NewCustomer | None]:
    """Return what was answered, by the keys of an invoice, and a new customer."""
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
    products = reading.invoices.products
    member = ask.one_of(say("Member"), members)
    customer = ask.chosen(
        say("Customer, or + for a new one"), customers, empty=True, more=NEW
    )
    added = ask_customer(ask, customers) if customer == NEW else None
    values: dict[str, Any] = {
        "member": member,
        "customer": added[0] if added else customer,
        "delivered": ask.value(
            "delivered",
            say("Delivered on (year-month-day)"),
            day_of_issue(None).isoformat(),
            meant=meant_day,
        ),
        "reference": ask.value("reference", say("Customer's reference"), empty=True),
    }
    while True:
        values["lines"] = list(_lines(ask, values["delivered"], products))
        # What only all lines together can have wrong with them.
        text = yaml_text(values)
        _invoice, faults = read_invoice_text(text, Path(), products)
        if not faults.found:
            return values, added
        ask.tell(faults.found)


def _lines(
    ask: _Asker, delivered: str, products: Container[str]
) -> Iterator[dict[str, str]]:
    from paraplu.bookkeeping.invoices.answers import faults_of_vat
    from paraplu.bookkeeping.invoices.meant import meant_number, meant_rate

    while True:
        what = ask.value("description", say("What was delivered"))
        quantity = ask.value("quantity", say("How many"), "1", meant=meant_number)
        if what in products:
            yield {"product": what, "quantity": quantity}
            if not ask.agrees(_ANOTHER):
                return
            continue
        line = {
            "description": what,
            "quantity": quantity,
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
        if not ask.agrees(_ANOTHER):
            return


_ANOTHER = say("Another line? (y/n)")


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


command = Command(
    "new",
    _GUIDE,
    [
        LEDGER,
        MEMBERS,
        Option(
            "--from-quote",
            "quote",
            words=say("Make it of this quote, and ask nothing."),
            placeholder=say("NUMBER"),
        ),
    ],
    new,
)
