"""The reports that Fava offers: what each is about, and how it is made.

They are the papers of `paraplu report`, and no others: `reports.papers.catalogue` has
the same kinds.
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
    from collections.abc import Callable

    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.model import Paper

    Make = Callable[[Material, str, PaperPeriod], Paper]

# The arguments that say whom or what a report is about.
MEMBER, FUND = "member", "fund"
_ALL = PaperPeriod(dt.date.min, dt.date.max, "all")


@dataclass(frozen=True)
class ReportKind:
    """One kind of report, as Fava offers it.

    `of` is the argument that says whom or what it is about, empty where it is about
    everybody. `lengths` are the periods that it can be over, the usual one first; none
    where it chooses its own.
    """

    kind: str
    title: Message
    said: Message
    make: Make
    of: str = ""
    lengths: tuple[Length, ...] = ()


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


KINDS: dict[str, ReportKind] = {
    one.kind: one
    for one in (
        ReportKind(
            calendar.KIND,
            say("Calendar"),
            say("What is due to whom: what is late, and a year ahead."),
            _calendar,
        ),
        ReportKind(
            member.KIND,
            say("Statement for a member"),
            say("What came in, what it cost, and what is left. No other member is in."),
            _statement,
            MEMBER,
            (Length.MONTH, Length.QUARTER, Length.YEAR),
        ),
        ReportKind(
            municipality.KIND,
            say("Report to the municipality"),
            say("Turnover, costs and what is to be set off, for the client manager."),
            _municipality,
            MEMBER,
            (Length.QUARTER, Length.MONTH, Length.YEAR),
        ),
        ReportKind(
            renewal.KIND,
            say("Letter to renew a permission"),
            say("Asks the client manager, with figures since the permission began."),
            _letter,
            MEMBER,
        ),
        ReportKind(
            viability.KIND,
            say("Business dossier"),
            say("For a member who is ready for a business of one's own."),
            viability.dossier,
            MEMBER,
            (Length.MONTH,),
        ),
        ReportKind(
            fund.KIND,
            say("Report to a funder"),
            say("The budget, what was spent, and what is left, as of today."),
            _account,
            FUND,
        ),
        ReportKind(
            meeting.KIND,
            say("General meeting"),
            say("The year: result, balance, budget, members and decisions."),
            _meeting,
            "",
            (Length.YEAR,),
        ),
        ReportKind(
            audit.KIND,
            say("Audit committee"),
            say("What the committee looks at. It has names: do not mail it around."),
            _audit,
            "",
            (Length.YEAR,),
        ),
        ReportKind(
            outflow.KIND,
            say("Outflow and evaluation"),
            say("Who came, who left and where to, in groups, until the last quarter."),
            _evaluation,
        ),
    )
}
