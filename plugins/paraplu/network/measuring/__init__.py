"""The indicators of one cooperative, worked out from its judged books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.network.definitions import rows as every_row
from paraplu.network.measuring import habits, money, people, whole
from paraplu.network.measuring.scene import Scene

if TYPE_CHECKING:
    from paraplu.base.periods import Period
    from paraplu.network.privacy import Rows
    from paraplu.reports.papers.material import Material


def scene_of(material: Material, period: Period) -> Scene:
    """Return a period of some books as it is measured."""
    return Scene(material, period)


def measured(scene: Scene) -> Rows:
    """Return every row of the definitions of one cooperative, nothing withheld yet.

    They hold what a cooperative may know of itself and others may not: use
    `paraplu.network.privacy.told_of_one` before anything of it is shown.
    """
    found = dict(people.rows(scene))
    found |= money.rows(scene)
    found |= whole.rows(scene)
    found |= habits.rows(scene)
    keys = [(definition.key, part.key) for definition, part in every_row()]
    return {key: found[key] for key in keys}
