"""Loads a ledger as Beancount does, without the work that is plainly not needed.

Most transactions are plain: in one currency, nothing held at cost or with a price, and
the amounts come to nil, or one is left out that makes them so. There is nothing to book
in such a transaction and nothing to balance, so these two steps, which take half of
Beancount's time, are left to the others. All else is Beancount's own: its parser, its
booking of what is not plain, its plugins, its validations. The tests hold the result
against Beancount's, entry by entry and error by error.

Beancount's cache is not read: it is a pickle beside the ledger, and a pickle is code
that whoever writes the ledger could write too.

This leans on steps that Beancount may change. So it is done with the versions of
Beancount that it was tested with; with another, Beancount's own loader does it all.
"""

from __future__ import annotations

import os
from collections import defaultdict
from contextlib import ExitStack, contextmanager, nullcontext
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from beancount import __version__ as beancount_version
from beancount import loader
from beancount.core import data
from beancount.core.amount import Amount
from beancount.core.interpolate import AUTOMATIC_META
from beancount.core.number import MISSING
from beancount.ops import validation
from beancount.parser import booking as beancount_booking
from beancount.parser import booking_full as beancount_booking_full
from beancount.parser import grammar

from paraplu.base.language import Message, say
from paraplu.base.money import CENT
from paraplu.ledger.parsing import Parsed, parse
from paraplu.ledger.source.options import HALF_A_DIGIT
from paraplu.ledger.source.own_keys import OWN
from paraplu.ledger.source.receipt_folders import must_be_searchable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Beancount's booking and validations carry no types.
booking: Any = beancount_booking
booking_full: Any = beancount_booking_full
check_balances: Any = validation.validate_check_transaction_balances

# The versions that the tests hold this against, by how their numbers begin: those
# that pyproject.toml allows.
TESTED = ("3.2",)

_COUNTING = "_dcupdate"
_PADDING = "beancount.ops.pad"
_BALANCES = "beancount.ops.balance"

Loaded = Parsed


def load(
    main: Path, *, balanced: bool = True, forged: bool = True, shown: bool = True
) -> Loaded:
    """Return the entries, errors and options of a ledger, as Beancount would.

    Without `balanced` it is not asked whether balance lines hold. Without `forged`
    nobody wrote a key of Beancount's own, as a scan of the text can tell. Without
    `shown` the options do not know how many decimals a commodity is written with, by
    which Fava and queries show numbers. Raises what `parse`, `must_be_searchable` and
    Beancount raise: nothing for a ledger with errors.

    Beancount's own loader knows none of these wishes.
    """
    if not is_tested(beancount_version):
        return _load_by_beancount(main)
    with (
        _true_places() if forged else nullcontext(),
        nullcontext() if shown else _decimals_uncounted(),
    ):
        entries, errors, options = parse(main)
    must_be_searchable(options["filename"], options["documents"])
    entries.sort(key=data.entry_sortkey)
    entries, more, plain = _book(entries, options)
    errors.extend(more)
    with _needed_steps(entries, balanced=balanced):
        entries, errors = loader.run_transformations(entries, errors, options, None)
    errors.extend(_validate(entries, options, plain))
    return entries, errors, options


def is_tested(version: str) -> bool:
    """Tell whether this was tested with a version of Beancount."""
    return any(f"{version}.".startswith(f"{one}.") for one in TESTED)


def how_loaded() -> Message:
    """Return which loader reads the books, and why."""
    if is_tested(beancount_version):
        return say(
            "Loaded by paraplu, as Beancount {version} does.", version=beancount_version
        )
    return say(
        "Loaded by Beancount {version} itself, which takes longer: paraplu's own "
        "loading was tested with {tested} only.",
        version=beancount_version,
        tested=", ".join(TESTED),
    )


def _load_by_beancount(main: Path) -> Loaded:
    """Return what Beancount's own loader gives, without the cache beside the ledger."""
    loader.initialize(use_cache=False)
    try:
        entries, errors, options = loader.load_file(str(main))
    finally:
        # As Beancount does when it is imported.
        loader.initialize(os.getenv("BEANCOUNT_DISABLE_LOAD_CACHE") is None)
    must_be_searchable(options["filename"], options["documents"])
    return entries, errors, dict(options)


def _book(
    entries: list[Any], options: dict[str, Any]
) -> tuple[list[Any], list[Any], dict[int, Any]]:
    """Return the booked entries, the errors, and by id those that are plain.

    Where something is held at cost, or only part of an amount is left out, booking one
    transaction may depend on those before it; then Beancount books them all.
    """
    if not _has_own_tolerance(options):
        try:
            return _book_each(entries, options)
        except _NeedsBalances:
            pass
    return (*booking.book(entries, options), {})


class _NeedsBalances(Exception):  # noqa: N818 - no error: Beancount has to book it
    """A transaction whose booking may depend on those before it."""


