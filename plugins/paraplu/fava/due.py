"""The words for what is due, the same on every page as in the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.reports.papers.calendar import told, whom
from paraplu.reports.papers.fund.people import STATES

if TYPE_CHECKING:
    from collections.abc import Mapping

# What the template `_due.html` calls.
SAID: Mapping[str, Any] = {"owed": told, "owed_to": whom, "STATES": STATES}
