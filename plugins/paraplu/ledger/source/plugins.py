"""Which code may run, and where paraplu must stand among it: CK01 and CK03."""

from __future__ import annotations

import ast
import re
import warnings
from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity, Source
from paraplu.base.language import say
from paraplu.ledger.source.directives import brief
from paraplu.ledger.source.in_books import lies_in_books
from paraplu.ledger.source.scan import PLUGIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.ledger.source.directives import SourceDirective
    from paraplu.ledger.source.scan import LedgerText

# Plain module names below `beancount`: no blank, no empty part, nothing that was
# escaped to look like one.
_BEANCOUNT = re.compile(r"beancount(\.[A-Za-z_][A-Za-z0-9_]*)+")

# The pages of paraplu in Fava.
EXTENSION = "paraplu.fava"

# Beancount 3.2's own plugins that hand every transaction on as it was: they check, or
# add opens, closes, prices or balances. Not among them are check_closing, which takes
# metadata away, and currency_accounts, which adds postings.
UNCHANGING = frozenset(
    f"beancount.plugins.{name}"
    for name in (
        "auto",
        "auto_accounts",
        "check_average_cost",
        "check_commodity",
        "check_drained",
        "close_tree",
        "coherent_cost",
        "commodity_attr",
        "implicit_prices",
        "leafonly",
        "noduplicates",
        "nounused",
        "onecommodity",
        "pedantic",
        "sellgains",
        "unique_prices",
    )
)

# These run their setting with Python's eval, so that a ledger can say anything there.
# Pedantic hands its setting on to one of the others.
EVALUATING = frozenset(
    f"beancount.plugins.{name}"
    for name in ("check_average_cost", "check_commodity", "commodity_attr", "pedantic")
)
_LONGEST_SETTING = 10_000


def misplaced(text: LedgerText) -> Iterator[Finding]:
    """Yield CK01 where the line of paraplu is missing, late or there twice."""
    plugins = text.of_main("plugin")
    own = [line for line in plugins if line.name == PLUGIN]
    if not own:
        yield _absent(text)
        return
    earlier = plugins[: plugins.index(own[0])]
    if changing := [line.name for line in earlier if line.name not in UNCHANGING]:
        yield Finding(
            "CK01",
            Severity.ERROR,
            say(
                'plugin "paraplu" comes after {plugin}, which may change the '
                "transactions. The rules would then check other books than those you "
                "wrote.",
                plugin=brief(changing[0]),
            ),
            own[0].source,
            say('Put the line plugin "paraplu" above the other plugins.'),
        )
    for line in own[1:]:
        yield Finding(
            "CK01",
            Severity.ERROR,
            say(
                'plugin "paraplu" is there twice, the first time on line {line}. The '
                "rules would run twice and report everything twice.",
                line=str(own[0].source.line),
            ),
            line.source,
            say("Keep one of the two lines."),
        )


def _absent(text: LedgerText) -> Finding:
    included = [line for line in text.named("plugin") if line.name == PLUGIN]
    if included:
        return Finding(
            "CK01",
            Severity.ERROR,
            say(
                'plugin "paraplu" is in an included file. Beancount skips plugins '
                "there, so the rules do not run in Beancount and Fava."
            ),
            included[0].source,
            say("Move the line to the main file, {main}.", main=text.main.name),
        )
    return Finding(
        "CK01",
        Severity.ERROR,
        say(
            'The line plugin "paraplu" is missing, so the rules do not run in '
            "Beancount and Fava."
        ),
        Source(str(text.main), 0),
        say('Put the line plugin "paraplu" in the main file, above other plugins.'),
    )


def foreign(
    text: LedgerText, allowed: frozenset[str], named: frozenset[str]
) -> Iterator[Finding]:
    """Yield CK03 for each plugin that would run what the cooperative does not trust.

    `allowed` are those that the register names; `named` those of whoever started this,
    who may also name what lies in the books.
    """
    for line in text.of_main("plugin"):
        name = line.name
        if name == PLUGIN or name in named or _BEANCOUNT.fullmatch(name):
            pass
        elif name in allowed:
            if lies_in_books(name, text):
                yield _in_books(line)
        else:
            yield Finding(
                "CK03",
                Severity.ERROR,
                say(
                    "The books ask for the plugin {plugin}, which is not on the list "
                    "of trusted plugins. A plugin is a program, and can do anything.",
                    plugin=brief(name),
                ),
                line.source,
                say(
                    "Take the line out. Or read the plugin and, if you trust it, put "
                    "its name under plugins in the register."
                ),
            )
        if name in EVALUATING and not _is_plain(line):
            yield Finding(
                "CK03",
                Severity.ERROR,
                say(
                    "{plugin} runs its setting as a program, and this setting is more "
                    "than plain values: {setting}",
                    plugin=name,
                    setting=brief(line.value or ""),
                ),
                line.source,
                say("Write the setting as plain values, or leave it out."),
            )


def foreign_extensions(
    text: LedgerText, allowed: frozenset[str], named: frozenset[str]
) -> Iterator[Finding]:
    """Yield CK03 for each extension of Fava that the cooperative does not trust.

    Fava minds them in every file, and looks beside the ledger for them first.
    """
    for line in text.named("extension"):
        if line.name == EXTENSION or line.name in named:
            pass
        elif line.name in allowed:
            if lies_in_books(line.name, text):
                yield _in_books(line)
        else:
            yield Finding(
                "CK03",
                Severity.ERROR,
                say(
                    "The books ask for the extension {extension} of Fava, which is not "
                    "on the list of trusted plugins. An extension is a program, and "
                    "can do anything.",
                    extension=f"“{brief(line.name)}”",
                ),
                line.source,
                say(
                    "Take the line out. Or read the extension and, if you trust it, "
                    "put its name under plugins in the register."
                ),
            )


def _in_books(line: SourceDirective) -> Finding:
    """Return CK03 for what the register allows, and a change to the books can bring."""
    return Finding(
        "CK03",
        Severity.ERROR,
        say(
            "The program {plugin} lies in the books themselves. Whoever may change the "
            "books could have it do anything, so the register cannot allow it.",
            plugin=f"“{brief(line.name)}”",
        ),
        line.source,
        say(
            "Take the line out, or install the program apart from the books. Or read "
            "it and, if you trust it, start with --allow-plugin and its name."
        ),
    )


def _is_plain(line: SourceDirective) -> bool:
    """Tell whether a setting is absent or a Python literal, harmless to evaluate."""
    setting = (line.value or "").strip()
    if len(setting) > _LONGEST_SETTING:
        return False
    try:
        with warnings.catch_warnings(action="ignore"):
            ast.literal_eval(setting or "None")
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False
    return True
