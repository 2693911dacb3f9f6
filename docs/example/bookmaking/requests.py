"""Requests to spend, with the board's decision in them, or still waiting for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bookmaking.journal import Journal

LOCKER = "L04-2026-001"

_REQUESTS = {
    LOCKER: """\
request: L04-2026-001
member: L04
asked: 2026-09-01
for: equipment
amount: 280.00
what: lockmachine
why: de oude rafelt stof, en er zijn vier bestellingen
decision:
  approved: yes
  by: bestuur
  on: 2026-09-08
""",
    "L06-2026-001": """\
request: L06-2026-001
member: L06
asked: 2026-10-27
for: training
amount: 265.00
what: cursus jaarrekening
why: om in het voorjaar zelf de stukken te maken
""",
}


def keep_requests(journal: Journal) -> None:
    """Put the requests beside the ledger."""
    for number, text in _REQUESTS.items():
        journal.files[f"requests/2026/{number}.yaml"] = text.encode()
