"""Spares Python's garbage collector work."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the garbage collector: a ledger is all live objects, and many of them."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def count_as_old() -> None:
    """Have the garbage collector count all that is alive now as old.

    It passes over everything once a quarter more objects have come to stay, and what a
    plugin imports is enough to bring on one pass more over a large ledger. Nothing is
    kept from it: the next pass looks at these objects too, as at all old ones.
    """
    # What the host froze stays frozen.
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()
