"""Finds tests that can pass in vain: nothing they assert has to be reached.

    python tests/vain.py            the tests that can, one a line

A test can where each of its asserts is inside a loop or a branch that may never be
entered. It cannot where one assert is outside of them, or where it calls on something
that asserts: a helper whose own asserts are reached, or `pytest.raises`.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

TESTS = Path(__file__).parent
_Function = ast.FunctionDef | ast.AsyncFunctionDef


def in_vain(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line and name of each test of a module that can pass in vain."""
    tree = _Written(
        {
            target.id: node.value
            for node in ast.parse(source).body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
    ).visit(ast.parse(source))
    functions = [node for node in ast.walk(tree) if isinstance(node, _Function)]
    asserting = _asserting(functions)
    for test in functions:
        if not test.name.startswith("test_") or not _asserts_at_all(test):
            continue
        if not _reached(test.body, asserting):
            yield test.lineno, test.name


class _Written(ast.NodeTransformer):
    """Puts what a constant of the module is in the place of its name in a loop."""

    def __init__(self, constants: dict[str, ast.expr]) -> None:
        self._constants = constants

    def visit_For(self, node: ast.For) -> ast.AST:
        """Replace the names of constants in what a loop goes through."""
        if isinstance(node.iter, ast.Name):
            node.iter = self._constants.get(node.iter.id, node.iter)
        elif isinstance(node.iter, ast.Call):
            given = node.iter.args
            node.iter.args = [
                self._constants.get(one.id, one) if isinstance(one, ast.Name) else one
                for one in given
            ]
        return self.generic_visit(node)


def _asserting(functions: Iterable[_Function]) -> frozenset[str]:
    """Return the names of the module's functions that assert whenever they are run."""
    functions = list(functions)
    known: frozenset[str] = frozenset()
    while True:
        more = frozenset(f.name for f in functions if _reached(f.body, known))
        if more == known:
            return known
        known = more


def _asserts_at_all(test: _Function) -> bool:
    return any(isinstance(node, ast.Assert) for node in ast.walk(test))


def _reached(body: Iterable[ast.stmt], asserting: frozenset[str]) -> bool:
    """Tell whether an assert is reached whatever is true and however much there is."""
    return any(_is_reached(statement, asserting) for statement in body)


def _is_reached(  # noqa: PLR0911 - one for each kind
    statement: ast.stmt, asserting: frozenset[str]
) -> bool:
    match statement:
        case ast.Assert():
            return True
        case ast.With(items=items, body=body):
            around = [ast.unparse(one.context_expr) for one in items]
            if any("suppress(" in one for one in around):
                return False
            return any("raises(" in one for one in around) or _reached(body, asserting)
        case ast.If(body=body, orelse=orelse):
            return _reached(body, asserting) and _reached(orelse, asserting)
        case ast.Match(cases=cases):
            whole = any(
                isinstance(c.pattern, ast.MatchAs) for c in cases if not c.guard
            )
            return whole and all(_reached(one.body, asserting) for one in cases)
        case ast.For(iter=of, body=body):
            return _has_something(of) and _reached(body, asserting)
        case ast.Try(body=body, finalbody=final):
            return _reached([*body, *final], asserting)
        case ast.Expr() | ast.Assign() | ast.Return():
            return any(
                isinstance(node, ast.Call)
                and ast.unparse(node.func).rsplit(".", 1)[-1] in asserting
                for node in ast.walk(statement)
            )
    return False


def _has_something(of: ast.expr) -> bool:  # noqa: PLR0911 - one for each kind
    """Tell whether what a loop goes through is written out, or counted, in the test."""
    match of:
        case ast.Tuple(elts=[_, *_]) | ast.List(elts=[_, *_]) | ast.Set(elts=[_, *_]):
            return any(
                not isinstance(one, ast.Starred) or _has_something(one.value)
                for one in of.elts
            )
        case ast.Dict(keys=[_, *_]):
            return True
        case ast.Constant(value=str(text)):
            return bool(text)
        case ast.Call(func=ast.Name(id="range"), args=[ast.Constant(value=int(n))]):
            return n > 0
        case ast.Call(
            func=ast.Name(id="range"),
            args=[ast.Constant(value=int(first)), ast.Constant(value=int(last)), *_],
        ):
            return first < last
        case ast.Call(
            func=ast.Name(id="enumerate" | "sorted" | "reversed"), args=[one, *_]
        ):
            return _has_something(one)
        case ast.Call(func=ast.Name(id="zip"), args=[*parts]):
            return all(_has_something(one) for one in parts)
        case ast.Call(func=ast.Attribute(value=one, attr="items")):
            return _has_something(one)
    return False


def main() -> int:
    """Print the tests that can pass in vain; return how many there are."""
    found = [
        f"{file.relative_to(TESTS.parent)}:{line}: {name}"
        for file in sorted(TESTS.rglob("test_*.py"))
        for line, name in in_vain(file.read_text("utf-8"))
    ]
    sys.stdout.writelines(f"{one}\n" for one in found)
    return len(found)


if __name__ == "__main__":
    sys.exit(bool(main()))
