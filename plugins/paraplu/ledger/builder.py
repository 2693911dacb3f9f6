"""Changes steps of Beancount's builder for as long as a ledger is read.

The parser calls them by their names, some of them for every posting.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from beancount.core.amount import Amount
from beancount.core.data import Posting
from beancount.parser import grammar

from paraplu.ledger.source.own_keys import OWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Beancount's builder carries no types.
_Builder: Any = grammar.Builder
_take_posting: Any = _Builder.posting
_new: Any = tuple.__new__


@contextmanager
def true_places() -> Iterator[None]:
    """Have the file and line of an entry come from the parser alone.

    Where somebody wrote one of Beancount's own keys, it is kept under a name that
    nobody can write: it is part of the books, but says nothing of places.
    """
    with ExitStack() as stack:
        for name in ("key_value", "popmeta"):
            stack.enter_context(_replaced(name, _renaming(getattr(_Builder, name))))
        yield


def _renaming(step: Callable[..., Any]) -> Callable[..., Any]:
    """Return a step that takes one of Beancount's own keys by another name."""

    def renamed(
        builder: object, filename: str, lineno: int, key: str, *value: object
    ) -> object:
        return step(builder, filename, lineno, f"{key}:" if key in OWN else key, *value)

    return renamed


@contextmanager
def plain_postings() -> Iterator[None]:
    """Have a posting without a price made at once: nothing in it is to be judged."""
    with _replaced("posting", _posting):
        yield


def _posting(  # noqa: PLR0913, PLR0917 - as the parser calls it
    builder: object,
    filename: str,
    lineno: int,
    account: str,
    units: object,
    cost: object,
    price: object,
    istotal: object,
    flag: int | None,
) -> object:
    if price is not None or istotal:
        return _take_posting(
            builder, filename, lineno, account, units, cost, price, istotal, flag
        )
    meta = {"filename": filename, "lineno": lineno}
    return _new(
        Posting, (account, units, cost, None, chr(flag) if flag else None, meta)
    )


@contextmanager
def decimals_uncounted() -> Iterator[None]:
    """Have the decimals of numbers not counted; a tenth of the work of the parser."""
    with (
        _replaced("_dcupdate", lambda *_numbers: None),
        _replaced("amount", _amount),
    ):
        yield


def _amount(
    _builder: object, _filename: str, _lineno: int, number: object, currency: object
) -> object:
    return _new(Amount, (number, currency))


@contextmanager
def _replaced(name: str, step: Callable[..., Any]) -> Iterator[None]:
    """Have a step of the builder be another one."""
    kept = getattr(_Builder, name)
    setattr(_Builder, name, step)
    try:
        yield
    finally:
        setattr(_Builder, name, kept)
