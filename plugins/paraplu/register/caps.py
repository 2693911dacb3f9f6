"""Caps on what members spend, held against the classes of the chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.base.chart import Chart
from paraplu.base.language import say
from paraplu.base.vocabulary import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.base.findings import Source
    from paraplu.register.faults import Faults
    from paraplu.register.faults import Path as Way
    from paraplu.register.model import Register


def check_caps(register: Register, faults: Faults) -> None:
    """Keep a fault for every cap on something that is no class of the chart.

    Such a cap would never bind, and nobody would notice.
    """
    chart = Chart(words_of(register.chart))
    policies, members = register.policies, register.members
    capped: list[tuple[Mapping[str, Any], Source, Way]] = [
        *((one.caps, one.source, ("policies", "", "caps")) for one in policies),
        *(
            (
                one.policy.get("caps", {}),
                one.source,
                ("members", code, "policy", "caps"),
            )
            for code, one in members.items()
        ),
    ]
    for caps, source, keys in capped:
        for path in caps:
            if chart.member_class(path) is None:
                faults.add(
                    source.line,
                    say(
                        "{path} under `caps:` is not a class of member accounts.",
                        path=path,
                    ),
                    say(
                        "Write the class first, as in {example}.", example="Costs:Phone"
                    ),
                )
                faults.unknown.append(keys)
