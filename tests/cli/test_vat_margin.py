"""`paraplu vat margin`: shown, booked once, and refused in words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.bookkeeping.vat.test_margins import END, bought, sold
from tests.support import MEMBERS, write_books

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

LEDGER = (
    sold("2025-02-01", "100.00")
    + bought("2025-02-03", "40.00")
    + bought("2025-05-03", "30.00")
    + END
)
SHOWN = """\
Margin scheme 2025-Q1

VAT rate     sold   bought   carried   margin     VAT   booked
21%        100.00    40.00      0.00    60.00   10.41     0.00

Not booked yet: paraplu vat margin 2025-Q1 --book

; 21%: sold 100.00, bought 40.00, carried from earlier periods 0.00; VAT in 60.00: 10.41
2025-03-31 * "Margin scheme 2025-Q1"
  vat-margin: "2025-Q1"
  Income:Members:L01:Sales                                   10.41 EUR
    vat: "margin"
  Liabilities:VAT:High                                      -10.41 EUR
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with the books of `LEDGER`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PARAPLU_LANG", "en")
    write_books(tmp_path, LEDGER, members=f"vat: {{margin: global}}\n{MEMBERS}")
    return tmp_path


def texts(folder: Path) -> dict[str, str]:
    return {str(file): file.read_text("utf-8") for file in folder.rglob("*.beancount")}


def test_it_is_shown_and_nothing_is_written(folder: Path, run: Run) -> None:
    before = texts(folder)
    status, out, err = run("vat", "margin", "2025-Q1")
    assert (status, err) == (0, "")
    assert out.startswith(SHOWN)
    assert texts(folder) == before


def test_it_is_booked_once(folder: Path, run: Run) -> None:
    status, out, _ = run("vat", "margin", "2025-Q1", "--book")
    assert status == 0
    assert "Booked. Check it with git diff." in out
    booked = texts(folder)
    assert sum('vat-margin: "2025-Q1"' in text for text in booked.values()) == 1
    status, out, _ = run("vat", "margin", "2025-Q1", "--book")
    assert (status, "All of it is booked." in out) == (0, True)
    assert texts(folder) == booked
    assert (
        "1a    supplies at the standard rate         49    10"
        in run("vat", "2025-Q1").out
    )


@pytest.mark.usefixtures("folder")
def test_below_nil_there_is_nothing_to_book(run: Run) -> None:
    status, out, _ = run("vat", "margin", "2025-Q2", "--book")
    assert status == 0
    assert "30.00 below zero goes to the next period." in out
    data = json.loads(run("vat", "margin", "2025-Q3", "--format", "json").out)
    assert data["rates"] == [
        {
            "code": "margin",
            "sold": "0.00",
            "bought": "0.00",
            "carried": "-30.00",
            "margin": "-30.00",
            "vat": "0.00",
            "booked": "0.00",
        }
    ]


def test_the_year(folder: Path, run: Run) -> None:
    """What comes back is booked on the account of returns, once."""
    assert run("vat", "margin", "2025-Q1", "--book").status == 0
    status, out, _ = run("vat", "margin", "2025", "--book")
    assert status == 0
    # 30.00 over the year, of which 5.21 is VAT.
    assert "5.20 of VAT comes back over the year" in " ".join(out.split())
    booked = texts(folder)
    assert any("Liabilities:VAT:Return" in text for text in booked.values())
    assert run("vat", "margin", "2025", "--book").status == 0
    assert texts(folder) == booked


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("2025-03",), "a return covers a quarter. Ask for 2025-Q1."),
        (("2026-Q1", "--book"), "2026-Q1 is not over"),
        (("soon",), "is not a period such as"),
    ],
)
def test_what_cannot_be(asked: tuple[str, ...], words: str, run: Run) -> None:
    status, _, err = run("vat", "margin", *asked)
    assert status == 2
    assert words in " ".join(err.split())


def test_the_register_has_to_say_so(folder: Path, run: Run) -> None:
    write_books(folder, LEDGER)
    status, _, err = run("vat", "margin", "2025-Q1", "--book")
    assert status == 2
    assert "`vat: {margin: global}`" in err
