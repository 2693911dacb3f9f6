"""Which files with importers Fava may run: those that only name importers of ours.

`custom "fava-option" "import-config" "import_config.py"` has Fava run that file. One
that takes names from our packages and hands them plain values can do nothing that those
do not do anyway; any other file has to be trusted by its name. What such a file does
when it is started by itself, below `if __name__ == "__main__":`, Fava does not run.

It is no finding of the check, which does not run the file: whoever starts Fava has to
know.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity
from paraplu.base.language import say
from paraplu.ledger.source.directives import brief
from paraplu.ledger.source.files import LedgerUnreadable, Reader

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from types import CodeType

    from paraplu.ledger.source.scan import LedgerText

# The modules whose names do no harm, whatever values they are given: no other is meant
# for such a file. They are named here, since looking them up would load all of them.
MEANT: Mapping[str, frozenset[str]] = {
    "nl_banks": frozenset(
        {
            "Balance",
            "Importer",
            "LineKind",
            "Original",
            "Refused",
            "Statement",
            "StatementLine",
            "__version__",
            "explain",
            "read",
        }
    ),
    "paraplu.fava_import": frozenset({"importers"}),
}
_LONGEST = 100_000
_NOT_PLAIN = (
    LedgerUnreadable,
    OSError,
    ValueError,
    SyntaxError,
    MemoryError,
    RecursionError,
)
_BY_ITSELF = ast.dump(ast.parse('__name__ == "__main__"', mode="eval").body)


def foreign_importers(text: LedgerText, allowed: frozenset[str]) -> Iterator[Finding]:
    """Yield CK03 for each file with importers that is more than names of ours.

    `allowed` are the names of files as the ledger writes them.
    """
    for line in text.named("importers"):
        if line.name not in allowed and not is_plain(text.main.parent / line.name):
            yield Finding(
                "CK03",
                Severity.ERROR,
                say(
                    "The books make Fava run the file {file}, which does more than "
                    "name importers of paraplu. It can do anything.",
                    file=f"“{brief(line.name)}”",
                ),
                line.source,
                say(
                    "Take the line out. Or read the file and, if you trust it, start "
                    "with --allow-plugin and its name."
                ),
            )


def is_plain(file: Path) -> bool:
    """Tell whether a file only names importers of ours, or is not there at all."""
    try:
        return not file.exists() or plain_code(file) is not None
    except OSError:
        return False


def plain_code(file: Path) -> CodeType | None:
    """Return the code of a file that only names importers of ours, None of any other.

    What was judged is what the code is made of: whatever the file becomes meanwhile.
    """
    try:
        tree = ast.parse(Reader(_LONGEST).read(str(file)))
        names = {"__file__"}
        if all(_is_plain_statement(statement, names) for statement in tree.body):
            return compile(tree, str(file), "exec", dont_inherit=True)
    except _NOT_PLAIN:
        pass
    return None


def _is_plain_statement(statement: ast.stmt, names: set[str]) -> bool:
    """Tell whether a statement does no harm; what it names is added to `names`."""
    match statement:
        case ast.Expr(ast.Constant()):
            return True
        case ast.ImportFrom("__future__") | ast.Import([ast.alias("beangulp", None)]):
            return True
        case ast.If(test, _, []):
            return ast.dump(test) == _BY_ITSELF
        case ast.ImportFrom(str(module), aliases, 0):
            found = [alias.asname or alias.name for alias in aliases]
            names.update(found)
            ours = all(_is_ours(module, alias.name) for alias in aliases)
            return ours and not _special(found)
        case ast.Assign(targets, value) if _is_value(value, names):
            found = [target.id for target in targets if isinstance(target, ast.Name)]
            names.update(found)
            return len(found) == len(targets) and not _special(found)
        case _:
            return False


def _special(names: list[str]) -> bool:
    """Tell whether Python may read a meaning into names, such as `__name__`."""
    return any(name.startswith("_") for name in names)


def _is_ours(module: str, name: str) -> bool:
    """Tell whether a module that is meant for such a file offers a name."""
    return name in MEANT.get(module, ())


def _is_value(value: ast.expr, names: set[str]) -> bool:
    """Tell whether an expression is made of plain values and calls of ours."""
    parts: list[ast.expr]
    match value:
        case ast.Constant():
            parts = []
        case ast.Name(name) if name in names:
            parts = []
        case ast.Starred(inner):
            parts = [inner]
        case ast.List(parts) | ast.Tuple(parts):
            pass
        case ast.Dict(keys, values):
            parts = [*(key for key in keys if key), *values]
        case ast.Call(ast.Name(name), given, keywords) if name in names:
            parts = [*given, *(keyword.value for keyword in keywords)]
        case _:
            return False
    return all(_is_value(part, names) for part in parts)
