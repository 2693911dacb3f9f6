"""The kinds of papers there are, so that each is tested, offered and listed alike.

A new document is a module that makes papers, and one of these. `paraplu report` has a
command for each, and Fava a button.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.base.periods import PeriodLength as Length
from paraplu.reports.papers import calendar, renewal
from paraplu.reports.papers.audit import paper as audit
from paraplu.reports.papers.fund import account as fund
from paraplu.reports.papers.meeting import paper as meeting
from paraplu.reports.papers.member import statement as member
from paraplu.reports.papers.municipality import paper as municipality
from paraplu.reports.papers.outflow import evaluation as outflow
from paraplu.reports.papers.period import PaperPeriod
from paraplu.reports.papers.viability import dossier as viability

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.model import Paper

    Make = Callable[[Material, str, PaperPeriod], Paper]

# What says whom or what a paper is about.
MEMBER, FUND = "member", "fund"
# A calendar for a phone, and what goes to a funder with copies of receipts.
ICS, ZIP = "ics", "zip"
_ALL = PaperPeriod(dt.date.min, dt.date.max, "all")


@dataclass(frozen=True)
class PaperKind:
    """One kind of paper, as `paraplu report KIND` names it.

    `every` yields all papers of the kind over a period: one for each of those it is
    about. `make` makes the one about somebody; `of` is whether that is a member or a
    fund, empty where it is about everybody. `lengths` are the periods that it can be
    over, the usual one first; none where it chooses its own. `more` are forms that it
    has beside those of every kind. `title` and `said` are what somebody chooses it by.
    """

    kind: str
    every: Callable[[Material, PaperPeriod], Iterable[Paper]]
    title: Message
    said: Message
    make: Make
    of: str = ""
    lengths: tuple[Length, ...] = ()
    more: tuple[str, ...] = ()


def _statement(material: Material, code: str, period: PaperPeriod) -> Paper:
    return next(member.statements(material, period, [code]))


def _municipality(material: Material, code: str, period: PaperPeriod) -> Paper:
    return next(municipality.papers(material, period, [code]))


def _letter(material: Material, code: str, _period: PaperPeriod) -> Paper:
    return renewal.letter(material, code, _ALL)


def _account(material: Material, name: str, _period: PaperPeriod) -> Paper:
    return fund.account(material, material.register.funds[name])


def _meeting(material: Material, _about: str, period: PaperPeriod) -> Paper:
    return next(meeting.papers(material, period))


def _audit(material: Material, _about: str, period: PaperPeriod) -> Paper:
    return next(audit.papers(material, period))


def _evaluation(material: Material, _about: str, _period: PaperPeriod) -> Paper:
    return next(outflow.evaluation(material, _ALL))


def _calendar(material: Material, _about: str, _period: PaperPeriod) -> Paper:
    return calendar.calendar(material, calendar.year_ahead(material.books))


DOCUMENTS: tuple[PaperKind, ...] = (
    PaperKind(
        calendar.KIND,
        calendar.calendars,
        say("Calendar"),
        say("What is due to whom: what is late, and a year ahead."),
        _calendar,
        more=(ICS,),
    ),
    PaperKind(
        member.KIND,
        member.statements,
        say("Statement for a member"),
        say("What came in, what it cost, and what is left. No other member is in."),
        _statement,
        MEMBER,
        (Length.MONTH, Length.QUARTER, Length.YEAR),
    ),
    PaperKind(
        municipality.KIND,
        municipality.papers,
        say("Report to the municipality"),
        say("Turnover, costs and what is to be set off, for the client manager."),
        _municipality,
        MEMBER,
        (Length.QUARTER, Length.MONTH, Length.YEAR),
    ),
    PaperKind(
        renewal.KIND,
        renewal.letters,
        say("Letter to renew a permission"),
        say("Asks the client manager, with figures since the permission began."),
        _letter,
        MEMBER,
    ),
    PaperKind(
        viability.KIND,
        viability.dossiers,
        say("Business dossier"),
        say("For a member who is ready for a business of one's own."),
        viability.dossier,
        MEMBER,
        (Length.MONTH,),
    ),
    PaperKind(
        fund.KIND,
        fund.accounts,
        say("Report to a funder"),
        say("The budget, what was spent, and what is left, as of today."),
        _account,
        FUND,
        more=(ZIP,),
    ),
    PaperKind(
        meeting.KIND,
        meeting.papers,
        say("General meeting"),
        say("The year: result, balance, budget, members and decisions."),
        _meeting,
        "",
        (Length.YEAR,),
    ),
    PaperKind(
        audit.KIND,
        audit.papers,
        say("Audit committee"),
        say("What the committee looks at. It has names: do not mail it around."),
        _audit,
        "",
        (Length.YEAR,),
    ),
    PaperKind(
        outflow.KIND,
        outflow.evaluation,
        say("Outflow and evaluation"),
        say("Who came, who left and where to, in groups, until the last quarter."),
        _evaluation,
    ),
)
KINDS: Mapping[str, PaperKind] = {one.kind: one for one in DOCUMENTS}
