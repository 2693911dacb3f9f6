"""Why nothing can be booked, in one sentence."""

from __future__ import annotations

from paraplu.base.errors import Problem


class CannotBook(Problem):
    """Nothing is booked; `message` says why, and what to do."""
