"""How the lines of a seal end: as git has them on any computer, and no other way."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.bookkeeping.periods.small import DAY, closed_books

from paraplu.check import check


@pytest.mark.parametrize(
    ("end", "told"),
    [(b"\n", set()), (b"\r\n", set()), (b"\r", {"PD01"}), (b" \n", {"PD01"})],
)
def test_a_seal_with_other_ends_of_lines(
    end: bytes, told: set[str], tmp_path: Path
) -> None:
    main = closed_books(tmp_path)
    seals = list(main.parent.glob("seals/*.seal"))
    assert seals
    for seal in seals:
        seal.write_bytes(seal.read_bytes().replace(b"\n", end))
    findings = check(main, today=DAY).verdict.findings
    assert {one.code for one in findings} & {"PD01"} == told
