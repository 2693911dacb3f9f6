"""Where a change of a closed period is told, to the line, and in which words."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.bookkeeping.periods.small import FILES, LEDGER, close, closed_books, said
from tests.support import hints, words, write_books

from paraplu.check import check
from paraplu.ledger.seals import SealKind


def places(main: Path) -> list[str]:
    """Return the file and the line of each PD01 and PD02."""
    found = check(main).verdict.findings
    return [
        f"{Path(one.source.file).name}:{one.source.line}"
        for one in found
        if one.code in ("PD01", "PD02")
    ]


def seal_with(main: Path, old: str, new: str) -> None:
    """Change one text in the seal of these books."""
    seal = main.parent / "seals" / "2025-Q1.seal"
    text = seal.read_text("utf-8")
    assert old in text
    seal.write_text(text.replace(old, new, 1), "utf-8")


def test_a_seal_that_cannot_be_read_is_told_at_its_beginning(tmp_path: Path) -> None:
    main = closed_books(tmp_path)
    seal_with(main, "kind: closed", "<<<<<<< HEAD")
    assert places(main) == ["2025-Q1.seal:1"]
    [one] = [one for one in check(main).verdict.findings if one.code == "PD01"]
    assert hints(one) == (
        "Put back what is in git: `git log -- ledger/seals` tells what it was."
    )


def test_a_seal_of_another_version_is_told_at_its_beginning(tmp_path: Path) -> None:
    main = closed_books(tmp_path)
    seal_with(main, "canonical: 4", "canonical: 2")
    assert places(main) == ["2025-Q1.seal:1"]


def test_a_document_is_told_at_the_beginning_of_the_seal(tmp_path: Path) -> None:
    main = closed_books(tmp_path)
    (main.parent / "oak.pdf").unlink()
    assert places(main) == ["2025-Q1.seal:1"]


def test_what_is_gone_is_told_at_its_line_in_the_seal(tmp_path: Path) -> None:
    main = closed_books(tmp_path)
    oak = LEDGER[LEDGER.index('2025-03-05 * "Wood') : LEDGER.index('2025-03-05 * "M')]
    main.write_text(main.read_text("utf-8").replace(oak, ""), "utf-8")
    lines = (main.parent / "seals" / "2025-Q1.seal").read_text("utf-8").split("\n")
    [at] = [n for n, line in enumerate(lines, 1) if "40.00 Expenses" in line]
    assert places(main) == [f"2025-Q1.seal:{at}"]
    # What a line says is lost once somebody spoilt it: the seal as a whole is left.
    was = next(line for line in lines if "40.00 Expenses" in line)
    seal_with(main, was, "spoilt")
    assert places(main) == ["2025-Q1.seal:1"]


NOT_WHAT_IT_WAS = "This entry is not what it was when 2025-Q1 was"
PUT_BACK = "Put back what is in git"
OPEN = "`paraplu period open 2025-Q1`."
LATER = "by an entry of a later day that says what it corrects."
CLOSED = (
    f"{NOT_WHAT_IT_WAS} closed on 2025-06-01.",
    f"{PUT_BACK}. Or open the period again, with the reason: {OPEN}",
)
FILED = (
    f"{NOT_WHAT_IT_WAS} filed on 2025-06-01.",
    f"{PUT_BACK}, and correct it {LATER}",
)


@pytest.mark.parametrize(
    ("kind", "expected"), [(SealKind.CLOSED, CLOSED), (SealKind.FILED, FILED)]
)
def test_what_is_said_of_an_entry_with_another_word(
    kind: SealKind, expected: tuple[str, str], tmp_path: Path
) -> None:
    main = write_books(tmp_path, LEDGER, files=FILES)
    close(main, kind=kind)
    main.write_text(main.read_text("utf-8").replace("Oak", "Ash"), "utf-8")
    [one] = [one for one in check(main).verdict.findings if one.code == "PD01"]
    assert (words(one), hints(one)) == expected


@pytest.mark.parametrize(
    ("data", "what"),
    [("ash", "ledger/oak.pdf is not what it was."), (None, "ledger/oak.pdf is gone.")],
)
def test_what_is_said_of_a_document(
    data: str | None, what: str, tmp_path: Path
) -> None:
    main = closed_books(tmp_path)
    oak = main.parent / "oak.pdf"
    oak.unlink()
    if data:
        oak.write_text(data, "utf-8")
    [one] = [one for one in check(main).verdict.findings if one.code == "PD02"]
    assert words(one) == (
        f"{what} It belongs to 2025-Q1, which was closed on 2025-06-01."
    )


def test_an_entry_is_told_with_all_that_it_moves(tmp_path: Path) -> None:
    main = closed_books(tmp_path)
    cents = """\
2025-03-06 * "Gift"
  Assets:Bank     0.50 EUR
  Assets:Cash     0.60 EUR
  Equity:Coop    -1.10 EUR
"""
    main.write_text(f"{main.read_text('utf-8')}\n{cents}", "utf-8")
    assert said(main) == ["PD01 1.10 main.beancount"]


BALANCE = "2025-03-05 balance Assets:Bank  621.00 EUR\n\n"


def test_what_came_is_not_what_a_balance_became(tmp_path: Path) -> None:
    main = closed_books(tmp_path, BALANCE + LEDGER)
    came = '2025-03-05 * "Gift"\n  Assets:Cash  1.00 EUR\n  Equity:Coop\n\n'
    text = main.read_text("utf-8")
    assert BALANCE in text
    main.write_text(text.replace(BALANCE, came), "utf-8")
    found = [words(one) for one in check(main).verdict.findings if one.code == "PD01"]
    since = "2025-Q1, which was closed on 2025-06-01."
    assert found == [
        f"This entry came into {since}",
        f"The entry “balance Assets:Bank” of 2025-03-05 is gone from {since}",
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("2025-01-15", "2025-01-16", ["main.beancount", "2025-01.seal"]),
        (
            BALANCE,
            '2024-12-31 * "Gift"\n  Assets:Cash  1.00 EUR\n  Equity:Coop\n\n',
            ["2025-02.seal"] * 2,
        ),
    ],
    ids=["an entry, and no balance after it", "balances, once"],
)
def test_in_months_that_follow_each_other_a_change_is_told_once(
    old: str, new: str, expected: list[str], tmp_path: Path
) -> None:
    main = write_books(tmp_path, BALANCE + LEDGER, files=FILES)
    close(main, "2025-01")
    close(main, "2025-02")
    text = main.read_text("utf-8")
    assert old in text
    main.write_text(text.replace(old, new), "utf-8")
    assert [place.partition(":")[0] for place in places(main)] == expected


@pytest.mark.parametrize("kind", ["file", "link", "folder"])
def test_a_folder_of_seals_that_is_none_is_told(kind: str, tmp_path: Path) -> None:
    main = write_books(tmp_path, LEDGER, files=FILES)
    seals = main.parent / "seals"
    match kind:
        case "file":
            seals.write_text("", "utf-8")
        case "link":
            seals.symlink_to("nowhere")
        case _:
            seals.mkdir()
    assert places(main) == ([] if kind == "folder" else ["seals:1"])
