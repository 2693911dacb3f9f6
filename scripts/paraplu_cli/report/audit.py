"""`paraplu report audit 2025`: what the audit committee looks at, and signs."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from paraplu.base.language import say
from paraplu_cli.command import Command, Misuse, Option
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
            "Makes the papers of the audit committee, which the law asks for each year "
            "where no accountant gives a statement: bank and cash beside what was "
            "asserted of them, what is open, a sample with boxes to tick, the cover "
            "day by day, exceptions, checksums, a statement to sign, and all costs by "
            "date with their documents."
        ),
        say(
            "The sample has all costs from an amount on, and some others by a seed. "
            "The same books and the same seed give the same sample on every machine. "
            "Let the committee choose the seed."
        ),
    ),
    examples=(
        ("paraplu report audit 2025 --seed “blauwe fiets”", say("on the screen")),
        (
            "paraplu report audit 2025 --output audit.html",
            say("a page whose documents open"),
        ),
        (
            "paraplu report audit 2025 --above 100 --sample 40 --format pdf",
            say("a larger sample, as pages to tick and sign"),
        ),
    ),
    statuses=(
        (0, say("it was made")),
        (1, say("the register or the ledger cannot be used; the findings say why")),
        (2, say("it could not be made, and nothing was written; the message says why")),
    ),
)
_AMOUNT = re.compile(r"\d{1,9}(?:\.\d{1,2})?", re.ASCII)
_NUMBER = re.compile(r"\d{1,6}", re.ASCII)


def amount_of(
    _ctx: click.Context, _param: click.Parameter, text: str | None
) -> Decimal | None:
    """Return the amount that an option says; Misuse where it says something else."""
    if text is None:
        return None
    if not _AMOUNT.fullmatch(text):
        raise Misuse(say("“{text}” is not an amount such as 250.00.", text=text))
    return Decimal(text)


def number_of(
    _ctx: click.Context, _param: click.Parameter, text: str | None
) -> int | None:
    """Return the number that an option says; Misuse where it says something else."""
    if text is None:
        return None
    if not _NUMBER.fullmatch(text):
        raise Misuse(say("“{text}” is not a number such as 25.", text=text))
    return int(text)


def make_audit(
    period: str,
    seed: str | None,
    above: Decimal | None,
    many: int | None,
    **options: Any,  # noqa: ANN401 - those that all reports share
) -> int:
    """Make the paper of the audit committee; return the exit status."""
    from paraplu.reports.papers.audit.paper import papers
    from paraplu.reports.papers.audit.sample import rule_of
    from paraplu_cli.report.desk import report

    over = period_of(period)

    def make(material: Material) -> Iterator[Paper]:
        rule = rule_of(material, over)
        return papers(
            material,
            over,
            replace(
                rule,
                seed=rule.seed if seed is None else seed,
                above=rule.above if above is None else above,
                many=rule.many if many is None else many,
            ),
        )

    return report(asked(**options), over, make)


command = Command(
    "audit",
    _GUIDE,
    [
        click.Argument(["period"]),
        Option(
            "--seed",
            words=say("The word that draws the sample (default: the period)."),
            placeholder=say("WORD"),
            type=str,
        ),
        Option(
            "--above",
            words=say("Look at all costs of this amount or more."),
            placeholder=say("AMOUNT"),
            callback=amount_of,
        ),
        Option(
            "--sample",
            "many",
            words=say("So many of the other costs (default: 25)."),
            placeholder=say("NUMBER"),
            callback=number_of,
        ),
        *OPTIONS,
    ],
    make_audit,
)
