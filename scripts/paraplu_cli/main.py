"""`paraplu` itself; a command is loaded when it is asked for, so help is quick."""

from __future__ import annotations

from paraplu.base.language import say
from paraplu_cli.group import Group, Lazy
from paraplu_cli.guide import Guide

main = Group(
    "paraplu",
    Guide(
        usage=say("COMMAND [OPTIONS]"),
        about=(
            say(
                "Watches over the books of a cooperative whose members run a business "
                "and keep their benefit. It reads the books and says where they break "
                "a rule. It adds what you import or invoice, and changes nothing that "
                "is already there."
            ),
        ),
        examples=(
            ("paraplu check", say("do the books follow the rules?")),
            ("paraplu members", say("what does each member still have?")),
            ("paraplu explain PF01", say("what is this rule, and how do I fix it?")),
        ),
        statuses=(
            (0, say("no error was found")),
            (1, say("at least one error was found")),
            (2, say("it could not run; the message says why")),
        ),
    ),
    {
        "check": Lazy("paraplu_cli.check", say("check the books against every rule")),
        "members": Lazy("paraplu_cli.members", say("every member and thermometer")),
        "member": Lazy("paraplu_cli.member", say("everything about one member")),
        "import": Lazy(
            "paraplu_cli.import_", say("put bank statements into the books")
        ),
        "allocate": Lazy(
            "paraplu_cli.allocate", say("say where lines that wait belong")
        ),
        "invoice": Lazy(
            "paraplu_cli.invoice", say("invoices, reminders and credit notes")
        ),
        "hours": Lazy("paraplu_cli.hours", say("what members worked, and whom for")),
        "bill": Lazy("paraplu_cli.bill", say("book the bills that suppliers send")),
        "report": Lazy("paraplu_cli.report", say("documents for members and others")),
        "contribution": Lazy(
            "paraplu_cli.contribution", say("the cooperative's share of a month")
        ),
        "browse": Lazy("paraplu_cli.browse", say("the books in your browser")),
        "vat": Lazy("paraplu_cli.vat", say("the VAT return, box by box")),
        "pay": Lazy("paraplu_cli.pay", say("make a SEPA payment file for your bank")),
        "export": Lazy("paraplu_cli.export", say("files for the accountant")),
        "anonymise": Lazy(
            "paraplu_cli.anonymise", say("a copy to show to somebody else")
        ),
        "period": Lazy("paraplu_cli.period", say("close months, and see changes")),
        "diff": Lazy("paraplu_cli.diff", say("what changed since a git revision")),
        "forget": Lazy("paraplu_cli.forget", say("who a code was, after the term")),
        "year": Lazy("paraplu_cli.year", say("close a year")),
        "register": Lazy(
            "paraplu_cli.register", say("have your editor help with members.yaml")
        ),
        "explain": Lazy("paraplu_cli.explain", say("what a rule is for")),
        "init": Lazy("paraplu_cli.init", say("start books of your own")),
    },
)
