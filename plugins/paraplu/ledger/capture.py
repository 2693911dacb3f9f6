"""Takes the entries that Beancount gives to the plugin of ours.

The check judges the very entries that the plugin sees in Beancount and Fava, once.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Captured:
    """The entries that Beancount gave the plugin; None where it ran no plugin."""

    entries: list[Any] | None = None


_capture: ContextVar[Captured | None] = ContextVar("capture", default=None)


@contextmanager
def capturing() -> Iterator[Captured]:
    """Have the plugin hand over what it is given instead of judging it."""
    captured = Captured()
    token = _capture.set(captured)
    try:
        yield captured
    finally:
        _capture.reset(token)


def handed_over(entries: list[Any]) -> bool:
    """Hand entries to whoever captures them; False where nobody does.

    The first line of the plugin counts where there are two.
    """
    captured = _capture.get()
    if captured is None:
        return False
    if captured.entries is None:
        captured.entries = list(entries)
    return True
