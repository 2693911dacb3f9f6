"""`paraplu hours`: what members worked, and whom they helped."""

from __future__ import annotations

from paraplu.base.language import say
from paraplu_cli.group import Group, Lazy
from paraplu_cli.guide import Guide

command = Group(
    "hours",
    Guide(
        usage=say("COMMAND [OPTIONS]"),
        about=(
            say(
                "Keeps the hours of members, in whole minutes. Each member has a small "
                "file a month, beside the ledger: hours/2026/L07-2026-03.csv. You can "
                "write in it by hand, add a row here, or import what another program "
                "kept. paraplu check holds the hours against the permission."
            ),
        ),
        examples=(
            ("paraplu hours add L07 1:30 Cakes", say("an hour and a half of today")),
            (
                "paraplu hours import toggl.csv --member L07",
                say("what Toggl kept; a second time adds nothing"),
            ),
            ("paraplu hours list", say("the hours of each month")),
            ("paraplu hours helped", say("who helped whom?")),
        ),
        statuses=(
            (0, say("it was done")),
            (
                2,
                say(
                    "it could not be done, and nothing was written; the messages say "
                    "why"
                ),
            ),
        ),
    ),
    {
        "add": Lazy("paraplu_cli.hours.add", say("write one row")),
        "import": Lazy(
            "paraplu_cli.hours.import_", say("read an export of Toggl and others")
        ),
        "list": Lazy("paraplu_cli.hours.listing", say("show hours and caps")),
        "helped": Lazy("paraplu_cli.hours.helped", say("show who helped whom")),
    },
)
