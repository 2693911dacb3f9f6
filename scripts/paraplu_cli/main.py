"""`paraplu` itself; a command is loaded when it is asked for, so help is quick."""

from __future__ import annotations

from paraplu.base.language import say
from paraplu_cli.group import Group, Lazy
from paraplu_cli.guide import Guide

_LOOK, _BOOK, _HAND_OVER, _BEGIN = (
    say("Look"),
    say("Book"),
    say("Hand over"),
    say("Begin"),
)

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
        "check": Lazy(
            "paraplu_cli.check", say("check the books against every rule"), _LOOK
        ),
        "members": Lazy(
            "paraplu_cli.members", say("every member and thermometer"), _LOOK
        ),
        "member": Lazy("paraplu_cli.member", say("everything about one member"), _LOOK),
        "browse": Lazy("paraplu_cli.browse", say("the books in your browser"), _LOOK),
        "diff": Lazy(
            "paraplu_cli.diff", say("what changed since a git revision"), _LOOK
        ),
        "explain": Lazy("paraplu_cli.explain", say("what a rule is for"), _LOOK),
        "import": Lazy(
            "paraplu_cli.import_", say("put bank statements into the books"), _BOOK
        ),
        "allocate": Lazy(
            "paraplu_cli.allocate", say("say where lines that wait belong"), _BOOK
        ),
        "invoice": Lazy(
            "paraplu_cli.invoice", say("invoices, reminders and credit notes"), _BOOK
        ),
        "bill": Lazy(
            "paraplu_cli.bill", say("book the bills that suppliers send"), _BOOK
        ),
        "pay": Lazy(
            "paraplu_cli.pay", say("make a SEPA payment file for your bank"), _BOOK
        ),
        "approve": Lazy(
            "paraplu_cli.approve", say("approve a request, and sign it"), _BOOK
        ),
        "contribution": Lazy(
            "paraplu_cli.contribution",
            say("the cooperative's share of a month"),
            _BOOK,
        ),
        "hours": Lazy(
            "paraplu_cli.hours", say("what members worked, and whom for"), _BOOK
        ),
        "report": Lazy(
            "paraplu_cli.report", say("documents for members and others"), _HAND_OVER
        ),
        "vat": Lazy("paraplu_cli.vat", say("the VAT return, box by box"), _HAND_OVER),
        "period": Lazy(
            "paraplu_cli.period", say("close months, and see changes"), _HAND_OVER
        ),
        "year": Lazy("paraplu_cli.year", say("close a year"), _HAND_OVER),
        "export": Lazy(
            "paraplu_cli.export", say("files for the accountant"), _HAND_OVER
        ),
        "network": Lazy(
            "paraplu_cli.network", say("many cooperatives together"), _HAND_OVER
        ),
        "anonymise": Lazy(
            "paraplu_cli.anonymise", say("a copy to show to somebody else"), _HAND_OVER
        ),
        "forget": Lazy(
            "paraplu_cli.forget", say("who a code was, after the term"), _HAND_OVER
        ),
        "demo": Lazy("paraplu_cli.demo", say("an example in your browser"), _BEGIN),
        "init": Lazy("paraplu_cli.init", say("start books of your own"), _BEGIN),
        "doctor": Lazy(
            "paraplu_cli.doctor", say("is all there that the books need?"), _BEGIN
        ),
        "register": Lazy(
            "paraplu_cli.register",
            say("have your editor help with members.yaml"),
            _BEGIN,
        ),
        "completion": Lazy(
            "paraplu_cli.completion", say("have Tab finish what you type"), _BEGIN
        ),
    },
)
