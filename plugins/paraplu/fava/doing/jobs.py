"""The jobs of the page “Work”: what each shows, and how much of it there is to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from paraplu.base.language import Message, say
from paraplu.fava.doing.allocate_job import allocate_values, waiting_count
from paraplu.fava.doing.board_jobs import (
    approvals_count,
    approvals_values,
    contributions_count,
    contributions_values,
)
from paraplu.fava.doing.importing_job import import_values, nothing_waits
from paraplu.fava.doing.invoices_job import invoices_count, invoices_values
from paraplu.fava.doing.pay_job import bills_count, bills_values
from paraplu.fava.doing.receipts_job import receipts_count, receipts_values

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from paraplu.fava.doing.step import Bench
    from paraplu.fava.request import PageRequest


class WorkJob(NamedTuple):
    """A job: its title, its template, what that shows, and how much waits."""

    title: Message
    template: str
    values: Callable[[Bench, PageRequest], Mapping[str, Any]]
    count: Callable[[Bench], int]


# What is shown where nothing waits.
FIRST = "allocate"
JOBS: Mapping[str, WorkJob] = {
    "import": WorkJob(say("Import"), "_work_import.html", import_values, nothing_waits),
    "allocate": WorkJob(
        say("Place lines"), "_work_allocate.html", allocate_values, waiting_count
    ),
    "receipts": WorkJob(
        say("Receipts"), "_work_receipts.html", receipts_values, receipts_count
    ),
    "approve": WorkJob(
        say("Approvals"), "_work_approvals.html", approvals_values, approvals_count
    ),
    "contribute": WorkJob(
        say("Contributions"),
        "_work_contributions.html",
        contributions_values,
        contributions_count,
    ),
    "invoice": WorkJob(
        say("Invoices"), "_work_invoices.html", invoices_values, invoices_count
    ),
    "pay": WorkJob(say("Pay"), "_work_pay.html", bills_values, bills_count),
}
