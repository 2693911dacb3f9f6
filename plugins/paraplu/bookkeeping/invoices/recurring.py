"""What is invoiced again and again: a rent, a subscription, a round of every month.

A file in `invoices/recurring/` says what an invoice would say, and `every` how long a
stretch of time it is for. For each that has come there is one draft, which says in
`recurring` of which it is: so that to ask again makes nothing new.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from paraplu.base.file_names import RECURRING
from paraplu.base.language import Language, say
from paraplu.bookkeeping.documents.words import date_of, month_said
from paraplu.bookkeeping.invoices.reading import RULE, invoice_of
from paraplu.register import fields
from paraplu.register.faults import Faults, Place, TooManyFaults
from paraplu.register.shape import items, partial
from paraplu.register.textfile import RegisterUnreadable, read_bytes
from paraplu.register.yaml_lines import Word, YamlTable, read_tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paraplu.bookkeeping.invoices.catalogue import Products
    from paraplu.bookkeeping.invoices.model import Invoice
    from paraplu.register.converter import Convert
    from paraplu.register.yaml_lines import Node

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_WEEK = 7
# A file that says more at once has a slip of the pen in its day.
MOST = 120
_PERIOD = "{period}"
_KEYS: dict[str, Convert[Any]] = {
    "every": fields.choice("week", *_MONTHS),
    "from": fields.day,
    "until": fields.day,
    "when": fields.choice("before", "after"),
    "skip": items(fields.day),
}
_NEEDED = ("every", "from")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True)
class Recurring:
    """A sale that comes back; `after` tells that it is invoiced when a stretch is over.

    `until` is the last day on which a stretch may begin, and of `skip` none does.
    """

    name: str
    every: str
    begin: dt.date
    until: dt.date | None
    after: bool
    skip: tuple[dt.date, ...]
    tree: Node
    file: Path

    def stretches(self, day: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
        """Yield the first and the last day of each stretch that is due by a day."""
        place = 0
        while True:
            first, following = self._begin(place), self._begin(place + 1)
            last, place = following - dt.timedelta(days=1), place + 1
            if (last if self.after else first) > day or first > (self.until or first):
                return
            if first not in self.skip:
                yield first, last

    def _begin(self, place: int) -> dt.date:
        if self.every == "week":
            return self.begin + dt.timedelta(days=_WEEK * place)
        months = self.begin.month - 1 + _MONTHS[self.every] * place
        year, month = self.begin.year + months // 12, months % 12 + 1
        return dt.date(year, month, min(self.begin.day, monthrange(year, month)[1]))

    def key(self, first: dt.date) -> str:
        """Return by what the invoice of a stretch is known again."""
        return f"{self.name} {first}"

    def draft(
        self, first: dt.date, last: dt.date, products: Products, usual: str
    ) -> tuple[Invoice | None, Faults]:
        """Return the draft of a stretch, or what is wrong with it.

        `usual` is the language of an invoice that does not say its own.
        """
        faults = Faults(str(self.file), code=RULE)
        invoice = None
        try:
            tree = _delivered(self.tree, first, last)
            at = Place(faults, line=self.tree.line)
            invoice = invoice_of(tree, at, products, more=_KEYS)
        except TooManyFaults:
            pass
        if invoice is None or faults.found:
            return None, faults
        period = self._said(first, last, Language(invoice.language or usual))
        return (
            replace(
                invoice,
                recurring=self.key(first),
                note=invoice.note.replace(_PERIOD, period),
                lines=tuple(
                    replace(line, description=line.description.replace(_PERIOD, period))
                    for line in invoice.lines
                ),
            ),
            faults,
        )

    def _said(self, first: dt.date, last: dt.date, language: Language) -> str:
        if self.every == "month" and first.day == 1:
            return f"{language.render(month_said(first.month))} {first.year}"
        if self.every == "year" and (first.day, first.month) == (1, 1):
            return str(first.year)
        return f"{date_of(first, language)} – {date_of(last, language)}"


def _delivered(tree: Node, first: dt.date, last: dt.date) -> Node:
    """Return the table of an invoice that was delivered in a stretch."""
    if not isinstance(tree, YamlTable):
        return tree
    line = tree.line
    days = {"from": first, "until": last}
    span = tuple((Word(key, line), Word(str(day), line)) for key, day in days.items())
    added = (Word("delivered", line), YamlTable(span, line))
    return tree._replace(entries=(*tree.entries, added))


def recurring_in(folder: Path) -> list[Path]:
    """Return the files of what comes back, below the folder of invoices."""
    return sorted((folder / RECURRING).glob("[!.]*.yaml"))


def read_recurring(file: Path, root: Path) -> tuple[Recurring | None, Faults]:
    """Return what comes back by a file, or what is wrong with when it does."""
    faults = Faults(str(file), code=RULE)
    made = None
    try:
        tree = read_tree(read_bytes(file, str(file), root).decode(), faults)
        if tree is None and not faults.found:
            faults.add(0, say("The file is empty."), say("Write an invoice in it."))
        if tree is not None:
            made = _recurring(tree, file, Place(faults, line=tree.line))
    except RegisterUnreadable as error:
        faults.add(0, error.message)
    except TooManyFaults:
        pass
    return (None if faults.found else made), faults


def _recurring(tree: Node, file: Path, at: Place) -> Recurring | None:
    if not isinstance(tree, YamlTable):
        partial(tree, at, _KEYS)
        return None
    own = tree._replace(
        entries=tuple(one for one in tree.entries if one[0].text in _KEYS)
    )
    found = partial(own, at, _KEYS, required=_NEEDED)
    if any(key.text == "delivered" for key, _ in tree.entries):
        at.fault(
            say("the days of delivery follow from `every:`."),
            say("Take `delivered:` out."),
        )
    if not _NAME.fullmatch(file.stem):
        at.fault(
            say("the name of the file is the name of what comes back."),
            say("Use letters, digits, . _ and - in it."),
        )
    if found is None or not found.keys() >= set(_NEEDED):
        return None
    until = found.get("until")
    if until and until < found["from"]:
        at.fault(say("`until:` is before `from:`."), say("Correct one of them."))
    return Recurring(
        name=file.stem,
        every=found["every"],
        begin=found["from"],
        until=until,
        after=found.get("when") == "after",
        skip=found.get("skip", ()),
        tree=tree,
        file=file,
    )
