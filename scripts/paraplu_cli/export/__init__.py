"""`paraplu export`: the books of a year for accountant and inspector."""

from __future__ import annotations

from paraplu.base.language import say
from paraplu_cli.group import Group, Lazy
from paraplu_cli.guide import Guide

command = Group(
    "export",
    Guide(
        usage=say("COMMAND [OPTIONS]"),
        about=(
            say(
                "Makes a file of the books for somebody outside: the audit file (XAF) "
                "that accountants and the tax office read, or a pack with all that an "
                "auditor needs. The file lies outside git, beside the folder of the "
                "books, unless you say otherwise."
            ),
        ),
        examples=(
            ("paraplu export xaf 2026", say("the audit file of 2026")),
            ("paraplu export audit 2026", say("all that an auditor needs, in one zip")),
        ),
        statuses=(
            (0, say("the file is there")),
            (1, say("the register or the ledger cannot be used")),
            (2, say("it could not be done, and nothing was written; it says why")),
        ),
    ),
    {
        "audit": Lazy("paraplu_cli.export.audit", say("a zip for the auditor")),
        "xaf": Lazy("paraplu_cli.export.xaf", say("the audit file (XAF) of a year")),
    },
)
