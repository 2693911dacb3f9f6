"""Python's garbage collector, at rest while a statement is read.

A statement makes a great many objects that all stay, and none of them in a circle. To
look through them again and again takes a third of the time, and finds nothing.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def at_rest() -> Iterator[None]:
    """Stop the collector for as long as this lasts, if it runs."""
    ran = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if ran:
            gc.enable()
