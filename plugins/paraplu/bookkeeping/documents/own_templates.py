"""Templates of one's own: a folder that `invoices: templates:` in the register names.

A file in it stands in the place of paraplu's template of that name: `invoice.typ`,
`quote.typ`, `letter.typ`, or `paper.typ`, which these have in common. What it does not
have is paraplu's. Nothing else of the computer can be read by a template, for what it
makes is sent away.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.base.plain_file import plain_bytes
from paraplu.base.system import reason_of
from paraplu.bookkeeping.documents.setting import CannotSet

if TYPE_CHECKING:
    from paraplu.bookkeeping.documents.setting import TemplateFiles
    from paraplu.register.model import Register

_MOST_FILES, _LARGEST = 50, 2_000_000


def own_templates(register: Register) -> TemplateFiles:
    """Return the files of the register's folder of templates, by their names.

    Raises:
        CannotSet: the folder is not there, or something in it cannot be read.
    """
    name = register.invoices.templates
    if not name:
        return ()
    books = Path(register.file).resolve().parent
    folder = (books / name).resolve()
    if not folder.is_relative_to(books) or not folder.is_dir():
        raise CannotSet(
            say("The folder of templates {folder} is not there.", folder=name)
        )
    files = sorted(
        path for path in folder.iterdir() if path.is_file() and path.name[0] != "."
    )
    if len(files) > _MOST_FILES:
        raise CannotSet(
            say(
                "The folder of templates {folder} has more than {most} files.",
                folder=name,
                most=_MOST_FILES,
            )
        )
    try:
        return tuple((path.name, plain_bytes(path, folder, _LARGEST)) for path in files)
    except OSError as fault:
        raise CannotSet(
            say(
                "A file in the folder of templates {folder} cannot be read: {reason}.",
                folder=name,
                reason=reason_of(fault),
            )
        ) from fault
