"""What groups of members are called, and why some are withheld."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.register.outflow import WayOut
from paraplu.reports.outflow import UNKNOWN
from paraplu.reports.outflow_cases import LATER, SOON, Heard, Return
from paraplu.reports.papers.values import NotKnown
from paraplu.reports.small_counts import FLOOR

if TYPE_CHECKING:
    from decimal import Decimal

    from paraplu.reports.papers.values import Cell

WITHHELD = NotKnown(
    say("withheld: fewer than {n} people, or what would tell how many", n=FLOOR)
)
TOO_FEW = NotKnown(say("fewer than {n} people of whom the books know it", n=FLOOR))

WAYS = {
    WayOut.OWN_BUSINESS.value: say("a business of their own"),
    WayOut.WORK.value: say("work"),
    WayOut.EDUCATION.value: say("education"),
    WayOut.CARE.value: say("care or health"),
    WayOut.BENEFIT.value: say("only the benefit"),
    WayOut.OTHER.value: say("something else"),
    UNKNOWN: say("nobody wrote it down"),
}
HEARD = {
    Heard.WITHOUT.value: say("without a benefit"),
    Heard.WITH.value: say("with a benefit"),
    Heard.UNKNOWN.value: say("not known"),
}
BACK = {
    Return.BACK.value: say("came back within two years"),
    Return.NOT_BACK.value: say("did not"),
    Return.TOO_EARLY.value: say("left less than two years ago, and are not back yet"),
}

COUNTED: tuple[Message, ...] = (
    say(
        "Groups of 1 to {most} people are withheld, and with them what would tell how "
        "many they are: otherwise whoever knows a member would know what became of "
        "them. It is never written as 0, and a group without anybody is shown.",
        most=FLOOR - 1,
    ),
    say(
        "Months and amounts are medians: half of the people have less, half have more. "
        "They are only told of {n} people or more. Months are whole, and amounts are "
        "rounded to tens of euros, after small groups were withheld.",
        n=FLOOR,
    ),
    say(
        "Turnover is that of the twelve months before leaving, or since joining, "
        "without VAT. Training is what was spent on it in all the time as a member; "
        "what a fund paid for directly is not in it."
    ),
    say("Somebody who came back counts once more among those who joined."),
    say(
        "“Without a benefit” is what was heard first between {soon} and {later} months "
        "after leaving, and first after {later} months. Not asked is not known: it is "
        "not a no.",
        soon=SOON,
        later=LATER,
    ),
    say(
        "These figures have no entries to open: those would show each member. They "
        "change once a quarter, so that two papers do not tell who left between them."
    ),
)


def counted_cell(count: int | None) -> Cell:
    """Return a number of people, or that it is withheld."""
    return WITHHELD if count is None else count


def median_cell(
    value: int | Decimal | None, people: int | None, *, known: bool = True
) -> Cell:
    """Return a median of a group of so many; nothing of a group without anybody.

    `known` tells that it is known of all of them, as the months are.
    """
    if people is None:
        return WITHHELD
    if not people:
        return None
    if value is None:
        return WITHHELD if known else TOO_FEW
    return value
