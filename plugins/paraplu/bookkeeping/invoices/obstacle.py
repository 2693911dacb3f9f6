"""What stands in the way of an invoice, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from paraplu.base.language import Message


class Obstacle(NamedTuple):
    """A reason why an invoice cannot be issued as it is."""

    what: Message
    hint: Message
