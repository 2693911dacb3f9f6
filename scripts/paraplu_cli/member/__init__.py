"""`paraplu member`: one member, from joining to leaving and back."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu_cli.group import Group, Lazy
from paraplu_cli.guide import Guide

if TYPE_CHECKING:
    import click

_SHOW = "show"
_OF_THE_GROUP = ("-h", "--help", "--version")


class _MemberGroup(Group):
    """Commands about a member; a code by itself shows that member."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; a code that no command is called by is to be shown."""
        first = args[0] if args else "--help"
        alike = difflib.get_close_matches(first, self.lazy, 1, 0.75)
        # A code begins with a capital or a digit, so a word like a command is a slip.
        if first not in (*self.lazy, *_OF_THE_GROUP) and not alike:
            args = [_SHOW, *args]
        return super().parse_args(ctx, args)


command = _MemberGroup(
    "member",
    Guide(
        usage=say("CODE or COMMAND [OPTIONS]"),
        about=(
            say(
                "Shows one member, and does what there is to do when somebody joins, "
                "is permitted to trade, asks for money, leaves or comes back. What it "
                "writes, it adds to the register and the ledger as text: look at it "
                "with git diff. Every command can be run again; what is already there "
                "stays as it is."
            ),
        ),
        examples=(
            ("paraplu member L07", say("everything about L07")),
            ("paraplu member join", say("a new member, by answering questions")),
            ("paraplu member leave L07", say("what is left to do before L07 is gone")),
        ),
        statuses=(
            (0, say("it was done, or was already so")),
            (1, say("something is left to do; the list says what")),
            (2, say("it could not run, and nothing was written; the message says why")),
        ),
    ),
    {
        _SHOW: Lazy("paraplu_cli.member.show", say("everything about one member")),
        "join": Lazy("paraplu_cli.member.join", say("a new member")),
        "permit": Lazy("paraplu_cli.member.permit", say("a decision of the agency")),
        "renew": Lazy("paraplu_cli.member.renew", say("a decision after the last one")),
        "freeze": Lazy("paraplu_cli.member.freeze", say("let no money leave the ring")),
        "unfreeze": Lazy("paraplu_cli.member.unfreeze", say("end a freeze")),
        "leave": Lazy("paraplu_cli.member.leave", say("leave, step by step")),
        "return": Lazy("paraplu_cli.member.come_back", say("come back after leaving")),
        "request": Lazy("paraplu_cli.member.request", say("ask the board for money")),
        "approve": Lazy(
            "paraplu_cli.member.approve", say("the board's decision on it")
        ),
    },
)
