"""`paraplu invoice`: the cooperative invoices for its members."""

from __future__ import annotations

from paraplu.base.language import say
from paraplu_cli.group import Group, Lazy
from paraplu_cli.guide import Guide

command = Group(
    "invoice",
    Guide(
        usage=say("COMMAND [OPTIONS]"),
        about=(
            say(
                "To the customer and the tax office there is one business: the "
                "cooperative. It invoices on behalf of its members, under its own "
                "number and their registered trade names. An invoice starts as a small "
                "file; issuing it adds a number, a PDF, a UBL for business customers, "
                "and its entry in the ledger."
            ),
        ),
        examples=(
            ("paraplu invoice new", say("a draft, by answering questions")),
            ("paraplu invoice recurring", say("the drafts that come back")),
            ("paraplu invoice issue --all", say("number the drafts, and book them")),
            ("paraplu invoice list", say("who still has to pay?")),
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
        "new": Lazy("paraplu_cli.invoice.new", say("write a draft")),
        "issue": Lazy("paraplu_cli.invoice.issue", say("number drafts and book them")),
        "quote": Lazy("paraplu_cli.invoice.quote", say("offer it on paper first")),
        "recurring": Lazy(
            "paraplu_cli.invoice.recurring", say("write the drafts that come back")
        ),
        "send": Lazy("paraplu_cli.invoice.send", say("send invoices by e-mail")),
        "list": Lazy(
            "paraplu_cli.invoice.listing", say("show what is open and overdue")
        ),
        "remind": Lazy("paraplu_cli.invoice.remind", say("send payment reminders")),
        "credit": Lazy("paraplu_cli.invoice.credit", say("take an invoice back")),
        "renumber": Lazy(
            "paraplu_cli.invoice.renumber",
            say("another number for one of two that have the same"),
        ),
        "template": Lazy(
            "paraplu_cli.invoice.template", say("change what papers look like")
        ),
    },
)
