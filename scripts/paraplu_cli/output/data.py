"""Values in the form that programs read."""

from __future__ import annotations

from paraplu.base.data_text import json_text as as_json
from paraplu.journal.ledger_text import money

__all__ = ["as_json", "money"]
