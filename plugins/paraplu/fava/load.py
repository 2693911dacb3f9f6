"""What one load of a ledger gave, and the views that were made of it so far."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, TypeVar, cast
from weakref import WeakKeyDictionary

from paraplu.base.collector import collector_paused
from paraplu.plugin import judgement_on
from paraplu.reports.handover import taken

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from fava.core import FavaLedger
    from fava.core.extensions import ExtensionModule

    from paraplu.rules.verdict import Judgement

T = TypeVar("T")

# A view for each time filter that somebody tries; the oldest go first.
_KEPT = 64


class Load:
    """One load of a ledger. Fava serves it from several threads.

    Nothing is worked out before somebody asks.
    """

    def __init__(self, ledger: FavaLedger, judgement: Judgement | None) -> None:
        self.entries = ledger.all_entries
        self.options = ledger.options
        self._judgement = judgement
        self._made: dict[Hashable, object] = {}
        self._lock = threading.RLock()

    @property
    def known(self) -> Judgement | None:
        """The judgement, where there is one already."""
        return self._judgement

    @property
    def judgement(self) -> Judgement:
        """The judgement on this ledger: that of the plugin, or one made now.

        Made now is that of a ledger without the plugin, which shows what there is and
        says that the line is missing (CK01).

        Raises:
            RegisterUnreadable: there is no register that can be read.
        """
        with self._lock:
            if self._judgement is None:
                options: dict[str, Any] = dict(self.options)
                named = dict(options["plugin"])
                self._judgement = judgement_on(
                    list(self.entries), options, named.get("paraplu")
                )
            return self._judgement

    def once(self, key: Hashable, make: Callable[[Judgement], T]) -> T:
        """Return what `make` makes of the judgement, made once for each key.

        The key begins with a word for the view; what the view depends on follows, such
        as the span.
        """
        with self._lock:
            if key not in self._made:
                while len(self._made) >= _KEPT:
                    del self._made[next(iter(self._made))]
                # A view of large books is many objects, which all stay.
                with collector_paused():
                    self._made[key] = make(self.judgement)
            return cast("T", self._made[key])


_loads: WeakKeyDictionary[ExtensionModule, Load] = WeakKeyDictionary()
_lock = threading.Lock()


def load_of(ledger: FavaLedger) -> Load:
    """Return the newest load of a ledger, which all pages of it share.

    The first page to ask takes what the plugin handed over.
    """
    with _lock:
        load = _loads.get(ledger.extensions)
        if load is None or load.options is not ledger.options:
            load = Load(ledger, taken(ledger.options))
            _loads[ledger.extensions] = load
        return load
