"""Whose the equity is, and how it became so; and that debit is credit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.base.money import ZERO
from paraplu.reports.papers.blocks import Column, Row, RowRole, Table
from paraplu.reports.papers.meeting.balance import balances
from paraplu.reports.papers.meeting.result import total
from paraplu.reports.papers.values import CellKind
from paraplu.reports.papers.whole.balances import standing

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.reports.papers.meeting.year import MeetingYear

_LINES = (
    ("members", say("Members: left in their thermometers")),
    ("members_equipment", say("Members: in their equipment")),
    ("funds", say("Funds: not spent yet")),
    ("cooperative", say("The cooperative's own")),
)


def equity(year: MeetingYear) -> Table:
    """Return to whom the result goes: members, funds, and the cooperative."""
    now, then = balances(year)
    rows = []
    for key, said in _LINES:
        end, begin = now.lines.get(key, ZERO), then.lines.get(key, ZERO)
        rows.append(Row(key, (said, begin, end - begin, end)))
    end, begin = now.group("equity"), then.group("equity")
    rows.append(Row("equity", (say("Equity"), begin, end - begin, end), RowRole.TOTAL))
    came = total(year)
    rows.append(Row("result", (say("of which the result"), None, came, None)))
    other = end - begin - came
    if other:
        said = say("of which otherwise, such as given back to a funder")
        rows.append(Row("otherwise", (said, None, other, None)))
    return Table(
        "equity",
        say("To whom the result goes, in euros"),
        (
            Column("what", say("Whose")),
            Column("begin", say("At the beginning"), CellKind.MONEY),
            Column("change", say("Change"), CellKind.MONEY, signed=True),
            Column("end", say("At the end"), CellKind.MONEY),
        ),
        tuple(rows),
        notes=(
            say(
                "What members have left is for their business and for training. What "
                "funds gave is for its purpose. Only the last line is the "
                "cooperative's to use as it likes."
            ),
        ),
    )


def trial(year: MeetingYear) -> Table:
    """Return the trial balance in short: members and cooperative together are nil."""
    there = standing(year.material, year.closing)

    def row(
        key: str, said: Message, wanted: Callable[[Account], bool], role: RowRole
    ) -> Row:
        amounts = [amount for account, amount in there.items() if wanted(account)]
        debit: Decimal = sum((n for n in amounts if n > 0), ZERO)
        credit: Decimal = -sum((n for n in amounts if n < 0), ZERO)
        return Row(key, (said, debit, credit, debit - credit), role)

    return Table(
        "trial",
        say("Members and cooperative together: debit is credit, in euros"),
        (
            Column("what", say("Accounts")),
            Column("debit", say("Debit"), CellKind.MONEY),
            Column("credit", say("Credit"), CellKind.MONEY),
            Column("difference", say("Difference"), CellKind.MONEY),
        ),
        (
            row("members", say("of members"), lambda a: bool(a.member), RowRole.PLAIN),
            row(
                "cooperative",
                say("of the cooperative and of funds"),
                lambda a: not a.member,
                RowRole.PLAIN,
            ),
            row("all", say("Together"), lambda _: True, RowRole.TOTAL),
        ),
    )
