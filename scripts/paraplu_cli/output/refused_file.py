"""Why a file of a bank is not read, with its place and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu_cli.places import shown

if TYPE_CHECKING:
    from nl_banks import Refused

# The importers say what is wrong with a line; these already say what to do as well.
_ADVISE = ("download", "please report")


def refused_file(refusal: Refused) -> Message:
    """Return why a file is not read; what to do, where it is about one line."""
    why = Message(refusal.template, tuple(refusal.values.items()))
    place = shown(refusal.path or "")
    if not refusal.line:
        return say("{place}: {why}", place=place, why=why)
    place = f"{place}:{refusal.line}"
    if any(word in refusal.template.casefold() for word in _ADVISE):
        return say("{place}: {why}", place=place, why=why)
    return say(
        "{place}: {why} Download the file again, and do not open it in another "
        "program first.",
        place=place,
        why=why,
    )
