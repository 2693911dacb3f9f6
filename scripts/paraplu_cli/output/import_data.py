"""An import for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.base.language import Language, printable
from paraplu_cli.output.data import as_json, money
from paraplu_cli.places import shown

if TYPE_CHECKING:
    from paraplu.bookkeeping.bank_import.line import New
    from paraplu.bookkeeping.bank_import.plan import ImportResult
    from paraplu.bookkeeping.bank_import.recognising import Changed
    from paraplu_cli.imported import Imported


def render(imported: Imported, language: Language) -> str:
    """Return an import as JSON; amounts are strings, days are ISO."""
    return as_json(
        {
            "version": 1,
            "files": [result_data(one, language) for one in imported.plan.results],
            "written": [printable(shown(file)) for file in imported.written],
            "errors": imported.errors,
        }
    )


def result_data(result: ImportResult, language: Language) -> dict[str, Any]:
    """Return what became of one statement; its transactions are those that are new."""
    closing = result.closing
    return {
        "file": printable(str(result.file)),
        "layout": result.layout,
        "account_id": printable(result.number),
        "account": printable(result.account),
        "rows": result.rows,
        "new": len(result.new),
        "known": result.known,
        "balance": closing
        and {
            "date": str(closing.date),
            "amount": money(closing.amount),
            "agrees": None if result.in_books is None else result.agrees,
        },
        "changed": [changed_data(one) for one in result.changed],
        "remark": printable(" ".join(map(str, result.remarks))),
        "transactions": [transaction_data(one, language) for one in result.new],
    }


def changed_data(changed: Changed) -> dict[str, Any]:
    """Return a line that the books have in other words; `updated` tells of its entry.

    Its key and words are those of the file; `before` is what the books said.
    """
    booking = changed.line.booking
    return {
        "date": str(booking.date),
        "amount": money(changed.line.moved),
        "payee": printable(booking.payee),
        "narration": printable(booking.narration),
        "bank_ref": printable(changed.line.key),
        "before": {
            "payee": printable(changed.before.payee),
            "narration": printable(changed.before.narration),
            "bank_ref": printable(changed.before.key),
        },
        "updated": changed.updated,
    }


def transaction_data(new: New, language: Language) -> dict[str, Any]:
    """Return a line with where it goes; `fee` is what a provider kept of it."""
    line, allocation = new
    booking = line.booking
    return {
        "date": str(booking.date),
        "amount": money(booking.amount),
        "currency": booking.currency,
        "payee": printable(booking.payee),
        "narration": printable(booking.narration),
        "counterparty": printable(booking.counterparty),
        "bank_ref": printable(line.key),
        "kind": booking.kind.value,
        "fee": money(booking.fee),
        "allocation": {
            "account": printable(allocation.account),
            "member": printable(allocation.member) or None,
            "why": language.render(allocation.why),
            "sure": allocation.sure,
            "postings": [
                {"account": printable(leg.account), "amount": money(leg.amount)}
                for leg in allocation.legs
            ],
            "others": [language.render(other) for other in allocation.others],
        },
    }
