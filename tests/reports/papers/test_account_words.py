"""What an account is about: every paper takes it for the same thing."""

from __future__ import annotations

import pytest

from paraplu.base.chart import Chart
from paraplu.base.vocabulary import DUTCH
from paraplu.register.exploitation import CostRow
from paraplu.reports.papers.account_words import WORDS, Topic, topic_of
from paraplu.reports.papers.meeting.groups import BalanceGroup, group_of, is_own_sale
from paraplu.reports.papers.viability.cost_rows import CostRows

CHART = Chart(DUTCH)
ROWS = CostRows(CHART, {})
# A line of the law, and the rows of an exploitation budget that it may stand in.
SAME: dict[BalanceGroup, set[CostRow | None]] = {
    BalanceGroup.WAGES: {CostRow.STAFF},
    BalanceGroup.MATERIALS: {CostRow.PURCHASES},
    BalanceGroup.DEPRECIATION: {CostRow.DEPRECIATION},
    BalanceGroup.TAXES: {None},
    BalanceGroup.OTHER_COSTS: {None, *CostRow}
    - {CostRow.PURCHASES, CostRow.DEPRECIATION},
}


def test_no_two_papers_take_a_word_for_different_things() -> None:
    every = [word for words in WORDS.values() for word in words.split()]
    assert len(every) == len(set(every))
    names = [*every, *(f"{word}kosten" for word in every), "Oddments"]
    for word in names:
        account = CHART.account(f"Expenses:Leden:L01:Kosten:{word.capitalize()}")
        assert ROWS.row(account) in SAME[group_of(account)], word


@pytest.mark.parametrize(
    ("detail", "group", "row"),
    [
        ("Loonkosten", BalanceGroup.WAGES, CostRow.STAFF),
        ("SocialeLasten", BalanceGroup.WAGES, CostRow.STAFF),
        ("Ingrediënten", BalanceGroup.MATERIALS, CostRow.PURCHASES),
        ("Inkoop:Meel", BalanceGroup.MATERIALS, CostRow.PURCHASES),
        ("Autobrandstof", BalanceGroup.OTHER_COSTS, CostRow.TRANSPORT),
        ("Inhuur", BalanceGroup.OTHER_COSTS, CostRow.STAFF),
        ("Bankrente", BalanceGroup.OTHER_COSTS, None),
        ("Bankkosten", BalanceGroup.OTHER_COSTS, CostRow.ADMINISTRATION),
        ("CorporateTax", BalanceGroup.TAXES, None),
        ("Vpb2025", BalanceGroup.TAXES, None),
        ("Afschrijvingskosten", BalanceGroup.DEPRECIATION, CostRow.DEPRECIATION),
        ("2025", BalanceGroup.OTHER_COSTS, None),
    ],
)
def test_one_account_in_each_paper(
    detail: str, group: BalanceGroup, row: CostRow | None
) -> None:
    account = CHART.account(f"Expenses:Leden:L01:Kosten:{detail}")
    assert (group_of(account), ROWS.row(account)) == (group, row)


@pytest.mark.parametrize(
    ("name", "topic", "sold"),
    [
        ("Giften", Topic.GIFTS, False),
        ("Spaarrente", Topic.INTEREST, False),
        ("Rente:Spaarrekening", Topic.INTEREST, False),
        ("Subsidie2025", Topic.GRANTS, False),
        ("Restituties", Topic.REFUNDS, False),
        ("Verhuur", Topic.HOUSING, True),
        ("Koffie", None, True),
    ],
)
def test_what_the_cooperative_sells(name: str, topic: Topic | None, sold: bool) -> None:  # noqa: FBT001 - a column of the table
    account = CHART.account(f"Income:Coop:{name}")
    assert (topic_of(account), is_own_sale(account)) == (topic, sold)
