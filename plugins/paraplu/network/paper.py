"""The report of a network: every indicator by group, and one cooperative's own."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.network.around import rules, who_sent
from paraplu.network.definitions import DEFINITIONS
from paraplu.network.privacy import COOPERATIVES, PERSONS, TWO_COOPERATIVES
from paraplu.network.rounded import shown
from paraplu.network.row import ALL, EVERY, SIZE, is_middle
from paraplu.network.values import WHY, Hidden, NetworkFigure, Withheld
from paraplu.reports.papers.blocks import (
    Column,
    PaperChart,
    Point,
    Row,
    RowRole,
    Sentences,
    Series,
    Shape,
    Table,
)
from paraplu.reports.papers.model import Paper, PaperIssuer, Section, Status
from paraplu.reports.papers.period import PaperPeriod
from paraplu.reports.papers.state import StateOfBooks
from paraplu.reports.papers.values import CellKind, NotKnown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.periods import Period
    from paraplu.network.before import Group
    from paraplu.network.definitions import Definition, NetworkPart
    from paraplu.network.exchange import Export
    from paraplu.network.gathering import Gathered
    from paraplu.network.overview import NetworkCell, NetworkOverview
    from paraplu.reports.papers.blocks import Block
    from paraplu.reports.papers.values import Cell

KIND = "network"
_WITHHELD = say("withheld")


def _held(reason: Message) -> NotKnown:
    return NotKnown(reason, _WITHHELD)


_HELD = _held(
    say(
        "withheld: fewer than {n} cooperatives or {people} people, or what would tell",
        n=COOPERATIVES,
        people=PERSONS,
    )
)
_WHY_HIDDEN = {
    Hidden.COOPERATIVES: _held(
        say("withheld: fewer than {n} cooperatives", n=COOPERATIVES)
    ),
    Hidden.PEOPLE: _held(
        say("withheld: fewer than {n} people in it, or left over", n=PERSONS)
    ),
    Hidden.TWO: _held(
        say(
            "withheld: two cooperatives have more than {n}% of it",
            n=int(TWO_COOPERATIVES * 100),
        )
    ),
    Hidden.ALIKE: _held(
        say("withheld: it is 0% or 100%, so it is that of each of them")
    ),
    Hidden.FOLLOWS: _held(say("withheld: with other groups it would tell what is")),
    Hidden.MEMBERS: _held(
        say("withheld: it would tell how many members one cooperative has")
    ),
    Hidden.CHANGED: _held(
        say(
            "withheld: it was told before, and fewer than {n} cooperatives corrected "
            "a file since",
            n=COOPERATIVES,
        )
    ),
    Hidden.OVERLAP: _held(
        say(
            "withheld: with a report of a year or quarter that overlaps it would tell "
            "of a few"
        )
    ),
}
_NOBODY = NotKnown(say("no cooperative here knows it"))
_LEAST_POINTS = 2


class StateOfFiles(StateOfBooks):
    """The state of a folder of files, of which there are no books here."""

    @property
    def said(self) -> tuple[Message, ...]:
        """What it was made of, in short."""
        return (say("files {files}", files=self.files[:8]), self.version_said)


@dataclass(frozen=True)
class NetworkView:
    """What a report is made of: a folder, a period, and whose own figures to show."""

    there: Gathered
    period: Period
    found: NetworkOverview
    own: str = ""
    version: str = ""

    @property
    def exports(self) -> list[Export]:
        """The files of the period."""
        return list(self.there.of(self.period).values())


def network_paper(view: NetworkView) -> Paper:
    """Return the report of a network over a period."""
    period = view.period
    sums = "".join(sorted(one.checksum for one in view.exports))
    digest = sha256(sums.encode()).hexdigest()
    final = all(one.seal for one in view.exports)
    return Paper(
        kind=KIND,
        subject="own" if view.own else "",
        title=say("Cooperatives together"),
        whom=say("for the network, and who asks it"),
        period=PaperPeriod(period.first, period.last, str(period)),
        closing=period.last,
        status=Status.FINAL if final else Status.PROVISIONAL,
        state=StateOfFiles(None, None, None, "", digest, "", "", view.version),
        issuer=PaperIssuer("paraplu network"),
        currency="EUR",
        sections=(
            Section("answer", None, tuple(_answer(view))),
            *(_section(view, one) for one in DEFINITIONS[:-1]),
            Section("counted", say("How it was counted"), (rules(),)),
        ),
        about=view.own,
    )


def _answer(view: NetworkView) -> Iterator[Block]:
    members = view.found.cells[("01-member-months", ""), EVERY].persons
    return who_sent(view.there, view.period, _HELD if members is None else members)


def _section(view: NetworkView, definition: Definition) -> Section:
    blocks: list[Block] = [
        Sentences(f"{definition.key}-formula", (definition.formula,))
    ]
    for part in definition.parts:
        blocks += _part(view, definition, part)
    title = Message(
        "{number} {said}",
        (("number", definition.number), ("said", definition.said)),
    )
    return Section(definition.key, title, tuple(blocks))


def _part(
    view: NetworkView, definition: Definition, part: NetworkPart
) -> Iterator[Block]:
    key = (definition.key, part.key)
    cells = {group: view.found.cells[key, group] for group in view.found.groups}
    name = "-".join(filter(None, key))
    rows = [_row(group, cell, part) for group, cell in cells.items()]
    rows += _own(view, key, part)
    kind = part.kind
    sums = kind is CellKind.MONEY and not is_middle(part)
    columns = [
        Column("group", say("Cooperatives")),
        Column("known", say("in it"), CellKind.NUMBER),
        Column("held", say("withhold it"), CellKind.NUMBER),
        Column("unknown", say("do not know it"), CellKind.NUMBER),
        Column("persons", say("members"), CellKind.NUMBER),
        *([Column("together", say("together"), CellKind.MONEY)] if sums else []),
        *([] if is_middle(part) else [Column("value", say("as one"), kind)]),
        Column("low", say("low"), kind),
        Column("middle", say("middle"), kind),
        Column("high", say("high"), kind),
    ]
    yield Table(name, part.said, tuple(columns), tuple(rows))
    yield from _chart(name, cells, part)


def _row(group: Group, cell: NetworkCell, part: NetworkPart) -> Row:
    why = _HELD if cell.known or cell.held else _NOBODY
    if cell.why:
        why = _WHY_HIDDEN[cell.why]
    people = _WHY_HIDDEN[Hidden.MEMBERS] if cell.told else why
    ends = [
        shown(cell.middles.get(one), part.kind) for one in ("low", "middle", "high")
    ]
    value = shown(cell.value, part.kind)
    together = shown(cell.together, CellKind.MONEY)
    values: list[Cell] = []
    if part.kind is CellKind.MONEY and not is_middle(part):
        values.append(why if together is None else together)
    if not is_middle(part):
        values.append(why if value is None else value)
    values += [why if one is None else one for one in ends]
    role = RowRole.TOTAL if group[0] == ALL else RowRole.PLAIN
    return Row(
        "-".join(filter(None, group)),
        (
            _said(group),
            cell.known,
            cell.held,
            cell.unknown,
            people if cell.persons is None else cell.persons,
            *values,
        ),
        role,
    )


def _said(group: Group) -> Message | str:
    axis, name = group
    if axis == ALL:
        return say("All")
    return say("{size} members", size=name) if axis == SIZE else name


def _own(view: NetworkView, key: tuple[str, str], part: NetworkPart) -> Iterator[Row]:
    """Yield a cooperative's own row, and that of the period before."""
    if not view.own:
        return
    for name, said, period in (
        ("own", say("Your own"), view.period),
        ("own-before", say("Your own, the period before"), view.period.before),
    ):
        export = view.there.exports.get((view.own, period))
        row = export.rows[key] if export else None
        why = NotKnown(
            WHY[row] if row and not isinstance(row, NetworkFigure) else _NO_FILE,
            _WITHHELD if isinstance(row, Withheld) else None,
        )
        known = row if isinstance(row, NetworkFigure) else None
        value = shown(known.value(part), part.kind) if known else None
        sums = part.kind is CellKind.MONEY and not is_middle(part)
        above = shown(known.numerator, CellKind.MONEY) if known else None
        cells: list[Cell] = [said, None, None, None, known.persons if known else why]
        cells += [why if above is None else above] if sums else []
        own: Cell = why if value is None else value
        cells += [None, own, None] if is_middle(part) else [own, None, None, None]
        yield Row(name, tuple(cells))


_NO_FILE = say("no file of this period")


def _chart(
    name: str, cells: dict[Group, NetworkCell], part: NetworkPart
) -> Iterator[PaperChart]:
    """Yield a picture of the groups, where there is something to hold side by side."""
    told = {
        group: value
        for group, cell in cells.items()
        if (value := shown(cell.value, part.kind)) is not None and not is_middle(part)
    }
    if len(told) >= _LEAST_POINTS and not part.key and part.kind is not CellKind.NUMBER:
        yield PaperChart(
            f"{name}-chart",
            part.said,
            Shape.BARS,
            tuple(Point("-".join(filter(None, one)), _said(one)) for one in told),
            (Series("value", part.said, tuple(told.values())),),
            say("Groups that are withheld are not in the picture."),
            part.kind,
        )
