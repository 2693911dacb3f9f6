"""The paper of the general meeting: the year, whose the money is, what to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.findings import Severity
from paraplu.base.language import Message, counted, say
from paraplu.bookkeeping.documents.words import day_said
from paraplu.reports.papers.blocks import Fact, Facts, Signatures
from paraplu.reports.papers.meeting.agenda import agenda, undecided
from paraplu.reports.papers.meeting.annex import annex, movement
from paraplu.reports.papers.meeting.balance import balance, balances
from paraplu.reports.papers.meeting.budget import budget, unexplained
from paraplu.reports.papers.meeting.equity import equity, trial
from paraplu.reports.papers.meeting.help import helped
from paraplu.reports.papers.meeting.quarters import quarters_of
from paraplu.reports.papers.meeting.result import result, total
from paraplu.reports.papers.meeting.sufficiency import sufficiency
from paraplu.reports.papers.meeting.year import MeetingYear, opened_on
from paraplu.reports.papers.model import (
    BROKEN,
    Paper,
    Section,
    is_broken,
    issuer_of,
    status_of,
)
from paraplu.reports.papers.values import CellKind, NotKnown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.reports.papers.blocks import Table
    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.period import PaperPeriod

KIND = "meeting"


def papers(material: Material, period: PaperPeriod) -> Iterator[Paper]:
    """Yield the one paper of the general meeting over a period."""
    year = MeetingYear(material, period)
    books = material.books
    planned = budget(year)
    yield Paper(
        kind=KIND,
        subject="",
        title=say("For the general meeting"),
        whom=say("for the members"),
        period=period,
        closing=year.closing,
        status=status_of(books, period),
        state=material.state,
        issuer=issuer_of(material.register.cooperative),
        currency=books.currency,
        sections=(
            Section("answer", None, (_answer(year),)),
            Section("result", say("What came in and what it cost"), (result(year),)),
            Section(
                "balance",
                say("What there is, and whose it is"),
                (balance(year), equity(year), trial(year)),
            ),
            Section("budget", say("The budget"), (planned,)),
            Section("members", say("The members"), (annex(year), movement(year))),
            Section("sufficiency", say("Self-sufficiency"), tuple(sufficiency(year))),
            Section("help", say("Who helped whom"), helped(year)),
            Section("decisions", say("Decisions"), (agenda(year), _signatures())),
        ),
        notices=tuple(_notices(year, planned)),
    )


def _answer(year: MeetingYear) -> Facts:
    now, _ = balances(year)
    quarters = quarters_of(year)
    share = quarters[-1].share if quarters else None
    return Facts(
        "answer",
        (
            Fact("result", say("Result"), total(year), CellKind.MONEY),
            Fact("equity", say("Equity"), now.group("equity"), CellKind.MONEY),
            Fact(
                "sufficient",
                say("Self-sufficient in the last quarter"),
                NotKnown(say("too little is known yet")) if share is None else share,
                CellKind.PERCENT,
            ),
        ),
        large=True,
    )


def _signatures() -> Signatures:
    return Signatures(
        "signatures",
        say("All directors sign. Where a signature is missing, write why."),
        (say("director"), say("director"), say("director")),
    )


def _notices(year: MeetingYear, planned: Table) -> Iterator[Message]:
    material = year.material
    yield from general_notices(material, year.period)
    if year.number is None:
        yield say(
            "This is not a whole calendar year, so it has no budget and no decisions "
            "on the accounts."
        )
    many = unexplained(planned)
    if many:
        yield counted(
            "{n} large difference with the budget has no explanation yet. Write it in "
            "the register, under `budgets:`.",
            "{n} large differences with the budget have no explanation yet. Write it "
            "in the register, under `budgets:`.",
            many,
        )
    for policy in undecided(year):
        yield say(
            "The contribution changes on {day}, and the register has no decision on "
            "it: add it under `decisions:`.",
            day=day_said(policy.start),
        )


def general_notices(material: Material, period: PaperPeriod) -> Iterator[Message]:
    """Yield what the reader of any paper about the whole books has to know first."""
    books = material.books
    closing, begins = period.span.closing(books), opened_on(books, period)
    if begins:
        yield say(
            "The books begin on {day} with what earlier books left. What came in and "
            "was spent before that day is not in it.",
            day=day_said(begins),
        )
    if closing < period.last:
        yield say(
            "The books go to {day}. What happened after that is not in it.",
            day=day_said(closing),
        )
    errors = sum(
        one.severity is Severity.ERROR for one in material.judgement.verdict.findings
    )
    if errors:
        yield counted(
            "The books have {n} error, so the amounts may still change.",
            "The books have {n} errors, so the amounts may still change.",
            errors,
        )
    if is_broken(books):
        yield BROKEN
    if any(one.member is None for one in material.register.unknown):
        yield say("The register has a fault. What it makes unknown stays open here.")
