"""Which files in the folder of the books are something else than a ledger.

A ledger may include any file, whatever it is called. But what Beancount cannot read in
a file it quotes, and so shows to whoever sees the findings. The register, private files
and what git keeps for itself lie in the folder of the books, and are not theirs.
"""

from __future__ import annotations

import os
from pathlib import Path

# What a private register is called, and private customers, and copies of them.
PRIVATE = ".private."
GIT = ".git"
# Registers, customers, invoices, what a service reads that runs the check.
_YAML = frozenset({".yaml", ".yml"})

# What runs the check, keeps the repository, or says who must agree; and the folders.
_NEEDED = frozenset({
    ".gitattributes", ".gitignore", ".gitlab-ci.yml", ".gitmodules",
    ".pre-commit-config.yaml", "codeowners", "members.yaml",
})  # fmt: skip
_REQUIREMENTS = "requirements"
_FOLDERS_OF_SERVICES = frozenset({".forgejo", ".github", ".gitlab", ".gitea"})


def is_needed(path: str) -> bool:
    """Tell whether a file, by its path from the folder of the books, runs the books.

    Such a file is no receipt; nor is a register, or a private file of people.
    """
    *folders, name = path.casefold().split(os.sep)  # noqa: PTH206 - for thousands of receipts
    return (
        PRIVATE in name
        or (not folders and (name in _NEEDED or name.startswith(_REQUIREMENTS)))
        or bool(folders and folders[0] in _FOLDERS_OF_SERVICES)
    )


def is_private(path: str) -> bool:
    """Tell whether a file, links followed, is one of git's or stays with the board."""
    real = Path(os.path.realpath(path))
    return PRIVATE in real.name.casefold() or any(
        part.casefold() == GIT for part in real.parts
    )


def is_no_ledger(path: str) -> bool:
    """Tell whether a file, links followed, is known as another kind than a ledger."""
    real = Path(os.path.realpath(path))
    return real.suffix.casefold() in _YAML or is_private(path)
