"""In which row of an exploitation budget costs stand, by the words of their account."""

from __future__ import annotations

import pytest

from paraplu.base.chart import Chart
from paraplu.base.vocabulary import DUTCH, ENGLISH
from paraplu.register.exploitation import CostRow
from paraplu.reports.papers.viability.cost_rows import CostRows


@pytest.mark.parametrize(
    ("detail", "row"),
    [
        ("Materials", CostRow.PURCHASES),
        ("Ingredients", CostRow.PURCHASES),
        ("StallRent", CostRow.HOUSING),
        # What it is stands at the end: rent of a car is for transport in no language.
        ("CarRent", CostRow.HOUSING),
        ("Market:Rent", CostRow.HOUSING),
        ("Webshop", CostRow.PROMOTION),
        ("CardFees", CostRow.ADMINISTRATION),
        ("Phone", CostRow.ADMINISTRATION),
        ("Office", CostRow.ADMINISTRATION),
        ("Phone:Kraamhuur", CostRow.HOUSING),
        ("Telefoonkosten", CostRow.ADMINISTRATION),
        ("Reiskosten", CostRow.TRANSPORT),
        ("Bedrijfsverzekering", CostRow.INSURANCE),
        ("Materiaalkosten", CostRow.PURCHASES),
        ("Inkoop2025", CostRow.PURCHASES),
        ("Afschrijvingen", CostRow.DEPRECIATION),
        # Short words are there by chance.
        ("Cargo", None),
        ("Biogas", None),
        ("Oddments", None),
        ("2025", None),
    ],
)
def test_words(detail: str, row: CostRow | None) -> None:
    chart = Chart(ENGLISH)
    account = chart.account(f"Expenses:Members:L01:Costs:{detail}")
    assert CostRows(chart, {}).row(account) is row


def test_costs_without_more_words_have_no_row() -> None:
    chart = Chart(ENGLISH)
    account = chart.account("Expenses:Members:L01:Costs")
    assert CostRows(chart, {}).row(account) is None


@pytest.mark.parametrize("said", ["Costs:Phone", "Kosten:Phone"])
def test_the_register_goes_before_the_words(said: str) -> None:
    """The longest path that it says counts, in either language."""
    chart = Chart(DUTCH)
    rows = CostRows(chart, {said: CostRow.GENERAL, f"{said}:Shop": CostRow.PROMOTION})
    found = [
        rows.row(chart.account(f"Expenses:Leden:L01:Kosten:{detail}"))
        for detail in ("Phone", "Phone:Home", "Phone:Shop", "Phones")
    ]
    assert found == [
        CostRow.GENERAL,
        CostRow.GENERAL,
        CostRow.PROMOTION,
        CostRow.ADMINISTRATION,
    ]
