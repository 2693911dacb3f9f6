"""`paraplu invoice template`: the templates of papers, to change as you like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu_cli.command import Command
from paraplu_cli.guide import Guide
from paraplu_cli.invoice.desk import LEDGER
from paraplu_cli.options import MEMBERS

if TYPE_CHECKING:
    from pathlib import Path

_GUIDE = Guide(
    usage=say("[OPTIONS]"),
    about=(
        say(
            "Copies the templates of invoices, quotes and letters into the folder that "
            "the register names under `invoices: templates:`, or else into templates/ "
            "beside the register. They are in typst (typst.app/docs). Change what you "
            "like, and delete what you do not change: paraplu then uses its own. A "
            "file that is there already stays as it is."
        ),
    ),
    examples=(
        ("paraplu invoice template", say("then add `templates: templates` to it")),
    ),
    statuses=(
        (0, say("they are there")),
        (2, say("it could not be done; the message says why")),
    ),
)


def template(ledger: Path, members: Path | None) -> int:
    """Copy the templates; return the exit status."""
    from pathlib import Path

    from paraplu.bookkeeping.documents.setting import PAPERS, template_text
    from paraplu.journal.atomic_file import new_file
    from paraplu_cli.invoice.desk import must_be_sound, read, writing
    from paraplu_cli.places import must_stay, shown
    from paraplu_cli.stream import emit

    desk = read(ledger, members)
    must_be_sound(desk)
    register = desk.report.register
    named = register.invoices.templates
    folder = Path(register.file).absolute().parent / (named or "templates")
    with writing(ledger):
        for name in PAPERS:
            path = folder / name
            must_stay(path, desk.report.books.root)
            path.parent.mkdir(parents=True, exist_ok=True)
            if new_file(path, template_text(name)):
                emit(f"{desk.language.value(shown(path))}\n")
    if not named:
        told = say(
            "To use them, write in the register: {line}",
            line="invoices: {templates: templates}",
        )
        emit(desk.language.render(told) + "\n")
    return 0


command = Command("template", _GUIDE, [LEDGER, MEMBERS], template)
