"""`paraplu network`: many cooperatives together, and nobody recognised."""

from __future__ import annotations

from paraplu.base.language import say
from paraplu_cli.group import Group, Lazy
from paraplu_cli.guide import Guide

command = Group(
    "network",
    Guide(
        usage=say("COMMAND [OPTIONS]"),
        about=(
            say(
                "Puts figures of many cooperatives side by side, by the same formulas. "
                "Each sends one file with sums and numbers of people, without a member "
                "in it. What would tell of somebody is withheld, never written as 0."
            ),
        ),
        examples=(
            ("paraplu network export 2026-Q1", say("what would we send?")),
            ("paraplu network report files/", say("what do they come to together?")),
        ),
        statuses=(
            (0, say("it was made")),
            (1, say("the register or the ledger cannot be used; the findings say why")),
            (2, say("it could not be made, and nothing was written")),
        ),
    ),
    {
        "export": Lazy("paraplu_cli.network.export", say("what one cooperative sends")),
        "report": Lazy("paraplu_cli.network.report", say("many side by side")),
        "lake": Lazy(
            "paraplu_cli.network.lake", say("the books of many, as tables for queries")
        ),
        "indicators": Lazy(
            "paraplu_cli.network.indicators", say("what such a lake says, for its host")
        ),
    },
)
