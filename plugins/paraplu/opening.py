"""The one way to open books: find them, judge their text, load them, read them.

Nothing of a ledger runs before its plugins and options were judged from the text.
`open_books` does all of it; whoever has more to say in between takes the steps.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from paraplu.base.chart import Chart
from paraplu.base.collector import collector_paused
from paraplu.base.errors import Problem
from paraplu.base.findings import Finding, in_order
from paraplu.base.language import say
from paraplu.ledger.books import Books
from paraplu.ledger.capture import capturing
from paraplu.ledger.source import (
    LedgerText,
    LedgerUnreadable,
    judge_source,
    scan_ledger,
)
from paraplu.ledger.source.importers import foreign_importers
from paraplu.ledger.source.main_file import no_main_file
from paraplu.ledger.source.register_place import is_near, named_register
from paraplu.register import Register, RegisterUnreadable, read_register

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from paraplu.base.findings import Source
    from paraplu.ledger.kept.store import Store
    from paraplu.ledger.loader import Loaded
    from paraplu.register import Reading

# Findings by which a ledger asks for code or options that were not agreed: it is not
# loaded while there are any.
REFUSED = frozenset({"CK03", "CK04"})


class CannotRun(Problem):
    """The books cannot be opened; `message` says why, in one line."""


class Request(Struct, frozen=True):
    """What a ledger asks for, before anything of it runs: its text and its register.

    `unread` says why there is no register, where that is so; then the one here is empty
    and allows nothing.
    """

    text: LedgerText
    register: Register
    register_file: Path
    register_checksum: str = ""
    unread: RegisterUnreadable | None = None


class OpenedBooks(Struct, frozen=True):
    """Books that were loaded and read, with their register and Beancount's errors."""

    books: Books
    register: Register
    errors: Sequence[Any]


def open_books(
    main: Path,
    *,
    members: Path | None = None,
    today: dt.date | None = None,
    allow_plugins: Iterable[str] = (),
) -> OpenedBooks:
    """Return the books of a ledger.

    `members` is the register, else the one that the plugin line names, else the
    `members.yaml` beside the ledger's folder. `today` is the day from which terms are
    seen, else the newest entry's. `allow_plugins` may run besides those that the
    register allows.

    Raises:
        CannotRun: the ledger or the register cannot be read, or the ledger asks for
            what was not agreed.
    """
    with collector_paused():
        request = readable(request_of(Path(main).absolute(), members))
        for finding in refused(request, allow_plugins):
            raise CannotRun(finding.message)
        entries, errors, options = load_entries(request.text)
        books = read(request, entries, options, errors, today=today)
        return OpenedBooks(books, request.register, errors)


def request_of(main: Path, members: Path | None = None) -> Request:
    """Return what a ledger asks for; a register that can't be read is in `unread`.

    Raises:
        CannotRun: there is no text to judge.
    """
    try:
        return _requested(main, members)
    except LedgerUnreadable as fault:
        raise CannotRun(fault.message) from fault


def _requested(main: Path, members: Path | None) -> Request:
    text = scan_ledger(main)
    argument = text.register_argument()
    name = argument[0] if argument else None
    try:
        file, reading = _reading(text.main, members, name)
    except RegisterUnreadable as fault:
        file = members or named_register(text.main, name)
        if fault.missing and not (members or argument):
            why = no_main_file(text.main, file)
            fault = RegisterUnreadable(why, missing=True)
        return Request(text, Register(), file, unread=fault)
    text = within_books(text, reading.register)
    return Request(text, reading.register, file, reading.checksum)


def _reading(
    main: Path, members: Path | None, name: str | None
) -> tuple[Path, Reading]:
    """Return the register of a ledger as it lies on disk, and as it was read."""
    file = (members or register_path(main, name)).absolute()
    return file, read_register(file)


def registered(main: Path, members: Path | None = None) -> Register | None:
    """Return the register of a ledger, even of one that cannot be read.

    It is for the language of what is said then; None where there is no register.
    """
    argument = named_in(main)
    with suppress(RegisterUnreadable, OSError):
        return _reading(main, members, argument[0] if argument else None)[1].register
    return None


