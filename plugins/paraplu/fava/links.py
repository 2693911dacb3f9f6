"""Addresses in Fava. They keep the filters that are on, as Fava's own do."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from fava.beans.funcs import hash_entry
from flask import url_for

if TYPE_CHECKING:
    from fava.core import FavaLedger

    from paraplu.base.findings import Source
    from paraplu.ledger.transactions import Transaction
    from paraplu.reports.tasks.model import JobTask


_OURS, _IMPORT, _WORK = "Paraplu", "import", "ParapluWork"


class PageLinks:
    """Makes the addresses of one ledger."""

    def __init__(self, ledger: FavaLedger) -> None:
        self.ledger = ledger
        self._hashes: dict[int, str] = {}

    def page(self, name: str, **arguments: str) -> str:
        """Return the address of a page of ours; an empty argument takes a filter off.

        The filters are those of the request, where the arguments name no others.
        """
        # Flask leaves out what is None; Fava fills in only what is not named at all.
        values: dict[str, Any] = {key: text or None for key, text in arguments.items()}
        return url_for("extension_report", extension_name=name, **values)

    def member(self, code: str) -> str:
        """Return the address of the page of one member."""
        joined = "&" if "?" in self._members else "?"
        return f"{self._members}{joined}{urlencode({'member': code})}"

    def entries_of(self, code: str, kind: str) -> str:
        """Return the address of the entries of one kind, on a member's page."""
        asked = {"member": code} | ({"entries": kind} if kind else {})
        joined = "&" if "?" in self._members else "?"
        return f"{self._members}{joined}{urlencode(asked)}#pp-entries"

    def figures(self) -> str:
        """Return the address of the figures of all members, for a spreadsheet."""
        path, asked, filters = self._members.partition("?")
        return f"{path}figures{asked}{filters}"

    def account(self, name: str) -> str:
        """Return the address of Fava's page of an account."""
        return url_for("account", name=name)

    def task(self, task: JobTask, first: int = 1) -> str:
        """Return the address of one task of what there is to do, from a case on."""
        number = str(first) if first > 1 else ""
        return self.page("ParapluToDo", task=task.name, **{"from": number})

    def doing(self, name: str) -> str:
        """Return the address of the page that does something, "" where there is none.

        That is a page of ours by its name, or a job of the page of work, which says
        what it can do; Fava has a page of imports itself.
        """
        known = f"{_OURS}{name}"
        if known in self._pages:
            return self.page(known)
        work = self.ledger.extensions.get_extension(_WORK)
        if name in getattr(work, "jobs", ()):
            return self.page(_WORK, do=name)
        return url_for("report", report_name=name) if name == _IMPORT else ""

    @cached_property
    def _pages(self) -> frozenset[str]:
        details = self.ledger.extensions.extension_details
        return frozenset(one.name for one in details)

    def errors(self) -> str:
        """Return the address of Fava's list of errors."""
        return url_for("report", report_name="errors")

    def entry(self, transaction: Transaction) -> str:
        """Return the address that opens a transaction over Fava's journal."""
        return f"{self._journal}#context-{self._hash(transaction)}"

    def receipt(self, transaction: Transaction, number: int) -> str:
        """Return the address of a receipt of a transaction."""
        known = self._hash(transaction)
        return self._paper(entry=str(transaction.number), hash=known, nr=str(number))

    def decision(self, code: str, number: int) -> str:
        """Return the address of the decision behind a member's permission."""
        return self._paper(member=code, nr=str(number))

    def report(self, kind: str, period: str = "", form: str = "", **of: str) -> str:
        """Return the address of a report: of a member or fund, over a period."""
        asked = {"kind": kind, **of, "period": period, "form": form}
        kept = urlencode({name: text for name, text in asked.items() if text})
        return f"{self.reports()}?{kept}"

    def reports(self) -> str:
        """Return the address that gives a report, without what is asked for."""
        page = self.page("ParapluReports", time="")
        return f"{page.partition('?')[0]}paper"

    def work(self, name: str) -> str:
        """Return an address of the page of work: where it acts, or has its papers."""
        page = self.page("ParapluWork", time="")
        return f"{page.partition('?')[0]}{name}"

    def _paper(self, **arguments: str) -> str:
        # `url_for` cannot be asked for an endpoint that has a part named "endpoint".
        return f"{self._members.partition('?')[0]}paper?{urlencode(arguments)}"

    # A page has hundreds of these addresses; Flask takes its time for each.
    @cached_property
    def _members(self) -> str:
        return self.page("ParapluMembers", member="")

    @cached_property
    def _journal(self) -> str:
        return url_for("report", report_name="journal")

    def _hash(self, transaction: Transaction) -> str:
        number = transaction.number
        if number not in self._hashes:
            self._hashes[number] = hash_entry(transaction.written)  # type: ignore[arg-type]
        return self._hashes[number]

    def source(self, source: Source) -> str | None:
        """Return the address of a line in Fava's editor; None where it opens no such.

        Fava edits the files that the ledger was made of, and no other.
        """
        if source.file not in self.ledger.options["include"]:
            return None
        return url_for(
            "report",
            report_name="editor",
            file_path=source.file,
            line=str(source.line),
        )
