"""The indicators by which cooperatives are put side by side: number, words, formula.

A change to a formula is a new version: figures by another one are not comparable, and a
file that has them is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.register.outflow import WayOut
from paraplu.reports.outflow import UNKNOWN
from paraplu.reports.papers.outflow.words import WAYS as WAYS_SAID
from paraplu.reports.papers.values import CellKind

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION = "1"

# Of what is known of members one by one, a median is told.
MEDIAN = "median"
_HUNDRED, _YEAR = 100, 12


@dataclass(frozen=True)
class NetworkPart:
    """One row of an indicator: `scale` × numerator ÷ denominator.

    `counts` tells that the numerator is a number of people, `money` that both are sums
    of what members have, of which one of them can be most. Rows of one `family` are
    sums of the same amounts: who has all of them can subtract one from another, so they
    are shown all or not at all.
    """

    key: str
    said: Message
    kind: CellKind
    scale: int = 1
    counts: bool = False
    money: bool = False
    family: str = ""


@dataclass(frozen=True)
class Definition:
    """An indicator: its id, what it is called, how it is worked out, and its rows."""

    key: str
    said: Message
    formula: Message
    parts: tuple[NetworkPart, ...]

    @property
    def number(self) -> str:
        """Its number, as people call it."""
        return self.key.partition("-")[0]


_MONEY, _PERCENT, _NUMBER = CellKind.MONEY, CellKind.PERCENT, CellKind.NUMBER
_RESULT, _USED = "result", "used"
_SAID_MEDIAN = say("median of the members")
_PER_MONTH = say("in a month of a member")


def _share(key: str, said: Message, **more: bool | str) -> NetworkPart:
    counts, money = bool(more.get("counts")), bool(more.get("money"))
    family = str(more.get("family", ""))
    return NetworkPart(key, said, _PERCENT, _HUNDRED, counts, money, family)


def _amount(key: str, said: Message, family: str = "") -> NetworkPart:
    return NetworkPart(key, said, _MONEY, money=True, family=family)


_EXITS = {
    **{way.value: WAYS_SAID[way.value] for way in WayOut},
    UNKNOWN: WAYS_SAID[UNKNOWN],
}

DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        "01-member-months",
        say("Months as a member"),
        say("the sum, over the ends of the months, of members with a permission"),
        (NetworkPart("", say("months"), _NUMBER),),
    ),
    Definition(
        "02-average-members",
        say("Members on average"),
        say("months as a member ÷ months"),
        (NetworkPart("", say("members"), _NUMBER),),
    ),
    Definition(
        "03-members-with-turnover",
        say("Members with turnover"),
        say("members with turnover in some month ÷ members"),
        (_share("", say("share of the members"), counts=True),),
    ),
    Definition(
        "04-turnover-per-member-month",
        say("Turnover"),
        say("turnover without VAT, services to each other left out ÷ months"),
        (
            _amount("", _PER_MONTH, _RESULT),
            NetworkPart(MEDIAN, _SAID_MEDIAN, _MONEY),
        ),
    ),
    Definition(
        "05-result-per-member-month",
        say("Result"),
        say("(turnover − costs) ÷ months; before the contribution"),
        (_amount("", _PER_MONTH, _RESULT),),
    ),
    Definition(
        "06-contribution-rate",
        say("Contribution"),
        say("contribution ÷ what it is taken of: turnover, net turnover or profit"),
        (_share("", say("share"), money=True, family=_RESULT),),
    ),
    Definition(
        "07-growth-share",
        say("Spent on growth"),
        say("growth and equipment ÷ (growth, equipment and training)"),
        (
            _share("", say("share"), money=True, family=_USED),
            _amount("per-month", _PER_MONTH, _USED),
        ),
    ),
    Definition(
        "08-training-share",
        say("Spent on training"),
        say("training ÷ (growth, equipment and training)"),
        (
            _share("", say("share"), money=True, family=_USED),
            _amount("per-month", _PER_MONTH, _USED),
        ),
    ),
    Definition(
        "09-thermometer-stock",
        say("In the thermometers"),
        say("what is left of the members at the end, where it is above zero"),
        (
            _amount("", say("together")),
            NetworkPart(MEDIAN, _SAID_MEDIAN, _MONEY),
            NetworkPart("idle", say("days since it was used"), _NUMBER, money=True),
        ),
    ),
    Definition(
        "10-earmark-cover",
        say("Cover"),
        say(
            "(money + claims − debts − VAT − municipality) ÷ (thermometers + unspent "
            "funds), at the end"
        ),
        (
            _share("", say("with what is still to come")),
            _share("liquid", say("with money alone")),
        ),
    ),
    Definition(
        "11-self-sufficiency",
        say("Self-sufficiency"),
        say("(contribution + own sales of the cooperative) ÷ its running costs"),
        (_share("", say("share"), family=_RESULT),),
    ),
    Definition(
        "12-grant-dependence",
        say("Dependence on grants"),
        say("grants and funds ÷ all income of the cooperative"),
        (_share("", say("share"), family=_RESULT),),
    ),
    Definition(
        "13-outflow-rate",
        say("Outflow in a year"),
        say("members who left × 12 ÷ months as a member"),
        (NetworkPart("", say("share"), _PERCENT, _HUNDRED * _YEAR, counts=True),),
    ),
    Definition(
        "14-outflow-by-kind",
        say("Where they went"),
        say("members who left, by where to ÷ members who left"),
        tuple(_share(key, said, counts=True) for key, said in _EXITS.items()),
    ),
    Definition(
        "15-durable-outflow",
        say("Left for good"),
        say(
            "without a benefit one month and twelve months later ÷ those of whom both "
            "are known; of who left a year before the period"
        ),
        (_share("", say("share"), counts=True),),
    ),
    Definition(
        "16-re-entry",
        say("Came back"),
        say("came back within two years ÷ who left two years before the period"),
        (_share("", say("share"), counts=True),),
    ),
    Definition(
        "17-time-in-coop",
        say("Months in the cooperative"),
        say("the median of whole months as a member"),
        (
            NetworkPart("left", say("of those who left"), _NUMBER),
            NetworkPart("staying", say("of those who stay"), _NUMBER),
        ),
    ),
    Definition(
        "18-hours",
        say("Hours"),
        say(
            "minutes of a member ÷ weeks of the period; weeks with four fifths of the "
            "cap or more ÷ weeks with hours and a cap; help ÷ all hours"
        ),
        (
            NetworkPart(MEDIAN, say("in a week, median"), CellKind.HOURS),
            _share("near-cap", say("weeks near the cap")),
            _share("help", say("help"), money=True),
        ),
    ),
    Definition(
        "19-evidence",
        say("Receipts"),
        say("expenses with a receipt ÷ expenses that need one"),
        (_share("", say("share")),),
    ),
    Definition(
        "20-timeliness",
        say("Reports in time"),
        say("reports to municipalities sent in time ÷ reports due"),
        (_share("", say("share")),),
    ),
    Definition(
        "21-days-to-payment",
        say("Days until customers pay"),
        say("days from claim to payment, by amount; paid after more than 30 days"),
        (
            NetworkPart("", say("days"), _NUMBER, money=True, family="paid"),
            _share("late", say("after 30 days"), money=True, family="paid"),
        ),
    ),
    Definition(
        "22-cost-per-durable-exit",
        say("Costs for each who left for good"),
        say("running costs of three years ÷ who left for good in them"),
        (NetworkPart("", say("costs"), _MONEY),),
    ),
    Definition(
        "23-set-off",
        say("Set off to municipalities"),
        say("what was set off ÷ profit of the members"),
        (_share("", say("share"), money=True, family=_RESULT),),
    ),
    Definition(
        "24-response",
        say("Response"),
        say("cooperatives that sent a file ÷ cooperatives that were asked"),
        (_share("", say("share")),),
    ),
)
RESPONSE = DEFINITIONS[-1]
BY_KEY = {one.key: one for one in DEFINITIONS}


def rows() -> Iterator[tuple[Definition, NetworkPart]]:
    """Yield each row that one cooperative can have, in order."""
    for definition in DEFINITIONS[:-1]:
        for part in definition.parts:
            yield definition, part


def part_of(indicator: str, part: str) -> NetworkPart | None:
    """Return a row by its keys, None where there is none."""
    found = BY_KEY.get(indicator)
    return (
        next((one for one in found.parts if one.key == part), None) if found else None
    )
