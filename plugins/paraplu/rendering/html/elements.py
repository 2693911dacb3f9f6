"""Makes elements of a page: `E.p("text", {"class": "note"})`.

lxml builds and escapes them; it has no types for its builder, so they are here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from lxml import builder  # type: ignore[attr-defined]
from lxml.etree import Element

if TYPE_CHECKING:
    from lxml.etree import _Element

Make = Callable[..., "_Element"]


class _Elements:
    """Makes an element by its name, of texts, elements and attributes."""

    def __getattr__(self, name: str) -> Make:
        make: Make = getattr(builder.E, name)
        return make


E = _Elements()


def line(name: str, text: str, known: Mapping[str, str]) -> _Element:
    """Return an element of one text with attributes.

    A table has tens of thousands, and the builder takes five times as long for each.
    """
    made = Element(name, dict(known))
    made.text = text
    return made
