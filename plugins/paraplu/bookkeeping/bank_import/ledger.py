"""The books that lines are imported into, as they are before that."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from beancount.core import data

from paraplu.base.chart import Chart
from paraplu.base.language import say
from paraplu.base.vocabulary import words_of
from paraplu.journal.opening import opens_by_itself
from paraplu.journal.unbooked import CannotBook
from paraplu.ledger.beancount_errors import is_empty_folder, meaning_of
from paraplu.ledger.books import Books
from paraplu.ledger.reader import read_books, root_of
from paraplu.opening import (
    CannotRun,
    load_entries,
    readable,
    refused,
    register_path,
    request_of,
)
from paraplu.register import Register, RegisterUnreadable, read_register

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal
    from pathlib import Path

    from paraplu.ledger.source import LedgerText


class Unread(CannotBook):
    """What the books have already can't be told: they cannot be read whole."""


@dataclass(frozen=True)
class OpenedLedger:
    """Books with their register, and what they say that accounts held.

    `asserted` are the balances by account and the day that their line is dated.
    """

    books: Books
    register: Register
    asserted: Mapping[tuple[str, dt.date], Decimal] = field(default_factory=dict)


def open_ledger(
    main: Path,
    members: Path | None,
    allow_plugins: Iterable[str] = (),
    *,
    balanced: bool = True,
) -> OpenedLedger:
    """Return the books; Unread where Beancount finds an error in them.

    Without `balanced` it is not asked whether accounts hold what their balance lines
    say: a statement that is still to be imported may be what is missing.
    Unbooked where the register has faults, or the ledger asks for what was not agreed.
    Nothing of the ledger runs before its plugins and options were judged.
    """
    try:
        request = readable(request_of(main.absolute(), members))
        if request.register.faults:
            raise faulty(request.register_file)
        if refused(request, allow_plugins):
            raise CannotBook(
                say(
                    "{file} asks to run something that was not agreed, so nothing was "
                    "written. Run paraplu check.",
                    file=str(main),
                )
            )
        entries, errors, options = load_entries(request.text, balanced=balanced)
    except CannotRun as fault:
        raise Unread(fault.message) from fault
    must_be_whole(errors, main)
    return ledger_of(
        entries, options, request.register, errors=errors, text=request.text
    )


def must_be_whole(errors: Iterable[Any], main: Path) -> None:
    """Raise Unread for the first of Beancount's errors in some books, if there is one.

    A folder for documents that is not there yet is none.
    """
    for found in errors:
        if is_empty_folder(found.message):
            continue
        place = found.source or {}
        where = f"{place.get('filename', main)}:{place.get('lineno', 0)}"
        meaning = meaning_of(found.message)
        error = meaning.what if meaning else found.message
        why = say("{where}: {error}", where=where, error=error)
        raise Unread(say("Beancount finds an error in the books: {why}", why=why))


def ledger_of(
    entries: Sequence[data.Directive],
    options: Mapping[str, Any],
    register: Register,
    *,
    errors: Sequence[data.BeancountError] = (),
    text: LedgerText | None = None,
) -> OpenedLedger:
    """Return the books of what Beancount has loaded, with its options."""
    books = read_books(entries, options, register, errors=errors, text=text)
    return OpenedLedger(books, register, asserted_in(entries, books.currency))


def asserted_in(
    entries: Iterable[Any], currency: str
) -> dict[tuple[str, dt.date], Decimal]:
    """Return what accounts held, by account and the day that their line is dated."""
    return {
        (entry.account, entry.date): entry.amount.number
        for entry in entries
        if type(entry) is data.Balance
        and entry.amount.number is not None
        and entry.amount.currency == currency
    }


def no_ledger(main: Path, members: Path | None) -> OpenedLedger:
    """Return books that hold nothing, with the register where there is one.

    Unbooked where the register cannot be used, or one that was named is not there.
    """
    try:
        file = members or register_path(main.absolute(), None)
        register = read_register(file).register
    except RegisterUnreadable as fault:
        if members or not fault.missing:
            raise CannotBook(fault.message) from fault
        register = Register()
    if register.faults:
        raise faulty(file)
    chart = Chart(words_of(register.chart), extra=register.extra_accounts)
    path = main.absolute()
    books = Books(chart, "EUR", dt.date.min, path, root_of(path, register))
    return OpenedLedger(books, register)


def is_open(books: Books, account: str) -> bool:
    """Tell whether an account can be booked on, as far as the books tell."""
    return books.text is None or opens_by_itself(books) or account in books.opened


def faulty(file: Path) -> CannotBook:
    """Return why nothing is imported by a register that has faults."""
    return CannotBook(
        say(
            "{file} has errors, so nothing was written. Run paraplu check.",
            file=str(file),
        )
    )
