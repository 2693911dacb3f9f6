"""`paraplu report fund Roerdomp2024`: the report to a funder, and its receipts."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

import click

from paraplu.base.language import say
from paraplu_cli.command import Command, Misuse, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.options import day_option, file_option
from paraplu_cli.report.options import OPTIONS, asked

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from paraplu.register.grants import Fund
    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.model import Paper

_ZIP = ".zip"

_GUIDE = Guide(
    usage=say("[OPTIONS] FUND"),
    about=(
        say(
            "Makes the report to a funder: costs beside the budget, who covers them, "
            "advance and settlement, what came of it for people, and every receipt. "
            "Its budget and its days are under `funds:` in members.yaml."
        ),
        say(
            "No member is named, and no group of members that is too small is "
            "counted. --bundle makes a zip for the funder: the report, the list of "
            "receipts, and copies of those that are large enough."
        ),
    ),
    examples=(
        ("paraplu report fund Roerdomp2024", say("on the screen")),
        (
            "paraplu report fund Roerdomp2024 --bundle roerdomp.zip",
            say("all that the funder gets"),
        ),
        (
            "paraplu report fund Roerdomp2024 --until 2025-03-31 --format pdf",
            say("for an interim report"),
        ),
    ),
    statuses=(
        (0, say("it was made")),
        (1, say("the register or the ledger cannot be used; the findings say why")),
        (2, say("it could not be made, and nothing was written; the message says why")),
    ),
)


def make_account(
    fund: str,
    until: dt.date | None,
    bundle: Path | None,
    **options: Any,  # noqa: ANN401 - those that all reports share
) -> int:
    """Make the report of a fund; return the exit status."""
    from paraplu.reports.papers.fund.account import account
    from paraplu_cli.report.desk import report

    def make(material: Material) -> Iterator[Paper]:
        yield account(material, fund_of(material, fund, until), until)

    if bundle is None:
        return report(asked(**options), None, make)
    from paraplu_cli.report.bundling import write_bundle

    if options["output"]:
        raise Misuse(say("Give --bundle or --output, not both: the report is in it."))
    if bundle.suffix.lower() != _ZIP:
        raise Misuse(say("The name of a bundle has to end in .zip."))
    wanted = asked(**options | {"output": str(bundle)}, end=_ZIP)

    def made(material: Material) -> Fund:
        return fund_of(material, fund, until)

    return write_bundle(wanted, bundle, made, until)


def fund_of(material: Material, name: str, until: dt.date | None) -> Fund:
    """Return a fund by its name; Stopped where the books can say nothing about it."""
    from paraplu.reports.papers.fund.account import period_of
    from paraplu.reports.papers.material import outside

    fund = _known(name, material.register.funds)
    begins = fund.period.start
    if until and until < begins:
        raise Stopped(
            say(
                "{fund} begins on {begin}, after {day}.",
                fund=fund.name,
                begin=begins,
                day=until,
            )
        )
    why = outside(material.books, period_of(material.books, fund, until))
    if why:
        raise Stopped(why)
    return fund


def _known(name: str, funds: Mapping[str, Fund]) -> Fund:
    """Return a fund of the register by its name; Stopped where there is none."""
    if name in funds:
        return funds[name]
    alike = [one for one in funds if one.casefold() == name.casefold()]
    if len(alike) == 1:
        return funds[alike[0]]
    near = difflib.get_close_matches(name, funds, 3, 0.5)
    message = say("The register has no fund “{name}”.", name=name)
    if near:
        message = say(
            "The register has no fund “{name}”. Similar: {near}.",
            name=name,
            near=", ".join(near),
        )
    raise Stopped(message)


command = Command(
    "fund",
    _GUIDE,
    [
        click.Argument(["fund"]),
        day_option(
            "--until",
            words=say("As of the end of this day (default: all of the books)."),
        ),
        file_option(
            "--bundle",
            words=say("Write the report with copies of receipts into this zip."),
        ),
        *OPTIONS,
    ],
    make_account,
)
