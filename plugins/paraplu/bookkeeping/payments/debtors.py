"""From which account of the cooperative is paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Kind, Root
from paraplu.base.errors import Problem
from paraplu.base.identifiers import read_iban
from paraplu.base.language import say
from paraplu.bookkeeping.payments.orders import Debtor
from paraplu.bookkeeping.payments.sepa import LONGEST_NAME, postal_address, sepa_text

if TYPE_CHECKING:
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register


class NoDebtor(Problem):
    """It cannot be told from which account to pay; `message` says why."""


def debtor_of(register: Register, books: Books, wish: str | None) -> Debtor:
    """Return who pays, from the account that is wished: by its name or its IBAN.

    Without a wish it is the account whose IBAN the register has for the cooperative,
    or the only one that there is. Where the register names no account for that IBAN,
    it is the only bank account of the books. Raises NoDebtor.
    """
    coop = register.cooperative
    name = sepa_text(coop.name, LONGEST_NAME)
    if not name:
        raise NoDebtor(
            say(
                "members.yaml does not say what the cooperative is called. Write it "
                "under `cooperative:`, as `name:`."
            )
        )
    # A payment provider has no IBAN; nothing is paid from there.
    banks = {bank.iban: bank.account for bank in coop.banks if bank.iban}
    if coop.iban and not banks:
        banks[coop.iban] = _only_bank(books, register)
    if not banks:
        raise NoDebtor(
            say(
                "members.yaml has no bank account to pay from. Add one under "
                "`cooperative:`, as `banks:` or `iban:`."
            )
        )
    if wish in {bank.account for bank in coop.banks if not bank.iban}:
        raise NoDebtor(
            say(
                "{wish} has no account number (IBAN) to pay from. These have one: "
                "{accounts}.",
                wish=wish,
                accounts=", ".join(banks.values()),
            )
        )
    iban = _chosen(banks, wish) if wish else _usual(banks, coop.iban)
    return Debtor(name, iban, banks[iban], postal_address(coop.address, "NL"))


def _only_bank(books: Books, register: Register) -> str:
    """Return the bank account of books whose register names none for its IBAN."""
    opened = books.opened.values()
    left_out = {one.account.name for one in opened if one.closed}
    # One with a statement of its own kind is not a bank that pays.
    left_out |= {bank.account for bank in register.cooperative.banks}
    every = (*books.accounts, *(one.account for one in opened))
    found = {account.name for account in every if account.kind is Kind.BANK} - left_out
    if len(found) > 1:
        iban, accounts = register.cooperative.iban, sorted(found)
        raise NoDebtor(
            say(
                "The books have several bank accounts: {accounts}. Write in "
                "members.yaml, under `cooperative:`, which of them has {iban}: "
                "`{banks}`.",
                accounts=", ".join(accounts),
                iban=iban,
                banks=f'banks: [{{iban: {iban}, account: "{accounts[0]}"}}]',
            )
        )
    return found.pop() if found else books.chart.coop_account(Root.ASSETS, "Bank")


def _chosen(banks: dict[str, str], wish: str) -> str:
    found = [n for n, a in banks.items() if wish == a or read_iban(wish) == n]
    if len(found) != 1:
        raise NoDebtor(
            say(
                "The register has no bank account {wish}. It has: {accounts}.",
                wish=wish,
                accounts=", ".join(banks.values()),
            )
        )
    return found[0]


def _usual(banks: dict[str, str], own: str) -> str:
    if own in banks:
        return own
    if len(banks) > 1:
        raise NoDebtor(
            say(
                "There are several bank accounts; choose one with --account: "
                "{accounts}.",
                accounts=", ".join(banks.values()),
            )
        )
    return next(iter(banks))
