"""CK07: what people write never says where an entry is."""

from __future__ import annotations

from pathlib import Path

import pytest
from beancount import loader
from tests.support import report_on, told, write_books

TWO = """\
2025-02-03 * "Lunchroom" "Broodjes"
  Expenses:Coop:Lunch                         50.00 EUR
  Assets:Members:L01:Cash

2025-02-04 * "Bouwmarkt" "Lijm"
  waiver: "PF05, EV01: lost, declared by two board members"
{key}  Expenses:Members:L01:Costs                  12.00 EUR
  Assets:Bank
"""


def codes(folder: Path, ledger: str) -> list[str]:
    return told(report_on(folder, ledger).verdict.findings)


@pytest.mark.parametrize(
    "key",
    [
        "  lineno: 5\n",
        "  lineno: 2025-01-01\n",
        "  lineno: TRUE\n",
        '  filename: "elsewhere.beancount"\n',
        "  Expenses:Members:L01:Costs  1.00 EUR\n    lineno: 5\n",
    ],
)
def test_a_key_moves_nothing(tmp_path: Path, key: str) -> None:
    plain = key.splitlines(keepends=True)
    other = "".join([*plain[:-1], plain[-1].replace(":", "-of-mine:", 1)])
    found = codes(tmp_path, TWO.format(key=other))
    forged = codes(tmp_path, TWO.format(key=key))
    place = 10 + len(plain)
    assert f"CK07 {place}" in forged
    assert [one for one in forged if not one.startswith("CK07")] == found


def test_a_key_pushed_on_all_entries(tmp_path: Path) -> None:
    found = codes(tmp_path, "\n" + TWO.format(key="") + "\n")
    forged = codes(
        tmp_path, "pushmeta lineno: 7\n" + TWO.format(key="") + "popmeta lineno:\n"
    )
    assert forged == [*("CK07 5", "CK07 14"), *found] or set(forged) == {
        "CK07 5",
        "CK07 14",
        *found,
    }


def test_what_only_looks_like_one(tmp_path: Path) -> None:
    innocent = """\
2025-02-03 * "Shop" "a bill
  lineno: 5
  filename: x"
  my-lineno: 5
  lineno-of-till: 5
  ; lineno: 5
  Expenses:Coop:Lunch                         50.00 EUR
  Assets:Bank
"""
    assert not [one for one in codes(tmp_path, innocent) if one.startswith("CK07")]


def test_it_is_part_of_the_books(tmp_path: Path) -> None:
    one, other = (
        report_on(tmp_path, TWO.format(key=f"  lineno: {line}\n")).books_checksum
        for line in (5, 6)
    )
    assert one != other


def test_beancount_tells_it_too(tmp_path: Path) -> None:
    main = write_books(tmp_path, TWO.format(key="  lineno: 2025-01-01\n"))
    _, errors, _ = loader.load_file(str(main))
    assert any(error.message.startswith("CK07 ") for error in errors)
    assert not any("fault in paraplu" in error.message for error in errors)
