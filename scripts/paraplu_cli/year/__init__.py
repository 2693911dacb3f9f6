"""`paraplu year`: what is done at the end of a year."""

from __future__ import annotations

from paraplu.base.language import say
from paraplu_cli.group import Group, Lazy
from paraplu_cli.guide import Guide

command = Group(
    "year",
    Guide(
        usage=say("COMMAND [OPTIONS]"),
        about=(
            say(
                "What is done once a year: the result of each member goes to the "
                "thermometer, and that of the cooperative to its reserve."
            ),
        ),
        examples=(
            ("paraplu year close 2025 --dry-run", say("look at the entries first")),
            ("paraplu year close 2025", say("write them")),
        ),
        statuses=(
            (0, say("the year is closed, or was already")),
            (2, say("it could not be done, and nothing was written; it says why")),
        ),
    ),
    {"close": Lazy("paraplu_cli.year.close", say("carry the results over"))},
)
