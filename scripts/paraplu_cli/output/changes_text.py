"""What changed in the books, for people: on a terminal, or in a pull request."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import Language, Message, chosen_language, counted, say
from paraplu.base.language import printable as plain
from paraplu_cli.output.periods_table import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from paraplu.base.findings import Finding
    from paraplu.ledger.seals import Seal
    from paraplu.reports.changes.entries import ChangedPair, EntryVersion
    from paraplu.reports.changes.figures import ChangedBox, ChangedFigure
    from paraplu_cli.output.changes import BooksChanges, LedgerLine, State


class _Part(NamedTuple):
    """A part of what is shown: its heading, and lines, each with more below it."""

    heading: str
    lines: list[tuple[str, list[str]]]


def render(found: BooksChanges, *, markdown: bool) -> str:
    """Return what differs, in the language of the books."""
    language = chosen_language(found.now.report.register.language)
    if found.nothing:
        return language.render(_NOTHING) + "\n"
    parts = [part for part in _parts(found, _Writer(language)) if part.lines]
    return _markdown(parts) if markdown else _text(parts)


def _text(parts: Iterable[_Part]) -> str:
    lines: list[str] = []
    for part in parts:
        lines += ["", part.heading]
        for line, more in part.lines:
            lines += [f"  {line}", *(f"      {one}" for one in more)]
    return "\n".join(lines[1:]) + "\n"


def _markdown(parts: Iterable[_Part]) -> str:
    """Return headings and lists; what people wrote in the books is shown as it is."""
    lines: list[str] = []
    for part in parts:
        lines += ["", f"**{part.heading}**", ""]
        for line, more in part.lines:
            lines += [f"- {_code(line)}", *(f"  - {_code(one)}" for one in more)]
    return "\n".join(lines[1:]) + "\n"


def _code(text: str) -> str:
    """Return a text of which Markdown changes nothing, and in which no link works."""
    return "`" + text.replace("`", "'").replace("\n", " ") + "`"


class _Writer:
    """Writes entries, figures and findings in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.said: Callable[[Message], str] = language.render

    def entry(self, side: EntryVersion, state: State) -> str:
        transaction = side.transaction
        words = " ".join(f"“{plain(word)}”" for word in side.words if word)
        fields = [
            self.language.value(transaction.date),
            self.language.amount(side.amount),
            " ".join(side.members),
            words,
            plain(state.place(transaction.source)),
        ]
        return "  ".join(filter(None, fields))

    def pair(self, pair: ChangedPair) -> list[str]:
        parts = pair.parts
        if not parts:
            return [self.said(_OTHERWISE)]
        return [
            f"{self.said(part.name)}: {self._value(part.was)} → {self._value(part.now)}"
            for part in parts
        ]

    def _value(self, value: object) -> str:
        if isinstance(value, Decimal):
            return self.language.amount(value)
        if isinstance(value, dt.date):
            return self.language.value(value)
        if isinstance(value, tuple):
            return ", ".join(plain(str(one)) for one in value if one) or "–"
        return plain(str(value)) or "–"

    def figure(self, one: ChangedFigure) -> str:
        was, now = self.language.amount(one.was), self.language.amount(one.now)
        sign = "+" if one.now > one.was else "−"
        moved = self.language.amount(abs(one.now - one.was))
        return f"{was} → {now} ({sign}{moved})"

    def box(self, one: ChangedBox) -> str:
        amount = self.language.amount
        base = f"{amount(one.was.base)} → {amount(one.now.base)}"
        return f"{base}, {amount(one.was.tax)} → {amount(one.now.tax)}"

    def line(self, one: LedgerLine, state: State) -> str:
        return f"{plain(one.words)}  {plain(state.place(one.source))}"

    def seal(self, seal: Seal) -> str:
        fields = [
            plain(seal.name),
            self.said(KINDS[seal.kind]),
            self.language.value(seal.day),
            plain(seal.by),
            plain(seal.reason),
        ]
        return "  ".join(filter(None, fields))

    def finding(self, finding: Finding, state: State) -> str:
        place = plain(state.place(finding.source))
        return f"{finding.code}  {place}  {plain(self.said(finding.message))}"


def _parts(found: BooksChanges, writer: _Writer) -> Iterator[_Part]:
    said = writer.said
    entries, figures = found.entries, found.figures
    none: list[str] = []
    yield _Part(
        said(counted("{n} entry came", "{n} entries came", len(entries.came))),
        [(writer.entry(side, found.now), none) for side in entries.came],
    )
    yield _Part(
        said(counted("{n} entry went", "{n} entries went", len(entries.gone))),
        [(writer.entry(side, found.was), none) for side in entries.gone],
    )
    yield _Part(
        said(counted("{n} entry changed", "{n} entries changed", len(entries.changed))),
        [
            (writer.entry(pair.now, found.now), writer.pair(pair))
            for pair in entries.changed
        ],
    )
    yield _Part(
        said(say("Balances and other lines of the ledger that came")),
        [(writer.line(one, found.now), none) for one in found.lines_came],
    )
    yield _Part(
        said(say("Balances and other lines of the ledger that went")),
        [(writer.line(one, found.was), none) for one in found.lines_gone],
    )
    yield _Part(
        said(say("Periods that were closed, filed or opened")),
        [(writer.seal(seal), none) for seal in found.seals_came],
    )
    yield _Part(
        said(say("Seals that went, or were changed")),
        [(plain(seal.name), none) for seal in found.seals_gone],
    )
    yield _Part(
        said(say("Register, and other files that changed")),
        [(plain(name), none) for name in found.files],
    )
    yield _Part(
        said(say("Touched in a closed period")),
        [(plain(seal.name), none) for seal in found.touched],
    )
    yield _Part(
        said(say("What is left of members, on {day}", day=figures.day)),
        [
            (f"{plain(one.about)}  {writer.figure(one)}", none)
            for one in figures.thermometers
        ],
    )
    yield _Part(
        said(say("What there is beyond what is set apart")),
        [(writer.figure(figures.cover), none)] if figures.cover else [],
    )
    yield _Part(
        said(say("Boxes of the VAT return: base, and VAT")),
        [
            (f"{one.period}  {one.box}  {writer.box(one)}", none)
            for one in figures.boxes
        ],
    )
    yield _Part(
        said(say("New findings")),
        [(writer.finding(one, found.now), none) for one in found.new_findings],
    )
    yield _Part(
        said(say("Findings that are solved")),
        [(writer.finding(one, found.was), none) for one in found.solved_findings],
    )


_NOTHING = say("Nothing changed.")
_OTHERWISE = say("other metadata, or other amounts of its postings")
