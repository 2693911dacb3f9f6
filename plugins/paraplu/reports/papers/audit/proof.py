"""What shows that these were the books, and the statement that is signed on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.findings import Severity
from paraplu.base.language import Message, say
from paraplu.bookkeeping.documents.words import day_said
from paraplu.ledger.seals import Scope, ScopeKind
from paraplu.reports.papers.blocks import (
    Fact,
    Facts,
    Sentences,
    Signatures,
    Tick,
    TickList,
)
from paraplu.reports.papers.values import CellKind, NotKnown

if TYPE_CHECKING:
    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.period import PaperPeriod

_NO_SEALS = NotKnown(say("no period of these books is closed"))
_NO_GIT = NotKnown(say("the books are in no repository"))


def checksums(material: Material) -> Facts:
    """Return the checksums of the books, whole, and what they were made by."""
    state = material.state
    clean = _NO_GIT if state.clean is None else say("no")
    if state.clean:
        clean = say("yes")
    return Facts(
        "checksums",
        (
            Fact("books", say("Books"), state.books),
            Fact("files", say("Files"), state.files),
            Fact("register", say("Register"), state.register),
            Fact("rules", say("Rules"), state.rules),
            Fact("commit", say("Commit"), state.commit or _NO_GIT),
            Fact("clean", say("All as in the commit"), clean),
            Fact("seals", say("Seals"), _seals(material)),
        ),
        say(
            "Whoever runs “{command}” on the same books gets these",
            command="paraplu check",
        ),
    )


def _seals(material: Material) -> Message | NotKnown:
    """Return until when the books are closed, and by which line that can be held."""
    seals = material.books.seals
    closed = seals.closed(Scope(ScopeKind.ALL))
    if not closed:
        return _NO_SEALS
    return say(
        "closed up to {day}; last seal: {seals}",
        day=day_said(closed[-1].period.last),
        seals=", ".join(f"{seal.name} {seal.digest}" for seal in seals.heads),
    )


def verdict(material: Material) -> Facts:
    """Return what the check says of the books today."""
    found = material.judgement.verdict.findings

    def many(severity: Severity) -> int:
        return sum(one.severity is severity for one in found)

    return Facts(
        "verdict",
        (
            Fact(
                "rules",
                say("Rules that ran"),
                len(material.judgement.verdict.ran),
                CellKind.NUMBER,
            ),
            Fact("errors", say("Errors"), many(Severity.ERROR), CellKind.NUMBER),
            Fact("warnings", say("Warnings"), many(Severity.WARNING), CellKind.NUMBER),
            Fact("signals", say("Signals"), many(Severity.SIGNAL), CellKind.NUMBER),
        ),
        say("What the check finds in all of the books, as of today"),
    )


def statement(period: PaperPeriod) -> tuple[Sentences, TickList, Signatures]:
    """Return the statement that the committee fills in and signs."""
    return (
        Sentences(
            "statement",
            (
                say(
                    "We, members of the cooperative and not of its board, were "
                    "appointed by the general meeting to examine the accounts of "
                    "{period}. The board gave us what we asked for, and showed us the "
                    "cash and the books (Dutch civil code, book 2, articles 48 and "
                    "58).",
                    period=period.said,
                ),
                say("We tick what we did. What we did not tick we did not do."),
            ),
        ),
        TickList(
            "examined",
            say("What we examined"),
            (
                Tick("bank", say("Bank: the statements have these balances.")),
                Tick("cash", say("Cash: we counted it, and it was there.")),
                Tick("open", say("Open: what is to receive and to pay is real.")),
                Tick("sample", say("Sample: we ticked the list, one by one.")),
                Tick("budget", say("Budget: large differences are explained.")),
                Tick("cover", say("Cover: the money of members and funds was there.")),
                Tick("waivers", say("Exceptions: we agree with the reasons.")),
                Tick("advice", say("We advise the meeting to adopt the accounts.")),
                Tick("discharge", say("We advise the meeting to discharge the board.")),
                Tick("not", say("We do not, and say why on a sheet of our own.")),
            ),
        ),
        Signatures(
            "signatures",
            say("The committee has at least two members; the meeting decides."),
            (say("member of the committee"), say("member of the committee")),
        ),
    )
