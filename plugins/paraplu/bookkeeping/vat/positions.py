"""Which postings VAT is on, and which are VAT: decided once for the same accounts.

VAT between the cooperative's own VAT accounts, money to and from the tax office,
openings and closings are no supplies, and have no place in a return.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind, Root, within
from paraplu.base.kinds import GOODS, MONEY, USE, VAT
from paraplu.bookkeeping.vat.accounts import vat_account
from paraplu.ledger.transaction_types import barters, closes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Positions, Signature, Transaction
    from paraplu.register.agreements import VatTerms
    from paraplu.register.model import Register

SOLD = frozenset({Kind.SALES, Kind.DEPOSIT})
RECEIVABLES = frozenset({Kind.RECEIVABLE, Kind.COOP_RECEIVABLE})
_EQUIPMENT = frozenset({Kind.EQUIPMENT, Kind.COOP_EQUIPMENT})
# Supplies where they carry VAT or say a code; else a subsidy, a fee or a charge.
_PERHAPS = frozenset({Kind.COOP_INCOME, Kind.FUND_INCOME})
_BOUGHT = USE | GOODS | {Kind.COOP_EXPENSES, Kind.FUND_EXPENSES, Kind.COOP_EQUIPMENT}
_TRANSFER = (
    VAT | MONEY | {Kind.ROUNDING, Kind.NOTHING, Kind.COOP_PAYABLE, Kind.COOP_RECEIVABLE}
)


@dataclass(frozen=True, slots=True)
class VatPositions:
    """What was sold, what was bought, and the VAT on either.

    Of what was sold `perhaps` counts only with VAT or a code. `due` and `claimed` are
    VAT that is owed and VAT that is deducted. Most are a `plain_sale`, of one posting
    and its VAT, or a `plain_purchase`, of one member or the cooperative.
    """

    sold: Positions
    perhaps: Positions
    bought: Positions
    due: Positions
    claimed: Positions
    plain_sale: bool = False
    plain_purchase: bool = False


def return_account(books: Books, terms: VatTerms) -> str:
    """Return the account on which a return stands until it is paid."""
    return terms.return_account or vat_account(
        books.chart, Root.LIABILITIES, "Return", books.opened
    )


def return_accounts(books: Books, register: Register) -> frozenset[str]:
    """Return every account on which returns stood or stand."""
    every = (register.vat_on(books.today), *register.vat)
    return frozenset(return_account(books, terms) for terms in every)


def vat_positions(
    transaction: Transaction, returns: frozenset[str]
) -> VatPositions | None:
    """Return the postings that VAT is about; None where a transaction is no supply."""
    signature, accounts = transaction.signature, transaction.accounts
    kinds = signature.kinds
    if kinds <= _TRANSFER or no_supply(signature):
        return None
    if Kind.INTERNAL_SALES in kinds and not kinds & VAT:
        return None
    sale = _sells_equipment(signature)

    def on(wanted: Collection[Kind]) -> Positions:
        return signature.where(lambda role: role.kind in wanted)

    found = VatPositions(
        sold=on(SOLD | _EQUIPMENT if sale else SOLD),
        perhaps=on(_PERHAPS),
        bought=on(_BOUGHT - _EQUIPMENT if sale else _BOUGHT),
        due=tuple(
            n for n in on({Kind.VAT_DUE}) if not is_of_return(accounts[n].name, returns)
        ),
        claimed=on({Kind.VAT_CLAIM}),
    )
    sold, bought = found.sold or found.perhaps, found.bought
    if not (sold or bought or found.due or found.claimed):
        return None
    buyers = {accounts[n].member for n in bought}
    return replace(
        found,
        plain_sale=len(found.sold) == len(found.due) == 1
        and not (found.perhaps or bought or found.claimed),
        plain_purchase=len(found.claimed) == len(buyers) == 1
        and not (sold or found.due),
    )


def no_supply(signature: Signature) -> bool:
    """Tell whether transactions open, close or correct, whatever they stand on."""
    if Kind.OPENING in signature.kinds or closes(signature):
        return True
    into_thermometer = Kind.THERMOMETER in signature.kinds
    return into_thermometer and signature.only_results and not barters(signature)


def _sells_equipment(signature: Signature) -> bool:
    """Tell whether equipment is sold, rather than written off or given back."""
    for role in signature.roles:
        if not role.credit and role.kind not in MONEY | RECEIVABLES:
            return False
    kinds = signature.kinds
    return Kind.VAT_CLAIM not in kinds and bool(kinds & _EQUIPMENT)


def is_of_return(name: str, returns: Iterable[str]) -> bool:
    """Tell whether an account is one of those on which returns stand, or below one."""
    return any(within(name, account) for account in returns)
