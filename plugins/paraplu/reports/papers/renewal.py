"""The letter to the client manager that asks to renew a member's permission.

It has the figures since the permission began, so that whoever decides need not ask for
them; what it says about income decides nothing (contract, section 3, municipalities).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.bookkeeping.documents.words import day_said
from paraplu.reports.papers.blocks import (
    Column,
    Fact,
    Facts,
    Row,
    RowRole,
    Sentences,
    Signatures,
    Table,
)
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
from paraplu.reports.papers.values import CellKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paraplu.ledger.figures import Figures
    from paraplu.register.membership import Member, Permission
    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.member.ring import MemberRing

KIND = "renewal"
_DAY = dt.timedelta(days=1)


def letters(
    material: Material, period: PaperPeriod, codes: Sequence[str] | None = None
) -> Iterator[Paper]:
    """Yield the letters about these members, by default of all who take part.

    The permission is the one in force at the end of the period, or the last before it.
    """
    for code in taking_part(material, period) if codes is None else codes:
        yield letter(material, code, period)


def letter(material: Material, code: str, period: PaperPeriod) -> Paper:
    """Return the letter that asks to renew the permission of a member."""
    books, register = material.books, material.register
    member = register.members.get(code)
    closing = min(period.last, books.today)
    known = register.knows("members.permission", code)
    last = member.permitted_until(closing) if member and known else None
    left = _leaving(member, last, closing)
    over = _since(material, last, period, closing)
    ring = ring_of(material, code, over)
    figures = material.figures(code, over.span)
    contact = member.benefit.contact(closing) if member else None
    manager = contact.client_manager if contact else ""
    town = contact.municipality if contact else ""
    return Paper(
        kind=KIND,
        subject=code,
        title=say("Request to renew the permission of {member}", member=code),
        whom=say("for the client manager {manager}", manager=manager or "…"),
        period=over,
        closing=closing,
        status=status_of(books, over),
        state=material.state,
        issuer=issuer_of(register.cooperative),
        currency=books.currency,
        sections=(
            Section("answer", None, (_asked(code, member, last, left),)),
            Section(
                "permission",
                say("The permission"),
                (_permission(last, manager, town),),
            ),
            Section(
                "figures", say("What was done with it"), (_figures(figures, ring),)
            ),
            *_to_decide(code, manager, last, left),
        ),
        about=" · ".join(filter(None, (material.names.get(code, ""), ring.trade_name))),
        notices=(BROKEN,) if is_broken(books) else (),
    )


def nothing_to_renew(
    material: Material, code: str, period: PaperPeriod
) -> Message | None:
    """Return why there is no letter to send about a member; None where there is."""
    member = material.register.members.get(code)
    closing = min(period.last, material.books.today)
    known = material.register.knows("members.permission", code)
    last = member.permitted_until(closing) if member and known else None
    return _no_reason(code, last, _leaving(member, last, closing))


def _no_reason(
    code: str, last: Permission | None, left: dt.date | None
) -> Message | None:
    if left:
        return say(
            "The last day of {member} as a member is {day}, so there is nothing to "
            "renew.",
            member=code,
            day=day_said(left),
        )
    if last is None or last.period.end is None:
        return say(
            "{member} has no permission that ends, so there is nothing to renew.",
            member=code,
        )
    return None


def _since(
    material: Material, last: Permission | None, period: PaperPeriod, closing: dt.date
) -> PaperPeriod:
    """Return the days from the begin of the permission, as far as in the books."""
    first = last.period.start if last else period.first
    first = min(max(first, material.books.first_day or first), closing)
    return PaperPeriod(first, closing, f"{first}_{closing}")


def _leaving(
    member: Member | None, last: Permission | None, closing: dt.date
) -> dt.date | None:
    """Return the last day as a member, where it comes no later than the permission."""
    end = last.period.end if last else None
    return member.left_by(max(closing, end or closing)) if member else None


def _asked(
    code: str,
    member: Member | None,
    last: Permission | None,
    left: dt.date | None,
) -> Sentences:
    end = last.period.end if last else None
    nothing = _no_reason(code, last, left)
    if nothing or end is None:
        return Sentences("asked", tuple(filter(None, (nothing,))))
    trade = (member.trade or member.trade_name) if member else ""
    return Sentences(
        "asked",
        (
            say(
                "The permission of {member} ({trade}) to trade within the cooperative "
                "while keeping the benefit ends on {end}. We ask you to renew it from "
                "{begin}.",
                member=code,
                trade=trade or "…",
                end=day_said(end),
                begin=day_said(end + _DAY),
            ),
            say(
                "Without a decision by then no sale may be booked. The amounts below "
                "are from our books; what they mean for the benefit, you decide."
            ),
        ),
    )


def _permission(last: Permission | None, manager: str, town: str) -> Facts:
    none = say("none")
    facts = [
        Fact("reference", say("Decision"), (last and last.reference) or none),
        Fact("from", say("From"), last.period.start, CellKind.DAY)
        if last
        else Fact("from", say("From"), none),
        Fact("until", say("until"), last.period.end, CellKind.DAY)
        if last and last.period.end
        else Fact("until", say("until"), say("no end date")),
        Fact("municipality", say("Municipality"), town or none),
        Fact("manager", say("Client manager"), manager or none),
    ]
    return Facts("permission", tuple(facts))


def _figures(figures: Figures, ring: MemberRing) -> Table:
    left = ring.tally.thermometer
    # Each with the sign by which they add up to what is left.
    before = left - figures.moved
    rows = (
        ("before", say("Left when it began"), before, RowRole.PLAIN),
        ("start", say("Start capital"), figures.start_capital, RowRole.PLAIN),
        ("turnover", say("Turnover without VAT"), figures.turnover, RowRole.PLAIN),
        ("costs", say("Costs"), -figures.costs, RowRole.PLAIN),
        (
            "contribution",
            say("Contribution to the cooperative"),
            -figures.contribution,
            RowRole.PLAIN,
        ),
        ("growth", say("Used for growth"), -figures.growth, RowRole.PLAIN),
        ("training", say("Used for training"), -figures.training, RowRole.PLAIN),
        (
            "set-off",
            say("Set off by the municipality"),
            -figures.set_off,
            RowRole.PLAIN,
        ),
        (
            "common-fund",
            say("To the common fund of the members"),
            -figures.common_fund,
            RowRole.PLAIN,
        ),
        ("carried", say("Other changes"), figures.carried, RowRole.PLAIN),
        ("left", say("Left in the thermometer"), left, RowRole.TOTAL),
    )
    return Table(
        "figures",
        say("Figures since the permission began"),
        (
            Column("what", say("What")),
            Column("amount", say("Amount"), CellKind.MONEY, signed=True),
        ),
        tuple(
            Row(key, (said, amount), role)
            for key, said, amount, role in rows
            if amount or key in ("turnover", "costs", "left")
        ),
    )


def _to_decide(
    code: str, manager: str, last: Permission | None, left: dt.date | None
) -> Iterator[Section]:
    """Yield where to decide and sign, where there is something to renew."""
    if last and last.period.end and not left:
        yield Section("decision", say("The decision"), _decision(code, manager))


def _decision(code: str, manager: str) -> tuple[Sentences | Signatures, ...]:
    words: Message = say(
        "To be filled in by the client manager: renewed until … … …, decision … … …"
    )
    return (
        Sentences("fill-in", (words,)),
        Signatures(
            "signatures",
            say("Signed"),
            (
                say("For the cooperative, about {member}", member=code),
                say("Client manager {manager}", manager=manager or "…"),
            ),
        ),
    )
