"""Which account of the ledger a statement is of: as the register says, or as told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nl_banks.account import same_account
from paraplu.booking.unbooked import Unbooked
from paraplu.importing.statements import File, number_of
from paraplu.language import say

if TYPE_CHECKING:
    from nl_banks import Statement
    from paraplu.register.model import BankAccount, Register


def registered(statement: Statement, register: Register) -> str:
    """Return the account that the register has for a statement, empty for none."""
    for bank in register.cooperative.banks:
        if _is_of(statement, bank):
            return bank.account
    return ""


def account_of(
    file: File,
    statement: Statement,
    register: Register,
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
        raise Unbooked(
            say(
                "{file} holds {n} accounts, and --account names one. Name them in the "
                "register, under `banks:` of the cooperative.",
                file=str(file.path),
                n=len(file.statements),
            )
        )
    account = given or registered(statement, register)
    if account:
        return account
    line = (
        f'- {{iban: {number}, account: "Assets:Bank:…"}}'
        if statement.account
        else f'- {{provider: {number}, account: "Assets:Clearing:…"}}'
    )
    raise Unbooked(
        say(
            "{file} is of {number}, an account that the register does not have. Add "
            "under `banks:` of the cooperative in {register}: {line} Or name the "
            "account of the ledger with --account.",
            file=str(file.path),
            number=number,
            register=register.file or "members.yaml",
            line=line,
        )
    )


def in_currency(file: File, statement: Statement, currency: str) -> None:
    """Raise Unbooked for a statement in another currency than that of the books."""
    others = {statement.currency, *(line.currency for line in statement.bookings)}
    others -= {currency, ""}
    if others:
        raise Unbooked(
            say(
                "{file}: the account {number} is in {others}, and the books are in "
                "{currency}. paraplu cannot judge another currency: have the bank or "
                "provider change it into {currency}, and book that payment.",
                file=str(file.path),
                number=number_of(statement),
                others=", ".join(sorted(others)),
                currency=currency,
            )
        )


def _is_of(statement: Statement, bank: BankAccount) -> bool:
    if bank.provider:
        known = {statement.bank.casefold(), statement.account.casefold()}
        return bank.provider.casefold() in known
    return same_account(number_of(statement), bank.iban)
