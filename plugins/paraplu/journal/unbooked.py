"""Why nothing can be booked, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paraplu.base.language import Message


class Unbooked(Exception):  # noqa: N818 - it says how things are
    """Nothing is booked; `message` says why, and what to do."""

    def __init__(self, message: Message) -> None:
        """Take the sentence."""
        super().__init__(message.template)
        self.message = message
