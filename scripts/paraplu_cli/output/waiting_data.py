"""Lines that wait, for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.base.language import Language, printable
from paraplu_cli.output.data import as_json, money
from paraplu_cli.places import shown

if TYPE_CHECKING:
    from paraplu.bookkeeping.bank_import.line import Allocation
    from paraplu.bookkeeping.waiting import Desk, PlacingStep, WaitingLine


def render(desk: Desk, step: PlacingStep | None, language: Language) -> str:
    """Return what waits as JSON, and what was placed by `step` where there was one.

    Amounts are strings, days are ISO.
    """
    placed = step.choices if step else ()
    gone = {choice.waiting.key for choice in placed}
    return as_json(
        {
            "version": 1,
            "placed": [
                line_data(one) | {"placed": allocation_data(to, language)}
                for one, to in placed
            ],
            "waiting": [
                line_data(one)
                | {
                    "candidates": [
                        allocation_data(candidate, language)
                        for candidate in desk.candidates(one)
                    ]
                }
                for one in desk.waiting
                if one.key not in gone
            ],
        }
    )


def line_data(one: WaitingLine) -> dict[str, Any]:
    """Return a line; `key` knows it again while its entry stays as it is."""
    booking = one.line.booking
    file, line = one.transaction.source
    return {
        "key": one.key,
        "date": str(booking.date),
        "amount": money(booking.amount),
        "currency": booking.currency,
        "payee": printable(booking.payee),
        "narration": printable(booking.narration),
        "counterparty": printable(booking.counterparty),
        "bank_ref": printable(one.line.key),
        "fee": money(booking.fee),
        "account": printable(one.line.account),
        "file": printable(shown(file)),
        "line": line,
        "doubtful": one.doubtful,
        "doubled": one.doubled,
        "why": printable(one.why),
    }


def allocation_data(allocation: Allocation, language: Language) -> dict[str, Any]:
    """Return where a line goes, or could go, and why."""
    return {
        "account": printable(allocation.account),
        "member": printable(allocation.member) or None,
        "vat": allocation.vat or None,
        "links": [printable(link) for link in allocation.links],
        "why": language.render(allocation.why),
        "sure": allocation.sure,
        "booked_already": allocation.same,
        "postings": [
            {"account": printable(leg.account), "amount": money(leg.amount)}
            for leg in allocation.legs
        ],
    }
