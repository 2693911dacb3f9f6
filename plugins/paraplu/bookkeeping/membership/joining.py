"""A new member: the entry in the register, the accounts, and means to start.

Nobody joins without a permission of the benefits agency and a nomination: the
cooperative answers for every day on which somebody trades under its registration
(contract, sections 1 and 3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from paraplu.base.chart import Kind, Root
from paraplu.base.language import Language, say
from paraplu.base.metadata import MEMBER
from paraplu.base.money import ZERO
from paraplu.journal import CannotBook, DirectiveText
from paraplu.journal.ledger_text import CURRENCY_COLUMN, aligned, money, quoted
from paraplu.register.editing import Text, with_entry

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from paraplu.bookkeeping.membership.permitting import NewPermission
    from paraplu.bookkeeping.membership.plan import MembershipPlan
    from paraplu.ledger.books import Books

COOP = "coop"
# What a member books on from the first day; other accounts come with their entries.
_ACCOUNTS = (
    (Root.ASSETS, ("Cash", "Equipment", "Receivable")),
    (Root.LIABILITIES, ("Payable",)),
    (Root.EQUITY, ("StartCapital",)),
    (Root.INCOME, ("Sales",)),
    (Root.EXPENSES, ("Costs", "Contribution", "Growth", "Training")),
)


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
    plan.open_block(_title(new), _openings(plan.books, new))
    if new.start_capital and not _has_capital(plan.books, new.code):
        _give(plan, new)
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


def _openings(books: Books, new: Joining) -> list[str]:
    lines = []
    for root, words in _ACCOUNTS:
        for word in words:
            name = books.chart.member_account(root, new.code, word)
            if name not in books.opened:
                start = f"{new.joined} open {name}"
                lines.append(f"{start:<{CURRENCY_COLUMN - 4}} {books.currency}\n")
    return lines


def _has_capital(books: Books, code: str) -> bool:
    found = books.postings_where(lambda role: role.kind is Kind.START_CAPITAL)
    return any(t.postings[n].account.member == code for t, n in found)


def _give(plan: MembershipPlan, new: Joining) -> None:
    """Draft the entry of the start capital, on the day of joining."""
    books, language = plan.books, Language(plan.register.language)
    own = books.chart.member_account(Root.EQUITY, new.code, "StartCapital")
    given = _means(books, new.capital_from)
    words = language.render(say("Start capital {member}", member=new.code))
    of_fund = new.capital_from != COOP
    lines = [
        f"{new.joined} * {quoted(words)}\n",
        *([f'  {MEMBER}: "{new.code}"\n'] if of_fund else []),
        aligned(f"  {given}", new.start_capital, books.currency),
        aligned(f"  {own}", -new.start_capital, books.currency),
    ]
    plan.entries.add_quiet(DirectiveText(new.joined, "".join(lines)))
    beside = next(iter(books.opened), "")
    plan.entries.open((given,), beside)


def _means(books: Books, source: str) -> str:
    """Return the account that start capital comes from: of a fund, or of our own."""
    chart = books.chart
    if source != COOP:
        word = chart.word("StartCapital")
        return chart.coop_account(Root.EXPENSES, "Funds", source, word)
    own = chart.coop_account(Root.EQUITY, "Coop")
    known = sorted(
        name for name in books.opened if name == own or name.startswith(f"{own}:")
    )
    named = [name for name in known if name.endswith(f":{chart.word('StartCapital')}")]
    return (named or known or [own])[0]
