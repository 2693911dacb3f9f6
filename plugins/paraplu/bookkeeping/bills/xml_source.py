"""The XML of a bill, as elements whose texts are of the kind that is asked for.

It comes from anybody: a document type is refused where it begins, and with it every
entity (defusedxml), and so is a file that is larger than a bill can be.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, Self, TypeVar

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from paraplu.base.language import say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.bills.model import UnreadableBill

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

_AMOUNT = re.compile(r"[+-]?[0-9]{1,12}(?:\.[0-9]{1,10})?")
# With a time zone, as schemas allow it; CII writes its days without dashes.
_DAY = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")
# No name or number of a bill is longer; a ledger is read by people.
_LONGEST = 200
# A bill nests some ten deep.
_DEEPEST = 60
_T = TypeVar("_T")


def root_of(data: bytes) -> Element:
    """Return the root of an XML text; UnreadableBill where it is none, or a trap."""
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as fault:
        raise UnreadableBill(
            say(
                "The XML has a document type or an entity in it, which no bill needs "
                "and which can do harm. Ask the supplier for another file."
            )
        ) from fault
    except (ParseError, ValueError, LookupError, RecursionError) as fault:
        raise UnreadableBill(
            say("The XML is broken. Ask the supplier to send it again.")
        ) from fault
    if _deeper(root, _DEEPEST):
        raise UnreadableBill(say("The XML is nested deeper than a bill can be."))
    return root


def _deeper(root: Element, most: int) -> bool:
    level = [root]
    for _ in range(most):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


class Node(NamedTuple):
    """An element, found by paths whose prefixes are in `names`."""

    element: Element
    names: Mapping[str, str]

    def all(self, path: str) -> Iterator[Self]:
        """Yield the elements of a path."""
        for found in self.element.iterfind(path, dict(self.names)):
            yield self._replace(element=found)

    def first(self, *paths: str) -> Self | None:
        """Return the first element of the first of these paths that leads to one."""
        return next((found for path in paths for found in self.all(path)), None)

    def said(self, *paths: str) -> str:
        """Return the text of the first of these paths that has one, in one line."""
        texts = (said_by(found) for path in paths for found in self.all(path))
        return next((text for text in texts if text), "")

    def amount(self, path: str) -> Decimal | None:
        """Return a number; None where it is not said."""
        text = self.said(path)
        if not text:
            return None
        if not _AMOUNT.fullmatch(text):
            raise UnreadableBill(say("“{text}” is not an amount.", text=text))
        return Decimal(text)

    def sum(self, path: str) -> Decimal:
        """Return the sum of all numbers of a path; nil where there are none."""
        found = (node.amount(".") for node in self.all(path))
        return sum((amount for amount in found if amount is not None), ZERO)

    def day(self, *paths: str) -> dt.date | None:
        """Return a day; None where it is not said."""
        text = self.said(*paths)
        if not text:
            return None
        found = _DAY.fullmatch(text)
        try:
            return dt.date(*map(int, found.groups())) if found else _no_day(text)
        except ValueError:
            return _no_day(text)


def said_by(node: Node) -> str:
    """Return the text of an element, blanks made one, without what nobody can see."""
    text = " ".join((node.element.text or "").split())
    return "".join(filter(str.isprintable, text))[:_LONGEST]


def _no_day(text: str) -> dt.date:
    raise UnreadableBill(say("“{text}” is not a day.", text=text))


def needed(value: _T | None, what: str) -> _T:
    """Return what a bill has to say; UnreadableBill where it does not.

    `what` is the number of the norm, such as BT-1, by which the supplier finds it.
    """
    if value is None or value == "":
        raise UnreadableBill(
            say(
                "The bill does not say what EN 16931 calls {what}. Ask the supplier "
                "for a complete one.",
                what=what,
            )
        )
    return value
