"""The report to a funder: what was granted, what became of it, and what is settled.

It names no member, and shows no group of them that is too small. Its amounts are those
of `paraplu.reports.fund_report`; nothing is worked out here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import Message, counted, say
from paraplu.bookkeeping.documents.words import day_said
from paraplu.reports.fund_annex import NotEnclosed, annex_of
from paraplu.reports.fund_report import NotInBooks, fund_report
from paraplu.reports.papers.blocks import Fact, Facts, Sentences, Signatures
from paraplu.reports.papers.fund.annex import annex_table
from paraplu.reports.papers.fund.costs import (
    NOBODY_SAYS,
    costs_table,
    cover_table,
    settlement_facts,
)
from paraplu.reports.papers.fund.people import moments_table, outcomes_table
from paraplu.reports.papers.model import (
    BROKEN,
    Paper,
    Section,
    is_broken,
    issuer_of,
    status_of,
)
from paraplu.reports.papers.period import PaperPeriod
from paraplu.reports.papers.values import CellKind
from paraplu.reports.suppliers import Suppliers

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from paraplu.ledger.books import Books
    from paraplu.register.grants import Fund
    from paraplu.reports.fund_annex import Annex
    from paraplu.reports.fund_report import FundReport
    from paraplu.reports.papers.material import Material

KIND = "fund"
# Findings that say that money of a fund was not used as agreed.
_BREACHES = frozenset({"FN01", "FN02", "FN03"})


def accounts(material: Material, period: PaperPeriod) -> Iterator[Paper]:
    """Yield the report of each fund that runs in a period, as of the period's end."""
    for fund in material.register.funds.values():
        end = fund.period.end
        if fund.period.start <= period.last and (end is None or end >= period.first):
            yield account(material, fund, period.last)


def period_of(books: Books, fund: Fund, until: dt.date | None = None) -> PaperPeriod:
    """Return the days that a report is over: those of the fund, until a day.

    Without a first day it is that of the books, and without a last day their today.
    """
    known = fund.period
    first = known.start
    if first == first.min:
        first = books.first_day or books.today
    ends = [day for day in (known.end, until) if day]
    last = max(min(ends, default=books.today), first)
    return PaperPeriod(first, last, f"{first}..{last}")


def account(material: Material, fund: Fund, until: dt.date | None = None) -> Paper:
    """Return the report of a fund, as of the end of a day or of the books."""
    books, register = material.books, material.register
    report = fund_report(material.judgement, fund.name, until)
    annex = annex_of(material.judgement, report)
    period = period_of(books, fund, until)
    suppliers = Suppliers(books, register, fund)
    return Paper(
        kind=KIND,
        subject=fund.name,
        title=say("Report on {fund}", fund=fund.name),
        whom=say("for {funder}", funder=fund.funder or fund.name),
        period=period,
        closing=report.closing,
        status=status_of(books, period),
        state=material.state,
        issuer=issuer_of(register.cooperative),
        currency=books.currency,
        sections=(
            Section("answer", None, (_answer(report),)),
            Section("costs", say("Costs"), (costs_table(report, suppliers),)),
            Section("cover", say("Coverage"), (cover_table(report),)),
            Section(
                "settlement",
                say("Settlement"),
                (settlement_facts(report, register.cooperative.iban),),
            ),
            Section("outcomes", say("People"), (outcomes_table(report.outcomes),)),
            Section("reports", say("Reports"), (moments_table(report),)),
            Section("annex", say("Annex"), (annex_table(annex, fund.copies_above),)),
            Section("signed", say("Signed"), _signed()),
        ),
        notices=tuple(_notices(material, report, annex, period)),
    )


def _answer(report: FundReport) -> Facts:
    """Return what was granted, of that spent and not spent, and what is to be paid."""
    found = report.settlement
    spent = Fact("spent", say("Spent"), found.spent, CellKind.MONEY)
    if found.unspent is None:
        shown = [spent, Fact("granted", say("Granted"), NOBODY_SAYS, CellKind.MONEY)]
    else:
        more = found.unspent < 0
        rest = say("Spent beyond that") if more else say("Not spent")
        shown = [
            Fact("granted", say("Granted"), found.granted, CellKind.MONEY),
            spent,
            Fact("unspent", rest, abs(found.unspent), CellKind.MONEY),
        ]
    if found.to_receive:
        said = say("Still to be received")
        shown.append(Fact("to_receive", said, found.to_receive, CellKind.MONEY))
    elif found.left and report.final:
        shown.append(Fact("left", say("Still to go back"), found.left, CellKind.MONEY))
    return Facts("answer", tuple(shown), large=True)


def _signed() -> tuple[Sentences | Signatures, ...]:
    words = say(
        "The board declares that the fund was used for its purposes, that no cost in "
        "this report is claimed from anybody else, and that the receipts can be seen."
    )
    signers = (say("chair, with date"), say("treasurer, with date"))
    return (
        Sentences("statement", (words,)),
        Signatures("signatures", say("Signed for the cooperative"), signers),
    )


def _notices(
    material: Material, report: FundReport, annex: Annex, period: PaperPeriod
) -> Iterator[Message]:
    if report.closing < period.last:
        yield say(
            "The books go to {day}. What happened after that is not in it.",
            day=day_said(report.closing),
        )
    if report.unfinished:
        yield say("Not finished: a large difference has no explanation.")
    yield from (_UNKNOWN[one] for one in report.unknown if one in _UNKNOWN)
    # A receipt whose file is not there cannot be seen either.
    missing = sum(
        not row.start_capital
        and all(copy.kept is NotEnclosed.MISSING for copy in row.copies)
        for row in annex.rows
    )
    if missing:
        yield counted("{n} cost has no receipt.", "{n} costs have no receipt.", missing)
    breaches = sum(
        finding.code in _BREACHES and report.fund.name in finding.funds
        for finding in material.judgement.verdict.findings
    )
    if breaches:
        yield counted(
            "The check has {n} finding about this fund (FN01 to FN03).",
            "The check has {n} findings about this fund (FN01 to FN03).",
            breaches,
        )
    if is_broken(material.books):
        yield BROKEN
    if not material.register.knows("funds"):
        yield say(
            "The register has a fault about funds. What it makes unknown is not here."
        )


_UNKNOWN = {
    NotInBooks.NO_BUDGET: say("The register has no budget of this fund."),
    NotInBooks.RECEIVED_BEFORE: say(
        "The register says what was used before these books, and not what was received "
        "before: `received_before:`. As long as it does not, what was used and what "
        "was left of it counts as received."
    ),
    NotInBooks.BEFORE: say(
        "The fund had money when these books began, and the register does not say what "
        "was received and used before."
    ),
}
