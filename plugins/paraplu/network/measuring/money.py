"""What members turn over, keep, use and set off (04–09 and 23).

By the same figures as the annex of `paraplu report meeting`, but that turnover leaves
out what members sell to each other.
"""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.money import ZERO
from paraplu.network.definitions import MEDIAN
from paraplu.network.values import Missing, NetworkFigure
from paraplu.register.agreements import Base
from paraplu.reports.papers.whole.results import results

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from paraplu.ledger.figures import Figures
    from paraplu.ledger.rings import Ring
    from paraplu.network.measuring.scene import Keyed, Scene
    from paraplu.network.values import Measured

# What a thermometer is used for.
_USES = frozenset({Kind.GROWTH, Kind.EQUIPMENT, Kind.TRAINING, Kind.SET_OFF})


def rows(scene: Scene) -> Iterator[Keyed]:
    """Yield what is summed of members."""
    sold = scene.turnover(scene.months)
    monthly = [
        sold.get(code, ZERO) / months for code, months in scene.months_of.items()
    ]
    every = scene.figures.values()
    yield ("04-turnover-per-member-month", ""), _per_month(scene, list(sold.values()))
    yield ("04-turnover-per-member-month", MEDIAN), _median(monthly)
    yield (
        ("05-result-per-member-month", ""),
        _per_month(scene, [one.net_turnover for one in every]),
    )
    yield ("06-contribution-rate", ""), _contribution(scene)
    for key, wanted in (
        ("07-growth-share", _growth),
        ("08-training-share", _training),
    ):
        shares = [(wanted(one), one.growth + one.training) for one in every]
        yield (key, ""), scene.ratio(shares)
        yield (key, "per-month"), _per_month(scene, [wanted(one) for one in every])
    yield from _thermometers(scene)
    yield ("23-set-off", ""), scene.ratio([(one.set_off, one.profit) for one in every])


def _growth(one: Figures) -> Decimal:
    return one.growth


def _training(one: Figures) -> Decimal:
    return one.training


def _per_month(scene: Scene, amounts: Sequence[Decimal]) -> Measured:
    """Return a sum by the months of members, of which none is most."""
    months = scene.member_months
    if not months:
        return Missing.NOTHING
    sizes = scene.ratio([(ZERO, abs(one)) for one in amounts])
    largest = sizes.largest if isinstance(sizes, NetworkFigure) else ZERO
    return NetworkFigure(sum(amounts, ZERO), Decimal(months), scene.persons, largest)


def _median(amounts: Sequence[Decimal]) -> Measured:
    if not amounts:
        return Missing.NOTHING
    return NetworkFigure(median(amounts), Decimal(1), len(amounts))


def _contribution(scene: Scene) -> Measured:
    register = scene.register
    if not register.knows("policies.contribution"):
        return Missing.REGISTER
    bases = {
        share.base
        for month in scene.months
        for share in register.policy(month.last).contribution
    }
    if len(bases) != 1:
        return Missing.BASES
    of = _base(bases.pop())
    return scene.ratio([(one.contribution, of(one)) for one in scene.figures.values()])


def _base(base: Base) -> Callable[[Figures], Decimal]:
    """Return what a share is taken of; of the profit, where it is the only share."""
    if base is Base.TURNOVER:
        return lambda one: one.turnover
    return lambda one: one.net_turnover


def _thermometers(scene: Scene) -> Iterator[Keyed]:
    key, day = "09-thermometer-stock", scene.period.last
    rings = [
        ring for code, ring in scene.books.rings.items() if code in scene.months_of
    ]
    stocks = [max(ring.level(day), ZERO) for ring in rings]
    stocks += [ZERO] * (scene.persons - len(stocks))
    total = scene.ratio([(ZERO, one) for one in stocks])
    yield (
        (key, ""),
        NetworkFigure(total.denominator, Decimal(1), scene.persons, total.largest)
        if isinstance(total, NetworkFigure)
        else NetworkFigure(ZERO, Decimal(1), scene.persons),
    )
    yield (key, MEDIAN), _median(stocks)
    idle = [
        (stock * _unused(scene, ring), stock)
        for ring, stock in zip(rings, stocks, strict=False)
    ]
    yield (key, "idle"), scene.ratio(idle)


def _unused(scene: Scene, ring: Ring) -> int:
    """Return how many days nothing was spent of a thermometer, at the end."""
    day = scene.period.last
    used = []
    # A closing takes a year's spending to the thermometer, and spends nothing.
    booked = results(scene.material)
    for account, days in ring.days.items():
        if account.kind in _USES:
            sums = booked.get(account)
            own = days if account.kind is Kind.EQUIPMENT else {}
            known = sorted(sums.amount if sums else own)
            at = bisect_right(known, day)
            used += known[at - 1 : at] if at else []
    begun = [one for one in (min(ring.moves, default=day), day) if one <= day]
    return (day - max(used, default=min(begun))).days
