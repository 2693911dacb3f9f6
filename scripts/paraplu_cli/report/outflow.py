"""`paraplu report outflow 2026`: who came, who left and where to, as groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from paraplu.base.language import say
from paraplu_cli.command import Command, Misuse
from paraplu_cli.guide import Guide
from paraplu_cli.report.options import OPTIONS, asked, period_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.model import Paper
    from paraplu.reports.papers.period import PaperPeriod

_GUIDE = Guide(
    usage=say("[OPTIONS] [PERIOD]"),
    about=(
        say(
            "Makes the evaluation: by year of joining how many members stayed and how "
            "many left, after how long, where to, what they sold and learned before, "
            "what was heard of them later, and who came back."
        ),
        say(
            "Groups of fewer than five people are withheld, and what would tell how "
            "many they are as well. The period is a year or a quarter, by default the "
            "last quarter that is over; all members until its end are counted."
        ),
    ),
    examples=(
        ("paraplu report outflow", say("on the screen")),
        ("paraplu report outflow 2026 --format pdf", say("as a page to give")),
    ),
    statuses=(
        (0, say("it was made")),
        (1, say("the register or the ledger cannot be used; the findings say why")),
        (2, say("it could not be made, and nothing was written; the message says why")),
    ),
)


def make_evaluation(
    period: str | None,
    **options: Any,  # noqa: ANN401 - those that all reports share
) -> int:
    """Make the evaluation; return the exit status."""
    from paraplu.reports.papers.outflow.evaluation import evaluation
    from paraplu_cli.report.desk import report

    over = _period(period)

    def make(material: Material) -> Iterator[Paper]:
        return evaluation(material, over)

    return report(asked(**options), over, make)


def _period(text: str | None) -> PaperPeriod:
    """Return a year or a quarter, or all days where none is asked for."""
    import datetime as dt

    from paraplu.reports.outflow import quarter_end
    from paraplu.reports.papers.period import PaperPeriod

    if text is None:
        return PaperPeriod(dt.date.min, dt.date.max, "all")
    period = period_of(text)
    if quarter_end(period.last) != period.last:
        raise Misuse(
            say(
                "“{text}” does not end with a quarter. The evaluation is made of years "
                "and quarters: what differs between two days would tell who left.",
                text=text,
            )
        )
    return period


command = Command(
    "outflow",
    _GUIDE,
    [click.Argument(["period"], required=False), *OPTIONS],
    make_evaluation,
)
