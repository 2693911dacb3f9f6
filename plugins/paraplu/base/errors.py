"""What stops a command: one base for all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paraplu.base.language import Message


class Problem(Exception):  # noqa: N818 - the books or a file are at fault, not the code
    """Something cannot be done; `message` says why, in one line for people."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.template)
        self.message = message
