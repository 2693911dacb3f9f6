"""Judges what a ledger asks of Beancount: CK01, CK03, CK04 and CK07.

Nothing of the ledger may run before this finds no CK03 and no CK04.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity, Source
from paraplu.base.language import say
from paraplu.ledger.source.astray import astray
from paraplu.ledger.source.directives import brief
from paraplu.ledger.source.includes import is_inside
from paraplu.ledger.source.kinds import is_no_ledger
from paraplu.ledger.source.options import weakening
from paraplu.ledger.source.plugins import foreign, foreign_extensions, misplaced
from paraplu.ledger.source.scan import PLUGIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paraplu.ledger.source.scan import LedgerText


def judge_source(
    text: LedgerText,
    *,
    allowed_plugins: Iterable[str] = (),
    named: Iterable[str] = (),
) -> list[Finding]:
    """Return what is wrong with the code, options and includes that a ledger asks for.

    `allowed_plugins` are modules that may run besides paraplu and Beancount's own, by
    their exact names, where they do not lie in the books; `named` may run wherever
    they lie. Contract, section 5.
    """
    allowed = frozenset(allowed_plugins)
    trusted = frozenset(named)
    return [
        *misplaced(text),
        *foreign(text, allowed, trusted),
        *foreign_extensions(text, allowed, trusted),
        *weakening(text),
        *astray(text),
        *_unfollowed(text),
        *_forged_places(text),
    ]


def unscanned(
    files: Iterable[str], plugins: Iterable[tuple[str, str | None]], text: LedgerText
) -> list[Finding]:
    """Return where Beancount read or ran something else than the scan had seen.

    `files` and `plugins` are the options `include` and `plugin` that Beancount gives
    after loading. A difference means that the scan was misled, or that a file was
    changed meanwhile.
    """
    return list(_differences(files, list(plugins), text))


def _differences(
    files: Iterable[str], plugins: list[tuple[str, str | None]], text: LedgerText
) -> Iterator[Finding]:
    hint = say("Do not trust this check. Run it again, and see what changed.")
    known = {str(file) for file in text.files}
    for file in sorted({os.path.normpath(file) for file in files} - known):
        yield Finding(
            "CK04",
            Severity.ERROR,
            say(
                "Beancount read {file}, which had not been checked first. Anything "
                "that it asks for was not checked.",
                file=file,
            ),
            Source(file, 0),
            hint,
        )
    lines = {(line.name, line.value) for line in text.of_main("plugin")}
    main = Source(str(text.main), 0)
    for name, config in plugins:
        if (name, config) not in lines:
            yield Finding(
                "CK03",
                Severity.ERROR,
                say(
                    "Beancount ran the plugin {plugin}, which had not been checked "
                    "first. It may have changed anything.",
                    plugin=brief(name),
                ),
                main,
                hint,
            )
    names = {name for name, _ in plugins}
    if PLUGIN not in names and PLUGIN in {name for name, _ in lines}:
        yield Finding(
            "CK01",
            Severity.ERROR,
            say(
                'Beancount skips the line plugin "paraplu", so Beancount and Fava do '
                "not show what is wrong with the books."
            ),
            main,
            say("Put the plugin on a line of its own, with nothing before it."),
        )


def _unfollowed(text: LedgerText) -> Iterator[Finding]:
    """Yield CK04 for each include that is not followed, and a main file like it."""
    main = str(text.main)
    if not is_inside(main, str(text.root)) or is_no_ledger(main):
        yield Finding(
            "CK04",
            Severity.ERROR,
            say(
                "The main file {file} is a link to a file that is outside the books, "
                "or is not a ledger. It is not reviewed with the books.",
                file=text.main.name,
            ),
            Source(main, 0),
            say("Put the file itself there, in place of the link."),
        )
    for line in text.outside:
        yield Finding(
            "CK04",
            Severity.ERROR,
            say(
                'include "{name}" goes outside the folder of the books, {root}. A file '
                "there is not reviewed with the books.",
                name=brief(line.name),
                root=text.root,
            ),
            line.source,
            say("Put the file in the folder of the books, and include it from there."),
        )
    for line in text.unlike:
        yield Finding(
            "CK04",
            Severity.ERROR,
            say(
                'include "{name}" takes in {file}, which is not a ledger: it is a '
                "register or a private file, or one of git's own.",
                name=brief(line.name),
                file=Path(line.value or line.name).name,
            ),
            line.source,
            say("Take the line out, or name only files of the ledger."),
        )
    for line in text.encrypted:
        yield Finding(
            "CK04",
            Severity.ERROR,
            say(
                'include "{name}" takes in an encrypted file, {file}. Nobody can read '
                "its contents before they count.",
                name=brief(line.name),
                file=Path(line.value or line.name).name,
            ),
            line.source,
            say("Include the readable file instead."),
        )


def _forged_places(text: LedgerText) -> Iterator[Finding]:
    """Yield CK07 for each key of Beancount's own that somebody wrote."""
    for line in text.named("key"):
        yield Finding(
            "CK07",
            Severity.ERROR,
            say(
                "The key {key} is Beancount's own: it says where an entry is. Written "
                "in the books, it makes findings and waivers belong to another place.",
                key=f"{line.name}:",
            ),
            line.source,
            say("Take the line out, or give the key another name."),
        )
