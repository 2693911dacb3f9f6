"""`paraplu report member L07 2026-03`: the statement of one member, or of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from paraplu.base.language import say
from paraplu_cli.command import Command, Misuse, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.options import flag
from paraplu_cli.report.options import OPTIONS, asked, period_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.model import Paper

_GUIDE = Guide(
    usage=say("[OPTIONS] CODE PERIOD"),
    about=(
        say(
            "Makes the statement of one member: what came in, what it cost, what went "
            "to the cooperative, what was used for growth and training, and what is "
            "left; also what is still to come in, until when the permission runs, and "
            "what is missing. No other member is in it."
        ),
        say(
            "A period is written as 2026, 2026-Q1, 2026-03 or "
            "2026-01-15..2026-02-14. It is provisional until the books have an entry "
            "after it."
        ),
    ),
    examples=(
        ("paraplu report member L07 2026-03", say("on the screen")),
        ("paraplu report member L07 2026-03 --format pdf", say("as a page to give")),
        (
            "paraplu report member --all 2026-Q1 --output statements/",
            say("a PDF for each member"),
        ),
        (
            "paraplu report member L07 2026-Q1 --explain",
            say("with the entries behind each amount"),
        ),
    ),
    statuses=(
        (0, say("it was made")),
        (1, say("the register or the ledger cannot be used; the findings say why")),
        (2, say("it could not be made, and nothing was written; the message says why")),
    ),
)


def make_statements(
    words: tuple[str, ...],
    every: bool,  # noqa: FBT001 - click names it
    **options: Any,  # noqa: ANN401 - those that all reports share
) -> int:
    """Make statements; return the exit status."""
    from paraplu.reports.papers.member.ring import takes_part
    from paraplu.reports.papers.member.statement import statements, taking_part
    from paraplu_cli.member_code import known_code
    from paraplu_cli.report.desk import report

    code, period = _arguments(words, every=every)
    over = period_of(period)

    def make(material: Material) -> Iterator[Paper]:
        codes = taking_part(material, over)
        if code is not None:
            codes = [known_code(code, material.codes)]
            if not takes_part(material, codes[0], over):
                raise Stopped(
                    say(
                        "{member} was not a member in {period}, and nothing was "
                        "booked.",
                        member=codes[0],
                        period=over.code,
                    )
                )
        return statements(material, over, codes)

    return report(asked(**options, many=every), over, make)


def _arguments(words: tuple[str, ...], *, every: bool) -> tuple[str | None, str]:
    """Return a member's code, unless it is every member, and a period."""
    wanted = 1 if every else 2
    if len(words) > wanted:
        raise Misuse(
            say("“{argument}” is one argument too many.", argument=words[wanted])
        )
    match words:
        case (period,) if every:
            return None, period
        case (code, period):
            return code, period
        case (word,):
            raise Misuse(
                say(
                    "Give a member's code and a period, or --all and a period; there "
                    "is only “{word}”.",
                    word=word,
                )
            )
        case _:
            raise Misuse(say("Give a member's code and a period."))


command = Command(
    "member",
    _GUIDE,
    [
        click.Argument(["words"], nargs=-1),
        flag("--all", "every", words=say("Each member who takes part in the period.")),
        *OPTIONS,
    ],
    make_statements,
)
