"""No test can pass without having looked at anything."""

from __future__ import annotations

import pytest
from tests.vain import TESTS, in_vain


@pytest.mark.no_cover  # it reads code, and runs none of it
def test_every_test_reaches_an_assert() -> None:
    """Assert first that there is something to go through, such as `assert found`."""
    files = sorted(TESTS.rglob("test_*.py"))
    assert len(files) > 150
    assert [
        f"{file.relative_to(TESTS.parent)}:{line}: {name}"
        for file in files
        for line, name in in_vain(file.read_text("utf-8"))
    ] == []


@pytest.mark.parametrize(
    "body",
    [
        "for one in found(): assert one",
        "if found(): assert 1",
        "for one in []: assert one",
        "for one in [*found()]: assert one",
        "for one in OTHERS: assert one",
        "for one in range(0): assert one == 0",
        "for one in (1, 2):\n  if one > 2: assert one",
        "with suppress(KeyError):\n  assert found()",
        "match found():\n  case 1: assert 1",
        "while found(): assert 1",
        "def helper(): assert 1",
    ],
)
def test_one_that_can_is_named(body: str) -> None:
    assert list(in_vain(module(body))) == [(2, "test_it")]


@pytest.mark.parametrize(
    "body",
    [
        "assert found()\nfor one in found(): assert one",
        "for one in (1, 2): assert one",
        "for one in SOME: assert one",
        "for one in range(3): assert one < 3",
        "for n, one in enumerate(SOME): assert one > n",
        "if found(): assert 1\nelse: assert 2",
        "match found():\n  case 1: assert 1\n  case _: assert 2",
        "with raises(KeyError):\n  found()\nfor one in found(): assert one",
        "with opened():\n  assert 1",
        "judge(1)\nfor one in found(): assert one",
        # What asserts nothing is a matter of its own: a fuzz, a smoke test.
        "for one in found(): print(one)",
    ],
)
def test_the_one_that_looks_like_it_is_not(body: str) -> None:
    assert list(in_vain(module(body))) == []


def module(body: str) -> str:
    """Return a module with a test of this body, a constant and a helper."""
    lines = "".join(f"    {line}\n" for line in body.split("\n"))
    return f"SOME = [1, 2]\ndef test_it():\n{lines}def judge(one): assert one\n"
