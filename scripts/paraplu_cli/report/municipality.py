"""`paraplu report municipality 2026-Q1`: the reports to the municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from paraplu.base.language import say
from paraplu_cli.clock import clock
from paraplu_cli.command import Command, Misuse, Option, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.report.options import OPTIONS, asked, period_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.model import Paper
    from paraplu.reports.papers.municipality.stretches import Stretch
    from paraplu.reports.papers.period import PaperPeriod
    from paraplu_cli.report.options import ReportRequest

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
    municipality: str | None,
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
    wanted = asked(**options, many=many)

    def make(material: Material) -> Iterator[Paper]:
        from paraplu.reports.papers.municipality.grounds import NoReport
        from paraplu.reports.papers.municipality.paper import papers

        try:
            some = _stretches(material, over, member, client_manager, municipality)
            if member is not None and len(some) > 1:
                _must_tell_apart(wanted, some)
            yield from papers(material, over, wanted=some)
        except NoReport as fault:
            raise Stopped(fault.message) from fault

    return report(wanted, over, make, clock())


def _stretches(
    material: Material,
    period: PaperPeriod,
    member: str | None,
    manager: str | None,
    municipality: str | None,
) -> Sequence[Stretch]:
    """Return of what reports are asked for."""
    from paraplu.reports.papers.municipality.selection import (
        of_client_manager,
        of_municipality,
        stretches,
    )
    from paraplu_cli.member_code import known_code

    if manager is not None:
        some = of_client_manager(material, period, manager)
    elif member is not None:
        some = stretches(material, period, [known_code(member, material.codes)])
    else:
        some = stretches(material, period)
    if municipality is not None:
        return of_municipality(period, municipality, some)
    return some


def _must_tell_apart(wanted: ReportRequest, some: Sequence[Stretch]) -> None:
    """Raise Stopped where the reports for two municipalities would be in one file."""
    if wanted.folder or (wanted.output is None and wanted.form == "text"):
        return
    raise Stopped(
        say(
            "{member} moved to another municipality in {period}, and each gets a "
            "report: say which by --municipality ({known}), or give a folder.",
            member=some[0].member,
            period=some[0].asked.code,
            known=", ".join(one.municipality for one in some),
        )
    )


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
        Option(
            "--municipality",
            words=say("Only the reports for this municipality."),
            placeholder=say("NAME"),
        ),
        *OPTIONS,
    ],
    make_reports,
)
