"""A new member: the entry in the register, the accounts, and means to start.

Nobody joins without a permission of the benefits agency and a nomination: the
cooperative answers for every day on which somebody trades under its registration
(contract, sections 1 and 3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from paraplu.base.chart import MEMBER_CLASSES, Root
from paraplu.base.language import say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.membership.start_capital import (
    COOP,
    StartCapital,
    give,
    has_capital,
)
from paraplu.journal import CannotBook
from paraplu.journal.ledger_text import CURRENCY_COLUMN, money
from paraplu.register.editing import Text, with_entry

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from paraplu.bookkeeping.membership.permitting import NewPermission
    from paraplu.bookkeeping.membership.plan import MembershipPlan


@dataclass(frozen=True)
class Joining:
    """Who joins: a code, what the register says of it, and means to start.

    `capital_from` is a fund, or `COOP` for the cooperative's own means; amounts are in
    EUR. `lent` are things on loan with what they are worth.
    """

    code: str
    joined: dt.date
    nominated_by: str
    permission: NewPermission
    trade_name: str = ""
    trade: str = ""
    municipality: str = ""
    client_manager: str = ""
    start_capital: Decimal = ZERO
    capital_from: str = COOP
    lent: tuple[tuple[str, Decimal | None], ...] = ()


def join(plan: MembershipPlan, new: Joining) -> bool:
    """Put a new member into the books; False where all of it is there already.

    Unbooked where the code is somebody else's, or where something is missing without
    which nobody can join.
    """
    _must_be_allowed(plan, new)
    known = plan.register.members.get(new.code)
    if known is None:
        path = ("members", new.code)
        plan.edit(lambda text: with_entry(text, path, _values(new)))
    elif (known.joined, known.nominated_by) != (new.joined, new.nominated_by):
        raise CannotBook(
            say(
                "{member} is in the register already, on line {line}. Give a new "
                "member a new code. For a member who comes back, use paraplu member "
                "return.",
                member=new.code,
                line=str(known.source.line),
            )
        )
    plan.open_block(_title(new), _openings(plan, new))
    if new.start_capital and not has_capital(plan.books, new.code):
        give(
            plan,
            StartCapital(new.code, new.joined, new.start_capital, new.capital_from),
        )
    return bool(plan.changes())


def _must_be_allowed(plan: MembershipPlan, new: Joining) -> None:
    register, days = plan.register, new.permission
    if new.joined < days.first or (days.last and new.joined > days.last):
        raise CannotBook(
            say(
                "{member} would join on {joined}, outside the permission from {start} "
                "until {end}. Without the permission of the benefits agency nobody "
                "joins.",
                member=new.code,
                joined=new.joined,
                start=days.first,
                end=days.last or "…",
            )
        )
    if new.municipality and new.municipality not in register.municipalities:
        raise CannotBook(
            say(
                "{name} is not under `municipalities:` in the register.",
                name=new.municipality,
            )
        )
    if new.start_capital and new.capital_from != COOP:
        fund = register.funds.get(new.capital_from)
        if fund is None:
            raise CannotBook(
                say(
                    "There is no fund “{name}” in the register. Give one of: {known}.",
                    name=new.capital_from,
                    known=", ".join((*register.funds, COOP)),
                )
            )


def _values(new: Joining) -> dict[str, Any]:
    """Return what the register says of a new member, in the order of the others."""
    town = {
        "name": Text(new.municipality),
        "client_manager": Text(new.client_manager),
    }
    lent = [
        {"what": Text(what), "from": str(new.joined)}
        | ({} if value is None else {"value": money(value)})
        for what, value in new.lent
    ]
    every: dict[str, Any] = {
        "trade_name": Text(new.trade_name),
        "trade": Text(new.trade),
        "nominated_by": Text(new.nominated_by),
        "permission": [new.permission.values],
        "municipality": {k: v for k, v in town.items() if v} if town["name"] else "",
        "joined": str(new.joined),
        "start_capital": money(new.start_capital) if new.start_capital else "",
        "on_loan": lent,
    }
    return {key: value for key, value in every.items() if value}


def _title(new: Joining) -> str:
    return " ".join(filter(None, (new.code, new.trade_name or new.trade)))


def _openings(plan: MembershipPlan, new: Joining) -> list[str]:
    """Return a line for each account of the ring that is not there yet.

    All that the chart knows, for any of them may be asked for by a rule or a command;
    and one for each charge that was agreed. More detail comes with its entries.
    """
    books = plan.books
    charges = plan.register.policy(new.joined, new.code).charges
    costs = books.chart.member_account(Root.EXPENSES, new.code, "Costs")
    ring = sorted(
        (list(Root).index(root), books.chart.member_account(root, new.code, word))
        for root, word in MEMBER_CLASSES
    )
    names = [name for _, name in ring] + [f"{costs}:{charge}" for charge in charges]
    lines = []
    for name in names:
        if name not in books.opened:
            start = f"{new.joined} open {name}"
            lines.append(f"{start:<{CURRENCY_COLUMN - 4}} {books.currency}\n")
    return lines
