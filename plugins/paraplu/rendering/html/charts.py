"""Charts as vectors in the page, each with its values as a table behind it.

They have no size of their own: places are percentages of the width that there is, and
letters stay as large as the reader wants them.
"""

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.rendering.html.elements import E
from paraplu.rendering.scales import labelled, numbers, scale_of, slots, tube_of
from paraplu.reports.papers.blocks import NO_THRESHOLD, Shape
from paraplu.reports.papers.values import CellKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.rendering.html.elements import Element
    from paraplu.rendering.scales import RoundScale
    from paraplu.rendering.words import Wording
    from paraplu.reports.papers.blocks import PaperChart, PaperThermometer, Series

_HEIGHT = 170
_TOP, _FOOT = 18, 22
# Of the room of a point: how much its bars take together, and their largest share.
_FILLED, _WIDEST = Decimal("0.62"), Decimal("0.12")
# With more points their values would be printed over each other.
_MOST_SAID = 13
_MOST_DOTS = 40
_COLOURS = 5


def thermometer(block: PaperThermometer, words: Wording) -> Element:
    """Return the drawn thermometer: filled to what is left, a line at the threshold.

    Without a threshold it is words alone.
    """
    title, level = words.render(block.title), words.fact(block.level, CellKind.MONEY)
    head = E.figcaption(E.span(title), E.strong(level, {"data-key": "level"}))
    tube = tube_of(block)
    if tube is None:
        said = E.p(words.render(NO_THRESHOLD), {"class": "note"})
        return E.figure(head, said, {"data-key": block.key})
    return E.figure(head, _tube(block, *tube, words), {"data-key": block.key})


def _tube(
    block: PaperThermometer, full: Decimal, mark: Decimal, words: Wording
) -> Element:
    tube = {"y": "8", "height": "16"}
    parts = [
        E.rect({"x": "0", "width": "100%", "rx": "8", "class": "tube", **tube}),
        E.rect({"x": "-8", "width": "16", "class": "filled", **tube}),
        E.rect(
            {"x": "0", "width": _percent(full), "rx": "3", "class": "filled", **tube}
        ),
        E.circle({"cx": "-14", "cy": "16", "r": "14", "class": "bulb"}),
    ]
    said = words.render(say("threshold {amount}", amount=block.threshold))
    at = _percent(mark)
    ends = {"x1": at, "x2": at, "y1": "3", "y2": "29"}
    parts += [
        E.line({"class": "threshold", **ends}),
        E.text(said, {"x": at, "y": "46", "class": "mark end"}),
    ]
    return E.svg(
        *parts,
        {
            "class": f"thermometer {_standing(block)}".rstrip(),
            "height": "52",
            "role": "img",
            "aria-label": words.render(block.said),
        },
    )


def _standing(block: PaperThermometer) -> str:
    if block.level < 0:
        return "below"
    return "" if block.level else "empty"


def chart(block: PaperChart, words: Wording) -> Element:
    """Return a chart: bars or lines, its legend, and its values as a table."""
    scale = scale_of(block)
    lines = [
        E.line({"x1": "0", "x2": "100%", "y1": y, "y2": y, "class": shade})
        for mark in scale.marks
        for y in [_down(scale, mark)]
        for shade in ["grid" if mark else "zero"]
    ]
    marks = [
        E.text(
            words.value(mark, block.kind),
            {"x": "100%", "y": _down(scale, mark, 4), "class": "mark end"},
        )
        for mark in scale.marks
    ]
    middles = slots(len(block.points))
    labels = [
        E.text(
            words.render(point.label),
            {"x": _percent(at), "y": str(_HEIGHT - 4), "class": "mark middle"},
        )
        for place, (point, at) in enumerate(zip(block.points, middles, strict=True))
        if place in labelled(len(block.points))
    ]
    shapes: list[Element] = []
    for nth in range(len(block.series)):
        shapes += _bars(block, nth, scale, words) if block.shape is Shape.BARS else ()
        shapes += _line(block, nth, scale) if block.shape is Shape.LINE else ()
    size = {"height": str(_HEIGHT)}
    return E.figure(
        E.figcaption(words.render(block.title), *_legend(block, words)),
        E.div(
            {"class": "plot", "role": "img", "aria-label": words.render(block.said)},
            E.svg(*marks, {"class": "axis", **size}),
            E.svg(*lines, *shapes, *labels, {"class": "area", **size}),
        ),
        _values(block, words),
        {"data-key": block.key},
    )


