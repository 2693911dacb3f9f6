"""The statement of one member: what came in, what it was used for, what is left.

One page in plain words. Its one column of amounts has signs and adds up to what is
left, so nobody has to know which amount is taken off and which is not. It is made of
one ring's values (`ring`) and what is printed on every paper, and knows of no
other member.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import Message, counted, say
from paraplu.bookkeeping.documents.words import day_said
from paraplu.reports.papers.blocks import Fact, Facts, PaperChart, Signatures
from paraplu.reports.papers.member.money import account, drawn, over_time, to_come
from paraplu.reports.papers.member.own_hours import hours_facts
from paraplu.reports.papers.member.ring import MemberRing, ring_of, takes_part
from paraplu.reports.papers.member.tasks import tasks
from paraplu.reports.papers.model import (
    BROKEN,
    Paper,
    PaperIssuer,
    Section,
    is_broken,
    issuer_of,
    status_of,
)
from paraplu.reports.papers.values import CellKind, NotKnown
from paraplu.reports.standing import Permitted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.model import Status
    from paraplu.reports.papers.period import PaperPeriod
    from paraplu.reports.papers.state import StateOfBooks
    from paraplu.reports.papers.values import Cell

KIND = "member"
_FAULT = say("the register has a fault here")


class Frame(NamedTuple):
    """What is printed on the paper of every member alike."""

    period: PaperPeriod
    status: Status
    state: StateOfBooks
    issuer: PaperIssuer
    currency: str
    broken: bool


def statements(
    material: Material, period: PaperPeriod, codes: Sequence[str] | None = None
) -> Iterator[Paper]:
    """Yield the statements of these members, by default of all who take part.

    Each is made when it is asked for.
    """
    books, register = material.books, material.register
    frame = Frame(
        period,
        status_of(books, period),
        material.state,
        issuer_of(register.cooperative),
        books.currency,
        is_broken(books),
    )
    for code in taking_part(material, period) if codes is None else codes:
        yield statement(ring_of(material, code, period), frame)


def taking_part(material: Material, period: PaperPeriod) -> Sequence[str]:
    """Return the codes of all members who have to do with a period, in order."""
    return [one for one in material.codes if takes_part(material, one, period)]


def statement(ring: MemberRing, frame: Frame) -> Paper:
    """Return the statement of one member, made of that ring's values alone."""
    chart: tuple[PaperChart, ...] = (over_time(ring),) if len(ring.levels) > 1 else ()
    sections = (
        Section("answer", None, (_answer(ring),)),
        Section(
            "money",
            say("Your money in {period}", period=frame.period.said),
            (account(ring, frame.period), drawn(ring), *chart),
        ),
        Section("to-come", say("Still to come in"), (to_come(ring),)),
        Section("missing", say("What is missing"), (tasks(ring),)),
        *_standing(ring),
        *_signed(ring, frame.issuer.name),
    )
    return Paper(
        kind=KIND,
        subject=ring.code,
        title=say("Statement of {member}", member=ring.code),
        whom=say("for member {member}", member=ring.code),
        period=frame.period,
        closing=ring.closing,
        status=frame.status,
        state=frame.state,
        issuer=frame.issuer,
        currency=frame.currency,
        sections=sections,
        about=" · ".join(filter(None, (ring.person, ring.trade_name))),
        notices=tuple(_notices(ring, frame)),
    )


def _notices(ring: MemberRing, frame: Frame) -> Iterator[Message]:
    if ring.closing < frame.period.last:
        yield say(
            "The books go to {day}. What happened after that is not in it.",
            day=day_said(ring.closing),
        )
    if ring.errors:
        yield counted(
            "The books have {n} error about you, so the amounts may still change.",
            "The books have {n} errors about you, so the amounts may still change.",
            ring.errors,
        )
    if frame.broken:
        yield BROKEN
    if ring.doubtful:
        yield say(
            "The register has a fault about you. What it makes unknown is not here."
        )


def _answer(ring: MemberRing) -> Facts:
    left = say("Left for your business and for training")
    if ring.tally.thermometer < 0:
        left = say("Below zero: more was used than there was")
    return Facts(
        "answer",
        (
            Fact("left", left, ring.tally.thermometer, CellKind.MONEY),
            Fact(
                "receivable", say("Still to come in"), ring.receivable, CellKind.MONEY
            ),
            Fact(
                "permission",
                say("Permission until"),
                *_permission(ring),
            ),
        ),
        large=True,
    )


def _permission(ring: MemberRing) -> tuple[Cell, CellKind]:
    if ring.permitted is Permitted.UNKNOWN:
        return NotKnown(_FAULT), CellKind.DAY
    if ring.until:
        return ring.until, CellKind.DAY
    if ring.permitted is Permitted.NONE:
        return say("no permission"), CellKind.TEXT
    return say("no end date"), CellKind.TEXT


def _standing(ring: MemberRing) -> Iterator[Section]:
    """Yield what else there is to know of the membership, if there is anything."""
    facts = []
    if ring.joined:
        facts.append(Fact("joined", say("Member since"), ring.joined, CellKind.DAY))
    if ring.left:
        facts.append(
            Fact("gone", say("Left the cooperative on"), ring.left, CellKind.DAY)
        )
    if ring.frozen_since:
        since = ring.frozen_since
        facts.append(Fact("frozen", say("Frozen since"), since, CellKind.DAY))
    facts += hours_facts(ring.caps)
    if facts:
        known = Facts("standing", tuple(facts))
        yield Section("standing", say("You and the cooperative"), (known,))


def _signed(ring: MemberRing, cooperative: str) -> Iterator[Section]:
    """Yield where to sign, where the member has left: it is the final statement."""
    if ring.left:
        signers = (
            say("Member {member}", member=ring.code),
            say("For the board of {name}", name=cooperative),
        )
        lines = Signatures("signed", say("Agreed with this final statement"), signers)
        yield Section("signed", say("Final statement"), (lines,))
