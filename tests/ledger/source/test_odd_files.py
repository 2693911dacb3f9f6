"""Lines and links that nobody writes end in one clear line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import told, words_of_fault, write_books

from paraplu.check import check
from paraplu.ledger.source.files import LONGEST_LINE, LedgerUnreadable, must_be_lines
from paraplu.opening import CannotRun


@pytest.mark.parametrize("begin", ["; ", '2025-02-01 * "', "", "include "])
def test_a_line_of_four_megabytes(begin: str, tmp_path: Path) -> None:
    main = write_books(tmp_path, f"\n\n{begin}{'x' * 4_000_000}\n")
    with pytest.raises(CannotRun) as fault:
        check(main)
    assert words_of_fault(fault.value) == (
        f"{main}:7: this line is longer than 500,000 characters. Split or delete it."
    )


def test_many_lines_are_no_long_line(tmp_path: Path) -> None:
    text = "; xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n" * (LONGEST_LINE // 30)
    assert check(write_books(tmp_path, text)).loaded


@pytest.mark.parametrize("ending", ["\n", ""])
def test_the_longest_line_is_read_and_one_more_is_not(
    ending: str,
) -> None:
    line = ";" + "x" * (LONGEST_LINE - 1)
    must_be_lines(f"\n{line}\n{line}{ending}".encode(), "a.beancount")
    with pytest.raises(LedgerUnreadable) as fault:
        must_be_lines(f"\n{line}\n{line}x{ending}".encode(), "a.beancount")
    assert dict(fault.value.message.values)["place"] == "a.beancount:3"


def test_what_the_text_asks_for_is_told_once(tmp_path: Path) -> None:
    text = '2025-01-01 open Assets:Bank\n  filename: "x"\n'
    report = check(write_books(tmp_path, text))
    assert [f.code for f in report.verdict.findings].count("CK07") == 1
    assert report.verdict.complete
    assert len(set(report.verdict.ran)) == len(report.verdict.ran)


def test_a_link_to_itself_is_told_once(tmp_path: Path) -> None:
    main = write_books(tmp_path, 'include "loop.beancount"\n')
    (main.parent / "loop.beancount").symlink_to("loop.beancount")
    assert told(check(main).verdict.findings) == ["BC00 0", "CK02 1"]


def test_a_file_beside_the_folder_of_the_ledger_is_read_with_the_same_care(
    tmp_path: Path,
) -> None:
    (tmp_path / "more.beancount").write_text("; " + "x" * 600_000, "utf-8")
    main = write_books(tmp_path, 'include "../more.beancount"\n')
    with pytest.raises(CannotRun) as fault:
        check(main)
    assert "more.beancount:1: this line is longer" in words_of_fault(fault.value)