def _bars(
    block: PaperChart, nth: int, scale: RoundScale, words: Wording
) -> Iterator[Element]:
    many = len(block.series)
    room = min(_FILLED / len(block.points), _WIDEST * many)
    width, zero = room / many, Decimal(0)
    middles = slots(len(block.points))
    for at, value in zip(middles, block.series[nth].values, strict=True):
        for number in numbers([value]):
            top, foot = max(number, zero), min(number, zero)
            y = _down(scale, top)
            height = Decimal(_down(scale, foot)) - Decimal(y)
            yield E.rect(
                {
                    "x": _percent(at - room / 2 + width * nth),
                    "y": y,
                    "width": _percent(width),
                    "height": f"{height}",
                    "class": _colour(nth),
                }
            )
            if many == 1 and len(block.points) <= _MOST_SAID:
                said = words.cell(value, block.kind)
                where = {"x": _percent(at), "y": f"{Decimal(y) - 5}"}
                yield E.text(said, {**where, "class": "value middle"})


def _line(block: PaperChart, nth: int, scale: RoundScale) -> Iterator[Element]:
    middles = slots(len(block.points))
    places: list[tuple[str, str] | None] = [
        next(((_percent(at), _down(scale, n)) for n in numbers([value])), None)
        for at, value in zip(middles, block.series[nth].values, strict=True)
    ]
    for one, other in itertools.pairwise(places):
        if one and other:
            ends = {"x1": one[0], "y1": one[1], "x2": other[0], "y2": other[1]}
            yield E.line({**ends, "class": f"line {_colour(nth)}"})
    # With many points the dots would be the line.
    for place in places if len(places) <= _MOST_DOTS else ():
        if place:
            dot = {"cx": place[0], "cy": place[1], "r": "3"}
            yield E.circle({**dot, "class": _colour(nth)})


def _legend(block: PaperChart, words: Wording) -> Iterator[Element]:
    if len(block.series) > 1:
        for nth, one in enumerate(block.series):
            swatch = E.rect({"width": "12", "height": "12", "class": _colour(nth)})
            yield E.span(
                E.svg(swatch, {"width": "12", "height": "12", "aria-hidden": "true"}),
                words.render(one.title),
                {"class": "legend"},
            )


def _values(block: PaperChart, words: Wording) -> Element:
    """Return all values of a chart as a table, folded away."""
    heads = [E.td(), *[_head(one, words) for one in block.series]]
    rows = []
    for place, point in enumerate(block.points):
        cells = [
            E.td(words.cell(one.values[place], block.kind), {"class": "number"})
            for one in block.series
        ]
        rows.append(E.tr(E.th(words.render(point.label), {"scope": "row"}), *cells))
    table = E.table(
        E.caption(words.render(block.title), {"class": "heard"}),
        E.thead(E.tr(*heads)),
        E.tbody(*rows),
    )
    notes = [E.p(reason, {"class": "note"}) for reason in words.told_reasons()]
    return E.details(E.summary(words.render(say("As a table"))), table, *notes)


def _head(one: Series, words: Wording) -> Element:
    return E.th(words.render(one.title), {"scope": "col", "class": "number"})


def _colour(nth: int) -> str:
    return f"colour-{nth % _COLOURS}"


def _percent(share: Decimal) -> str:
    return f"{share * 100:.2f}%"


def _down(scale: RoundScale, value: Decimal, more: int = 0) -> str:
    """Return how far from the top a value is, in pixels."""
    room = _HEIGHT - _TOP - _FOOT
    return f"{_TOP + (1 - scale.at(value)) * room + more:.1f}"
