"""Whatever is moved leaves a seal as it is; whatever is changed is found and named."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.bookkeeping.periods.small import close, said
from tests.support import write_books

MONEY = st.integers(1, 99_999).map(lambda cents: f"{cents / 100:.2f}")
MEMBER = st.sampled_from(["L01", "L02"])
DAY = st.integers(0, 119).map(lambda n: dt.date(2025, 1, 1) + dt.timedelta(n))
CLOSED = dt.date(2025, 3, 31)


def _entry(day: dt.date, amount: str, member: str, word: str) -> str:
    return (
        f'{day} * "Market" "{word}"\n'
        f"  Assets:Bank  {amount} EUR\n"
        f"  Income:Members:{member}:Sales  -{amount} EUR\n"
    )


ENTRY = st.tuples(DAY, MONEY, MEMBER, st.text("abc", min_size=1, max_size=3))
LEDGERS = st.lists(ENTRY, min_size=3, max_size=8).filter(
    lambda entries: any(day <= CLOSED for day, *_ in entries)
)


def _books(folder: Path, entries: list[str], parts: int = 1) -> Path:
    """Write entries into so many files."""
    files = {
        f"part{n}.beancount": "\n".join(entries[n::parts]) for n in range(1, parts)
    }
    head = "".join(f'include "{name}"\n' for name in files)
    return write_books(folder, "\n".join([head, *entries[::parts]]), files=files)


@settings(max_examples=12, deadline=None)
@given(LEDGERS, st.integers(1, 3), st.randoms(use_true_random=False))
def test_moving_changes_nothing(
    entries: list[tuple[dt.date, str, str, str]], parts: int, chance: random.Random
) -> None:
    with TemporaryDirectory() as folder:
        texts = [_entry(*entry) for entry in entries]
        close(_books(Path(folder), texts))
        chance.shuffle(texts)
        moved = [text.replace("  ", " " * chance.randint(1, 5)) for text in texts]
        assert said(_books(Path(folder), moved, parts)) == []


def _changed(
    how: str, day: dt.date, amount: str, member: str, word: str
) -> tuple[dt.date, str, str, str]:
    """Return an entry with one sign of it changed."""
    match how:
        case "amount":
            return day, f"{Decimal(amount) + 1}", member, word
        case "member":
            return day, amount, "L03" if member == "L01" else "L01", word
        case "word":
            return day, amount, member, f"{word}x"
        case _:
            return day + dt.timedelta(1), amount, member, word


@settings(max_examples=12, deadline=None)
@given(LEDGERS, st.data())
def test_any_change_is_found(
    entries: list[tuple[dt.date, str, str, str]], data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder:
        close(_books(Path(folder), [_entry(*entry) for entry in entries]))
        closed = [n for n, (day, *_) in enumerate(entries) if day <= CLOSED]
        which = data.draw(st.sampled_from(closed))
        how = data.draw(st.sampled_from(["amount", "member", "word", "day"]))
        after = [*entries]
        after[which] = _changed(how, *entries[which])
        found = said(_books(Path(folder), [_entry(*entry) for entry in after]))
        assert found
        assert len(found) <= 2
