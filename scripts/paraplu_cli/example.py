"""The example books: a made-up cooperative of eight members, to look at and try."""

from __future__ import annotations

import shutil
from pathlib import Path

from paraplu.base.language import say
from paraplu_cli.command import Stopped

REGISTER = "members.yaml"
# What programs make beside the books is not of the books.
_MADE = ("__pycache__", "*.pyc", "*.picklecache", ".*.part", ".unfinished.json")


def copy_example(folder: Path) -> Path:
    """Copy the example books into a folder that is not there yet; return the main file.

    They lie beside the program where pip installed it, else at the top of its sources.

    Raises:
        Stopped: they are in neither place.
        OSError: the folder cannot be made.
    """
    here = Path(__file__).parent
    for books in (here / "example", here.parents[1]):
        if (books / REGISTER).is_file() and (books / "ledger").is_dir():
            ignored = shutil.ignore_patterns(*_MADE)
            shutil.copytree(books / "ledger", folder / "ledger", ignore=ignored)
            shutil.copyfile(books / REGISTER, folder / REGISTER)
            return folder / "ledger" / "main.beancount"
    raise Stopped(
        say("The example books are missing; install paraplu again to have them.")
    )
