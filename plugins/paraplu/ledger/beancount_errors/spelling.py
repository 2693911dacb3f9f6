"""Errors of how a line is written: what Beancount's lexer and grammar cannot read.

Of several that fit, the first one counts.
"""

from __future__ import annotations

from paraplu.base.language import say
from paraplu.ledger.beancount_errors.known import Known

_NOT_UTF8 = (
    say("The file is not written in UTF-8, so letters with accents cannot be read."),
    say("Save the file as UTF-8 in the program you write it with."),
)

SPELLING = (
    Known(r"UnicodeDecodeError", *_NOT_UTF8),
    Known(r"Invalid token: '.*(?:\\x[0-9a-f]{2}|\x00)", *_NOT_UTF8),
    Known(
        r"Invalid token: '\ufeff",
        say(
            "The file begins with an invisible mark (a BOM), so its first line is not "
            "read."
        ),
        say(
            "Save the file as UTF-8 without BOM. In Notepad that is “UTF-8”, and not "
            "“UTF-8 with BOM”, under Save as."
        ),
    ),
    Known(
        r"Invalid token: '(?:<{7}|={7}|>{7})|syntax error, unexpected PIPE$",
        say(
            "The marks of a merge are still here: the same lines are in the file twice."
        ),
        say(
            "Keep the lines that are right. Delete the others, and the marks <<<<<<<, "
            "|||||||, ======= and >>>>>>>."
        ),
    ),
    Known(
        r"Invalid token: '(?P<written>.*[“”„‟«»‘’\u201a].*)'",
        say(
            "{written} is between curly quotes, as a word processor makes them.",
            written="written",
        ),
        say('Type straight quotes: "Payee".'),
    ),
    Known(
        r"Invalid token: '.*\"",
        say("The quotes on this line do not come in pairs."),
        say("Put one \" before the text and one after it. Within the text, write '."),
    ),
    Known(
        r"Invalid token: '(?P<written>[−–—\u2010-\u2012].*)'",
        say("{written} has a dash where a minus sign should be.", written="written"),
        say("Type the minus sign on your keyboard: -"),
    ),
    Known(
        r"Invalid token: '(?P<written>[€$£].*|[Ee]uro?)'",
        say("{written} is not how the books write a currency.", written="written"),
        say("Write the currency after the amount, in capitals: 121.00 EUR"),
    ),
    Known(
        r"Invalid token: '(?P<written>[^\W\d]\w*):'",
        say("{written}: is not a remark that can be here.", written="written"),
        say(
            "Write a remark below its entry, indented, with a name of at least two "
            'lower-case letters: receipt: "file.pdf"'
        ),
    ),
    Known(
        r"Invalid token: '(?P<written>[^']+:[^']*)'",
        say("{written} is not a name that an account can have.", written="written"),
        say(
            "Start each part with a capital letter, and use only letters, digits and "
            "hyphens: Assets:Bank:Giro-2"
        ),
    ),
    Known(
        r"Invalid token: '(?P<written>.*)'",
        say("Beancount cannot read {written} here.", written="written"),
        say(
            "Put text between straight quotes, use no spaces in the name of an "
            "account, and start a comment line with ;"
        ),
    ),
    Known(
        r"ValueError: Invalid number format: '(?P<number>.*)'",
        say("{number} is not how the books write an amount.", number="number"),
        say(
            "Write a full stop before the cents, and nothing between the thousands: "
            "1234.56"
        ),
    ),
    Known(
        r"ValueError: .*\b(?:day|month|year)\b",
        say("That day does not exist."),
        say("Correct the date: year, month, day, as in 2026-03-31."),
    ),
    Known(
        r"syntax error, unexpected COMMA",
        say("There is a comma on this line where there should not be one."),
        say(
            "Write a full stop before the cents, and nothing between the thousands: "
            "1234.56"
        ),
    ),
    Known(
        r"syntax error, unexpected NUMBER, expecting",
        say("There is one number too many on this line."),
        say(
            "Write one amount, without spaces in it, and then the currency: 1234.56 EUR"
        ),
    ),
    Known(
        r"syntax error, unexpected NUMBER",
        say("There is a number where an entry should begin."),
        say("Write a date with the year first: 2026-03-31."),
    ),
    Known(
        r"syntax error, unexpected ACCOUNT",
        say("There is an account where an entry should begin."),
        say(
            "Start each line of an entry below its date with two spaces, and leave no "
            "empty line in between."
        ),
    ),
    Known(
        r"syntax error, unexpected INDENT",
        say("This line is indented, but does not belong to an entry."),
        say(
            "Put it right below the line with the date, with no empty line in between, "
            "or delete the spaces before it."
        ),
    ),
    Known(
        r"syntax error, unexpected STRING",
        say("There is text where there cannot be any."),
        say('Write a * between the date and the text: 2026-03-31 * "Payee" "What"'),
    ),
    Known(
        r"syntax error, unexpected (?:EOL|end of file)",
        say("The line stops too early: something is missing at its end."),
        say("See what is missing: an account, an amount, or the currency after it."),
    ),
    Known(
        r"syntax error",
        say("This line does not have the form that a line of the books needs."),
        say(
            "On this line and the one above, look at the date, the quotes and the "
            "spaces."
        ),
    ),
    Known(
        r"Pipe symbol is deprecated",
        say("There is a | between two texts."),
        say("Leave it out: a space is enough."),
    ),
    Known(
        r"Too many strings on transaction description",
        say("The entry has more than two texts after its date."),
        say("Keep two: who it is with, and what it is for."),
    ),
    Known(
        r"Tags or links not allowed after first",
        say("A #tag or ^link is below the lines with amounts."),
        say("Put it on the line with the date."),
    ),
    Known(
        r"Duplicate (?:posting )?metadata field.*key='(?P<key>[^']*)'",
        say("The remark {key} is here twice.", key="key"),
        say("Keep one of them."),
    ),
)
