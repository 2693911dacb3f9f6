"""Hands the judgement of a load from the plugin to the pages.

Fava shows the very books that the plugin judged. They are handed over in the thread
that loads, since Fava calls its extensions right after the plugins of the same load.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from paraplu.rules.verdict import Judgement


class _Last(threading.local):
    """What this thread judged last, until it is taken."""

    options: dict[str, Any] | None = None
    judgement: Judgement | None = None


_last = _Last()


def hand_over(options: dict[str, Any], judgement: Judgement) -> None:
    """Keep a judgement for whoever shows the ledger that has these options."""
    _last.options, _last.judgement = options, judgement


def forget() -> None:
    """Let go of what nobody took, so that no two sets of books stay in memory."""
    _last.options = _last.judgement = None


def taken(options: object) -> Judgement | None:
    """Return the judgement of the load that made these options, and let go of it.

    None where this thread did not judge that load: the options are told apart by
    identity, for a ledger that is loaded again has options of its own.
    """
    if _last.options is not options:
        return None
    judgement = _last.judgement
    forget()
    return judgement
