"""The kinds of papers there are, so that each is tested, offered and listed alike.

A new document is a module that makes papers, and a line here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import Message, say
from paraplu.reports.papers import calendar, renewal
from paraplu.reports.papers.audit import paper as audit
from paraplu.reports.papers.fund import account as fund
from paraplu.reports.papers.meeting import paper as meeting
from paraplu.reports.papers.member import statement as member
from paraplu.reports.papers.municipality import paper as municipality
from paraplu.reports.papers.outflow import evaluation as outflow
from paraplu.reports.papers.viability import dossier as viability

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.model import Paper
    from paraplu.reports.papers.period import PaperPeriod


class PaperKind(NamedTuple):
    """One kind of paper, as `paraplu report KIND` names it.

    `every` yields all papers of the kind over a period: one for each of those it is
    about.
    """

    kind: str
    said: Message
    every: Callable[[Material, PaperPeriod], Iterable[Paper]]


DOCUMENTS: tuple[PaperKind, ...] = (
    PaperKind(
        member.KIND, say("the statement of one member, or of each"), member.statements
    ),
    PaperKind(
        municipality.KIND,
        say("the report of one member, or of each, to the municipality"),
        municipality.papers,
    ),
    PaperKind(fund.KIND, say("the report to a funder"), fund.accounts),
    PaperKind(
        renewal.KIND,
        say("the letter that asks to renew the permission of a member"),
        renewal.letters,
    ),
    PaperKind(calendar.KIND, say("what is due to whom"), calendar.calendars),
    PaperKind(
        outflow.KIND,
        say("who came, who left and where to, in groups that tell of nobody"),
        outflow.evaluation,
    ),
    PaperKind(
        viability.KIND,
        say("the dossier of one member for a business of one's own, or of each"),
        viability.dossiers,
    ),
    PaperKind(meeting.KIND, say("the year for the general meeting"), meeting.papers),
    PaperKind(audit.KIND, say("the year for the audit committee"), audit.papers),
)
