"""`paraplu import --rules`: which rules under `match:` never fire, or contradict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import chosen_language, say

if TYPE_CHECKING:
    from pathlib import Path


def show_rules(main: Path, members: Path | None, form: str) -> int:
    """Show the faults of the rules; return the exit status, 1 where there are any."""
    from paraplu.base.collector import collector_paused
    from paraplu.bookkeeping.bank_import import open_ledger, rule_faults
    from paraplu_cli.loading import progress
    from paraplu_cli.output import rule_faults_text
    from paraplu_cli.stream import emit

    with progress() as tell, collector_paused():
        tell(say("loading the ledger"))
        ledger = open_ledger(main, members, balanced=False)
    faults = rule_faults(ledger.books, ledger.register)
    language = chosen_language(ledger.register.language)
    shown = getattr(rule_faults_text, f"as_{form}")(faults, ledger.register, language)
    emit(shown, data=form == "json")
    return int(bool(faults))
