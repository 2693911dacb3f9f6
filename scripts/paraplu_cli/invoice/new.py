"""`paraplu invoice new`: a draft, by answering questions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from paraplu.language import say
from paraplu_cli.command import Command, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.invoice.desk import LEDGER
from paraplu_cli.options import MEMBERS

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.language import Language, Message
    from paraplu_cli.invoice.desk import Reading

CANNOT = 2

_GUIDE = Guide(
    usage=say("[OPTIONS]"),
    about=(
        say(
            "Asks for what has to be on an invoice, and writes it as a draft into the "
            "folder of the year. You can read and change the draft; paraplu invoice "
            "issue makes it an invoice. An answer that is left empty takes what stands "
            "between brackets."
        ),
    ),
    examples=(("paraplu invoice new", say("answer, and read the draft")),),
    statuses=(
        (0, say("the draft is there")),
        (2, say("it could not be done, and nothing was written; lines say why")),
        (130, say("you stopped; nothing was written")),
    ),
)


def new(ledger: Path, members: Path | None) -> int:
    """Ask, and write a draft; return the exit status."""
    from paraplu.invoices.reading import read_invoice_text
    from paraplu.invoices.texts import yaml_text
    from paraplu.writing import replace_file
    from paraplu_cli.invoice.desk import complain_of, day_of_issue, read, writing
    from paraplu_cli.places import shown
    from paraplu_cli.stream import emit

    reading = read(ledger, members)
    values = _answers(reading)
    text = yaml_text(values)
    with writing(ledger):
        folder = reading.invoices.folder / str(day_of_issue(None).year)
        path = _free(folder, values["lines"][0]["description"])
        _invoice, faults = read_invoice_text(text, path)
        if faults.found:
            complain_of(faults.found, reading.language)
            return CANNOT
        replace_file(path, text)
    emit(f"{reading.language.value(shown(path))}\n")
    return 0


def _answers(reading: Reading) -> dict[str, Any]:
    """Return what was answered, by the keys of an invoice."""
    ask = _Asker(reading.language)
    register = reading.report.register
    member = ask.one_of(say("Member"), list(register.members))
    customers = sorted(reading.invoices.customers)
    values: dict[str, Any] = {"member": member}
    customer = ask.one_of(say("Customer"), customers, empty=True)
    values["customer"] = customer
    values["delivered"] = ask.text(say("Delivered on (year-month-day)"))
    values["reference"] = ask.text(say("Reference of the customer"), empty=True)
    values["lines"] = [_line(ask)]
    while ask.text(say("Another line? (y/n)"), "n").casefold()[:1] in {"y", "j"}:
        values["lines"].append(_line(ask))
    return values


def _line(ask: _Asker) -> dict[str, str]:
    line = {
        "description": ask.text(say("What was delivered")),
        "quantity": ask.text(say("How many"), "1"),
        "unit": ask.text(say("Of what unit, such as hours"), empty=True),
        "price": ask.text(say("Price of one, without VAT, such as 12.50")),
        "vat": ask.text(say("VAT: 21%, 9%, 0%, or a code"), "21%"),
    }
    return {key: value for key, value in line.items() if value}


class _Asker:
    """Asks on the terminal, in the reader's language."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def text(self, words: Message, default: str = "", *, empty: bool = False) -> str:
        """Return an answer; asks again while it is empty and may not be."""
        asked = self._language.render(words)
        while True:
            answer: str = click.prompt(
                asked, default=default, show_default=bool(default), err=True
            )
            if answer.strip() or empty:
                return answer.strip()

    def one_of(self, words: Message, known: list[str], *, empty: bool = False) -> str:
        """Return one of what is known; asks again for anything else."""
        if not known and not empty:
            raise Stopped(say("The register has no members."))
        shown = f"{self._language.render(words)} ({', '.join(known)})"
        while True:
            answer: str = click.prompt(
                shown,
                default=known[0] if len(known) == 1 and not empty else "",
                show_default=False,
                err=True,
            )
            if answer.strip() in known or (empty and not answer.strip()):
                return answer.strip()


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
