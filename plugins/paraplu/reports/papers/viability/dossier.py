"""The dossier of one member for a business of one's own: what was, and what to fill in.

Its rows are those that banks and the Bbz ask for, of the last twelve months and the
twelve before them. The years to come, private spending and the price of a take-over are
empty: the books do not know them. No other member is in it, and customers have names
only where that was asked for.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from paraplu.base.language import Message, counted, say
from paraplu.bookkeeping.documents.words import day_said
from paraplu.ledger.rings import Ring
from paraplu.reports.papers.blocks import Fact, Facts, Sentences
from paraplu.reports.papers.member.ring import ring_of
from paraplu.reports.papers.member.statement import taking_part
from paraplu.reports.papers.model import (
    BROKEN,
    Paper,
    Section,
    is_broken,
    issuer_of,
    status_of,
)
from paraplu.reports.papers.period import PaperPeriod
from paraplu.reports.papers.values import CellKind, NotKnown
from paraplu.reports.papers.viability import annexes, belongings
from paraplu.reports.papers.viability.budget import exploitation
from paraplu.reports.papers.viability.cash_flow import cash_flow
from paraplu.reports.papers.viability.customers import customers_of
from paraplu.reports.papers.viability.customers_sheet import concentration
from paraplu.reports.papers.viability.exploitation_sheet import sheet, uses, windowed
from paraplu.reports.papers.viability.measures import average, of_a_month, of_the_bbz
from paraplu.reports.papers.viability.paying import paying
from paraplu.reports.papers.viability.paying_sheet import days, liquidity, share, steps
from paraplu.reports.papers.viability.window import month_of, windows_of
from paraplu.reports.papers.worked import worked_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.member.ring import MemberRing
    from paraplu.reports.papers.values import Cell
    from paraplu.reports.papers.viability.customers import Customers
    from paraplu.reports.papers.viability.paying import CustomersPaying
    from paraplu.reports.papers.viability.window import Windows

KIND = "viability"


def dossiers(
    material: Material,
    period: PaperPeriod,
    codes: Sequence[str] | None = None,
    *,
    named: bool = False,
) -> Iterator[Paper]:
    """Yield the dossiers of these members, by default of all who take part.

    The months end with the last that is over when the period is. `named` gives
    customers their names.
    """
    for code in taking_part(material, period) if codes is None else codes:
        yield dossier(material, code, period, named=named)


def dossier(
    material: Material, code: str, period: PaperPeriod, *, named: bool = False
) -> Paper:
    """Return the dossier of one member."""
    books, register = material.books, material.register
    member = register.members.get(code)
    windows = windows_of(material, member, period.last)
    over = PaperPeriod(windows.begin, windows.end, f"{windows.begin}..{windows.end}")
    ring = ring_of(material, code, over)
    trade_name = (member.trade_name or member.trade) if member else ""
    return Paper(
        kind=KIND,
        subject=code,
        title=say("Business dossier of {member}", member=code),
        whom=say("for member {member} and who advises on the business", member=code),
        period=over,
        closing=min(windows.end, books.today),
        status=status_of(books, over),
        state=material.state,
        issuer=issuer_of(register.cooperative),
        currency=books.currency,
        sections=tuple(_sections(material, code, windows, named=named)),
        about=" · ".join(filter(None, (material.names.get(code, ""), trade_name))),
        notices=tuple(_notices(books, ring, windows, period)),
    )


def _notices(
    books: Books, ring: MemberRing, windows: Windows, period: PaperPeriod
) -> Iterator[Message]:
    if windows.end > books.today:
        yield say(
            "The books go to {day}. What happened after that is not in it.",
            day=day_said(books.today),
        )
    if windows.end < period.last < dt.date.max:
        month = month_of(windows.last.last)
        yield say("The last whole month in it is {month}.", month=month)
    if ring.errors:
        yield counted(
            "The books have {n} error about this member, so the amounts may still "
            "change.",
            "The books have {n} errors about this member, so the amounts may still "
            "change.",
            ring.errors,
        )
    if is_broken(books):
        yield BROKEN
    if ring.doubtful:
        yield say(
            "The register has a fault about this member. What it makes unknown is not "
            "here."
        )


def _sections(
    material: Material, code: str, windows: Windows, *, named: bool
) -> Iterator[Section]:
    books, register = material.books, material.register
    member, last = register.members.get(code), windows.last
    found = [exploitation(material, code, window) for window in windows.both]
    years = windowed(windows, found)
    paid = paying(material, code, last)
    buyers = customers_of(material, code, last)
    mean = average(found[0].result, last.size)
    goal = member.goal if member else None
    ring = books.rings.get(code) or Ring(code, {})
    left = ring.level(windows.end)
    yield Section("answer", None, (_answer(mean, paid, buyers, left),))
    yield Section("budget", say("Exploitation budget"), (sheet(years), uses(years)))
    yield Section(
        "goal",
        say("Beside the goal and the law"),
        (
            of_a_month(mean, goal, windows.end),
            of_the_bbz(windows.end),
            Sentences("judges", _whose_judgement(register.cooperative.name)),
        ),
    )
    yield Section(
        "money",
        say("Liquidity budget"),
        (liquidity(last, cash_flow(material, code, last)), days(paid), steps(paid)),
    )
    title = say("Customers")
    yield Section("customers", title, (concentration(buyers, named=named),))
    things = belongings.things(material, code, windows.end)
    title = say("Investment budget")
    yield Section("investments", title, (annexes.investments(things),))
    courses = belongings.courses(material, code, windows.end)
    known = register.knows("members.permission", code)
    yield Section(
        "annexes",
        say("Hours, courses and permissions"),
        (
            annexes.hours(
                worked_in(material, code, last.span), register.hours.own_business
            ),
            annexes.courses(courses),
            *annexes.permissions(member, known=known),
        ),
    )
    yield Section("private", say("Private budget"), annexes.private())


def _answer(
    mean: Decimal | None, paid: CustomersPaying, buyers: Customers, left: Decimal
) -> Facts:
    none = NotKnown(say("no month of it is in the books"))
    nobody = NotKnown(say("nobody paid on account in these months"))
    first: Cell = NotKnown(say("no customer is named in these months"))
    if buyers.every:
        part = share(buyers.every[0].amount, buyers.sold)
        first = first if part is None else part
    return Facts(
        "answer",
        (
            Fact(
                "result",
                say("Result of an average month"),
                none if mean is None else mean,
                CellKind.MONEY,
            ),
            Fact(
                "days",
                say("Days until customers pay"),
                nobody if paid.days is None else paid.days,
                CellKind.NUMBER,
            ),
            Fact(
                "largest", say("Share of the largest customer"), first, CellKind.PERCENT
            ),
            Fact("left", say("Left in the thermometer"), left, CellKind.MONEY),
        ),
        large=True,
    )


def _whose_judgement(cooperative: str) -> tuple[Message, ...]:
    """Return who decides, and what the liability in a cooperative's name means."""
    decides = say(
        "The municipality decides whether a business is viable: whether its income, "
        "with other income, is enough to go on with it and to live (Bbz art. 1). These "
        "are amounts of the law beside the figures, and no judgement."
    )
    if cooperative.endswith(("U.A.", "B.A.")):
        return (
            decides,
            say(
                "The Bbz is for a business of one's own, which a member of {name} does "
                "not have yet.",
                name=cooperative,
            ),
        )
    return (decides,)