def named_in(main: Path) -> tuple[str, Source] | None:
    """Return what the plugin line of a ledger says of the register, and its place.

    None where it says nothing, or where the ledger cannot be read.
    """
    with suppress(LedgerUnreadable, OSError):
        return scan_ledger(main).register_argument()
    return None


def readable(request: Request) -> Request:
    """Return a request whose register was read; CannotRun where it was not."""
    if request.unread:
        raise CannotRun(request.unread.message) from request.unread
    return request


def refused(request: Request, allowed: Iterable[str] = ()) -> list[Finding]:
    """Return the findings by which a ledger must not be loaded, nor shown in Fava.

    `allowed` are plugins, extensions and files with importers that may run besides
    those that the register allows, also where they lie in the books.
    """
    return _refusing(_judged(request, tuple(allowed)))


def refused_in_fava(request: Request, allowed: Iterable[str] = ()) -> list[Finding]:
    """Return the findings by which a ledger must not be shown in Fava.

    Files with importers are among them: only Fava runs those.
    """
    named = tuple(allowed)
    importers = foreign_importers(request.text, frozenset(named))
    return _refusing([*_judged(request, named), *importers])


def _judged(request: Request, named: tuple[str, ...]) -> list[Finding]:
    plugins = request.register.plugins
    return judge_source(request.text, allowed_plugins=plugins, named=named)


def _refusing(found: Iterable[Finding]) -> list[Finding]:
    return in_order(finding for finding in found if finding.code in REFUSED)


def unloaded(request: Request, today: dt.date | None = None) -> Books:
    """Return books that hold no more than the text of a ledger, to judge that first."""
    return Books(
        chart=Chart(),
        currency="EUR",
        today=today or dt.date.min,
        main=request.text.main,
        root=request.text.root,
        text=request.text,
    )


def loaded_books(
    request: Request, store: Store | None, *, today: dt.date | None = None
) -> Books:
    """Return the books of a ledger whose text was judged.

    What a `store` keeps of its files is not read again, where that is safe.
    """
    if store is not None:
        from paraplu.ledger.kept.books import kept_books

        books = kept_books(request.text, request.register, store, today)
        if books is not None:
            return books
        store.used.clear()
        store.files = 0
    entries, errors, options = load_entries(request.text)
    return read(request, entries, options, errors, today=today)


def load_entries(text: LedgerText, *, balanced: bool = True) -> Loaded:
    """Return the entries of a ledger as the plugin sees them; errors, options.

    Its text was judged before. `balanced` is as in `paraplu.ledger.loader.load`.
    """
    from paraplu.ledger.loader import load

    try:
        with capturing() as captured:
            entries, errors, options = load(
                text.main,
                balanced=balanced,
                forged=bool(text.named("key")),
                shown=False,
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


def read(
    request: Request,
    entries: Sequence[Any],
    options: dict[str, Any],
    errors: Sequence[Any],
    *,
    today: dt.date | None = None,
) -> Books:
    """Return the books of what Beancount loaded."""
    from paraplu.ledger.reader import read_books

    register, text = request.register, request.text
    return read_books(entries, options, register, today=today, errors=errors, text=text)


def register_path(main: Path, config: str | None) -> Path:
    """Return where the register lies: as the plugin line says, else near the ledger.

    Raises:
        RegisterUnreadable: it lies where nobody sees it together with the books.
    """
    path = named_register(main, config)
    # A ledger that is in no file was not sent by anybody.
    if main.exists() and not is_near(main, path):
        raise RegisterUnreadable(
            say(
                "The register {file} lies outside the books. Whoever reviews them does "
                "not see by which rules they are judged. Put it in the folder of the "
                "books, and name it on the plugin line.",
                file=str(path),
            )
        )
    return path


def within_books(text: LedgerText, register: Register) -> LedgerText:
    """Return the text of a ledger whose root is the folder of the register.

    Where the register does not lie above the ledger, the root stays the ledger's own
    folder. A wider root only matters where an include was not followed.
    """
    folder = Path(register.file).resolve().parent if register.file else None
    if folder is None or not text.main.resolve().is_relative_to(folder):
        return text
    if text.outside:
        return scan_ledger(text.main, folder)
    return replace(text, root=folder)
