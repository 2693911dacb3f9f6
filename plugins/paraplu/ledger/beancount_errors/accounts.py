"""Errors of what the books say: accounts, amounts, currencies and balances."""

from __future__ import annotations

from paraplu.base.language import say
from paraplu.ledger.beancount_errors.known import Known

_BALANCE = (
    r"Balance failed for '(?P<account>.+)': expected (?P<expected>\S+) \S+ != "
    r"accumulated (?P<held>\S+) (?P<currency>\S+) \((?P<difference>\S+) too "
)
_LOOK = say(
    "This line itself is rarely wrong. Compare the account with the statement, "
    "starting from the last balance line that agreed: an entry is missing, is in the "
    "books twice, or has a wrong amount."
)

ACCOUNTS = (
    Known(
        _BALANCE + "much",
        say(
            "{account} holds {held} {currency} in the books and should hold "
            "{expected}: {difference} too much.",
            account="account",
            held="held",
            currency="currency",
            expected="expected",
            difference="difference",
        ),
        _LOOK,
    ),
    Known(
        _BALANCE + "little",
        say(
            "{account} holds {held} {currency} in the books and should hold "
            "{expected}: {difference} too little.",
            account="account",
            held="held",
            currency="currency",
            expected="expected",
            difference="difference",
        ),
        _LOOK,
    ),
    Known(
        r"Duplicate balance assertion",
        say("Two balance lines for this account and day give different amounts."),
        say("Keep the one that is on the statement."),
    ),
    Known(
        r"Transaction does not balance: \((?P<sum>\S+) (?P<currency>[^\s,]+)\)$",
        say(
            "The amounts of this entry add up to {sum} {currency}, and should add up "
            "to zero.",
            sum="sum",
            currency="currency",
        ),
        say("Correct the amount that is wrong, or add the line that is missing."),
    ),
    Known(
        r"Transaction does not balance: \((?P<sums>.+)\)",
        say(
            "The amounts of this entry add up to {sums}, and should add up to zero.",
            sums="sums",
        ),
        say(
            "Correct the amount or the currency that is wrong, or add the line that is "
            "missing."
        ),
    ),
    Known(
        r"Failed to categorize posting (?P<number>\d+)",
        say("An amount of this entry has no currency."),
        say("Write the currency after it: 121.00 EUR"),
    ),
    Known(
        r"You may not have more than one auto-posting|Too many missing numbers",
        say("More than one line of this entry has no amount."),
        say("Write the amounts. You may leave out one; it is then computed."),
    ),
    Known(
        r"Invalid reference to unknown account '.*[^\S ]",
        say("The name of an account has an unusual kind of space in it."),
        say("Delete the spaces on that line and type them again."),
    ),
    Known(
        r"Invalid reference to unknown account '(?P<account>.+)'",
        say("The account {account} is not opened anywhere.", account="account"),
        say(
            "Correct the name. If it is a new account, open it: 2026-01-01 open "
            "{account}",
            account="account",
        ),
    ),
    Known(
        r"Invalid reference to inactive account '(?P<account>.+)'",
        say("The account {account} is not open on this day.", account="account"),
        say(
            "Correct the date of this entry, or the date on the account's open or "
            "close line."
        ),
    ),
    Known(
        r"Invalid account name: (?P<account>.+)",
        say("{account} is not a name that an account can have.", account="account"),
        say(
            "Start it with one of the five words of these books, such as Assets or "
            "Expenses."
        ),
    ),
    Known(
        r"Duplicate open directive for (?P<account>.+)",
        say("The account {account} is opened twice.", account="account"),
        say("Delete one of the two open lines; keep the older one."),
    ),
    Known(
        r"Duplicate close directive for (?P<account>.+)",
        say("The account {account} is closed twice.", account="account"),
        say("Delete one of the two close lines."),
    ),
    Known(
        r"Unopened account (?P<account>.+) is being closed",
        say(
            "The account {account} is closed, but was never opened.", account="account"
        ),
        say("Correct the name, or delete the line."),
    ),
    Known(
        r"Invalid currency '?(?P<currency>[^\s']+)'? for account '(?P<account>.+)'",
        say(
            "{account} was not opened for {currency}.",
            account="account",
            currency="currency",
        ),
        say("Correct the currency here, or add it to the open line of the account."),
    ),
    Known(
        r"Invalid currency '(?P<currency>[^']+)' for Balance",
        say(
            "The account of this line was not opened for {currency}.",
            currency="currency",
        ),
        say("Correct the currency here, or add it to the open line of the account."),
    ),
    Known(
        r"Duplicate commodity directives for '(?P<currency>.+)'",
        say("The currency {currency} is described twice.", currency="currency"),
        say("Delete one of the two commodity lines."),
    ),
    Known(
        r"Unused Pad entry",
        say("This pad line fills in nothing."),
        say("Delete it, or add the balance line that it was meant for."),
    ),
    Known(
        r"Invalid booking method: (?P<method>.+)",
        say("{method} is not a way to keep an account.", method="method"),
        say("Delete that word from the open line."),
    ),
    Known(
        r"Not enough lots|No position matches|Amount is zero|Cost is negative|"
        r"Negative prices|Cost and price currencies|Total price on a posting|"
        r"Self-reduction|Ambiguous matches|Cannot infer|Could not resolve",
        say("The cost or price of a line does not fit what the account holds."),
        say(
            "Trade in euros does not need one: delete what is between curly brackets "
            "or after @."
        ),
    ),
)
