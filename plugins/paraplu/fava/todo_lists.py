"""The tasks as lists that somebody reads: twenty-five cases at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paraplu.base.language import Message
    from paraplu.reports.tasks.model import JobTask, TaskCase

AT_ONCE = 25


@dataclass(frozen=True)
class TaskList:
    """A task with the cases that are shown of it, from the one with number `first`.

    Of a hint that several of them have, only the first says it.
    """

    task: JobTask
    first: int
    rows: tuple[tuple[TaskCase, Message | None], ...]

    @property
    def name(self) -> str:
        """What tells it apart from other tasks, in an address."""
        return self.task.name

    @property
    def has_members(self) -> bool:
        """Tell whether any is about a member."""
        return any(case.member for case, _ in self.rows)

    @property
    def has_amounts(self) -> bool:
        """Tell whether any is about an amount."""
        return any(case.amount is not None for case, _ in self.rows)

    @property
    def has_places(self) -> bool:
        """Tell whether any stands in a file."""
        return any(case.source.file for case, _ in self.rows)

    @property
    def last(self) -> int:
        """The number of the last case that is shown."""
        return self.first + len(self.rows) - 1

    @property
    def before(self) -> int | None:
        """The number from which those before it are shown, None where none are."""
        return max(self.first - AT_ONCE, 1) if self.first > 1 else None

    @property
    def after(self) -> int | None:
        """The number from which those after it are shown, None where none are."""
        return self.last + 1 if self.last < self.task.count else None


def listed(
    tasks: Sequence[JobTask], name: str = "", number: str = ""
) -> list[TaskList]:
    """Return the first cases of each task; of the one that is asked for, those asked.

    A task that is not there shows all, as does no name.
    """
    for task in tasks:
        if task.name == name:
            first = int(number) if number.isdecimal() and len(number) < _DIGITS else 1
            return [_list(task, first if 1 <= first <= task.count else 1)]
    return [_list(task, 1) for task in tasks]


# More digits are no number of a case.
_DIGITS = 9


def _list(task: JobTask, first: int) -> TaskList:
    told: set[str] = set()
    rows = []
    for case in task.cases[first - 1 : first - 1 + AT_ONCE]:
        hint = case.hint if case.hint and case.hint.template not in told else None
        if hint:
            told.add(hint.template)
        rows.append((case, hint))
    return TaskList(task, first, tuple(rows))
