"""Accounts and purposes in the reader's words, whatever the chart calls them."""

from __future__ import annotations

import pytest

from paraplu.base.chart import Chart
from paraplu.base.language import Language
from paraplu.base.vocabulary import DUTCH, ENGLISH
from paraplu.reports.account_names import account_in_words, in_words, purpose_said


def said(words: object, language: str) -> str:
    """Return what a reader of a language reads."""
    return Language(language).value(words)


@pytest.mark.parametrize(
    ("name", "english", "dutch"),
    [
        ("Income:Members:L01:Sales", "turnover", "omzet"),
        ("Assets:Members:L01:Cash", "cash", "kas"),
        ("Assets:Members:L01:Receivable", "to be received", "nog te ontvangen"),
        (
            "Expenses:Members:L01:Costs:StallRent",
            "costs: Stall rent",
            "kosten: Stall rent",
        ),
        ("Assets:Bank:Main", "bank: Main", "bank: Main"),
        ("Expenses:Coop:Lunch", "Expenses:Coop:Lunch", "Expenses:Coop:Lunch"),
    ],
)
def test_accounts(name: str, english: str, dutch: str) -> None:
    words = account_in_words(Chart().account(name))
    assert (said(words, "en"), said(words, "nl")) == (english, dutch)


def test_a_dutch_chart_is_read_in_english_too() -> None:
    account = Chart(DUTCH).account("Income:Leden:L01:Omzet")
    assert said(account_in_words(account), "en") == "turnover"


@pytest.mark.parametrize("words", [ENGLISH, DUTCH])
def test_purposes(words: dict[str, str]) -> None:
    for purpose, dutch in (
        ("StartCapital", "startkapitaal"),
        ("Startkapitaal", "startkapitaal"),
        ("Coop:Coaching", "de coöperatie zelf: Coaching"),
        ("SummerSchool", "Summer school"),
        ("", ""),
    ):
        assert said(purpose_said(purpose, words), "nl") == dutch


def test_words_of_a_name() -> None:
    assert in_words("VATAdvice:Of2025") == "VATAdvice of2025"
    assert in_words("Écran:Été") == "Écran été"
