"""What was out of the ordinary: rules that were waived, and what was taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Root
from paraplu.base.language import say
from paraplu.reports.papers.blocks import Column, Row, Table
from paraplu.reports.papers.values import CellKind
from paraplu.reports.papers.whole.entries import account_said, place, words_of
from paraplu.reports.papers.whole.results import booked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.ledger.transactions import Role
    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.period import PaperPeriod
    from paraplu.reports.papers.whole.results import ResultPosting


def waivers(material: Material, period: PaperPeriod) -> Table:
    """Return the waivers on entries of a period, with their reasons."""
    until = period.span.until(material.books)
    found = [one for one in material.judgement.verdict.waived if one.date in until]
    rows = []
    for number, one in enumerate(
        sorted(found, key=lambda one: (one.date, one.code)), 1
    ):
        source = place(material, one.source)
        rows.append(
            Row(
                f"waiver-{number}",
                (
                    one.date,
                    one.code,
                    one.member,
                    one.reason,
                    one.findings,
                    f"{source.file}:{source.line}",
                ),
            )
        )
    return Table(
        "waivers",
        say("Rules that were waived"),
        (
            Column("date", say("Date"), CellKind.DAY),
            Column("rule", say("Rule"), narrow=True),
            Column("member", say("Code"), narrow=True),
            Column("reason", say("Why")),
            Column("findings", say("Findings"), CellKind.NUMBER),
            Column("place", say("Place")),
        ),
        tuple(rows),
        say("No rule was waived."),
    )


def corrections(material: Material, period: PaperPeriod) -> Table:
    """Return the postings that took something back: income debited, costs credited."""
    found = sorted(
        _taken_back(material, period),
        key=lambda one: (one.transaction.number, one.position),
    )
    rows = []
    for number, one in enumerate(found, 1):
        source = place(material, one.transaction.source_at(one.position))
        rows.append(
            Row(
                f"correction-{number}",
                (
                    one.date,
                    words_of(one.transaction),
                    account_said(one.account),
                    abs(one.amount),
                    f"{source.file}:{source.line}",
                ),
            )
        )
    return Table(
        "corrections",
        say("Income and costs that were taken back, in euros"),
        (
            Column("date", say("Date"), CellKind.DAY),
            Column("what", say("What")),
            Column("account", say("Account")),
            Column("amount", say("Taken back"), CellKind.MONEY),
            Column("place", say("Place")),
        ),
        tuple(rows),
        say("Nothing was taken back."),
        (
            say(
                "Refunds and discounts are among them. What was changed in the files "
                "themselves is in git, not here."
            ),
        ),
    )


def _taken_back(material: Material, period: PaperPeriod) -> Iterator[ResultPosting]:
    until = period.span.until(material.books)
    return (one for one in booked(material.books, _takes_back) if one.date in until)


def _takes_back(role: Role) -> bool:
    return role.credit == (role.root is Root.EXPENSES)
