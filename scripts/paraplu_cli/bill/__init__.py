"""`paraplu bill`: the bills that suppliers send."""

from __future__ import annotations

from paraplu.base.language import say
from paraplu_cli.group import Group, Lazy
from paraplu_cli.guide import Guide

command = Group(
    "bill",
    Guide(
        usage=say("COMMAND [OPTIONS]"),
        about=(
            say(
                "A bill that came in becomes an entry on a payable, with its VAT, the "
                "account number to pay to, and its receipt. You look at it, and "
                "paraplu pay pays it."
            ),
        ),
        examples=(
            (
                "paraplu bill read inbox/invoice.xml --account L01:Costs:Materials",
                say("an e-invoice"),
            ),
            ("paraplu bill read photo.jpg", say("a photo: you answer some questions")),
        ),
        statuses=(
            (0, say("the bills are in the books")),
            (2, say("nothing was written; the messages say why")),
        ),
    ),
    {"read": Lazy("paraplu_cli.bill.read", say("book bills that came in"))},
)
