"""The check: opens a ledger with its register, runs the rules, proves that it did.

Nothing of the ledger runs before its plugins and options were judged from the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.collector import collector_paused
from paraplu.base.findings import in_order
from paraplu.base.language import Message, say
from paraplu.base.read_once import files_read_once
from paraplu.ledger.checksums import books_checksum, files_checksum, rules_checksum
from paraplu.ledger.kept.store import store_of
from paraplu.opening import (
    REFUSED,
    loaded_books,
    readable,
    request_of,
    unloaded,
)
from paraplu.rules import Needs
from paraplu.rules.only_here import only_here
from paraplu.rules.verdict import Judgement, Verdict, judge

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.base.git import Repository
    from paraplu.ledger.books import Books
    from paraplu.ledger.remembered.loading import Memory
    from paraplu.ledger.source.tracked import Tracked
    from paraplu.register.model import Register

Progress = Callable[[Message], None]

# Findings that keep other rules from judging.
STOPPING = REFUSED | {"MB00"}


@dataclass(frozen=True)
class Report(Judgement):
    """What a check found, and the proof of what it looked at.

    How the checksums are made is told in `paraplu.ledger.checksums`. `loaded` is False
    where the ledger was refused before it was loaded. `known_files` is how many files
    of the ledger were not read again, but known from an earlier time.
    """

    register_file: Path
    register_checksum: str
    rules_checksum: str
    loaded: bool
    known_files: int = 0

    @cached_property
    def books_checksum(self) -> str:
        """The checksum of what the books say."""
        return books_checksum(self.books)

    @cached_property
    def files_checksum(self) -> str:
        """The checksum of the files that the rules looked at."""
        return files_checksum(self.books)


def check(  # noqa: PLR0913 - what a check may need to know, by name
    main: Path,
    *,
    members: Path | None = None,
    today: dt.date | None = None,
    allow_plugins: Iterable[str] = (),
    tracked: Tracked | None = None,
    history: Repository | None = None,
    cache: bool = False,
    memory: Memory | None = None,
    progress: Progress = lambda _message: None,
) -> Report:
    """Return the report on a ledger; CannotRun where it or the register can't be read.

    `members` is the register, else the one that the plugin line names, else the
    `members.yaml` beside the ledger's folder. `today` is the day from which terms are
    seen, else the newest entry's. With `tracked` the files count that go with the next
    commit, and those that are only here are findings. `history` is that of books which
    were taken out of a repository, where signatures of approvals are looked for. With
    `cache` files that did not change are not read again, where that is safe
    (`paraplu.ledger.kept`); with a `memory` neither are those that it has, and it is
    not worked out what the proof is of before somebody asks.
    """
    with collector_paused(), files_read_once():
        return _checked(
            Path(main).absolute(),
            members,
            today,
            tuple(allow_plugins),
            tracked,
            history,
            progress,
            memory,
            cache=cache,
        )


def _checked(  # noqa: PLR0913, PLR0917 - those of a check
    main: Path,
    members: Path | None,
    today: dt.date | None,
    allow_plugins: tuple[str, ...],
    tracked: Tracked | None,
    history: Repository | None,
    progress: Progress,
    memory: Memory | None,
    *,
    cache: bool,
) -> Report:
    progress(say("reading the register"))
    request = readable(request_of(main, members))
    register = request.register
    allowed = replace(register, named=allow_plugins)
    books = unloaded(request, today)
    verdict = judge(books, allowed, Needs.TEXT)
    loaded = not any(finding.code in REFUSED for finding in verdict.findings)
    store = None
    if loaded:
        progress(say("loading the ledger"))
        store = store_of(request.text.files) if cache else None
        known = memory.books(request.text, register, today) if memory else None
        books = known or loaded_books(request, store, today=today)
        cleared = store.cleared(books.main) if store else None
        cleared = memory.cleared() if memory else cleared
        if history or cleared:
            books = replace(books, history=history, cleared=cleared)
        progress(say("checking the books"))
        before = _and_only_here(verdict, books, register, tracked)
        verdict = judge(books, allowed, before=before)
    else:
        verdict = _and_only_here(verdict, books, register, tracked)
    report = Report(
        books=books,
        register=register,
        verdict=verdict,
        register_file=request.register_file,
        register_checksum=request.register_checksum,
        rules_checksum=rules_checksum(),
        loaded=loaded,
        known_files=store.files if store else 0,
    )
    if memory is None:
        # As things are now: nobody looks at them again.
        _ = report.books_checksum, report.files_checksum
    if store:
        store.keep()
    return report


def _and_only_here(
    verdict: Verdict, books: Books, register: Register, tracked: Tracked | None
) -> Verdict:
    """Return a verdict that also tells of what does not go with the next commit."""
    found = only_here(books, register, tracked) if tracked else ()
    return replace(verdict, findings=tuple(in_order((*verdict.findings, *found))))
