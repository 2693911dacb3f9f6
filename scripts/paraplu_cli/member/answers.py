"""What the commands about a member need to know: by options, or by asking."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from paraplu.base.language import Message, say
from paraplu_cli.asking import Asker
from paraplu_cli.command import Misuse, Option

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from paraplu.base.findings import Finding
    from paraplu.base.language import Language
    from paraplu.register.model import Register

# An amount as it is written in Dutch: no thousand can be meant by it.
_CENTS = re.compile(r"(-?[0-9]+),([0-9]{2})", re.ASCII)


@dataclass(frozen=True)
class Answer:
    """One thing to know: an option, a question, and the converter that judges it.

    `kind` is the name of a converter: day, amount, text, code, caps, or words with |
    between them. `when` tells of which registers it is asked; without it, of all.
    """

    name: str
    question: Message
    kind: str = "text"
    needed: bool = False
    many: bool = False
    when: Callable[[Register], bool] | None = None

    @property
    def option(self) -> Option:
        """The option by which it can be given."""
        placeholder = {"day": say("DATE"), "amount": say("AMOUNT")}.get(self.kind)
        return Option(
            f"--{self.name.replace('_', '-')}",
            self.name,
            words=self.question,
            placeholder=placeholder or say("TEXT"),
            multiple=self.many,
        )

    def read(self, text: str) -> tuple[Any, list[Finding]]:
        """Return the value of a text, and what is wrong with it."""
        from paraplu.register import cap_text, fields, impersonal, names
        from paraplu.register.faults import Faults, Place
        from paraplu.register.yaml_lines import Word

        converters: dict[str, Any] = {
            "day": fields.day,
            "amount": fields.amount,
            "text": impersonal.impersonal,
            "code": names.code,
            "caps": cap_text.caps_of_text,
        }
        convert = converters.get(self.kind) or fields.choice(*self.kind.split("|"))
        faults = Faults("")
        if self.kind == "amount":
            cents = _CENTS.fullmatch(text)
            text = f"{cents[1]}.{cents[2]}" if cents else text
        quoted = self.kind not in ("day", "amount")
        return convert(Word(text, 0, quoted=quoted), Place(faults)), faults.found


def given(answers: Sequence[Answer], options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of options; Misuse for one that is missing or wrong."""
    values: dict[str, Any] = {}
    for answer in answers:
        texts = options[answer.name] or ()
        texts = texts if answer.many else filter(None, [texts])
        found = [_value(answer, text) for text in texts]
        if answer.many:
            values[answer.name] = found
        elif found:
            values[answer.name] = found[0]
        elif answer.needed:
            raise Misuse(
                say(
                    "{option} is missing: {question}. Without a code the command asks "
                    "for everything.",
                    option=answer.option.opts[0],
                    question=answer.question,
                )
            )
    return values


def _value(answer: Answer, text: str) -> object:
    value, faults = answer.read(text)
    if faults:
        raise misuse(answer.option.opts[0], faults[0])
    return value


def misuse(option: str, fault: Finding) -> Misuse:
    """Return that an option has a value that is none, and how to write one."""
    if fault.hint is None:
        return Misuse(say("{where}: {what}", where=option, what=fault.message))
    return Misuse(
        say("{where}: {what} {how}", where=option, what=fault.message, how=fault.hint)
    )


def asked(
    answers: Sequence[Answer], register: Register, language: Language
) -> dict[str, Any]:
    """Return the values that somebody answers on the terminal."""
    ask = Asker(language)
    values: dict[str, Any] = {}
    for answer in answers:
        if answer.when and not answer.when(register):
            continue
        texts = _texts(ask, answer)
        found = [answer.read(text)[0] for text in texts]
        if answer.many:
            values[answer.name] = found
        elif found:
            values[answer.name] = found[0]
    return values


def _texts(ask: Asker, answer: Answer) -> list[str]:
    """Return the answers to a question: one, or many until an empty one."""
    found: list[str] = []
    while True:
        text = ask.judged(
            answer.question,
            lambda text: answer.read(text)[1],
            empty=not answer.needed or bool(found),
        )
        found += filter(None, [text])
        if not text or not answer.many:
            return found
