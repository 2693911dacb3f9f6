"""The part of the register that is about closing periods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.register import fields
from paraplu.register.agreements import ClosingTerms
from paraplu.register.converter import shaped
from paraplu.register.shape import Keys

if TYPE_CHECKING:
    from paraplu.register.faults import Place
    from paraplu.register.yaml_lines import Node

# Two years; whoever needs longer has agreed nothing.
_MOST_DAYS = 731

_TERMS = Keys(
    {
        "close_within": fields.whole(1, _MOST_DAYS).for_(
            say("Within how many days of its end a month is closed.")
        ),
        "files": fields.choice("month", "any").for_(
            say("Whether an entry must stand in the file of its own month."), "any"
        ),
    }
)


@shaped(_TERMS.schema)
def closing_terms(node: Node, at: Place) -> ClosingTerms | None:
    """Return when periods are closed, and whether files are by month."""
    found = _TERMS.read(node, at)
    if found is None:
        return None
    return ClosingTerms(found.get("close_within"), found.get("files") == "month")
