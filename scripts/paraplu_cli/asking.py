"""Asks on the terminal, in the reader's language, until an answer can be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paraplu.base.language import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from paraplu.base.findings import Finding
    from paraplu.base.language import Language, Message

_YES = {"y", "yes", "j", "ja"}
_NO = {"n", "no", "nee"}


class Asker:
    """Asks on the terminal, in the reader's language, until an answer can be used."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def one_of(self, words: Message, known: list[str], *, empty: bool = False) -> str:
        """Return one of what is known; where there is one only, it need not be said."""
        from paraplu.bookkeeping.invoices.answers import faults_in
        from paraplu.register.fields import choice

        return self.judged(
            say("{asked} ({known})", asked=words, known=", ".join(known)),
            lambda answer: faults_in(choice(*known), answer),
            known[0] if len(known) == 1 and not empty else "",
            empty=empty,
        )

    def chosen(
        self,
        words: Message,
        known: Mapping[str, str],
        *,
        empty: bool = False,
        more: str = "",
    ) -> str:
        """Return one of the codes that are known, with their names, or `more`.

        It may be said by its place in the list, or by how its code or name begins.
        """
        from paraplu.bookkeeping.invoices.answers import faults_in
        from paraplu.bookkeeping.invoices.meant import meant_choice
        from paraplu.register.fields import choice

        listed = [f"{place} {code}" for place, code in enumerate(known, 1)]
        return self.judged(
            say("{asked} ({known})", asked=words, known=", ".join(listed)),
            lambda answer: (
                [] if more and answer == more else faults_in(choice(*known), answer)
            ),
            empty=empty,
            meant=lambda answer: meant_choice(answer, known),
        )

    def agrees(self, words: Message) -> bool:
        """Tell whether the answer is yes; an empty one is no."""
        while True:
            answer = self._prompted(words, "n").casefold()
            if answer in _YES | _NO:
                return answer in _YES
            self._say(say("Answer y or n."))

    def judged(
        self,
        words: Message,
        faults: Callable[[str], list[Finding]],
        default: str = "",
        *,
        empty: bool = False,
        meant: Callable[[str], str] = str,
    ) -> str:
        """Return an answer without faults, as it is meant; those of others are told."""
        while True:
            answer = meant(self._prompted(words, default))
            found = faults(answer) if answer else []
            if not found and (answer or empty):
                return answer
            self.tell(found)
            if not answer:
                self._say(say("This needs an answer."))

    def tell(self, faults: Iterable[Finding]) -> None:
        """Say what is wrong, and what to do."""
        for fault in faults:
            self._say(*filter(None, (fault.message, fault.hint)))

    def _prompted(self, words: Message, default: str) -> str:
        answer: str = click.prompt(
            self._language.render(words),
            default=default,
            show_default=bool(default),
            err=True,
        )
        return answer.strip()

    def _say(self, *sentences: Message) -> None:
        click.echo("  " + " ".join(map(self._language.render, sentences)), err=True)
