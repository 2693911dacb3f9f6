"""Regular expressions for Fava's filters that give up in time.

What a reader types as a filter may be a pattern that takes hours on a long word. The
`regex` library, which Beancount brings, reads the same patterns and can be told how
long to try. This stands in for the module `re` where Fava compiles its filters.
"""

from __future__ import annotations

import importlib
import re
import time
from typing import TYPE_CHECKING, Any

from fava.core.filters import FilterError

from paraplu.fava.request import fava_language
from paraplu.language import say

if TYPE_CHECKING:
    from collections.abc import Callable

error = re.error
IGNORECASE = re.IGNORECASE
# Seconds for one filter on all of the books.
LONGEST = 3.0

# It has no types, and none are published for it here.
_regex: Any = importlib.import_module("regex")


class Patient:
    """A pattern that is searched for, until its time is over."""

    def __init__(self, pattern: str, flags: int) -> None:
        """Compile a pattern; `re.error` where it is none."""
        # Whatever Python's own library refuses, Fava takes for plain text.
        re.compile(pattern, flags)
        ignoring = _regex.IGNORECASE if flags & re.IGNORECASE else 0
        try:
            compiled = _regex.compile(pattern, ignoring)
        except _regex.error as fault:
            raise re.error(str(fault)) from fault
        self._search: Callable[..., object] = compiled.search
        self._left = LONGEST

    def search(self, text: str) -> object:
        """Return the first place of the pattern in a text, None where there is none.

        Raises:
            FilterError: it takes too long.
        """
        begun = time.monotonic()
        try:
            return self._search(text, timeout=max(self._left, 0.001))
        except TimeoutError as fault:
            said = say("This filter takes too long. Try a simpler one.")
            raise FilterError("account", fava_language().render(said)) from fault
        finally:
            self._left -= time.monotonic() - begun


def compile(pattern: str, flags: int = 0) -> Patient:  # noqa: A001 - as `re` calls it
    """Return a pattern as Fava uses it."""
    return Patient(pattern, flags)


def has_component(account: str, component: str) -> bool:
    """Tell whether an account has these parts; Beancount takes them for a pattern."""
    return f":{component}:" in f":{account}:"
