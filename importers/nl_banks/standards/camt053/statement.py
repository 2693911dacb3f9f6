"""What stands over the lines of a statement: whose account it is, and its balances."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from nl_banks import values
from nl_banks.refusal import Refused
from nl_banks.standards.bank_names import bank_name
from nl_banks.standards.camt053.amounts import amount, day, sign
from nl_banks.standards.safe_xml import text
from nl_banks.statement import Balance
from nl_banks.text import account_number, name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

# Balances of what is booked; what is available, or will be, is another matter.
_OPENING = ("OPBD", "PRCD")
_CLOSING = "CLBD"
_BETWEEN = "ITBD"
# The day of a balance that has none.
UNDATED = dt.date.min


class StatementAccount(NamedTuple):
    """The account that a statement is of; the currency is empty where not yet said."""

    number: str
    currency: str
    bank: str


class TypedBalance(NamedTuple):
    """A balance, and which one it is."""

    code: str
    balance: Balance


def kept_by(element: Element) -> StatementAccount:
    """Return the account that <Acct> names."""
    number = account_number(text(element, "Id/IBAN", "Id/Othr/Id", "Id/PrtryAcct/Id"))
    if not number:
        raise Refused("The statement does not say which account it is for.")
    agent = "Svcr/FinInstnId"
    bic = text(element, f"{agent}/BICFI", f"{agent}/BIC")
    said = text(element, "Ccy")
    return StatementAccount(
        number,
        values.currency(said) if said else "",
        bank_name(number, bic) or name(text(element, f"{agent}/Nm")),
    )


def in_currency(account: StatementAccount | None, element: Element) -> StatementAccount:
    """Return the account with its currency: its own, or else of its first amount."""
    if account is None:
        raise Refused("The statement does not say which account it is for.")
    if account.currency:
        return account
    found = element.find("Amt")
    said = "" if found is None else found.get("Ccy", "")
    return account._replace(currency=values.currency(said))


def balance(element: Element, account: StatementAccount) -> Iterator[TypedBalance]:
    """Yield what <Bal> says, if it is of what is booked, in the account's currency."""
    code = text(element, "Tp/CdOrPrtry/Cd")
    if code in {*_OPENING, _CLOSING, _BETWEEN}:
        size, currency = amount(element.find("Amt"))
        if currency == account.currency:
            said = element.find("Dt")
            date = UNDATED if said is None else day(said)
            found = Balance(date, sign(element) * size)
            yield TypedBalance(code, found)


def dated(
    balances: Sequence[TypedBalance], days: Sequence[dt.date]
) -> list[TypedBalance]:
    """Return balances with the days of the lines, where BNG leaves theirs out.

    Without lines there is no day, and such a balance is not one.
    """
    if not days:
        return [one for one in balances if one.balance.date != UNDATED]
    first, last = min(days), max(days)
    return [
        one
        if one.balance.date != UNDATED
        else one._replace(
            balance=one.balance._replace(date=first if one.code in _OPENING else last)
        )
        for one in balances
    ]


def opening(balances: Sequence[TypedBalance]) -> Balance | None:
    """Return what stood on the account before the first line."""
    for code in _OPENING:
        if found := _of(balances, code):
            return found[0]
    between = _of(balances, _BETWEEN)
    two = len(between) > 1 or is_final(balances)
    return between[0] if between and two else None


def closing(balances: Sequence[TypedBalance]) -> Balance | None:
    """Return what stood on the account after the last line."""
    if found := _of(balances, _CLOSING):
        return found[-1]
    between = _of(balances, _BETWEEN)
    two = len(between) > 1 or any(_of(balances, code) for code in _OPENING)
    return between[-1] if between and two else None


def is_final(balances: Sequence[TypedBalance]) -> bool:
    """Tell whether the day ends here, rather than on a next page."""
    return bool(_of(balances, _CLOSING))


def _of(balances: Sequence[TypedBalance], code: str) -> list[Balance]:
    return [one.balance for one in balances if one.code == code]
