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
from paraplu.base.tracked import is_tracked
from paraplu.ledger.source.importers import is_plain
from paraplu.ledger.source.in_books import upwards
from paraplu.ledger.source.kinds import GIT

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
    "nl_banks", "openpyxl", "paraplu", "paraplu_cli", "pdfminer", "pip", "ply",
    "pre_commit", "pypdf", "pytest", "regex", "segno", "setuptools", "simplejson",
    "six", "stdnum", "typst", "watchfiles", "werkzeug", "xlrd", "yaml",
})  # fmt: skip
_HOOKS = frozenset({
    "applypatch-msg", "commit-msg", "fsmonitor-watchman", "post-applypatch",
    "post-checkout", "post-commit", "post-merge", "post-rewrite", "pre-applypatch",
    "pre-auto-gc", "pre-commit", "pre-merge-commit", "pre-push", "pre-rebase",
    "prepare-commit-msg",
})  # fmt: skip
_ENDINGS = (_CACHE, _PATHS, *_CODE)
_MODULES = _OURS | {name.lower() for name in sys.stdlib_module_names}
_NAMES = _MODULES | _AT_START
# By these git takes a folder for a repository, whatever it is called.
_REPOSITORY = (frozenset({"head", "objects", "refs"}), frozenset({"head", "commondir"}))
# What folders for hooks are called.
_HOOKED = ("hook", "husky")
# Folders that are looked into: books of ten years have some dozens.
_MOST_FOLDERS = 1_000
_MOST_FOLDERS_FOR_GIT = 10_000
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
    yield from _of_git(text)
    for line in text.named("importers"):
        file = text.main.parent / line.name
        known = line.name in allowed or os.path.realpath(file) in judged
        if not known and not is_plain(file):
            yield _finding(file, _runs_in_fava(line.name))


def _of_git(text: LedgerText) -> Iterator[Finding]:
    """Yield CK06 for each hook of git, and each repository, anywhere in the books.

    A setting of git can name any folder for its hooks; one that is called after them,
    or that holds several, is meant for that. In a folder that looks like a repository
    of its own, git goes by the settings there, which name programs.
    """
    walked = os.walk(text.root)
    for number, (folder, folders, names) in enumerate(walked):
        if number == _MOST_FOLDERS_FOR_GIT:
            return
        if _ENVIRONMENT in names and number:
            folders.clear()
            continue
        known = {name.casefold() for name in (*folders, *names)}
        if any(known >= files for files in _REPOSITORY):
            yield _finding(Path(folder), _runs_programs(folder, text))
        hooks = [name for name in sorted(names) if _is_hook(name)]
        if len(hooks) > 1 or any(word in Path(folder).name.lower() for word in _HOOKED):
            for name in hooks:
                yield _finding(Path(folder, name), _runs_in_git(folder, name, text))
        folders[:] = sorted(name for name in folders if name != GIT)


def _is_hook(name: str) -> bool:
    """Tell whether git runs a file of this name; Windows adds an ending to programs."""
    return name.casefold().removesuffix(".exe") in _HOOKS


def _runs_in_git(folder: str, name: str, text: LedgerText) -> Message:
    inside = Path(os.path.relpath(os.path.join(folder, name), text.root)).as_posix()  # noqa: PTH118 - a string is at hand
    return say(
        "{file} is a program that git would run on the computer of whoever uses "
        "these books.",
        file=inside,
    )


def _runs_programs(folder: str, text: LedgerText) -> Message:
    inside = Path(os.path.relpath(folder, text.root)).as_posix()
    return say(
        "The folder {folder} is a repository of git by itself. Its settings can name "
        "programs, and git runs them for whoever is in that folder.",
        folder="/" if inside == "." else inside,
    )


def _folders(text: LedgerText) -> Iterator[tuple[str, list[str]]]:
    """Yield the folders to look into, each with the names in it, once."""
    for folder in upwards(text):
        if folder != text.main.parent.resolve():
            names = _listed(folder)
            yield str(folder), names
    walked = os.walk(text.main.parent)
    for number, (folder_name, folders, names) in enumerate(walked):
        if number == _MOST_FOLDERS:
            return
        if _ENVIRONMENT in names and number:
            folders.clear()
            continue
        yield folder_name, [*names, *folders]
        folders[:] = sorted(name for name in folders if not name.startswith("."))


def _listed(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 - only names are needed
    except OSError:
        return []


def _may_run(name: str) -> bool:
    """Tell whether a file or folder of this name has to be looked at.

    Receipts are by the thousand, and need no more than this.
    """
    known = name.lower()
    return known.endswith(_ENDINGS) or known in _NAMES


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
    module = _module(file)
    if module in _MODULES and file.parent.resolve() in near:
        return say(
            "{file} has the name of a part of Python, Beancount, Fava or paraplu, and "
            "can run in its place.",
            file=file.name,
        )
    return None


def _module(file: Path) -> str | None:
    """Return the name of the module that a file or a folder is; None where it isn't."""
    if file.suffix.lower() in _CODE:
        return file.name.partition(".")[0].lower()
    if file.is_dir() and any(file.glob("__init__.*")):
        return file.name.lower()
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
