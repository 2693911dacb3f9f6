"""The list of decisions: what the general meeting has to decide, and what it decided.

The accounts are adopted, and the board is discharged: two votes, of which one does not
follow from the other. A contribution that changes needs a decision, with its day and
where it can be read: members are bound by what they agreed to (BW 2:59).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import Listing, Message, PlainNumber, say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.contributions.entry import BASES
from paraplu.bookkeeping.documents.words import day_said
from paraplu.register.meetings import DecisionAbout
from paraplu.reports.papers.blocks import Column, Row, Table
from paraplu.reports.papers.meeting.result import said_result
from paraplu.reports.papers.values import CellKind, NotKnown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from paraplu.register.agreements import Policy
    from paraplu.register.meetings import Decision
    from paraplu.reports.papers.meeting.year import MeetingYear

NOT_YET = NotKnown(say("the register has no decision yet"))
_UNKNOWN = NotKnown(say("the register has a fault here"))


class AgendaItem(NamedTuple):
    """An item: what is decided, by which article, and the decision if it was taken."""

    key: str
    said: Message
    law: str
    decision: Decision | None


def agenda(year: MeetingYear) -> Table:
    """Return all that has to be decided on a year, with what was decided."""
    register = year.material.register
    open_for = NOT_YET if register.knows("decisions") else _UNKNOWN
    rows = [
        Row(
            item.key,
            (
                f"{number}",
                item.said,
                item.law,
                item.decision.date if item.decision else open_for,
                item.decision.reference if item.decision else None,
            ),
        )
        for number, item in enumerate(items(year), 1)
    ]
    return Table(
        "decisions",
        say("What the general meeting decides"),
        (
            Column("number", say("No."), narrow=True),
            Column("what", say("Decision")),
            Column("law", say("By"), narrow=True),
            Column("date", say("Decided on"), CellKind.DAY),
            Column("reference", say("Where to read it")),
        ),
        tuple(rows),
        notes=(
            say(
                "Adopting the accounts does not discharge the board: there are two "
                "votes. All directors sign the accounts; where a signature is missing, "
                "the reason is stated."
            ),
        ),
    )


def items(year: MeetingYear) -> Iterator[AgendaItem]:
    """Yield the items in the order of the meeting."""
    number = year.number
    named = year.period.said
    if number is not None:
        following = str(number + 1)
        yield _of_year(
            year,
            DecisionAbout.ACCOUNTS,
            number,
            say("The accounts of {year} are adopted.", year=named),
            "BW 2:58",
        )
        yield _of_year(
            year,
            DecisionAbout.DISCHARGE,
            number,
            say("The board is discharged for {year}.", year=named),
            "BW 2:49",
        )
        yield _of_year(
            year, DecisionAbout.APPROPRIATION, number, said_result(year), "BW 2:53a"
        )
        yield _of_year(
            year,
            DecisionAbout.BUDGET,
            number + 1,
            say("The budget of {year} is set.", year=following),
            "",
        )
        yield _of_year(
            year,
            DecisionAbout.AUDIT_COMMITTEE,
            number + 1,
            say(
                "Who is in the audit committee for {year}: two or more members, none "
                "of them in the board.",
                year=following,
            ),
            "BW 2:48",
        )
    for policy in changed(year):
        said = say(
            "The contribution changes from {day} on: {rates}.",
            day=day_said(policy.start),
            rates=_rates(policy),
        )
        key = f"contribution-{policy.start}"
        yield AgendaItem(key, said, "BW 2:59", _on_contribution(year, policy.start))


def _of_year(
    year: MeetingYear, about: DecisionAbout, number: int, said: Message, law: str
) -> AgendaItem:
    found = [
        one
        for one in year.material.register.decisions
        if one.about is about and one.year == number
    ]
    return AgendaItem(about.value, said, law, _last(found))


def _on_contribution(year: MeetingYear, start: dt.date) -> Decision | None:
    every = year.material.register.decisions
    return _last([one for one in every if one.start == start])


def _last(found: list[Decision]) -> Decision | None:
    return max(found, key=lambda one: one.date, default=None)


def changed(year: MeetingYear) -> list[Policy]:
    """Return the policies from the year on that have another contribution."""
    register = year.material.register
    if not register.knows("policies.contribution"):
        return []
    policies = register.policies
    return [
        policy
        for before, policy in pairwise(policies)
        if policy.contribution != before.contribution
        and policy.start >= year.period.first
    ]


def undecided(year: MeetingYear) -> list[Policy]:
    """Return the changed contributions that the register has no decision for."""
    return [one for one in changed(year) if not _on_contribution(year, one.start)]


def _rates(policy: Policy) -> Listing:
    """Return the shares that were agreed: 7.5% of profit (Learning)."""
    parts = [
        say(
            "{rate} of {base} ({purpose})",
            rate=PlainNumber(share.rate * 100, "%"),
            base=BASES[share.base],
            purpose=share.purpose,
        )
        if share.purpose
        else say(
            "{rate} of {base}",
            rate=PlainNumber(share.rate * 100, "%"),
            base=BASES[share.base],
        )
        for share in policy.contribution
    ]
    return Listing(tuple(parts or [PlainNumber(ZERO, "%")]))
