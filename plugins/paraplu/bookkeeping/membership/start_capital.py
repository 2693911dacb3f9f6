"""Start capital: from a fund or from the cooperative's own means, if it is there.

It is lent to the member without interest (contract, section 1), and stands in the ring.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind, Root
from paraplu.base.language import Language, Listing, say
from paraplu.base.metadata import MEMBER
from paraplu.journal import CannotBook, DirectiveText
from paraplu.journal.ledger_text import aligned, quoted
from paraplu.ledger.spare import spare_from

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.bookkeeping.membership.plan import MembershipPlan
    from paraplu.ledger.books import Books

COOP = "coop"
PURPOSE = "StartCapital"


@dataclass(frozen=True)
class StartCapital:
    """What a member gets to start with, above zero, in EUR, on a day.

    `source` is a fund, or `COOP` for the cooperative's own means.
    """

    member: str
    day: dt.date
    amount: Decimal
    source: str


def has_capital(books: Books, code: str) -> bool:
    """Tell whether a member got start capital, by what the books say."""
    found = books.postings_where(lambda role: role.kind is Kind.START_CAPITAL)
    return any(t.postings[n].account.member == code for t, n in found)


def give(plan: MembershipPlan, new: StartCapital) -> None:
    """Draft the entry of the start capital, on the day of joining.

    Unbooked where so much is not there to give.
    """
    _must_be_there(plan, new)
    books, language = plan.books, Language(plan.register.language)
    own = books.chart.member_account(Root.EQUITY, new.member, PURPOSE)
    given = _means(books, new.source)
    words = language.render(say("Start capital {member}", member=new.member))
    of_fund = new.source != COOP
    lines = [
        f"{new.day} * {quoted(words)}\n",
        *([f'  {MEMBER}: "{new.member}"\n'] if of_fund else []),
        aligned(f"  {given}", new.amount, books.currency),
        aligned(f"  {own}", -new.amount, books.currency),
    ]
    plan.entries.add_quiet(DirectiveText(new.day, "".join(lines)))
    beside = next(iter(books.opened), "")
    plan.entries.open((given,), beside)


def _means(books: Books, source: str) -> str:
    """Return the account that start capital comes from: of a fund, or of our own."""
    chart = books.chart
    if source != COOP:
        word = chart.word(PURPOSE)
        return chart.coop_account(Root.EXPENSES, "Funds", source, word)
    own = chart.coop_account(Root.EQUITY, "Coop")
    known = sorted(
        name for name in books.opened if name == own or name.startswith(f"{own}:")
    )
    named = [name for name in known if name.endswith(f":{chart.word('StartCapital')}")]
    return (named or known or [own])[0]


def _must_be_there(plan: MembershipPlan, new: StartCapital) -> None:
    """Refuse start capital that would be other people's money (contract, 5, PF05)."""
    named = "" if new.source == COOP else new.source
    there = spare_from(plan.books, new.day, named)
    if new.amount <= there:
        return
    others = [
        say("{amount} from {source}", amount=amount, source=name or COOP)
        for name in ("", *_funds_for_it(plan, new.day))
        if name != named and (amount := spare_from(plan.books, new.day, name)) > 0
    ]
    if not others:
        raise CannotBook(
            say(
                "From {day} on there is {there} to give from {source}, and not "
                "{asked}: the rest would be money that is earmarked for others (PF05). "
                "There is none elsewhere: give at most that.",
                day=new.day,
                there=there,
                source=new.source,
                asked=new.amount,
            )
        )
    raise CannotBook(
        say(
            "From {day} on there is {there} to give from {source}, and not {asked}: "
            "the rest would be money that is earmarked for others (PF05). Give at most "
            "that, or give it from elsewhere: {others}.",
            there=there,
            source=new.source,
            day=new.day,
            asked=new.amount,
            others=Listing(tuple(others)),
        )
    )


def _funds_for_it(plan: MembershipPlan, day: dt.date) -> Iterator[str]:
    """Yield the funds that are for start capital, and run on a day."""
    here = plan.books.chart.word(PURPOSE)
    for name, fund in plan.register.funds.items():
        purposes = [plan.books.chart.word(purpose) for purpose in fund.purposes]
        if day in fund.period and (here in purposes or not purposes):
            yield name
