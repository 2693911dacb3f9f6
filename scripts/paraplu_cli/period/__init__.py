"""`paraplu period`: closing months and years, and seeing what changed since."""

from __future__ import annotations

from paraplu.base.language import say
from paraplu_cli.group import Group, Lazy
from paraplu_cli.guide import Guide

command = Group(
    "period",
    Guide(
        usage=say("COMMAND [OPTIONS]"),
        about=(
            say(
                "Closes a period: 2026-03, 2026-Q1 or 2026. A seal beside the ledger "
                "keeps the checksums of its entries, balances and documents. From then "
                "on paraplu check tells whatever changes in it, and no command writes "
                "into it. A seal makes tampering visible. It cannot make it impossible."
            ),
        ),
        examples=(
            ("paraplu period close 2026-03 --by L01", say("close March")),
            (
                "paraplu period file 2026-Q1 --scope vat --by L01",
                say("its return was sent to the tax office"),
            ),
            ("paraplu period verify", say("what changed, and what anchors it?")),
        ),
        statuses=(
            (0, say("it was done, or nothing changed")),
            (1, say("a closed period was changed")),
            (2, say("it could not be done, and nothing was written; it says why")),
        ),
    ),
    {
        "close": Lazy("paraplu_cli.period.close", say("close a period")),
        "file": Lazy("paraplu_cli.period.file", say("close it for good: it was sent")),
        "open": Lazy(
            "paraplu_cli.period.reopen", say("open it again, with the reason")
        ),
        "verify": Lazy("paraplu_cli.period.verify", say("hold the books against it")),
        "list": Lazy("paraplu_cli.period.listing", say("show what is closed")),
    },
)
