"""The check: reads a ledger and its register, runs the rules, and proves that it did.

Nothing of the ledger runs before its plugins and options were judged from the text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.chart import Chart
from paraplu.base.errors import Problem
from paraplu.base.language import Message, say
from paraplu.ledger.books import Books
from paraplu.ledger.checksums import books_checksum, files_checksum, rules_checksum
from paraplu.ledger.source import LedgerText, LedgerUnreadable, scan_ledger
from paraplu.ledger.source.main_file import no_main_file
from paraplu.register import Register, RegisterUnreadable, read_register
from paraplu.rules import Needs
from paraplu.rules.verdict import Verdict, judge

if TYPE_CHECKING:
    from paraplu.ledger.loader import Loaded

Progress = Callable[[Message], None]

# Findings by which a ledger asks for code or options that were not agreed: it is not
# loaded while there are any.
REFUSED = frozenset({"CK03", "CK04"})
# Findings that keep other rules from judging.
STOPPING = REFUSED | {"MB00"}


class CannotRun(Problem):
    """The check could not run; `message` says why, in one line."""


@dataclass(frozen=True)
class Report:
    """What a check found, and the proof of what it looked at.

    How the checksums are made is told in `paraplu.ledger.checksums`. `loaded` is False
    where the ledger was refused before it was loaded.
    """

    books: Books
    register: Register
    register_file: Path
    verdict: Verdict
    books_checksum: str
    files_checksum: str
    register_checksum: str
    rules_checksum: str
    loaded: bool


def check(
    main: Path,
    *,
    members: Path | None = None,
    today: dt.date | None = None,
    allow_plugins: Iterable[str] = (),
    progress: Progress = lambda _message: None,
) -> Report:
    """Return the report on a ledger; CannotRun where it or the register can't be read.

    `members` is the register, else the one that the plugin line names, else the
    `members.yaml` beside the ledger's folder. `today` is the day from which terms are
    seen, else the newest entry's.
    """
    from paraplu.plugin import collector_paused

    with collector_paused():
        return _checked(
            Path(main).absolute(), members, today, tuple(allow_plugins), progress
        )


def _checked(
    main: Path,
    members: Path | None,
    today: dt.date | None,
    allow_plugins: tuple[str, ...],
    progress: Progress,
) -> Report:
    progress(say("reading the register"))
    text, register, file, checksum = sources(main, members)
    allowed = replace(register, plugins=(*register.plugins, *allow_plugins))
    books = unloaded(text, today)
    verdict = judge(books, allowed, Needs.TEXT)
    loaded = not asks_too_much(verdict)
    if loaded:
        progress(say("loading the ledger"))
        books = load_books(text, register, today=today)
        progress(say("checking the books"))
        verdict = judge(books, allowed, before=verdict)
    return Report(
        books=books,
        register=register,
        register_file=file,
        verdict=verdict,
        books_checksum=books_checksum(books),
        files_checksum=files_checksum(books),
        register_checksum=checksum,
        rules_checksum=rules_checksum(),
        loaded=loaded,
    )


def unloaded(text: LedgerText, today: dt.date | None = None) -> Books:
    """Return books that hold no more than the text of a ledger, to judge that first."""
    return Books(
        chart=Chart(),
        currency="EUR",
        today=today or dt.date.min,
        main=text.main,
        root=text.root,
        text=text,
    )


def asks_too_much(verdict: Verdict) -> bool:
    """Tell whether a ledger asks for code or options that were not agreed."""
    return any(finding.code in REFUSED for finding in verdict.findings)


def sources(main: Path, members: Path | None) -> tuple[LedgerText, Register, Path, str]:
    """Return the text of the ledger, the register, its file and its checksum.

    CannotRun where one of them cannot be read.
    """
    from paraplu.plugin import register_path, within_books

    try:
        text = scan_ledger(main)
        argument = text.register_argument()
        file = members or register_path(main, argument[0] if argument else None)
        file = file.absolute()
        reading = read_register(file)
        register = reading.register
        return within_books(text, register), register, file, reading.checksum
    except LedgerUnreadable as fault:
        raise CannotRun(fault.message) from fault
    except RegisterUnreadable as fault:
        astray = fault.missing and not (members or argument)
        why = no_main_file(text.main, file) if astray else fault.message
        raise CannotRun(why) from fault


def load_books(
    text: LedgerText, register: Register, *, today: dt.date | None = None
) -> Books:
    """Return the books of a ledger whose text was judged before."""
    from paraplu.ledger.reader import read_books

    entries, errors, options = load_entries(text)
    return read_books(entries, options, register, today=today, errors=errors, text=text)


def load_entries(text: LedgerText, *, balanced: bool = True) -> Loaded:
    """Return the entries of such a ledger as the plugin sees them; errors, options.

    `balanced` is as in `paraplu.ledger.loader.load`.
    """
    from paraplu.ledger.loader import load
    from paraplu.plugin import capturing

    try:
        with capturing() as captured:
            entries, errors, options = load(
                text.main, balanced=balanced, forged=bool(text.named("key"))
            )
    except LedgerUnreadable as fault:
        raise CannotRun(fault.message) from fault
    except Exception as fault:
        raise CannotRun(
            say(
                "{file} cannot be loaded: Beancount stopped on {fault}.",
                file=str(text.main),
                fault=f"{type(fault).__name__}: {fault}",
            )
        ) from fault
    if captured.entries is not None:
        entries = captured.entries
    return entries, errors, options
