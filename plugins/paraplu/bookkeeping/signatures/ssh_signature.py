"""With which key a signature says that it was made; only git tells if that is so.

By that, git is asked about the few signatures of those on the board, and not about
those of everybody.
"""

from __future__ import annotations

import base64
import binascii

from paraplu.register.seats import ssh_fingerprint

PGP = "PGP"
_MAGIC = b"SSHSIG"
_BEGIN = "-----BEGIN SSH SIGNATURE-----"


def signed_with(armored: str) -> str:
    """Return the fingerprint of the SSH key of a signature, PGP for others, or none.

    https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.sshsig
    """
    lines = armored.strip().split("\n")
    if not armored.strip():
        return ""
    if lines[0].strip() != _BEGIN:
        return PGP
    body = "".join(one.strip() for one in lines[1:] if not one.startswith("-----"))
    try:
        data = base64.b64decode(body)
    except (binascii.Error, ValueError):
        return PGP
    start = len(_MAGIC) + 4
    size = int.from_bytes(data[start : start + 4])
    return ssh_fingerprint(data[start + 4 : start + 4 + size])
