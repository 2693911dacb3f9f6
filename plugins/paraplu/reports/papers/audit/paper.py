"""The paper of the audit committee: what to look at, in the order of the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.reports.papers.audit.costs import costs
from paraplu.reports.papers.audit.cover import cover
from paraplu.reports.papers.audit.exceptions import corrections, waivers
from paraplu.reports.papers.audit.open_items import open_items
from paraplu.reports.papers.audit.proof import checksums, statement, verdict
from paraplu.reports.papers.audit.sample import rule_of, sample
from paraplu.reports.papers.audit.statements import balances, counts
from paraplu.reports.papers.meeting.paper import general_notices
from paraplu.reports.papers.model import Paper, Section, issuer_of, status_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.reports.papers.audit.sample import SampleRule
    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.period import PaperPeriod

KIND = "audit"


def papers(
    material: Material, period: PaperPeriod, rule: SampleRule | None = None
) -> Iterator[Paper]:
    """Yield the one paper of the audit committee over a period.

    The sample is drawn by `rule`, by default by that of the period.
    """
    books, span = material.books, period.span
    closing = span.closing(books)
    rule = rule or rule_of(material, period)
    yield Paper(
        kind=KIND,
        subject="",
        title=say("For the audit committee"),
        whom=say("for the members of the committee"),
        period=period,
        closing=closing,
        status=status_of(books, period),
        state=material.state,
        issuer=issuer_of(material.register.cooperative),
        currency=books.currency,
        sections=(
            Section(
                "money",
                say("1. Bank and cash"),
                (balances(material, period), counts(material, period)),
            ),
            Section("open", say("2. What is open"), (open_items(material, closing),)),
            Section("sample", say("3. The sample"), sample(material, period, rule)),
            Section("cover", say("4. The cover"), tuple(cover(material, period))),
            Section(
                "exceptions",
                say("5. Exceptions"),
                (waivers(material, period), corrections(material, period)),
            ),
            Section(
                "proof", say("6. The proof"), (verdict(material), checksums(material))
            ),
            Section("statement", say("7. The statement"), statement(period)),
            Section("costs", say("8. All costs"), (costs(material, span),)),
        ),
        wide=True,
        notices=tuple(general_notices(material, period)),
    )
