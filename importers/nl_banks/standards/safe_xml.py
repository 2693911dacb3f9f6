"""XML from outside, read as a stream and in pieces: a large file takes little memory.

A document type is refused, and with it every entity that blows up or reads elsewhere:
no bank sends one. How deep, how long and how much a piece may be is bounded. Names
lose their namespace: banks differ in prefixes, and versions in namespaces.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element, SubElement, TreeBuilder
from xml.parsers.expat import ExpatError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, XMLParser

from nl_banks.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.parsers.expat import XMLParserType

# A statement is some twelve deep; a batch of 25 000 payments has a million elements,
# and a statement of 200 MB ten million.
_DEEPEST = 50
_MOST_IN_PIECE = 1_000_000
_MOST = 30_000_000
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
    # Its own target is given nothing: what it meets goes straight to the collector,
    # which takes a third of the time.
    parser = XMLParser(target=TreeBuilder(), forbid_dtd=True)
    collector = _Collector(parent, parser.parser)
    fed = 0
    try:
        for block in blocks:
            parser.feed(block)
            fed += len(block)
            if fed - parser.parser.CurrentByteIndex > _LONGEST_MARK + len(block):
                raise _too_much()
            yield from collector.taken()
        # What is wrong at the end, such as a file that was cut off, is told here.
        parser.parser.Parse(b"", True)  # noqa: FBT003 - expat's own, without names
        yield from collector.taken()
    except Refused as refusal:
        raise refusal.at(collector.line) from None
    except DefusedXmlException as fault:
        raise Refused(
            "This XML has a document type (DTD). No bank sends one, and it can do "
            "harm, so the file is not read."
        ).at(collector.line) from fault
    # Python has its own errors for an encoding that it does not know.
    except (ParseError, ExpatError, LookupError, ValueError) as fault:
        raise Refused(
            "This XML is broken: the file may have been cut off. Download it again."
        ).at(collector.line) from fault


def text(element: Element | None, *paths: str) -> str:
    """Return the first text that is found along the paths, without padding."""
    if element is not None:
        for path in paths:
            found = first(element, path) if "/" in path else element.find(path)
            if found is not None and (said := (found.text or "").strip()):
                return said
    return ""


def first(element: Element, path: str) -> Element | None:
    """Return the first element at a path such as `Refs/MndtId`, or None.

    One step at a time: for a name alone Python looks in C, and this is asked some
    twenty times of every payment.
    """
    above, name = _last_apart(path)
    around = [element]
    for step in above:
        around = (
            around[0].findall(step)
            if len(around) == 1
            else [inner for one in around for inner in one.findall(step)]
        )
    for one in around:
        found = one.find(name)
        if found is not None:
            return found
    return None


def every(element: Element, path: str) -> list[Element]:
    """Return the elements at a path, in the order in which they stand."""
    above, name = _last_apart(path)
    found = [element]
    for step in (*above, name):
        found = [inner for one in found for inner in one.findall(step)]
    return found


@lru_cache(maxsize=256)
def _last_apart(path: str) -> tuple[tuple[str, ...], str]:
    *above, name = path.split("/")
    return tuple(above), name


def _too_much() -> Refused:
    return Refused("The XML is nested more deeply, or is larger, than any statement.")


class _Collector:
    """Makes the pieces out of what the parser meets."""

    def __init__(self, parent: str, place: XMLParserType) -> None:
        """Take what the parser meets from now on."""
        self._place = place
        place.ordered_attributes = False
        place.StartElementHandler = self._start
        place.EndElementHandler = self._end
        place.CharacterDataHandler = self._data
        self._parent = parent
        self._parents = -1
        # The names of the elements around a piece, and the open ones in it.
        self._around: list[str] = []
        self._open: list[Element] = []
        self._begun = 0
        # How many elements there were, and how many there may be by the end of a piece;
        # how much deeper they may go.
        self._elements = 0
        self._until = _MOST
        self._room = _DEEPEST
        self._texts: list[str] = []
        self._length = 0
        self._done: list[Piece] = []
        # Names without their namespace, by those with it.
        self._names: dict[str, str] = {}

    @property
    def line(self) -> int:
        """The line where the parser is."""
        return self._place.CurrentLineNumber

    def taken(self) -> list[Piece]:
        """Return the pieces that are complete, and forget them."""
        done, self._done = self._done, []
        return done

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        if self._texts:
            self._texts, self._length = [], 0
        self._elements += 1
        opened = self._open
        if len(opened) >= self._room or self._elements > self._until:
            raise _too_much()
        name = self._names.get(tag)
        if name is None:
            name = self._names[tag] = tag.rpartition("}")[2]
        if opened:
            opened.append(SubElement(opened[-1], name, attributes))
        elif self._around and self._around[-1] == self._parent:
            self._begun = self.line
            self._until = min(_MOST, self._elements + _MOST_IN_PIECE)
            opened.append(Element(name, attributes))
        else:
            self._around.append(name)
            self._room -= 1
            self._parents += name == self._parent

    def _data(self, content: str) -> None:
        """Take text, or a part of it."""
        if self._open:
            self._length += len(content)
            if self._length > _LONGEST:
                raise _too_much()
            self._texts.append(content)

    def _end(self, _tag: str) -> None:
        """Take the end of an element."""
        opened = self._open
        if not opened:
            self._around.pop()
            self._room += 1
            return
        element = opened.pop()
        if self._texts:
            element.text = "".join(self._texts)
            self._texts, self._length = [], 0
        if not opened:
            self._done.append(Piece(self._parents, self._begun, element))
