"""The board in the register: codes and offices, and no names of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paraplu.register.unknown import Unknown

if TYPE_CHECKING:
    from tests.register.conftest import Read

HEAD = "members: {}\n"


def test_a_board(read: Read) -> None:
    reading = read(f'{HEAD}board: [L01, "de voorzitter", L01, De  Voorzitter]\n')
    assert reading.register.board == ("L01", "De  Voorzitter")


def test_without_one_anybody_approves(read: Read) -> None:
    reading = read(HEAD)
    assert reading.register.board == ()


FAULTS = {
    "nobody": ("board: []\n", 2),
    "nothing": ("board:\n", 2),
    "one word": ("board: L01\n", 2),
    "a table": ("board: {chair: L01}\n", 2),
    "an e-mail address": ("board:\n  - L01\n  - a@example.org\n", 4),
    "a phone number": ("board: [06-12345678]\n", 2),
    "an account number": ("board: [NL02ABNA0123456789]\n", 2),
    "signs": ('board: ["--"]\n', 2),
    "an empty one": ('board: [""]\n', 2),
}


@pytest.mark.parametrize(("text", "line"), FAULTS.values(), ids=FAULTS)
def test_faults(read: Read, text: str, line: int) -> None:
    reading = read(HEAD + text)
    assert reading.register.unknown == (Unknown("board"),)
    found = {(fault.code, fault.source.line) for fault in reading.faults}
    assert found == {("MB00", line)}
