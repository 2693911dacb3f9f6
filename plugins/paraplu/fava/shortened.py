"""Fava's list of errors, with the first of each rule and a line for all others.

Fava sends the whole list along with every page, and draws it at once: fifteen thousand
took half a minute. A check, and Beancount itself, go on telling all of them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from paraplu.base.language import chosen_language, counted
from paraplu.plugin import ParapluError

if TYPE_CHECKING:
    from fava.core import FavaLedger

# So many of one rule; a check shows as many.
MOST = 30


class UnlistedError(ParapluError):
    """The line that counts what is not listed of a rule."""


def shorten(ledger: FavaLedger) -> None:
    """Leave the first findings of each rule in Fava's list, and count the others.

    What is shortened already stays as it is.
    """
    # Fava's types leave out that Beancount takes any shape for an error.
    every: list[Any] = list(ledger.load_errors)
    seen: Counter[str] = Counter()
    kept: list[Any] = []
    for error in every:
        if type(error) is ParapluError:
            code = error.message.partition(" ")[0]
            seen[code] += 1
            if seen[code] > MOST:
                continue
        kept.append(error)
    language = chosen_language()
    for code, many in seen.items():
        if many > MOST:
            more = counted(
                "{n} more is on the page To do.",
                "{n} more are on the page To do.",
                many - MOST,
            )
            place = {"filename": ledger.beancount_file_path, "lineno": 0}
            kept.append(UnlistedError(place, f"{code} {language.render(more)}"))
    if len(kept) < len(every):
        ledger.load_errors = kept
