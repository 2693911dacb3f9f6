"""Why the door stays shut: with a status of HTTP, and one sentence."""

from __future__ import annotations

from paraplu.base.errors import Problem
from paraplu.base.language import Message, say


class NotDone(Problem):
    """Nothing was written; `message` says why, and `status` is that of the answer."""

    def __init__(self, message: Message, status: int = 422) -> None:
        super().__init__(message)
        self.status = status


FORBIDDEN, CONFLICT, TOO_LARGE, BAD = 403, 409, 413, 400
HOW = say(
    "You can look but not change anything here. To allow changes, start again with: "
    "paraplu browse --write"
)


def only_from_here() -> NotDone:
    """Return why something that no page of ours sent is not done."""
    return NotDone(say("Only for pages of these books."), FORBIDDEN)


def unclear() -> NotDone:
    """Return why something that cannot be read is not done."""
    return NotDone(
        say(
            "This request is not complete, or the page is an older one. Load it again."
        ),
        BAD,
    )


def changed(broken: Message | None = None) -> NotDone:
    """Return why nothing is done to books that are others than the page shows.

    `broken` is what keeps them, as they are now, from being worked on.
    """
    if broken:
        return NotDone(
            say(
                "The books changed since this page was drawn, and something is wrong "
                "in them now, so nothing was written. Correct that first. {why}",
                why=broken,
            ),
            CONFLICT,
        )
    return NotDone(
        say(
            "The books changed since this page was drawn, so nothing was written. The "
            "page now shows them as they are: look again."
        ),
        CONFLICT,
    )
