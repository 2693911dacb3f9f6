"""The small changes that are tried on a module, and how a test comes to import one."""

from __future__ import annotations

import ast
import copy
import importlib.machinery
import importlib.util
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import CodeType, ModuleType

Pairs = dict[type[ast.AST], type[ast.AST]]
_ONE_WAY = [
    *((ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.Eq, ast.NotEq), (ast.In, ast.NotIn)),
    *((ast.Is, ast.IsNot), (ast.And, ast.Or), (ast.Add, ast.Sub)),
]
_TURNED: Pairs = {
    **dict(_ONE_WAY),
    **{other: one for one, other in _ONE_WAY},
    ast.USub: ast.UAdd,
}
_FLIPPED: Pairs = {ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE}


def mutants(tree: ast.Module) -> Iterator[tuple[int, str, ast.Module]]:
    """Yield the line, the change, and the module of each mutant of a module."""
    for at, node in enumerate(ast.walk(tree)):
        for which in range(4):
            changed = copy.deepcopy(tree)
            mutant = next(one for n, one in enumerate(ast.walk(changed)) if n == at)
            if not _change(mutant, which):
                break
            # Whatever changes has a line.
            assert isinstance(node, ast.expr | ast.stmt)
            line = node.lineno
            yield line, f"{ast.unparse(node)}  ->  {ast.unparse(mutant)}", changed


def _change(node: ast.AST, which: int) -> bool:
    """Change a node in the way of this number; False where there is no such way."""
    match node:
        case ast.Compare(ops=[first, *rest]):
            ways = [
                kinds[type(first)]
                for kinds in (_TURNED, _FLIPPED)
                if type(first) in kinds
            ]
            node.ops = [ways[which]() if which < len(ways) else first, *rest]  # type: ignore[list-item]
            return which < len(ways)
        case ast.BoolOp(op=op) | ast.BinOp(op=op) | ast.UnaryOp(op=op) if (
            type(op) in _TURNED and which == 0
        ):
            node.op = _TURNED[type(op)]()  # type: ignore[assignment]
            return True
        case ast.UnaryOp(op=ast.Not()) if which == 0:
            # Twice is not at all.
            node.operand = ast.UnaryOp(ast.Not(), node.operand)
            return True
        case ast.Constant(value=0 | 1) if which == 0 and type(node.value) is int:
            node.value = 1 - node.value
            return True
        case ast.Return(value=ast.expr() as value) if which == 0:
            node.value = ast.Constant(None)
            return not (isinstance(value, ast.Constant) and value.value is None)
        case _:
            return False


class Mutant(importlib.machinery.SourceFileLoader):
    """Gives the mutant to whoever imports its module."""

    def __init__(self, module: str, file: Path, tree: ast.Module) -> None:
        """Take the name of the module, its file, and what to run for it."""
        super().__init__(module, str(file))
        self._tree = ast.fix_missing_locations(tree)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, _: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Know the one module, as the file that it comes from."""
        del path
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def get_code(self, _fullname: str) -> CodeType:
        """Return the changed code."""
        return compile(self._tree, self.path, "exec")
