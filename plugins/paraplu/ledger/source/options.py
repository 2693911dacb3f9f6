"""Which options weaken the checks of the books: CK04."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity
from paraplu.base.language import say
from paraplu.base.money import HALF_A_CENT
from paraplu.ledger.source.directives import brief

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.language import Message
    from paraplu.ledger.source.directives import SourceDirective
    from paraplu.ledger.source.scan import LedgerText

# Of the last digit that is written: half a cent where cents are written.
HALF_A_DIGIT = Decimal("0.5")

_FALSE = frozenset({"false", "0", "no", "off"})
_MULTIPLIERS = frozenset({"tolerance_multiplier", "inferred_tolerance_multiplier"})
# Commas and blanks in a number are left out, as Beancount does, so that 0,5 is 5.
_LEFT_OUT = re.compile(r"[, ]")
_NUMBER = r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+"
_OF_CURRENCY = re.compile(rf"(?:\*|[A-Z][A-Z0-9'._-]*):({_NUMBER})")
# Options that hold a number, and ones that hold one for a currency, with an example of
# each. Of a value such as "EUR:0.0/0" Beancount takes what it can read, or it stops.
_NUMBERS = dict.fromkeys(_MULTIPLIERS, "0.5") | {"long_string_maxlines": "64"}
_OF_CURRENCIES = {
    "inferred_tolerance_default": "EUR:0.005",
    "display_precision": "EUR:0.01",
}


def weakening(text: LedgerText) -> Iterator[Finding]:
    """Yield CK04 for each option that weakens the checks, or holds no number.

    Beancount minds `insert_pythonpath` in every file, the others in the main file; but
    it reads the value of each.
    """
    for line in text.named("option"):
        said = _misread(line)
        if not said and (line.name == "insert_pythonpath" or text.is_main(line.source)):
            said = _weakness(line)
        if said:
            yield Finding("CK04", Severity.ERROR, said[0], line.source, said[1])


def _misread(line: SourceDirective) -> tuple[Message, Message] | None:
    """Return what is wrong with a number that an option should hold, or None."""
    value, name = line.value or "", line.name
    if name in _NUMBERS and not re.fullmatch(_NUMBER, _LEFT_OUT.sub("", value)):
        return say(
            'The option {option} "{value}" is not a number.',
            option=name,
            value=brief(value),
        ), say(
            'Write a number, as in "{example}", or take the option out.',
            example=_NUMBERS[name],
        )
    if name in _OF_CURRENCIES and not _OF_CURRENCY.fullmatch(value):
        return say(
            'The option {option} "{value}" is not a currency and a number.',
            option=name,
            value=brief(value),
        ), say(
            'Write a currency, a colon and a number, as in "{example}", or take the '
            "option out.",
            example=_OF_CURRENCIES[name],
        )
    return None


def _weakness(line: SourceDirective) -> tuple[Message, Message] | None:
    """Return how an option weakens the checks and what to do, or None.

    Where it should hold a number, it does.
    """
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
        case "inferred_tolerance_default" if not _within(
            value.partition(":")[2], HALF_A_CENT
        ):
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


def _within(number: str, widest: Decimal) -> bool:
    """Tell whether a number, which is one, is no more than `widest`."""
    return Decimal(_LEFT_OUT.sub("", number)) <= widest
