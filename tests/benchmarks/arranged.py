"""The same books in other files: all of it in one, or each month in many."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

_INCLUDE = re.compile(r'^include "(.*)"\n', re.MULTILINE)
_ENTRY = re.compile(r"^(?=\d{4}-\d\d-\d\d )", re.MULTILINE)


def in_one_file(main: Path, folder: Path) -> Path:
    """Return the main file of a copy whose text is all in that file."""
    copy = _copied(main, folder)
    for name in (copy.name, "plain.beancount"):
        _take_in(copy.with_name(name))
    _delete_included(main, copy)
    return copy


def in_many_files(main: Path, folder: Path, each: int) -> Path:
    """Return the main file of a copy in which each month is in so many files."""
    copy = _copied(main, folder)
    for month in sorted(copy.parent.glob("2*/*.beancount")):
        entries = _ENTRY.split(month.read_text("utf-8"))
        size = -(-len(entries) // each)
        for number in range(each):
            part = month.with_name(f"{month.stem}-{number:02}.beancount")
            some = entries[number * size : (number + 1) * size]
            part.write_text("".join(some), "utf-8")
        month.unlink()
    for name in (copy.name, "plain.beancount"):
        file = copy.with_name(name)
        text = _INCLUDE.sub(
            lambda found: _includes(found[1], each), file.read_text("utf-8")
        )
        file.write_text(text, "utf-8")
    return copy


def _copied(main: Path, folder: Path) -> Path:
    """Copy the folder of books, but for what is kept of them."""
    shutil.copytree(
        main.parents[1], folder, ignore=shutil.ignore_patterns("cache", "members")
    )
    return folder / main.parent.name / main.name


def _take_in(file: Path) -> None:
    """Put in place of its includes what they say."""
    text = file.read_text("utf-8")
    text = _INCLUDE.sub(lambda found: _text(file, found[1]), text)
    file.write_text(text, "utf-8")


def _text(main: Path, name: str) -> str:
    return (main.parent / name).read_text("utf-8").rstrip("\n") + "\n"


def _delete_included(main: Path, copy: Path) -> None:
    for name in _INCLUDE.findall(main.read_text("utf-8")):
        (copy.parent / name).unlink()


def _includes(name: str, each: int) -> str:
    if "/" not in name:
        return f'include "{name}"\n'
    stem = name.removesuffix(".beancount")
    parts = (f"{stem}-{number:02}.beancount" for number in range(each))
    return "".join(f'include "{part}"\n' for part in parts)
