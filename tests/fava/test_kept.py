"""What is worked out once and kept: under each name one thing, whoever asks for it."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

PARAPLU = Path(__file__).resolve().parents[2] / "plugins" / "paraplu"


def made_by(maker: ast.expr) -> str:
    """Return the name of what makes a value: a function, or what a lambda calls."""
    if isinstance(maker, ast.Lambda):
        maker = maker.body
    if isinstance(maker, ast.Call):
        inner = maker.args[0] if ast.unparse(maker.func) == "partial" else maker.func
        return ast.unparse(inner)
    return ast.unparse(maker)


def kept_in(text: str) -> dict[tuple[str, str, int], set[str]]:
    """Return what makes what is kept, by keeper, name, and how much is beside it."""
    found: defaultdict[tuple[str, str, int], set[str]] = defaultdict(set)
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Call(
                func=ast.Attribute(value=keeper, attr="once"),
                args=[ast.Tuple(elts=[ast.Constant(value=str(name)), *more]), maker],
            ):
                where = ast.unparse(keeper).rpartition(".")[2]
                found[where, name, len(more)].add(made_by(maker))
    return found


def test_a_name_is_for_one_thing() -> None:
    found: defaultdict[tuple[str, str, int], set[str]] = defaultdict(set)
    for file in PARAPLU.rglob("*.py"):
        text = file.read_text("utf-8")
        if ".once(" in text:
            for name, makers in kept_in(text).items():
                found[name] |= makers
    assert len(found) > 15
    assert {name: makers for name, makers in found.items() if len(makers) > 1} == {}


def test_two_makers_are_seen() -> None:
    one = "load.once(('a', 1), lambda books: made(books))\nload.once(('b',), _made)\n"
    a, b = ("load", "a", 1), ("load", "b", 0)
    again = "known.load.once(('a', 2), partial(made, 2))"
    assert kept_in(one + again) == {a: {"made"}, b: {"_made"}}
    assert kept_in(one + "load.once(('a', 2), other)")[a] == {"made", "other"}
