"""Makes elements of a page: `E.p("text", {"class": "note"})`.

An element is its own markup. Whatever is given that is no element is text of the page,
or the value of an attribute, and is escaped: nothing that the books say becomes markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape


class Element(str):
    """An element as markup, in which all text is escaped."""

    __slots__ = ()


Make = Callable[..., Element]
# They have nothing in them, and no end.
_VOID = frozenset({"meta"})


class _Elements:
    """Makes an element by its name, of texts, elements and attributes."""

    def __getattr__(self, name: str) -> Make:
        def make(*parts: str | Mapping[str, str], **known: str) -> Element:
            inner = []
            for part in parts:
                if isinstance(part, str):
                    inner.append(markup(part))
                else:
                    known |= part
            begin, end = attributes(known), "" if name in _VOID else f"</{name}>"
            return Element(f"<{name}{begin}>{''.join(inner)}{end}")

        return make


E = _Elements()


def markup(said: str) -> str:
    """Return a text as markup; an element is markup already."""
    return said if isinstance(said, Element) else escape(said, quote=False)


def attributes(known: Mapping[str, str]) -> str:
    """Return attributes as they stand behind a name, with a space before each."""
    return "".join([f' {key}="{escape(value)}"' for key, value in known.items()])


def line(name: str, said: str, begin: str = "") -> Element:
    """Return an element of one text, with what `attributes` returned for it.

    A table has tens of thousands that are alike but for what they say.
    """
    return Element(f"<{name}{begin}>{escape(said, quote=False)}</{name}>")


def joined(name: str, inner: Iterable[Element], begin: str = "") -> Element:
    """Return an element of elements, with what `attributes` returned for it."""
    return Element(f"<{name}{begin}>{''.join(inner)}</{name}>")
