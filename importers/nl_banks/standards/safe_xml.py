"""XML from outside, read as a stream and in pieces: a large file takes little memory.

A document type is refused, and with it every entity that blows up or reads elsewhere:
no bank sends one. How deep, how long and how much a piece may be is bounded. Names
lose their namespace: banks differ in prefixes, and versions in namespaces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element, SubElement

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, XMLParser

from nl_banks.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.parsers.expat import XMLParserType

# A statement is some twelve deep; a batch of 25 000 payments has a million elements.
_DEEPEST = 50
_MOST_IN_PIECE = 1_000_000
_MOST = 5_000_000
# Of a text, and of what stands between < and >.
_LONGEST = 100_000
_LONGEST_MARK = 1_000_000


class Piece(NamedTuple):
    """An element with all that is in it, the line where it begins, and its parent.

    `parent` counts the parents in the file, from 0.
    """

    parent: int
    line: int
    element: Element


def pieces(blocks: Iterable[bytes], parent: str) -> Iterator[Piece]:
    """Yield every element right under an element named `parent`, as soon as it ends.

    Refused, with the line, where the XML is broken, or is more than XML should be.
    """
    collector = _Collector(parent)
    parser = XMLParser(target=collector, forbid_dtd=True)
    collector.place = parser.parser
    fed = 0
    try:
        for block in blocks:
            parser.feed(block)
            fed += len(block)
            if fed - parser.parser.CurrentByteIndex > _LONGEST_MARK + len(block):
                raise _too_much()
            yield from collector.taken()
        parser.close()
        yield from collector.taken()
    except Refused as refusal:
        raise refusal.at(collector.line) from None
    except DefusedXmlException as fault:
        raise Refused(
            "This XML has a document type (DTD). No bank sends one, and it can do "
            "harm, so the file is not read."
        ).at(collector.line) from fault
    # Python has its own errors for an encoding that it does not know.
    except (ParseError, LookupError, ValueError) as fault:
        raise Refused(
            "This XML is broken: the file may have been cut off. Download it again."
        ).at(collector.line) from fault


def text(element: Element | None, *paths: str) -> str:
    """Return the first text that is found along the paths, without padding."""
    if element is not None:
        for path in paths:
            if found := element.findtext(path, "").strip():
                return found
    return ""


def _too_much() -> Refused:
    return Refused("The XML is nested more deeply, or is larger, than any statement.")


class _Collector:
    """Makes the pieces out of what the parser meets."""

    def __init__(self, parent: str) -> None:
        self.place: XMLParserType | None = None
        self._parent = parent
        self._parents = -1
        # The names of the elements around a piece, and the open ones in it.
        self._around: list[str] = []
        self._open: list[Element] = []
        self._begun = 0
        self._elements = 0
        self._in_piece = 0
        self._texts: list[str] = []
        self._length = 0
        self._done: list[Piece] = []

    @property
    def line(self) -> int:
        """The line where the parser is."""
        return self.place.CurrentLineNumber if self.place else 0

    def taken(self) -> list[Piece]:
        """Return the pieces that are complete, and forget them."""
        done, self._done = self._done, []
        return done

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        self._texts, self._length = [], 0
        self._elements += 1
        self._in_piece += 1
        is_deep = len(self._around) + len(self._open) >= _DEEPEST
        if is_deep or self._elements > _MOST or self._in_piece > _MOST_IN_PIECE:
            raise _too_much()
        name = tag.rpartition("}")[2]
        if self._open:
            self._open.append(SubElement(self._open[-1], name, attributes))
        elif self._around and self._around[-1] == self._parent:
            self._begun, self._in_piece = self.line, 0
            self._open.append(Element(name, attributes))
        else:
            self._around.append(name)
            self._parents += name == self._parent

    def data(self, content: str) -> None:
        """Take text, or a part of it."""
        if self._open:
            self._length += len(content)
            if self._length > _LONGEST:
                raise _too_much()
            self._texts.append(content)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        del tag
        if not self._open:
            self._around.pop()
            return
        element = self._open.pop()
        element.text = "".join(self._texts)
        self._texts, self._length = [], 0
        if not self._open:
            self._done.append(Piece(self._parents, self._begun, element))

    def close(self) -> None:
        """Take the end of the XML."""
