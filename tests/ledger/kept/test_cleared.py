"""That nothing is in a text is kept, and asked anew of whatever changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import write_books

from paraplu.check import check
from paraplu.ledger.cache_folder import SETTING
from paraplu.ledger.kept import store as kept_store
from paraplu.ledger.kept.cleared import Cleared
from paraplu.rules import privacy

BOOKS = """\
option "operating_currency" "EUR"
plugin "paraplu" "../members.yaml"
2025-01-01 open Assets:Bank
2025-01-01 open Income:Members:L01:Sales
2025-02-01 * "Market" "a chair"
  Assets:Bank  100.00 EUR
  Income:Members:L01:Sales
"""


@pytest.fixture
def main(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(SETTING, str(tmp_path / "cache"))
    monkeypatch.setattr(kept_store, "LEAST", 0)
    main = write_books(tmp_path, "", head=BOOKS)
    say_private(main, "Jan Jansen")
    return main


def say_private(main: Path, name: str) -> None:
    file = main.parents[1] / "members.private.yaml"
    file.write_text(f"L01: {{name: {name}}}\n", "utf-8")


def told(main: Path) -> list[tuple[str, int]]:
    """Return what PV01 finds with what is kept, which is what it finds without."""
    kept = check(main, cache=True).verdict
    assert kept == check(main).verdict
    found = [one for one in kept.findings if one.code == "PV01"]
    return [(Path(one.source.file).name, one.source.line) for one in found]


def test_what_is_in_a_text_that_changed_is_found(main: Path) -> None:
    assert [told(main), told(main)] == [[], []]
    with main.open("a", encoding="utf-8") as file:
        file.write("; Jan Jansen\n")
    assert [told(main), told(main)] == [[("main.beancount", 8)]] * 2


def test_who_is_new_in_the_private_register_is_found(main: Path) -> None:
    with main.open("a", encoding="utf-8") as file:
        file.write("; by Piet Pietersen\n")
    assert [told(main), told(main)] == [[], []]
    say_private(main, "Piet Pietersen")
    assert told(main) == [("main.beancount", 8)]
    say_private(main, "Jan Jansen")
    assert told(main) == []


def test_a_text_is_not_looked_through_twice(
    main: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told(main) == []

    def looked_through(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(privacy, "_numbers", looked_through)
    found = check(main, cache=True).verdict
    assert "PV01" in found.ran


def test_what_nobody_asks_for_is_forgotten() -> None:
    first = Cleared()
    first.note(b"names", b"1" * 32)
    first.note(b"names", b"2" * 32)
    second = Cleared(first.kept())
    assert second.knows(b"names", b"1" * 32)
    assert not second.knows(b"numbers", b"1" * 32)
    assert not second.knows(b"names", b"3" * 32)
    assert (second.is_new, len(second.kept())) == (True, 32)
    # What is cut off is nothing at all.
    assert not Cleared(second.kept()[:-1]).knows(b"names", b"1" * 32)
