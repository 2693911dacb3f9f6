"""Why a file cannot be read, in plain words: by the number of the computer's error.

What the computer itself says of it is English, and meant for programmers.
"""

from __future__ import annotations

import errno

from paraplu.base.language import Message, say

_REASONS = {
    errno.EACCES: say("you do not have permission"),
    errno.EPERM: say("you do not have permission"),
    errno.ENOENT: say("it is not there"),
    errno.EEXIST: say("it already exists"),
    errno.EISDIR: say("it is a folder, not a file"),
    errno.ENOTDIR: say("a part of its path is a file, not a folder"),
    errno.ENOSPC: say("the disk is full"),
    errno.EDQUOT: say("the disk is full"),
    errno.EROFS: say("the disk is read-only"),
    errno.ENAMETOOLONG: say("its name is too long"),
    errno.ELOOP: say("it is a link that leads to itself"),
    errno.EBUSY: say("another program is using it"),
    errno.ETIMEDOUT: say("it takes too long"),
    errno.EFBIG: say("it is too large"),
    errno.EINVAL: say("it is not an ordinary file"),
    errno.EIO: say("the disk is not working properly"),
}


def reason_of(fault: OSError | ValueError) -> Message:
    """Return why, as the end of a sentence; the computer's words for a rare one.

    A ValueError is of Python: of a name that no file can have, or of what is no text.
    """
    if isinstance(fault, UnicodeError):
        return say("it is not text in UTF-8")
    if isinstance(fault, ValueError):
        return say("no file can have this name")
    known = _REASONS.get(fault.errno or 0)
    return known or say(
        "the computer says: {words}", words=fault.strerror or str(fault)
    )
