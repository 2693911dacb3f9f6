"""Which options weaken the checks of the books: CK04."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity
from paraplu.base.language import say
from paraplu.base.money import HALF_A_CENT
from paraplu.ledger.source.directives import brief

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.language import Message
    from paraplu.ledger.source.directives import Line
    from paraplu.ledger.source.scan import LedgerText

# Of the last digit that is written: half a cent where cents are written.
HALF_A_DIGIT = Decimal("0.5")

_FALSE = frozenset({"false", "0", "no", "off"})
_MULTIPLIERS = frozenset({"tolerance_multiplier", "inferred_tolerance_multiplier"})
# As Beancount reads them: what follows the number does not count, and commas and
# blanks in a number are left out, so that 0,5 is 5.
_TOLERANCE = re.compile(r".*:([\d.]+)")
_LEFT_OUT = re.compile(r"[, ]")


def weakening(text: LedgerText) -> Iterator[Finding]:
    """Yield CK04 for each option that weakens the checks.

    Beancount minds `insert_pythonpath` in every file, the others in the main file.
    """
    for line in text.named("option"):
        if line.name == "insert_pythonpath" or text.is_main(line.source):
            said = _weakness(line)
            if said:
                yield Finding("CK04", Severity.ERROR, said[0], line.source, said[1])


def _weakness(line: Line) -> tuple[Message, Message] | None:
    """Return what is wrong with an option and what to do, or None."""
    value = line.value or ""
    off = value.lower() in _FALSE
    shown = brief(value)
    remove = say("Take the option out.")
    match line.name:
        case "insert_pythonpath" if not off:
            return say(
                "The option insert_pythonpath lets Python files next to the books take "
                "the place of plugins, even of the rules."
            ), remove
        case "plugin_processing_mode" if value == "raw":
            return say(
                'The option plugin_processing_mode "raw" turns off the checks of '
                "Beancount itself: wrong balances are no longer found."
            ), remove
        case "infer_tolerance_from_cost" if not off:
            return say(
                "The option infer_tolerance_from_cost lets transactions with a cost or "
                "price be wrong by more than half a cent."
            ), remove
        case "inferred_tolerance_default" if not _within(_default(value), HALF_A_CENT):
            return say(
                'The option inferred_tolerance_default "{value}" lets amounts be wrong '
                "by more than half a cent.",
                value=shown,
            ), say('Write at most 0.005, as in "EUR:0.005", or take the option out.')
        case name if name in _MULTIPLIERS and not _within(value, HALF_A_DIGIT):
            return say(
                'The option {option} "{value}" lets amounts be wrong by more than half '
                "a cent.",
                option=name,
                value=shown,
            ), say("Write at most 0.5, or take the option out.")
        case _:
            return None


def _default(value: str) -> str:
    """Return the number of a setting such as EUR:0.005, or nothing that is one."""
    found = _TOLERANCE.match(value)
    return found[1] if found else "?"


def _within(number: str, widest: Decimal) -> bool:
    """Tell whether a number is from nil to `widest`; what is no number is not."""
    try:
        tolerance = Decimal(_LEFT_OUT.sub("", number))
    except InvalidOperation:
        return False
    return tolerance.is_finite() and 0 <= tolerance <= widest
