"""Books of files that were read before, and of those that changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from beancount import __version__ as beancount_version
from beancount import loader
from beancount.core import data
from beancount.ops import validation

from paraplu.ledger.booking import Booked, has_own_tolerance
from paraplu.ledger.builder import decimals_uncounted, plain_postings
from paraplu.ledger.capture import capturing
from paraplu.ledger.kept.joining import joined
from paraplu.ledger.kept.parsing import known_files
from paraplu.ledger.kept.soundness import Soundness
from paraplu.ledger.kept.uncertain import Uncertain
from paraplu.ledger.loader import is_tested, needed_steps
from paraplu.ledger.parsing import parse
from paraplu.ledger.reader import BooksReading
from paraplu.ledger.source.files import LedgerUnreadable
from paraplu.ledger.source.receipt_folders import must_be_searchable
from paraplu.ledger.source.scan import PLUGIN

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from paraplu.ledger.books import Books
    from paraplu.ledger.kept.form import KeptFile
    from paraplu.ledger.kept.store import Store
    from paraplu.ledger.source import LedgerText
    from paraplu.register import Register

# Of the plugins only ours is known to leave the books as they are.
OURS = frozenset({PLUGIN})

# Beancount's own carry no types.
_loader: Any = loader
_validations: Any = validation


def kept_books(
    text: LedgerText, register: Register, store: Store, today: dt.date | None = None
) -> Books | None:
    """Return the books of a ledger that was judged; None where there is any doubt.

    They are what loading and reading the ledger gives. What is new in them is noted in
    the store.
    """
    plugins = {line.name for line in text.of_main("plugin")}
    certain = is_tested(beancount_version) and not text.named("key")
    if not (certain and PLUGIN in plugins and plugins <= OURS):
        return None
    try:
        return _read(text, register, store, today)
    except (Uncertain, LedgerUnreadable, OSError):
        # Who reads the whole ledger says it.
        return None
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        # Somebody made a kept file that fits its checksum, and does not fit itself.
        return None


def _read(
    text: LedgerText, register: Register, store: Store, today: dt.date | None
) -> Books:
    with known_files(store) as files, decimals_uncounted(), plain_postings():
        entries, errors, options = parse(text.main)
    # Whatever is kept, nothing of it names code.
    ours = {name for name, _ in options["plugin"]} <= OURS
    if entries or not ours or has_own_tolerance(options):
        raise Uncertain
    must_be_searchable(options["filename"], options["documents"])
    reading = BooksReading(options, register, today, text)
    if any(file.commodity not in {"", reading.currency} for file in files):
        raise Uncertain
    transactions = joined(files, reading.chart)
    others = _others(files)
    soundness = Soundness(others, transactions.sums, reading.currency, options)
    if not soundness.sound:
        raise Uncertain
    others, more = _judged(others, options, soundness, files)
    return reading.books(transactions, others, [*errors, *more])


def _others(files: Iterable[KeptFile]) -> list[Any]:
    """Return all that is no transaction, in order."""
    others = (one for file in files for one in file.others)
    return sorted(others, key=data.entry_sortkey)


def _judged(
    others: list[Any],
    options: dict[str, Any],
    soundness: Soundness,
    files: Iterable[KeptFile],
) -> tuple[list[Any], list[Any]]:
    """Return the other directives as the plugin is given them, and what is wrong.

    Beancount says it, of these directives alone. Only where a balance line may not hold
    it is given what was booked as well.
    """
    booked: list[Any] = []
    held = soundness.held
    if not held:
        # A sum of amounts that are not written alike may look otherwise than theirs.
        if not all(file.cents for file in files):
            raise Uncertain
        booked = soundness.by_day()
    entries = sorted([*others, *booked], key=data.entry_sortkey)
    known = Booked([], [], others, {})
    with capturing() as captured, needed_steps(known, options, balanced=not held):
        entries, errors = _loader.run_transformations(entries, [], options, None)
    if captured.entries is None:
        raise Uncertain
    left = [one for one in entries if type(one) is not data.Transaction]
    for validate in _validations.VALIDATIONS:
        errors += validate(left, options)
    given = [one for one in captured.entries if type(one) is not data.Transaction]
    return given, errors
