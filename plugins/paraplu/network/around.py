"""What a report says around its figures: who sent files, and how it was counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.network import definitions
from paraplu.network.definitions import RESPONSE
from paraplu.network.privacy import COOPERATIVES, ONE_MEMBER, PERSONS, TWO_COOPERATIVES
from paraplu.reports.papers.blocks import Column, Fact, Facts, Row, Sentences, Table
from paraplu.reports.papers.values import CellKind, NotKnown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.periods import Period
    from paraplu.network.gathering import Gathered
    from paraplu.reports.papers.blocks import Block
    from paraplu.reports.papers.values import Cell

_HUNDRED = 100


def who_sent(there: Gathered, period: Period, members: Cell) -> Iterator[Block]:
    """Yield how many sent a file, who did not, and which files are not used."""
    asked, missing = there.invited, there.missing(period)
    unknown = NotKnown(say("nobody says who was asked; write it in invited.txt"))
    share = (
        None
        if not asked
        else round(_HUNDRED * (len(asked) - len(missing)) / len(asked))
    )
    yield Facts(
        "response",
        (
            Fact(
                "cooperatives",
                say("Cooperatives"),
                len(there.of(period)),
                CellKind.NUMBER,
            ),
            Fact("members", say("Members"), members, CellKind.NUMBER),
            Fact(
                RESPONSE.key,
                RESPONSE.said,
                unknown if share is None else share,
                CellKind.PERCENT,
            ),
        ),
        large=True,
    )
    if missing:
        names = ", ".join(missing)
        yield Sentences(
            "missing", (say("These sent nothing: {names}", names=_ended(names)),)
        )
    if there.signed is not None:
        unsigned = there.unsigned(period)
        yield Sentences(
            "unsigned",
            (
                say(
                    "These did not sign their file: {names}",
                    names=_ended(", ".join(unsigned)),
                )
                if unsigned
                else say("All files are signed by who sent them."),
            ),
        )
    yield Table(
        "refused",
        say("Files that are not used"),
        (Column("file", say("File")), Column("why", say("Why"))),
        tuple(Row(one.name, (one.name, one.why)) for one in there.refused),
        say("All files are used."),
    )


def _ended(names: str) -> str:
    """Return names with the full stop after them, which “U.A.” has already."""
    return names if names.endswith(".") else f"{names}."


def rules() -> Sentences:
    """Return what is withheld and how the figures are made."""
    return Sentences(
        "rules",
        (
            say(
                "Every figure is of {people} people or more, and of {least} "
                "cooperatives at least. No two of these have more than {two}% of a "
                "sum, and no member more than {one}% of that of a cooperative. What "
                "would follow from others is withheld too: before it is rounded, and "
                "never as 0.",
                people=PERSONS,
                least=COOPERATIVES,
                two=int(TWO_COOPERATIVES * _HUNDRED),
                one=int(ONE_MEMBER * _HUNDRED),
            ),
            say(
                "“As one” adds up all cooperatives first. The middle is the mean of "
                "the three cooperatives in the middle, or of four, so that it is of "
                "none alone; low and high are the middles of the lower and the upper "
                "half."
            ),
            say(
                "The order ranks nobody. The formulas are version {version}.",
                version=definitions.VERSION,
            ),
        ),
    )
