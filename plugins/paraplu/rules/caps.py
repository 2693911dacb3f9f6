"""PF08: a yearly cap on a kind of spending."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

from paraplu.books import ZERO, Books
from paraplu.findings import Finding, Severity, Source
from paraplu.language import say
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.accounts import Account
    from paraplu.register.model import Register
    from paraplu.rings import Ring

PF08 = Rule("PF08", Severity.WARNING, say("Spending over a yearly cap"))


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield each cap that a member's spending of a calendar year goes over."""
    for ring in books.rings.values():
        for path in sorted(_paths(register, ring.member)):
            accounts = _capped(books, ring, path)
            if accounts:
                yield from _over(books, register, ring, path, accounts)


def _paths(register: Register, member: str) -> set[str]:
    """Return every account path that some policy caps for this member."""
    starts = [dt.date.min, *(policy.start for policy in register.policies)]
    return {path for day in starts for path in register.policy(day, member).caps}


def _capped(books: Books, ring: Ring, path: str) -> list[Account]:
    meant = books.chart.member_class(path)
    if meant is None:
        return []
    kind, detail = meant
    return [
        account
        for account in ring.days
        if account.kind is kind and account.detail[: len(detail)] == detail
    ]


def _over(
    books: Books, register: Register, ring: Ring, path: str, accounts: list[Account]
) -> Iterator[Finding]:
    moves: defaultdict[dt.date, Decimal] = defaultdict(lambda: ZERO)
    for account in accounts:
        for day, amount in ring.days[account].items():
            moves[day] += amount
    years: defaultdict[int, Decimal] = defaultdict(lambda: ZERO)
    crossed: dict[int, tuple[dt.date, Decimal]] = {}
    for day in sorted(moves):
        years[day.year] += moves[day]
        cap = register.policy(day, ring.member).caps.get(path)
        if cap is not None and years[day.year] > cap:
            crossed.setdefault(day.year, (day, cap))
    for year, (day, cap) in crossed.items():
        if years[year] > cap:
            yield Finding(
                "PF08",
                Severity.WARNING,
                say(
                    "{member} spent {total} on {path} in {year}; the cap is {cap}, so "
                    "{amount} is over it.",
                    member=ring.member,
                    total=years[year],
                    path=path,
                    year=str(year),
                    cap=cap,
                    amount=years[year] - cap,
                ),
                _crossing(books, accounts, day),
                hint=say("Ask the board or the client manager before more is spent."),
                member=ring.member,
                amount=years[year] - cap,
                currency=books.currency,
                date=day,
            )


def _crossing(books: Books, accounts: list[Account], day: dt.date) -> Source:
    return [
        entry.leg_source(leg)
        for entry in books.entries_on(day)
        for leg, (account, amount) in enumerate(entry.legs())
        if account in accounts and amount > 0
    ][-1]


FAMILY = Family((PF08,), judge)
