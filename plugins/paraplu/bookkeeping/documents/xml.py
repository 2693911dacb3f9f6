"""XML in the two namespaces of UBL, written down as it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
CAC = f"{_UBL}CommonAggregateComponents-2"
CBC = f"{_UBL}CommonBasicComponents-2"

Element = etree._Element  # noqa: SLF001 - the name that lxml gives its type


def document(name: str, *parts: Element | None) -> bytes:
    """Return an XML document of UBL with this root, in UTF-8."""
    space = f"{_UBL}{name}-2"
    spaces: Any = {None: space, "cac": CAC, "cbc": CBC}
    root = etree.Element(etree.QName(space, name), nsmap=spaces)
    _fill(root, parts)
    data: bytes = etree.tostring(
        root, encoding="UTF-8", xml_declaration=True, pretty_print=True
    )
    return data


def some(name: str, *parts: Element | None) -> Element | None:
    """Return an element with these in it, or None where all of them are None."""
    if all(part is None for part in parts):
        return None
    element = etree.Element(etree.QName(CAC, name))
    _fill(element, parts)
    return element


def value(name: str, text: object, **attributes: str) -> Element | None:
    """Return an element with a text; None where there is no text."""
    if text is None or text == "":
        return None
    element = etree.Element(etree.QName(CBC, name), attributes)
    element.text = str(text)
    return element


def _fill(element: Element, parts: Iterable[Element | None]) -> None:
    for part in parts:
        if part is not None:
            element.append(part)
