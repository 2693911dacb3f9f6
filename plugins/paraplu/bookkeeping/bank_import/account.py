"""Which account of the ledger a statement is of: as the register says, or as told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from nl_banks.account import same_account
from paraplu.base.chart import Root
from paraplu.base.identifiers import read_iban
from paraplu.base.language import say
from paraplu.bookkeeping.bank_import.ledger import is_open
from paraplu.bookkeeping.bank_import.statements import File, number_of
from paraplu.journal.unbooked import CannotBook
from paraplu.register.providers import is_known, provider_at, provider_called

if TYPE_CHECKING:
    from nl_banks import Statement
    from paraplu.base.chart import Chart
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register


def registered(statement: Statement, register: Register) -> str:
    """Return the account that the register has for a statement, empty for none."""
    number = number_of(statement)
    names = {number.casefold(), f"{statement.bank} {number}".casefold()}
    if not number.casefold().startswith(f"{statement.bank}-".casefold()):
        # A till or a bank account of a provider (`sumup-cash`) is not what it holds.
        names.add(statement.bank.casefold())
    banks = register.cooperative.banks
    return next(
        (bank.account for bank in banks if bank.provider.casefold() in names),
        next((bank.account for bank in banks if same_account(number, bank.iban)), ""),
    )


def account_of(
    file: File,
    statement: Statement,
    register: Register,
    chart: Chart,
    given: str = "",
    *,
    alone: bool = False,
) -> str:
    """Return the account in the ledger; Unbooked where nobody said which it is.

    `given` is what the user said, for a file that holds one account; for any file that
    is read `alone`, without the books.
    """
    number = number_of(statement)
    if given and not alone and len({number_of(one) for one in file.statements}) > 1:
        raise CannotBook(
            say(
                "{file} holds {n} accounts, but --account names only one. List them in "
                "the register, under `banks:` of the cooperative.",
                file=str(file.path),
                n=len(file.statements),
            )
        )
    account = given or registered(statement, register)
    if account:
        return account
    raise CannotBook(
        say(
            "{file} is a statement of {number}, which is not in the register. Add this "
            "under `banks:` of the cooperative in {register}: {line} Or name the "
            "account of the ledger with --account.",
            file=str(file.path),
            number=number,
            register=register.file or "members.yaml",
            line=_line(statement, chart),
        )
    )


def in_currency(file: File, statement: Statement, currency: str) -> None:
    """Raise Unbooked for a statement in another currency than that of the books."""
    others = {statement.currency, *(line.currency for line in statement.bookings)}
    others -= {currency, ""}
    if others:
        what = say(
            "{file}: the account {number} is in {others}, but the books are in "
            "{currency}, and paraplu cannot check another currency.",
            file=str(file.path),
            number=number_of(statement),
            others=", ".join(sorted(others)),
            currency=currency,
        )
        if any(one.currency == currency for one in file.statements):
            raise CannotBook(
                say(
                    "{what} Ask the bank or provider to convert it to {currency}, and "
                    "book that payment.",
                    what=what,
                    currency=currency,
                )
            )
        raise CannotBook(
            say(
                "{what} Leave this file out. What was exchanged is in the statement in "
                "{currency}, and waits there until you say what it was for. Have what "
                "is left converted to {currency}.",
                what=what,
                currency=currency,
            )
        )


def check_open(file: File, statement: Statement, account: str, books: Books) -> None:
    """Raise Unbooked for an account of the register that the books do not open."""
    if not is_open(books, account):
        begun = min((line.date for line in statement.bookings), default=books.today)
        raise CannotBook(
            say(
                "{file} belongs on {account} according to `banks:` in the register, "
                "but the books do not open that account. Add this line to {main}, or "
                "one with an earlier date: {line}",
                file=str(file.path),
                account=account,
                main=books.main.name,
                line=f"{begun} open {account} {books.currency}",
            )
        )
    _on_its_days(file, statement, account, books)


def _on_its_days(file: File, statement: Statement, account: str, books: Books) -> None:
    """Raise Unbooked for lines before an account was opened, or after its close.

    Beancount has no entry then: with one of them the books could not be read.
    """
    opened = books.opened.get(account)
    if not opened:
        return
    end = opened.closed or dt.date.max
    days = [line.date for line in statement.bookings]
    outside = [day for day in days if not opened.date <= day <= end]
    if outside:
        raise CannotBook(
            say(
                "{file} has a line of {day}, when {account} is not open in the books "
                "({place}). Nothing was written. Download only the days on which it "
                "is, or change the date there.",
                file=str(file.path),
                day=outside[0],
                account=account,
                place=f"{Path(opened.source.file).name}:{opened.source.line}",
            )
        )


def _line(statement: Statement, chart: Chart) -> str:
    """Return what the register has to say of a statement, for somebody to finish."""
    number = number_of(statement)
    shared = provider_at(number)
    if shared:
        number = shared.name
    elif read_iban(number):
        group = chart.coop_account(Root.ASSETS, "Bank")
        return f'- {{iban: {number}, account: "{group}:…"}}'
    alike = number.casefold() == statement.bank.casefold()
    name = statement.bank if alike else number
    if not is_known(name):
        name = f"{statement.bank} {name}"
    word = "Cash" if name.casefold().endswith("-cash") else "Bank"
    if provider_called(name):
        word = "Clearing"
    group = chart.coop_account(Root.ASSETS, word)
    return f'- {{provider: "{name}", account: "{group}:…"}}'
