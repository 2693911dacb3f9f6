"""Days and money as people write them, in both languages."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from paraplu.base.dates import Month
from paraplu.base.language import Language, say
from paraplu.base.periods import Period
from paraplu.fava.words import Words
from paraplu.rendering.spoken import SpokenLanguage

ENGLISH, DUTCH = SpokenLanguage("en"), SpokenLanguage("nl")
DAY = dt.date(2026, 3, 5)


def test_days() -> None:
    ends = say("It ends on {day}.", day=DAY)
    assert ENGLISH.render(ends) == "It ends on 5 March 2026."
    assert (ENGLISH.short_day(DAY), DUTCH.short_day(DAY)) == (
        "5 Mar 2026",
        "5 mrt 2026",
    )
    # A program finds the day in the page.
    shown = Words(DUTCH).day(DAY)
    assert shown == '<time datetime="2026-03-05">5 mrt 2026</time>'


def test_periods() -> None:
    month, quarter = Month(2026, 3), Period.read("2026-Q3")
    due = say("{month} of {quarter}", month=month, quarter=quarter)
    assert ENGLISH.render(due) == "March 2026 of quarter 3 of 2026"
    assert DUTCH.render(due) == "maart 2026 of kwartaal 3 van 2026"
    assert DUTCH.value(Period.read("2026")) == "2026"
    # Commands and files say what somebody types.
    assert Language("nl").render(due) == "2026-03 of 2026-Q3"


def test_money() -> None:
    amount = Decimal("-1704.39")
    assert ENGLISH.money(amount, "EUR") == "-€1,704.39"
    assert DUTCH.money(amount, "EUR") == "-€\u00a01.704,39"
    assert DUTCH.money(-amount, "SRD") == "SRD\u00a01.704,39"
    assert ENGLISH.round_money(1110, "EUR") == "€1,110"
    hidden = Words(ENGLISH, incognito=True)
    assert hidden.money(amount, "EUR") == "-€X,XXX.XX"


def test_a_headline_has_its_whole_numbers_as_amounts() -> None:
    pay = say("To pay: {n}, by {day}.", n=110, day=DAY)
    assert Words(ENGLISH).headline(pay, "EUR") == "To pay: €110, by 5 March 2026."


def test_what_a_style_may_have_between_quotes() -> None:
    assert Words(ENGLISH).in_style('a"; } body { x: url(/)\\n') == "a  body  x: urln"
