"""`paraplu report`: the documents for people outside the books."""

from __future__ import annotations

from paraplu.base.language import say
from paraplu_cli.group import Group, Lazy
from paraplu_cli.guide import Guide

command = Group(
    "report",
    Guide(
        usage=say("COMMAND [OPTIONS]"),
        about=(
            say(
                "Makes the documents that the books are kept for, each for those who "
                "need it. All of them say over which period they are, from which state "
                "of the books they were made, and whether they may still change. They "
                "have codes and no names, unless you ask for names."
            ),
        ),
        examples=(
            ("paraplu report member L07 2026-03", say("a statement, on the screen")),
            (
                "paraplu report member --all 2026-Q1 --output statements/",
                say("a PDF for each member"),
            ),
        ),
        statuses=(
            (0, say("it was made")),
            (1, say("the register or the ledger cannot be used; the findings say why")),
            (2, say("it could not be made, and nothing was written")),
        ),
    ),
    {
        "member": Lazy(
            "paraplu_cli.report.member", say("what came in, what it cost, what is left")
        ),
        "municipality": Lazy(
            "paraplu_cli.report.municipality", say("figures for the client manager")
        ),
        "fund": Lazy(
            "paraplu_cli.report.fund",
            say("what a fund was used for"),
        ),
        "renewal": Lazy("paraplu_cli.report.renewal", say("ask to renew a permission")),
        "calendar": Lazy("paraplu_cli.report.calendar", say("what is due to whom")),
        "outflow": Lazy(
            "paraplu_cli.report.outflow", say("who came, who left, and where to")
        ),
        "viability": Lazy(
            "paraplu_cli.report.viability",
            say("what banks and the Bbz ask of a business"),
        ),
        "audit": Lazy(
            "paraplu_cli.report.audit", say("what the audit committee looks at")
        ),
        "meeting": Lazy(
            "paraplu_cli.report.meeting", say("the year, for the general meeting")
        ),
    },
)
