"""`paraplu report meeting 2025`: the year for the general meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from paraplu.base.language import say
from paraplu_cli.command import Command
from paraplu_cli.guide import Guide
from paraplu_cli.report.options import OPTIONS, asked, period_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.model import Paper

_GUIDE = Guide(
    usage=say("[OPTIONS] PERIOD"),
    about=(
        say(
            "Makes the papers of the general meeting: the balance and the profit and "
            "loss account as the law asks them of a small cooperative, the budget "
            "beside what became of it, each member by code, how far the cooperative "
            "pays its own costs, who helped whom, and what has to be decided."
        ),
        say(
            "The budget of a year, explanations of differences, and decisions stand in "
            "the register, under budgets: and decisions:. What is not there stays open."
        ),
    ),
    examples=(
        ("paraplu report meeting 2025", say("on the screen")),
        ("paraplu report meeting 2025 --format pdf", say("as pages to send")),
        (
            "paraplu report meeting 2025 --explain --output meeting.html",
            say("with the entries behind each amount"),
        ),
    ),
    statuses=(
        (0, say("it was made")),
        (1, say("the register or the ledger cannot be used; the findings say why")),
        (2, say("it could not be made, and nothing was written; the message says why")),
    ),
)


def make_meeting(
    period: str,
    **options: Any,  # noqa: ANN401 - those that all reports share
) -> int:
    """Make the paper of the general meeting; return the exit status."""
    from paraplu.reports.papers.meeting.paper import papers
    from paraplu_cli.report.desk import report

    over = period_of(period)

    def make(material: Material) -> Iterator[Paper]:
        return papers(material, over)

    return report(asked(**options), over, make)


command = Command(
    "meeting",
    _GUIDE,
    [click.Argument(["period"]), *OPTIONS],
    make_meeting,
)
