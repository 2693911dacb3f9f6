"""The words that the books use in account names."""

from __future__ import annotations

from itertools import combinations
from types import MappingProxyType
from typing import TYPE_CHECKING

from paraplu.base import chart as accounts
from paraplu.base.language import say
from paraplu.base.vocabulary import ENGLISH
from paraplu.register import fields, names
from paraplu.register.converter import either, shaped
from paraplu.register.shape import Keys
from paraplu.register.yaml_lines import Node, Word, line_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.register.faults import Place

MEMBER_CLASSES = tuple(word for _, word in accounts.MEMBER_CLASSES)
COOPERATIVE_GROUPS = (
    *(word for _, word in accounts.COOP_GROUPS),
    "Funds",
    "Members",
)
CHART_WORDS = tuple(ENGLISH)

_NAME = fields.choice("en", "nl")
_WORDS = Keys(dict.fromkeys(CHART_WORDS, names.component))


@shaped(lambda language: either(_NAME.schema(language), _WORDS.schema(language)))
def chart(node: Node, at: Place) -> str | Mapping[str, str] | None:
    """Return the name of an account vocabulary, or the cooperative's own words."""
    if isinstance(node, Word):
        return _NAME(node, at)
    found = _WORDS.read(node, at)
    if found is None:
        return None
    for one, other in combinations(CHART_WORDS, 2):
        word = found.get(one, one)
        if word == found.get(other, other) and any(
            one in group and other in group
            for group in (MEMBER_CLASSES, COOPERATIVE_GROUPS)
        ):
            line = max(line_of(node, key) for key in (one, other) if key in found)
            at.at(line).fault(
                say(
                    "{word} stands for both {one} and {other}.",
                    word=word,
                    one=one,
                    other=other,
                ),
                say("Give each its own word."),
            )
    return MappingProxyType(found)
