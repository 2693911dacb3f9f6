"""Finds files that run as soon as somebody uses these books with other programs: CK06.

`paraplu check` runs none of them. But Fava, Beancount, Python and git look for files by
certain names beside what they are started on, and do what these say.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity, Source
from paraplu.base.language import say
from paraplu.ledger.source.importers import is_plain
from paraplu.ledger.source.in_books import upwards
from paraplu.ledger.source.tracked import is_tracked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.language import Message
    from paraplu.ledger.source.scan import LedgerText

_CACHE = ".picklecache"
_IMPORTERS = "import_config.py"
_AT_START = frozenset({"sitecustomize", "usercustomize"})
_PATHS = ".pth"
_CODE = frozenset({".py", ".pyc", ".pyd", ".so"})
# Modules that are loaded with Fava, Beancount or paraplu; besides Python's own.
_OURS = frozenset({
    "ahocorasick_rs", "anyascii", "babel", "beancount", "beangulp", "beanquery", "bs4",
    "chardet", "cheroot", "click", "dateutil", "defusedxml", "fava", "flask",
    "flask_babel", "jaraco", "jinja2", "lxml", "magic", "markdown2", "markupsafe",
    "nl_banks", "openpyxl", "paraplu", "paraplu_cli", "ply", "regex", "segno",
    "simplejson", "six", "stdnum", "typst", "watchfiles", "werkzeug", "xlrd", "yaml",
})  # fmt: skip
_HOOKS = frozenset({
    "applypatch-msg", "commit-msg", "fsmonitor-watchman", "post-applypatch",
    "post-checkout", "post-commit", "post-merge", "post-rewrite", "pre-applypatch",
    "pre-auto-gc", "pre-commit", "pre-merge-commit", "pre-push", "pre-rebase",
    "prepare-commit-msg",
})  # fmt: skip
_ENDINGS = (_CACHE, _PATHS, *_CODE)
_NAMES = _OURS | _HOOKS | _AT_START | sys.stdlib_module_names
_FOLDERS_OF_HOOKS = ("hook", "husky")
# Folders that are looked into: books of ten years have some dozens.
_MOST_FOLDERS = 1_000
# A virtual environment, where such files belong, has this.
_ENVIRONMENT = "pyvenv.cfg"


def programs_beside(text: LedgerText, allowed: frozenset[str]) -> Iterator[Finding]:
    """Yield CK06 for each file that a program would run on its own.

    `allowed` are the files with importers that the cooperative trusts, by their paths
    from the folder of the main file.
    """
    near = set(upwards(text))
    judged = set()
    for folder, names in _folders(text):
        for name in sorted(filter(_may_run, names)):
            file = Path(folder, name)
            if name.lower() == _IMPORTERS:
                judged.add(os.path.realpath(file))
            wrong = _wrong(file, near, text, allowed)
            if wrong:
                yield _finding(file, wrong)
    for line in text.named("importers"):
        file = text.main.parent / line.name
        known = line.name in allowed or os.path.realpath(file) in judged
        if not known and not is_plain(file):
            yield _finding(file, _runs_in_fava(line.name))


def _folders(text: LedgerText) -> Iterator[tuple[str, list[str]]]:
    """Yield the folders to look into, each with the names in it, once."""
    for folder in upwards(text):
        if folder != text.main.parent.resolve():
            names = _listed(folder)
            yield str(folder), names
            for name in filter(_holds_hooks, names):
                yield str(folder / name), _listed(folder / name)
    walked = os.walk(text.main.parent)
    for number, (folder_name, folders, names) in enumerate(walked):
        if number == _MOST_FOLDERS:
            return
        if _ENVIRONMENT in names and number:
            folders.clear()
            continue
        yield folder_name, [*names, *folders]
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") or _holds_hooks(name)
        )


def _listed(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 - only names are needed
    except OSError:
        return []


def _holds_hooks(name: str) -> bool:
    return any(word in name.lower() for word in _FOLDERS_OF_HOOKS)


def _may_run(name: str) -> bool:
    """Tell whether a file or folder of this name has to be looked at.

    Receipts are by the thousand, and need no more than this.
    """
    return name.lower().endswith(_ENDINGS) or name in _NAMES


def _wrong(
    file: Path, near: set[Path], text: LedgerText, allowed: frozenset[str]
) -> Message | None:
    """Return what a file would do, if it would do anything."""
    name = file.name.lower()
    if name.endswith(_CACHE):
        return _replaces_books(file.name) if is_tracked(file) else None
    if name == _IMPORTERS:
        inside = Path(os.path.relpath(file, text.main.parent)).as_posix()
        trusted = inside in allowed or is_plain(file)
        return None if trusted else _runs_in_fava(inside)
    if name.endswith(_PATHS) or _module(file) in _AT_START:
        return say(
            "{file} can run as soon as Python starts in this folder, before any check.",
            file=file.name,
        )
    if file.name in _HOOKS and _holds_hooks(file.parent.name):
        return say(
            "{file} is a program that git would run on the computer of whoever uses "
            "these books.",
            file=f"{file.parent.name}/{file.name}",
        )
    module = _module(file)
    if module in _OURS | sys.stdlib_module_names and file.parent.resolve() in near:
        return say(
            "{file} has the name of a part of Python, Beancount, Fava or paraplu, and "
            "can run in its place.",
            file=file.name,
        )
    return None


def _module(file: Path) -> str | None:
    """Return the name of the module that a file or a folder is; None where it isn't."""
    if file.suffix.lower() in _CODE:
        return file.name.partition(".")[0]
    if file.is_dir() and any(file.glob("__init__.*")):
        return file.name
    return None


def _replaces_books(name: str) -> Message:
    return say(
        "{file} came with the books. Beancount and Fava read it instead of the text, "
        "and it can run anything.",
        file=name,
    )


def _runs_in_fava(name: str) -> Message:
    return say(
        "{file} runs when these books are opened in Fava, and does more than name "
        "importers of paraplu.",
        file=name,
    )


def _finding(file: Path, wrong: Message) -> Finding:
    hint = say("Find out who put it there, and delete it.")
    if file.suffix == ".py" and _module(file) not in _AT_START:
        hint = say(
            "Read it. Delete it, or give it another name; importers that the "
            "cooperative trusts go under plugins in the register."
        )
    return Finding("CK06", Severity.ERROR, wrong, Source(str(file), 0), hint)
