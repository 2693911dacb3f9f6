"""Rules of the register that can't do their work, for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import Language, counted, printable, say
from paraplu_cli.output.data import as_json as json_text
from paraplu_cli.places import shown, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paraplu.bookkeeping.bank_import.rule_faults import RuleFault
    from paraplu.register.model import Register


def as_text(faults: Sequence[RuleFault], register: Register, language: Language) -> str:
    """Return a paragraph for each fault, and how many rules there are."""
    lines = []
    for rule, what in faults:
        source = rule.match.source
        place = written(source._replace(file=shown(source.file)))
        parts = [place, rule.match.member, rule.account.name]
        lines += [
            "  ".join(printable(part) for part in parts if part),
            f"  {language.render(what)}",
            "",
        ]
    rules = counted("{n} rule", "{n} rules", len(register.matches))
    count = say("{rules} under match:", rules=rules)
    if not faults:
        count = say("{count}, all of them of use.", count=count)
    return "\n".join([*lines, language.render(count)]) + "\n"


def as_json(faults: Sequence[RuleFault], register: Register, language: Language) -> str:
    """Return the faults as JSON."""
    return json_text(
        {
            "version": 1,
            "rules": len(register.matches),
            "faults": [
                {
                    "file": printable(shown(rule.match.source.file)),
                    "line": rule.match.source.line,
                    "member": rule.match.member or None,
                    "account": rule.account.name,
                    "message": language.render(what),
                }
                for rule, what in faults
            ],
        }
    )
