"""The kinds of papers there are, so that each is tested, offered and listed alike.

A new document is a module that makes papers, and a line here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import Message, say
from paraplu.reports.papers.audit import paper as audit
from paraplu.reports.papers.meeting import paper as meeting
from paraplu.reports.papers.member import statement as member

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.model import Paper
    from paraplu.reports.papers.period import PaperPeriod


class Document(NamedTuple):
    """One kind of paper, as `paraplu report KIND` names it.

    `every` yields all papers of the kind over a period: one for each of those it is
    about.
    """

    kind: str
    said: Message
    every: Callable[[Material, PaperPeriod], Iterable[Paper]]


DOCUMENTS: tuple[Document, ...] = (
    Document(
        member.KIND, say("the statement of one member, or of each"), member.statements
    ),
    Document(meeting.KIND, say("the year for the general meeting"), meeting.papers),
    Document(audit.KIND, say("the year for the audit committee"), audit.papers),
)
