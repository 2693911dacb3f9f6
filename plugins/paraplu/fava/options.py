"""Options of the books that are patterns: held to those that take no time.

`collapse-pattern` is tried on every account by the reader's browser, which nobody can
stop, and `insert-entry` by Fava. A pattern with more than one sign for “again”, or with
one and a group, could take hours there. Such a pattern is tried here instead, with
little time, and the browser gets the names that it found.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fava.core.fava_options import OptionError

from paraplu.base.language import Message, chosen_language, say
from paraplu.fava.patience import Patient, TakesTooLong

if TYPE_CHECKING:
    from collections.abc import Callable

    from fava.core import FavaLedger

_AGAIN = re.compile(r"[*+{?]|\\\d")
_MOST_LETTERS = 1_000


def settle(ledger: FavaLedger) -> None:
    """Have a ledger's options for collapsed accounts hold nothing that takes long."""
    options = ledger.fava_options
    quick: list[re.Pattern[str]] = []
    for pattern in options.collapse_pattern:
        if _is_quick(pattern.pattern):
            quick.append(pattern)
            continue
        try:
            names = _found(pattern, list(ledger.accounts))
        except TakesTooLong:
            errors: Any = ledger.fava_options_errors
            errors.append(_dropped(pattern.pattern))
        else:
            quick += [re.compile(f"^{name}$") for name in names]
    options.collapse_pattern = quick


def _is_quick(pattern: str) -> bool:
    again = len(_AGAIN.findall(pattern))
    return len(pattern) <= _MOST_LETTERS and again <= ("(" not in pattern)


def _found(pattern: re.Pattern[str], names: list[str]) -> list[str]:
    patient = _patient(pattern)
    # Names that mean themselves in a pattern: all that Beancount lets through.
    plain = [name for name in names if name.replace("-", "").replace(":", "").isalnum()]
    return [name for name in plain if patient.search(name)]


def _patient(pattern: re.Pattern[str]) -> Patient:
    try:
        return Patient(pattern.pattern)
    except re.error as fault:
        raise TakesTooLong from fault


def patient_insertion(find: Callable[..., Any]) -> Callable[..., Any]:
    """Return Fava's search for the place of an entry, with patterns that give up."""

    def found(entry: Any, options: Any, default: str) -> Any:  # noqa: ANN401 - as Fava has them
        patient = [replace(one, re=_patient(one.re)) for one in options]
        try:
            return find(entry, patient, default)
        except TakesTooLong:
            # As where no option fits.
            return default, None

    return found


def _dropped(pattern: str) -> OptionError:
    said: Message = say(
        "The pattern {pattern} of collapse-pattern takes too long. Use a simpler one.",
        pattern=pattern[:80],
    )
    return OptionError(None, chosen_language().render(said), None)
