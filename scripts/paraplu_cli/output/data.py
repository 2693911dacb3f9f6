"""Values in the form that programs read."""

from __future__ import annotations

import json

from paraplu.journal.ledger_text import money

__all__ = ["as_json", "money"]


def as_json(value: object) -> str:
    """Return a value as JSON text, in characters that people can read."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
