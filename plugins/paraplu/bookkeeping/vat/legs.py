"""Which legs of an entry VAT is on, and which legs are VAT: decided once per shape.

VAT between the cooperative's own VAT accounts, money to and from the tax office,
openings and closings are no supplies, and have no place in a return.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind, Root, within
from paraplu.base.kinds import GOODS, MONEY, RESULT, USE, VAT
from paraplu.bookkeeping.vat.accounts import vat_account
from paraplu.ledger.transaction_types import barters, closes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paraplu.ledger.books import Books
    from paraplu.ledger.entries import Shape
    from paraplu.ledger.patterns import Pattern
    from paraplu.register.agreements import VatTerms
    from paraplu.register.model import Register

Legs = tuple[int, ...]

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
class VatLegs:
    """The legs of a shape: what was sold, what was bought, and the VAT on either.

    Of what was sold `perhaps` counts only with VAT or a code. `due` and `claimed` are
    VAT that is owed and VAT that is deducted. Most entries are a `plain_sale`, of one
    posting and its VAT, or a `plain_purchase`, of one member or the cooperative.
    """

    sold: Legs
    perhaps: Legs
    bought: Legs
    due: Legs
    claimed: Legs
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


def vat_legs(shape: Shape, returns: frozenset[str]) -> VatLegs | None:
    """Return the legs that VAT is about; None where the entry is no supply."""
    kinds = shape.kinds
    if kinds <= _TRANSFER or no_supply(shape.pattern):
        return None
    if Kind.INTERNAL_SALES in kinds and not kinds & VAT:
        return None
    sale = sells_equipment(shape)
    accounts = shape.accounts
    legs = VatLegs(
        sold=_legs(shape, SOLD | _EQUIPMENT if sale else SOLD),
        perhaps=_legs(shape, _PERHAPS),
        bought=_legs(shape, _BOUGHT - _EQUIPMENT if sale else _BOUGHT),
        due=tuple(
            n
            for n in _legs(shape, {Kind.VAT_DUE})
            if not is_of_return(accounts[n].name, returns)
        ),
        claimed=_legs(shape, {Kind.VAT_CLAIM}),
    )
    concerned = legs.sold or legs.due or legs.claimed or legs.perhaps or legs.bought
    if not concerned:
        return None
    buyers = {accounts[n].member for n in legs.bought}
    return replace(
        legs,
        plain_sale=len(legs.sold) == len(legs.due) == 1
        and not (legs.perhaps or legs.bought or legs.claimed),
        plain_purchase=len(legs.claimed) == len(buyers) == 1
        and not (legs.sold or legs.perhaps or legs.due),
    )


def no_supply(pattern: Pattern) -> bool:
    """Tell whether entries open, close or correct, whatever they stand on."""
    if Kind.OPENING in pattern.kinds or closes(pattern):
        return True
    into_thermometer = Kind.THERMOMETER in pattern.kinds
    return into_thermometer and pattern.kinds <= RESULT and not barters(pattern)


def sells_equipment(shape: Shape) -> bool:
    """Tell whether entries sell equipment, rather than write it off or give it back."""
    taken = Kind.VAT_CLAIM in shape.kinds
    for account, credit in zip(shape.accounts, shape.credit, strict=True):
        if account.kind in _EQUIPMENT and not credit:
            return False
        if not credit and account.kind not in MONEY | RECEIVABLES:
            return False
    return not taken and bool(shape.kinds & _EQUIPMENT)


def _legs(shape: Shape, kinds: frozenset[Kind] | set[Kind]) -> Legs:
    return tuple(n for n, a in enumerate(shape.accounts) if a.kind in kinds)


def is_of_return(name: str, returns: Iterable[str]) -> bool:
    """Tell whether an account is one of those on which returns stand, or below one."""
    return any(within(name, account) for account in returns)
