"""Whether the code of a plugin or an extension lies in the books themselves.

The register names those that the cooperative trusts, by their names. A package that is
installed on a computer is what it was when it was installed; a module among the books
is whatever the last change to them says, and the same change can put its name in the
register. So nobody can let code of theirs run by sending it along.

Fava looks for extensions beside the main file first, and Python also where the
environment of whoever starts it says.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.ledger.source.scan import LedgerText

_CODE = (".py", ".pyw", ".pyc", ".pyd", ".so")
_PACKAGE = "__init__"


def lies_in_books(module: str, text: LedgerText) -> bool:
    """Tell whether Python could find a module of this name among the books.

    Capitals do not count: to some disks they are the same.
    """
    parts = module.casefold().split(".")
    return all(parts) and any(_holds(folder, parts) for folder in _searched(text))


def upwards(text: LedgerText) -> Iterator[Path]:
    """Yield the folders from the main file's up to that of the books."""
    folder = text.main.parent.resolve()
    root = text.root.resolve()
    yield folder
    while folder != root and folder.is_relative_to(root):
        folder = folder.parent
        yield folder


def _searched(text: LedgerText) -> Iterator[Path]:
    """Yield the folders of the books in which Python or Fava looks for modules."""
    yield from upwards(text)
    root = text.root.resolve()
    installed = tuple({Path(sys.prefix).resolve(), Path(sys.base_prefix).resolve()})
    for entry in sys.path:
        folder = Path(os.path.realpath(entry or os.curdir))
        ours = any(folder.is_relative_to(one) for one in installed)
        if folder.is_relative_to(root) and not ours:
            yield folder


def _holds(folder: Path, parts: list[str]) -> bool:
    """Tell whether a folder has a module: by all of its name, or a package by a part.

    A folder alone is no package: one for receipts may have any name.
    """
    first, *rest = parts
    for name in _listed(folder):
        known = name.casefold()
        if known.endswith(_CODE) and known.partition(".")[0] == first:
            return True
        if known == first:
            below = folder / name
            if any(map(_is_package, _listed(below))) or (rest and _holds(below, rest)):
                return True
    return False


def _is_package(name: str) -> bool:
    return name.casefold().partition(".")[0] == _PACKAGE


def _listed(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - only names are needed
    except OSError:
        return []
