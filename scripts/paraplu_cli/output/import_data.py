"""An import for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.json import encode
from msgspec.json import format as format_json

from paraplu.base.language import Language, printable
from paraplu_cli.output.data import as_json, money
from paraplu_cli.places import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nl_banks.statement import Balance
    from paraplu.bookkeeping.bank_import.line import New
    from paraplu.bookkeeping.bank_import.plan import ImportResult
    from paraplu.bookkeeping.bank_import.recognising import Changed
    from paraplu_cli.imported import Imported

_LINES = '"transactions": []'
_INDENT = " " * 8


def parts(imported: Imported, language: Language) -> Iterator[str]:
    """Yield an import as JSON, in parts; amounts are strings, days are ISO.

    A statement may have a hundred thousand lines: each is text before the next is made.
    """
    results = imported.plan.results
    whole = as_json(
        {
            "version": 1,
            "files": [result_data(one) for one in results],
            "written": [printable(shown(file)) for file in imported.written],
            "errors": imported.errors,
        }
    )
    # In a value its quotes would be escaped.
    head, *rest = whole.split(_LINES)
    yield head
    for result, text in zip(results, rest, strict=True):
        yield _LINES.removesuffix("]")
        end = ""
        for number, new in enumerate(result.new):
            yield ",\n" if number else "\n"
            yield _indented(transaction_data(new, language))
            end = "\n      "
        yield f"{end}]{text}"


def _indented(data: dict[str, Any]) -> str:
    """Return what `as_json` makes of it, as a part of the whole, but quicker."""
    text = format_json(encode(data), indent=2).decode()
    return _INDENT + text.replace("\n", f"\n{_INDENT}")


def result_data(result: ImportResult) -> dict[str, Any]:
    """Return what became of one statement, without its new transactions.

    `balance` is the closing balance, with what the books say of it.
    """
    closing = result.closing
    return {
        "file": printable(str(result.file)),
        "layout": result.layout,
        "account_id": printable(result.number),
        "account": printable(result.account),
        "rows": result.rows,
        "new": len(result.new),
        "known": result.known,
        "opening": _balance_data(result.opening),
        "closing": _balance_data(closing),
        "balance": closing
        and {
            "date": str(closing.date),
            "amount": money(closing.amount),
            "agrees": None if result.in_books is None else result.agrees,
        },
        "changed": [changed_data(one) for one in result.changed],
        "remark": printable(" ".join(map(str, result.remarks))),
        "transactions": [],
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


def _balance_data(balance: Balance | None) -> dict[str, str] | None:
    """Return what stood on the account, and the day that the statement says of it."""
    return balance and {"date": str(balance.date), "amount": money(balance.amount)}


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
