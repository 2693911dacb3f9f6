"""The cooperative's own accounts, as lines of statements name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nl_banks import LineKind
from nl_banks.account import same_account
from paraplu.register.providers import provider_at

if TYPE_CHECKING:
    from paraplu.bookkeeping.bank_import.line import ImportLine
    from paraplu.register.model import Register


def own_account(number: str, register: Register) -> str:
    """Return the account of the ledger that a number is of; "" for others' numbers.

    What a provider has for all who sell by it is nobody's own.
    """
    if not number or provider_at(number):
        return ""
    banks = (one for one in register.cooperative.banks if one.iban)
    return next((one.account for one in banks if same_account(one.iban, number)), "")


def is_kept(line: ImportLine, register: Register) -> bool:
    """Tell whether a bank or a provider took this for itself.

    A bank that takes its costs names the account itself, and so may a provider.
    """
    booking = line.booking
    itself = own_account(booking.counterparty, register) == line.account
    return booking.amount < 0 and (itself or booking.kind is LineKind.FEE)