def _book_each(
    entries: list[Any], options: dict[str, Any]
) -> tuple[list[Any], list[Any], dict[int, Any]]:
    """Book each transaction by itself; _NeedsBalances where that can't be done."""
    methods: defaultdict[str, Any] = defaultdict(lambda: options["booking_method"])
    methods |= {
        entry.account: entry.booking
        for entry in entries
        if type(entry) is data.Open and entry.booking
    }
    booked: list[Any] = []
    others: list[Any] = []
    errors: list[Any] = []
    plain: dict[int, Any] = {}
    for entry in entries:
        if type(entry) is not data.Transaction:
            booked.append(entry)
            continue
        complete = _plainly(entry)
        if complete is not None:
            booked.append(complete)
            plain[id(complete)] = complete
        else:
            done, more = booking_full.book([entry], options, methods)
            booked += done
            others += done
            errors += more
    errors += booking.validate_missing_eliminated(others, options)
    return booked, errors, plain


def _has_own_tolerance(options: dict[str, Any]) -> bool:
    """Tell whether an option changes how Beancount rounds what is left out."""
    return bool(
        options["inferred_tolerance_default"]
        or options["tolerance_multiplier"] != HALF_A_DIGIT
        # Not every Beancount 3.2 has this option.
        or options.get("use_precise_interpolation")
    )


def _depends(posting: data.Posting) -> bool:
    units: Any = posting.units
    if posting.cost is not None or units is None:
        return True
    return units is not MISSING and (
        units.number is MISSING or units.currency is MISSING
    )


def _plainly(transaction: data.Transaction) -> data.Transaction | None:
    """Return a plain transaction with all its amounts, None where it is not plain.

    An amount that is left out is only filled in where all others are in whole cents:
    else Beancount rounds it by rules of its own.
    """
    postings: Any = transaction.postings
    complete = [posting for posting in postings if posting.units is not MISSING]
    if any(map(_depends, postings)):
        raise _NeedsBalances
    left_out = [posting for posting in postings if posting.units is MISSING]
    currencies = {posting.units.currency for posting in complete}
    priced = any(posting.price is not None for posting in postings)
    if priced or len(left_out) > 1 or len(currencies) != 1:
        return None
    numbers = [posting.units.number for posting in complete]
    total = sum(numbers, Decimal(0))
    if not left_out:
        return None if total else transaction
    (empty,) = left_out
    if not total or empty.meta is None or not all(map(CENT.same_quantum, numbers)):
        return None
    filled = empty._replace(units=Amount(-total, currencies.pop()))
    empty.meta[AUTOMATIC_META] = True
    return transaction._replace(
        postings=[filled if posting is empty else posting for posting in postings]
    )


@contextmanager
def _true_places() -> Iterator[None]:
    """Have the file and line of an entry come from the parser alone.

    Where somebody wrote one of Beancount's own keys, it is kept under a name that
    nobody can write: it is part of the books, but says nothing of places.
    """
    with ExitStack() as stack:
        # The parser calls both by their names.
        for name in ("key_value", "popmeta"):
            stack.enter_context(_renaming(name))
        yield


@contextmanager
def _decimals_uncounted() -> Iterator[None]:
    """Have the parser not count the decimals of every number; a tenth of its work."""
    count: Any = getattr(grammar.Builder, _COUNTING)
    setattr(grammar.Builder, _COUNTING, lambda *_numbers: None)
    try:
        yield
    finally:
        setattr(grammar.Builder, _COUNTING, count)


@contextmanager
def _renaming(name: str) -> Iterator[None]:
    """Have a step of the parser take one of Beancount's own keys by another name."""
    step: Any = getattr(grammar.Builder, name)

    def renamed(
        builder: object, filename: str, lineno: int, key: str, *value: object
    ) -> object:
        return step(builder, filename, lineno, f"{key}:" if key in OWN else key, *value)

    setattr(grammar.Builder, name, renamed)
    try:
        yield
    finally:
        setattr(grammar.Builder, name, step)


@contextmanager
def _needed_steps(entries: list[Any], *, balanced: bool) -> Iterator[None]:
    """Leave out filling pads in, where there is none, and balances, where not asked.

    Beancount would lay all postings out by account to find that out. Its own list of
    steps is changed for as long as this lasts, as bean-check does for `--auto`.
    """
    padded = any(type(entry) is data.Pad for entry in entries)
    left_out = {_PADDING: not padded, _BALANCES: not balanced}
    lists = (loader.PLUGINS_PRE, loader.PLUGINS_POST)
    kept = [steps[:] for steps in lists]
    for steps in lists:
        steps[:] = [step for step in steps if not left_out.get(step[0])]
    try:
        yield
    finally:
        for steps, before in zip(lists, kept, strict=True):
            steps[:] = before


def _validate(
    entries: list[Any], options: dict[str, Any], plain: dict[int, Any]
) -> list[Any]:
    """Return the errors of Beancount's validations.

    Whether it balances is not asked of a plain transaction that no plugin replaced.
    """
    errors: list[Any] = []
    validate: Any
    for validate in validation.VALIDATIONS:
        if validate is check_balances:
            others = [entry for entry in entries if id(entry) not in plain]
            errors += validate(others, options)
        else:
            errors += validate(entries, options)
    return errors
