"""`paraplu invoice`: the cooperative invoices for its members."""

from __future__ import annotations

from paraplu.language import say
from paraplu_cli.group import Group, Lazy
from paraplu_cli.guide import Guide

command = Group(
    "invoice",
    Guide(
        usage=say("COMMAND [OPTIONS]"),
        about=(
            say(
                "In the eyes of the customer and the tax office there is one firm: the "
                "cooperative. It invoices for its members, under its own number and "
                "their registered trade names. An invoice begins as a small file; "
                "issuing gives it a number, a PDF, a UBL for firms, and its entry in "
                "the ledger."
            ),
        ),
        examples=(
            ("paraplu invoice new", say("a draft, by answering questions")),
            ("paraplu invoice issue --all", say("number the drafts, and book them")),
            ("paraplu invoice list", say("who still has to pay?")),
        ),
        statuses=(
            (0, say("it was done")),
            (2, say("it could not be done, and nothing was written; lines say why")),
        ),
    ),
    {
        "new": Lazy("paraplu_cli.invoice.new", say("write a draft")),
        "issue": Lazy("paraplu_cli.invoice.issue", say("number drafts and book them")),
        "list": Lazy("paraplu_cli.invoice.listing", say("what is open and overdue")),
        "remind": Lazy("paraplu_cli.invoice.remind", say("a letter to who is late")),
        "credit": Lazy("paraplu_cli.invoice.credit", say("take an invoice back")),
    },
)
