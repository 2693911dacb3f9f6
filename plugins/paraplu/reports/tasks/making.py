"""Makes the tasks of what the rules found and of the chores, each case once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from paraplu.base.dates import Month
from paraplu.reports.tasks import jobs
from paraplu.reports.tasks.jobs import job_of, place_of
from paraplu.reports.tasks.model import JobTask, TaskCase, in_cases_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paraplu.base.findings import Finding, Source
    from paraplu.reports.tasks.chores import Chore
    from paraplu.reports.tasks.model import TaskJob
    from paraplu.reports.todo import ToDo

_Key = tuple["TaskJob", str]


def tasks_of(todo: ToDo, chores: Iterable[Chore]) -> tuple[JobTask, ...]:
    """Return what there is to do: the findings that `todo` shows, and the chores.

    A chore that a finding tells of already is left out. The gravest task comes first;
    where they weigh the same, in the order of the jobs.
    """
    cases: defaultdict[_Key, list[TaskCase]] = defaultdict(list)
    told: set[tuple[str, str, str]] = set()
    places: set[Source] = set()
    for finding in _findings(todo):
        job = job_of(finding.code, finding.cause)
        batch = _batch(job, finding)
        cases[job, batch].append(_case(finding, job))
        told.add((job.key, batch, finding.member or _fund(finding)))
        if job is jobs.ALLOCATE:
            places.add(finding.source)
    for chore in chores:
        if not _is_told(chore, told, places):
            cases[chore.job, chore.batch].append(chore.case)
    found = [_task(*key, of) for key, of in cases.items()]
    return tuple(
        sorted(found, key=lambda one: (one.rank, place_of(one.job), one.command))
    )


def _findings(todo: ToDo) -> Iterator[Finding]:
    for urgency in todo.urgencies:
        for share in urgency.shares:
            yield from share.findings


def _fund(finding: Finding) -> str:
    return finding.funds[0] if finding.funds else ""


def _batch(job: TaskJob, finding: Finding) -> str:
    """Return the month that one command books; "" for what goes case by case."""
    if job is jobs.CONTRIBUTION and finding.date:
        return str(Month.of(finding.date))
    return ""


def _case(finding: Finding, job: TaskJob) -> TaskCase:
    letter = job is jobs.RENEW and finding.member and finding.code == "MB04"
    return TaskCase(
        finding.message,
        finding.severity,
        finding.member or "",
        finding.date,
        finding.amount,
        finding.source,
        finding.code,
        finding.hint,
        command=f"paraplu report renewal {finding.member}" if letter else "",
    )


def _is_told(
    chore: Chore, told: set[tuple[str, str, str]], places: set[Source]
) -> bool:
    """Tell whether a finding is about the same case."""
    entry = chore.case.transaction
    if chore.job is jobs.ALLOCATE and entry:
        lines = map(entry.source_at, range(len(entry.postings)))
        return any(line in places for line in lines)
    about = chore.about or chore.case.member
    return bool(about) and (chore.job.key, chore.batch, about) in told


def _task(job: TaskJob, batch: str, cases: list[TaskCase]) -> JobTask:
    every = tuple(sorted(cases, key=in_cases_order))
    command = job.command
    if batch:
        command = f"paraplu contribution {batch}"
    return JobTask(job, every, command)
