"""Loads a ledger as Beancount does, without the work that is plainly not needed.

There is nothing to book in a plain transaction and nothing to balance, so these two
steps, which take half of Beancount's time, are left to the others (`booking`). Where
one look at all of them tells that balance lines hold and accounts are open (`glance`),
that is not asked again. All else is Beancount's own: its parser, its booking of what is
not plain, its plugins, its validations. The tests hold the result against Beancount's,
entry by entry and error by error.

Beancount's cache is not read: it is a pickle beside the ledger, and a pickle is code
that whoever writes the ledger could write too.

This leans on steps that Beancount may change. So it is done with the versions of
Beancount that it was tested with; with another, Beancount's own loader does it all.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

from beancount import __version__ as beancount_version
from beancount import loader
from beancount.core import data
from beancount.ops import validation

from paraplu.base.language import Message, say
from paraplu.ledger.booking import book
from paraplu.ledger.builder import decimals_uncounted, plain_postings, true_places
from paraplu.ledger.parsing import Parsed, parse
from paraplu.ledger.source.receipt_folders import must_be_searchable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paraplu.ledger.booking import Booked

# The versions that the tests hold this against, by how their numbers begin: those
# that pyproject.toml allows.
TESTED = ("3.2",)

_DOCUMENTS = "beancount.ops.documents"
_PADDING = "beancount.ops.pad"
_BALANCES = "beancount.ops.balance"

# Beancount's validations carry no types.
_validations: Any = validation
check_balances: Any = _validations.validate_check_transaction_balances
# Those that find nothing in a transaction on accounts that are open and may take it.
_OF_ACCOUNTS = (
    _validations.validate_open_close,
    _validations.validate_active_accounts,
    _validations.validate_currency_constraints,
    _validations.validate_duplicate_balances,
    _validations.validate_duplicate_commodities,
    _validations.validate_documents_paths,
)

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
        true_places() if forged else nullcontext(),
        nullcontext() if shown else decimals_uncounted(),
        plain_postings(),
    ):
        entries, errors, options = parse(main)
    must_be_searchable(options["filename"], options["documents"])
    return finished(entries, errors, options, balanced=balanced)


def finished(
    entries: list[Any],
    errors: list[Any],
    options: dict[str, Any],
    *,
    balanced: bool = True,
) -> Loaded:
    """Return a ledger that was parsed, with all that Beancount does after that.

    The entries are in the order in which they were parsed. `balanced` is as in `load`.
    """
    entries.sort(key=data.entry_sortkey)
    booked = book(entries, options)
    errors.extend(booked.errors)
    kept = _is_kept(booked, options)
    certain = kept and booked.held
    with needed_steps(booked, options, balanced=balanced and not certain):
        entries, errors = loader.run_transformations(
            booked.entries, errors, options, None
        )
    errors.extend(_validate(entries, options, booked, kept=kept))
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


def _is_kept(booked: Booked, options: dict[str, Any]) -> bool:
    """Tell whether the transactions come through all steps as they are."""
    padded = any(type(entry) is data.Pad for entry in booked.others)
    return not padded and all(name == "paraplu" for name, _ in options["plugin"])


@contextmanager
def needed_steps(
    booked: Booked, options: dict[str, Any], *, balanced: bool
) -> Iterator[None]:
    """Leave out looking for documents and pads, where there are none, and balances.

    Beancount would sort all entries or lay them out by account to find that out. Its
    own list of steps is changed for as long as this lasts, as bean-check does for
    `--auto`.
    """
    kinds = set(map(type, booked.others))
    left_out = {
        _DOCUMENTS: not options["documents"] and data.Document not in kinds,
        _PADDING: data.Pad not in kinds,
        _BALANCES: not balanced,
    }
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
    entries: list[Any], options: dict[str, Any], booked: Booked, *, kept: bool
) -> list[Any]:
    """Return the errors of Beancount's validations.

    They are asked of a transaction what is not known of it. Of the others all is asked.
    """
    others = [entry for entry in entries if type(entry) is not data.Transaction]
    uneven = [entry for entry in entries if id(entry) not in booked.plain]
    errors: list[Any] = []
    validate: Any
    for validate in validation.VALIDATIONS:
        if validate is check_balances:
            errors += validate(uneven, options)
        elif validate in _OF_ACCOUNTS and kept and booked.sound:
            errors += validate(others, options)
        else:
            errors += validate(entries, options)
    return errors
