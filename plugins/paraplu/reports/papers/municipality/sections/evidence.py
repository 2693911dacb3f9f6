"""The documents in rows, and what the report ends with: permissions and signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.bookkeeping.documents.words import day_said
from paraplu.reports.papers.blocks import (
    Column,
    Fact,
    Facts,
    Row,
    Signatures,
    Table,
)
from paraplu.reports.papers.model import Section
from paraplu.reports.papers.values import CellKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from paraplu.reports.papers.municipality.report import MunicipalityReport
    from paraplu.reports.papers.values import Cell

_MISSING = say("no document")
_SMALL = say("no document needed")
# Whose words an entry of several members has is not sure.
_SHARED = say("shared with others")


def evidence(report: MunicipalityReport, named: Callable[[str], bool]) -> Section:
    """Return the documents; `named` tells that a file is called after another."""
    found = report.evidence
    counts = Facts(
        "evidence",
        (
            Fact("with", say("Entries with a document"), found.shown, CellKind.NUMBER),
            Fact("without", say("Entries without one"), found.missing, CellKind.NUMBER),
            Fact("small", say("Too small to need one"), found.excused, CellKind.NUMBER),
        ),
    )
    rows = []
    for n, one in enumerate(found.documents, 1):
        document: Cell = _SMALL if one.small else _MISSING
        if one.there:
            document = one.digest if named(one.number) else one.number
        rows.append(
            Row(
                f"document-{n}",
                (
                    document,
                    one.date,
                    one.words or _SHARED,
                    one.amount,
                    one.digest,
                    ", ".join(one.bank_refs),
                ),
            )
        )
    table = Table(
        "documents",
        say("Documents of what was bought and invoiced, in euros without VAT"),
        (
            Column("document", say("Document")),
            Column("date", say("Date"), CellKind.DAY),
            Column("what", say("Description")),
            Column("amount", say("Amount"), CellKind.MONEY),
            Column("hash", say("SHA-256 begins with")),
            Column("bank", say("Line of the bank")),
        ),
        tuple(rows),
        say("No documents."),
    )
    return Section("evidence", say("Documents"), (counts, table))


def permissions(report: MunicipalityReport) -> Section:
    """Return the decisions that let the member trade in the period."""
    found = report.head.permissions
    rows = [
        Row(
            f"permission-{n}",
            (
                one.reference or say("no reference"),
                one.period.start,
                one.period.end or say("no end date"),
            ),
        )
        for n, one in enumerate(found.decisions, 1)
    ]
    notes = []
    if found.decisions and found.until != found.decisions[-1].period.end:
        notes.append(
            say(
                "With the decisions that follow, it runs until {day}.",
                day=day_said(found.until) if found.until else say("no end date"),
            )
        )
    table = Table(
        "permissions",
        say("Decisions that let the member trade"),
        (
            Column("reference", say("Decision")),
            Column("from", say("From"), CellKind.DAY),
            Column("until", say("Until"), CellKind.DAY),
        ),
        tuple(rows),
        say("No permission in this period."),
        tuple(notes),
    )
    return Section("permissions", say("Permission"), (table,))


def signatures() -> Section:
    """Return the lines to sign on."""
    signers = (say("member"), say("treasurer"))
    block = Signatures("signatures", say("Signed, as complete and true"), signers)
    return Section("signatures", say("Signatures"), (block,))
