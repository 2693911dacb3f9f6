"""`paraplu year close 2025`: results go to the thermometers and to the reserve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import counted, say
from paraplu_cli.clock import clock
from paraplu_cli.command import Command, Option, Stopped
from paraplu_cli.export.year import YEAR
from paraplu_cli.guide import Guide
from paraplu_cli.options import DRY_RUN, INTO, MEMBERS, main_by, today_or

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from paraplu.base.language import Language, Message
    from paraplu.base.periods import Period
    from paraplu.bookkeeping.bank_import import OpenedLedger
    from paraplu.bookkeeping.year_end.closing import YearClosing

_GUIDE = Guide(
    usage=say("[OPTIONS] YEAR"),
    about=(
        say(
            "Writes the entries that close a year: what each member earned and used "
            "goes to that member's thermometer, what is left of a fund to the fund, "
            "and the result of the cooperative to its reserve. No figure changes: not "
            "a thermometer, not the cover, no report and no VAT return."
        ),
        say(
            "Running it again changes nothing. See what it wrote with git diff; git "
            "add -N ledger before it shows new files too. Git can undo it."
        ),
        say(
            "Book all of the year first, contributions too; close it before the month "
            "of December is sealed. The figures for the deposit at the KVK are shown "
            "below, to type over."
        ),
    ),
    examples=(
        ("paraplu year close 2025 --dry-run", say("look at the entries first")),
        ("paraplu year close 2025", say("write them")),
    ),
    statuses=(
        (0, say("the year is closed, or was already")),
        (2, say("it could not be done, and nothing was written; it says why")),
    ),
)


def close_year(  # noqa: PLR0913 - the options of the command
    year: Period,
    ledger: Path,
    members: Path | None,
    into: Path | None,
    reserve: str | None,
    today: dt.date,
    *,
    dry_run: bool,
) -> int:
    """Write the entries that close a year; return the exit status."""
    from paraplu.base.collector import collector_paused
    from paraplu.base.language import chosen_language
    from paraplu.bookkeeping.bank_import import open_ledger
    from paraplu.bookkeeping.year_end.closing import (
        closings_of,
        must_be_equity,
        put_into,
    )
    from paraplu.journal import CannotBook, PendingEntries, alone, write_at_once
    from paraplu_cli.loading import progress
    from paraplu_cli.places import shown
    from paraplu_cli.stream import emit

    if today <= year.last:
        raise Stopped(say("{year} has not ended yet.", year=str(year)))
    folder = ledger.absolute().parent
    try:
        with progress() as tell, collector_paused(), alone(folder, dry_run=dry_run):
            tell(say("loading the ledger"))
            opened = open_ledger(ledger, members)
            if reserve:
                must_be_equity(opened.books, reserve)
            made = closings_of(opened.books, year, reserve)
            pending = PendingEntries(opened.books, opened.register, into)
            put_into(pending, made, opened.books, opened.register)
            changes = pending.changes()
            files = () if dry_run else tuple(write_at_once(folder, changes))
    except CannotBook as fault:
        raise Stopped(fault.message) from fault
    language = chosen_language(opened.register.language)
    if dry_run and made:
        emit(_texts(opened, made) + "\n")
    for line in _told(opened, year, made, dry_run=dry_run):
        emit(language.render(line) + "\n")
    emit("".join(f"  {shown(file)}\n" for file in dict.fromkeys(files)))
    emit(_deposit(opened, year, language))
    return 0


def _texts(opened: OpenedLedger, made: list[YearClosing]) -> str:
    from paraplu.base.language import Language
    from paraplu.bookkeeping.year_end.closing import written

    own = Language(opened.register.language)
    return "\n".join(written(one, opened.books.currency, own).text for one in made)


def _told(
    opened: OpenedLedger, year: Period, made: list[YearClosing], *, dry_run: bool
) -> Iterator[Message]:
    if not made:
        empty = not opened.books.transactions_within(year.first, year.last)
        yield (
            say("There are no entries in {year}; nothing was written.", year=str(year))
            if empty
            else say("{year} is closed already; nothing was written.", year=str(year))
        )
        return
    for one in made:
        yield say(
            "{who}: {result} {currency} to {account}",
            who=one.owner.member or one.owner.fund or say("cooperative"),
            result=f"{one.result:.2f}",
            currency=opened.books.currency,
            account=one.into,
        )
    if dry_run:
        yield say("Nothing was written.")
    else:
        yield counted("{n} entry was written:", "{n} entries were written:", len(made))


def _deposit(opened: OpenedLedger, year: Period, language: Language) -> str:
    """Return the figures to type over for the deposit."""
    from paraplu.bookkeeping.year_end.deposit import micro_balance

    found = micro_balance(opened.books, year.last)
    words = (
        say("fixed assets"),
        say("current assets"),
        say("own means"),
        say("debts"),
    )
    texts = [language.render(one) for one in words]
    width = max(map(len, texts))
    head = say(
        "For the deposit of {year} at the KVK (balance sheet of a micro legal person):",
        year=str(year),
    )
    lines = (
        f"  {text:<{width}}  {amount:>14.2f}\n"
        for text, amount in zip(texts, found, strict=True)
    )
    return f"\n{language.render(head)}\n\n{''.join(lines)}"


command = Command(
    "close",
    _GUIDE,
    [
        YEAR,
        Option(
            "--reserve",
            words=say("The account for the result of the cooperative itself."),
            placeholder=say("ACCOUNT"),
        ),
        main_by("--ledger"),
        MEMBERS,
        INTO,
        DRY_RUN,
        today_or(clock),
    ],
    close_year,
)
