"""A large statement is read as a stream: what is read is let go of."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

from tests.nl_banks.camt import balance, document, entry, payment, statement, text

from nl_banks import read

_MIB = 1024 * 1024


def write_large(file: Path, mib: int) -> int:
    """Write CAMT.053 of some size; return how many entries it has.

    Most of an entry is what no line is made of, so that lines take little beside it.
    """
    one = entry("1.00", payment(f"<Prtry>{'long ' * 6_000}</Prtry>", text("a")))
    count = mib * _MIB // len(one)
    parts = (
        balance("OPBD", "0.00", "2026-03-01"),
        one * count,
        balance("CLBD", f"{count}.00", "2026-03-02"),
    )
    file.write_text(document(statement(*parts)), "utf-8")
    return count


def held(file: Path, lines: int) -> int:
    """Return how many bytes reading a file held at most beyond what came of it."""
    tracemalloc.start()
    try:
        (found,) = read(file)
        now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(found.bookings) == lines
    assert found.closing is not None
    assert found.closing.amount == lines
    return most - now


def test_a_file_eight_times_as_large_is_held_no_more(tmp_path: Path) -> None:
    sizes = {mib: tmp_path / f"{mib}.xml" for mib in (1, 8)}
    lines = {mib: write_large(file, mib) for mib, file in sizes.items()}
    small, large = (held(file, lines[mib]) for mib, file in sizes.items())
    # A few blocks of 64 KiB, and what they hold as elements.
    assert small < _MIB
    assert large < small + _MIB // 8
