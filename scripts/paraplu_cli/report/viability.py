"""`paraplu report viability L07`: the dossier for a business of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from paraplu.base.language import say
from paraplu_cli.command import Command
from paraplu_cli.guide import Guide
from paraplu_cli.options import flag
from paraplu_cli.report.about_member import member_and_period
from paraplu_cli.report.options import OPTIONS, asked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.model import Paper

_GUIDE = Guide(
    usage=say("[OPTIONS] CODE [PERIOD]"),
    about=(
        say(
            "Makes the dossier of a member who is to have a business of one's own: the "
            "last twelve months and the twelve before them in the rows of an "
            "exploitation budget, beside three years to fill in; liquidity and how "
            "customers pay; equipment to take over; how much hangs on a few customers; "
            "courses and permissions; and the goal and the amounts of the Bbz beside "
            "the result."
        ),
        say(
            "The last month is the last one in PERIOD that is over, by default the "
            "last one of the books. Customers have names only with --names. Private "
            "spending is not in it."
        ),
    ),
    examples=(
        ("paraplu report viability L07", say("on the screen")),
        ("paraplu report viability L07 --format pdf", say("as pages to give")),
        (
            "paraplu report viability --all 2026-Q2 --output dossiers/",
            say("a PDF for each member"),
        ),
    ),
    statuses=(
        (0, say("it was made")),
        (1, say("the register or the ledger cannot be used; the findings say why")),
        (2, say("it could not be made, and nothing was written; the message says why")),
    ),
)


def make_dossiers(
    words: tuple[str, ...],
    every: bool,  # noqa: FBT001 - click names it
    **options: Any,  # noqa: ANN401 - those that all reports share
) -> int:
    """Make dossiers; return the exit status."""
    from paraplu.reports.papers.member.statement import taking_part
    from paraplu.reports.papers.viability.dossier import dossiers
    from paraplu_cli.member_code import known_code
    from paraplu_cli.report.desk import report

    code, over = member_and_period(words, every=every)

    def make(material: Material) -> Iterator[Paper]:
        codes = taking_part(material, over)
        if code is not None:
            codes = [known_code(code, material.codes)]
        return dossiers(material, over, codes, named=options["names"])

    return report(asked(**options, many=every), over, make)


command = Command(
    "viability",
    _GUIDE,
    [
        click.Argument(["words"], nargs=-1),
        flag("--all", "every", words=say("Each member who takes part in the period.")),
        *OPTIONS,
    ],
    make_dossiers,
)
