"""The municipality's decisions that members may trade, as the register lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookmaking.paper import LETTER, pdf

if TYPE_CHECKING:
    from bookmaking.journal import Journal

# Member, number of the decision, first and last day.
DECISIONS = (
    ("L01", "2024-006", "2024-02-01", "2025-01-31"),
    ("L01", "2025-003", "2025-02-01", "2026-01-31"),
    ("L01", "2026-004", "2026-02-01", "2027-01-31"),
    ("L02", "2024-007", "2024-02-01", "2026-01-31"),
    ("L02", "2026-005", "2026-02-01", "2028-01-31"),
    ("L03", "2024-019", "2024-05-01", "2025-04-30"),
    ("L03", "2025-017", "2025-05-01", "2026-04-30"),
    ("L03", "2026-016", "2026-05-01", "2027-04-30"),
    ("L04", "2025-004", "2025-02-01", "2026-01-31"),
    ("L04", "2026-006", "2026-02-01", "2027-01-31"),
    ("L05", "2025-021", "2025-05-16", "2025-11-15"),
    ("L05", "2025-038", "2025-11-16", "2026-11-15"),
    ("L06", "2024-008", "2024-02-01", "2026-01-31"),
    ("L06", "2026-007", "2026-02-01", "2028-01-31"),
    ("L07", "2025-012", "2025-04-01", "2026-03-31"),
    ("L07", "2026-013", "2026-04-01", "2027-03-31"),
    ("L08", "2024-011", "2024-03-01", "2025-02-28"),
    ("L08", "2025-008", "2025-03-01", "2026-02-28"),
    ("L08", "2026-009", "2026-03-01", "2026-08-31"),
)


def keep_decisions(journal: Journal) -> None:
    """Keep the letters with the papers of the books."""
    for code, number, first, last in DECISIONS:
        journal.papers[f"documents/{code}/besluit-{number}.pdf"] = pdf(
            (
                "Gemeente Wilgerdam (verzonnen)",
                f"Besluit {number}",
                "",
                f"{code} mag van {first} tot en met {last} met behoud van uitkering",
                "ondernemen binnen Coöperatie De Kleine Kaai U.A.",
            ),
            LETTER,
        )
