"""The overview: whether the money is there, what is free of it, and who needs whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paraplu.reports.gauge import Gauge
    from paraplu.reports.members import Members
    from paraplu.reports.standing import MemberStatus
    from paraplu.reports.tasks.model import JobTask


@dataclass(frozen=True)
class Overview:
    """How the cooperative stands at the end of a span.

    `tasks` are those that somebody has to do. `here` are the members who take part on
    that day, `gone` those who left or did not join yet.
    """

    members: Members
    gauge: Gauge
    tasks: tuple[JobTask, ...]

    @property
    def here(self) -> Sequence[MemberStatus]:
        """The members who take part, by code."""
        return [one for one in self.members.standings if one.takes_part]

    @property
    def gone(self) -> Sequence[MemberStatus]:
        """Those who do not take part on that day, by code."""
        return [one for one in self.members.standings if not one.takes_part]
