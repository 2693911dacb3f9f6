"""Where a change of a closed period is told, to the line."""

from __future__ import annotations

from pathlib import Path

from tests.bookkeeping.periods.small import LEDGER, closed_books

from paraplu.check import check


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


def test_a_seal_of_another_version_is_told_at_its_beginning(tmp_path: Path) -> None:
    main = closed_books(tmp_path)
    seal_with(main, "canonical: 3", "canonical: 2")
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
