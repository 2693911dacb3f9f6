"""The calendar on paper: what is late, what is due, and to whom."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.reports.papers.support import material_of, text_of
from tests.reports.test_due import LEDGER, ON_MEMBERS, REGISTER
from tests.support import report_on

from paraplu.reports.papers.calendar import calendar, year_ahead
from paraplu.reports.papers.material import Material


def material(folder: Path, today: str, register: str = REGISTER) -> Material:
    day = dt.date.fromisoformat(today)
    return material_of(report_on(folder, LEDGER, members=register, today=day))


def test_what_is_due_to_whom(tmp_path: Path) -> None:
    found = material(tmp_path, "2025-07-20")
    text = text_of(calendar(found, year_ahead(found.books)))
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert "Too late 1" in lines
    assert "10 July 2025 −10 Extra of Cordaid2025 Cordaid too late" in lines
    assert (
        "31 July 2025 11 VAT return of quarter 2 of 2025 tax office due soon" in lines
    )
    assert "10 August 2025 21 permission of L01 renewed municipality due soon" in lines


def test_nothing_is_due(tmp_path: Path) -> None:
    found = material(tmp_path, "2025-07-20", "vat: {scheme: kor}\nmembers: {}\n")
    text = text_of(calendar(found, year_ahead(found.books)))
    assert "Nothing is due." in text


def test_reports_on_members_are_among_it(tmp_path: Path) -> None:
    found = material(tmp_path, "2025-07-20", ON_MEMBERS)
    text = text_of(calendar(found, year_ahead(found.books)))
    lines = [" ".join(line.split()) for line in text.splitlines()]
    told = (
        "30 April 2025 −81 reports on the members over quarter 1 of 2025 Hulst too late"
    )
    assert told in lines
