"""`paraplu report municipality 2026-Q1`: the reports to the municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from paraplu.base.language import say
from paraplu_cli.command import Command, Misuse, Option, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.report.options import OPTIONS, asked, period_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.model import Paper
    from paraplu.reports.papers.period import PaperPeriod

_GUIDE = Guide(
    usage=say("[OPTIONS] PERIOD"),
    about=(
        say(
            "Makes the report to the municipality on each member, also on members with "
            "whom nothing happened: turnover by the month that was agreed, costs "
            "beside their caps, the result, the thermometer, documents, permissions, "
            "and what might be set off. The municipality decides about the benefit."
        ),
        say(
            "The agreement with the municipality, the client managers, exemptions and "
            "estimates are in the register: see the contract, section 3. What the "
            "books do not know stays open, with the reason."
        ),
    ),
    examples=(
        (
            "paraplu report municipality 2026-Q1 --output reports/",
            say("a PDF for each member"),
        ),
        (
            "paraplu report municipality 2026-Q1 --client-manager K1 --output reports/",
            say("only those of one client manager"),
        ),
        ("paraplu report municipality 2026-03 --member L07", say("on the screen")),
    ),
    statuses=(
        (0, say("it was made")),
        (1, say("the register or the ledger cannot be used; the findings say why")),
        (2, say("it could not be made, and nothing was written; the message says why")),
    ),
)


def make_reports(
    period: str,
    member: str | None,
    client_manager: str | None,
    **options: Any,  # noqa: ANN401 - those that all reports share
) -> int:
    """Make reports; return the exit status."""
    from paraplu_cli.report.desk import report

    over = period_of(period)
    if member is not None and client_manager is not None:
        raise Misuse(say("Give --member or --client-manager, not both."))
    many = member is None
    form = options["form"] or "text"
    if many and options["output"] is None and form != "text":
        raise Misuse(
            say("Reports on several members as {form} need --output.", form=form)
        )

    def make(material: Material) -> Iterator[Paper]:
        from paraplu.reports.papers.municipality.grounds import NoReport
        from paraplu.reports.papers.municipality.paper import papers

        try:
            codes = _codes(material, over, member, client_manager)
            yield from papers(material, over, codes)
        except NoReport as fault:
            raise Stopped(fault.message) from fault

    return report(asked(**options, many=many), over, make)


def _codes(
    material: Material,
    period: PaperPeriod,
    member: str | None,
    manager: str | None,
) -> Sequence[str] | None:
    """Return of whom reports are asked for, None for everybody."""
    from paraplu.reports.papers.municipality.selection import of_client_manager
    from paraplu_cli.member_code import known_code

    if member is not None:
        return [known_code(member, material.codes)]
    if manager is not None:
        return of_client_manager(material, period, manager)
    return None


command = Command(
    "municipality",
    _GUIDE,
    [
        click.Argument(["period"]),
        Option(
            "--member",
            words=say("Only this member."),
            placeholder=say("CODE"),
        ),
        Option(
            "--client-manager",
            words=say("Only the members of this client manager, at the period's end."),
            placeholder=say("CODE"),
        ),
        *OPTIONS,
    ],
    make_reports,
)
