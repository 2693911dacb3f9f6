"""paraplu: the books of cooperatives whose members trade and keep their benefit.

As a Beancount plugin it judges the books and never changes them:

    plugin "paraplu" "../members.yaml"

What it holds the books against is docs/contract.md: the contract, whose sections the
modules name.
"""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"
__plugins__ = ("judge_ledger",)
__all__ = ["__version__", "judge_ledger"]


def judge_ledger(
    entries: list[Any], options_map: dict[str, Any], config: str | None = None
) -> tuple[list[Any], list[Any]]:
    """Return the entries as they are, and the findings as Beancount's errors.

    `config` is the register's path, from the folder of the ledger's main file. Nothing
    of Beancount is imported before Beancount calls this.

    The collector rests until the books are gone again: what it finds alive it would
    count as new, and go through all of Beancount's entries once more. The same goes for
    what stays.
    """
    from paraplu.base.collector import collector_paused, count_as_old

    with collector_paused():
        from paraplu.plugin import judged

        errors = judged(entries, options_map, config)
        count_as_old()
    return entries, errors
