"""One error of Beancount that is known: its words, and what is said in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from paraplu.base.language import Message


class Known(NamedTuple):
    """How Beancount begins an error, what that means, and what to do.

    The values of both messages are names of groups in the pattern.
    """

    pattern: str
    what: Message
    todo: Message
