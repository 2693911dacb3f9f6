"""`paraplu report renewal L07`: the letter that asks to renew a permission."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from paraplu.base.language import say
from paraplu_cli.command import Command, Stopped
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
            "Makes the letter to the client manager that asks to renew the permission "
            "of a member, with the figures since it began. The permission is the one "
            "in force at the end of PERIOD, by default of the books. When the decision "
            "is there: paraplu member renew."
        ),
    ),
    examples=(
        ("paraplu report renewal L07", say("on the screen")),
        ("paraplu report renewal L07 --format pdf", say("as a letter to send")),
    ),
    statuses=(
        (0, say("it was made")),
        (1, say("the register or the ledger cannot be used; the findings say why")),
        (2, say("it could not be made, and nothing was written; the message says why")),
    ),
)


def make_letters(
    words: tuple[str, ...],
    every: bool,  # noqa: FBT001 - click names it
    **options: Any,  # noqa: ANN401 - those that all reports share
) -> int:
    """Make letters; return the exit status."""
    from paraplu.reports.papers.member.statement import taking_part
    from paraplu.reports.papers.renewal import letters, nothing_to_renew
    from paraplu_cli.member_code import known_code
    from paraplu_cli.report.desk import report

    code, over = member_and_period(words, every=every)

    def make(material: Material) -> Iterator[Paper]:
        if code is None:
            codes = [
                one
                for one in taking_part(material, over)
                if nothing_to_renew(material, one, over) is None
            ]
        else:
            codes = [known_code(code, material.codes)]
            why = nothing_to_renew(material, codes[0], over)
            if why:
                raise Stopped(why)
        return letters(material, over, codes)

    return report(asked(**options, many=every), over, make)


command = Command(
    "renewal",
    _GUIDE,
    [
        click.Argument(["words"], nargs=-1),
        flag(
            "--all",
            "every",
            words=say("Each member whose permission can be renewed."),
        ),
        *OPTIONS,
    ],
    make_letters,
)
