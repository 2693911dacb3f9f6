"""Finds by whom things were approved with a signature: the history, asked once.

Git is asked a few times in all, however many approvals there are: for the commits, for
what those changed that somebody on the board signed, for what stood there, and for
their signatures. Those of others matter only where no approval was found.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from paraplu.bookkeeping.signatures.history import (
    SignedObject,
    changed_by,
    commits,
    cut_off,
    tags,
)
from paraplu.bookkeeping.signatures.model import (
    TYPED,
    ApprovalState,
    ApprovedThing,
    SignedApproval,
)
from paraplu.bookkeeping.signatures.ssh_signature import PGP
from paraplu.bookkeeping.signatures.touching import Touching
from paraplu.bookkeeping.signatures.verifying import Verified, verified

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from paraplu.base.git import Repository
    from paraplu.ledger.approvals import Approvers
    from paraplu.register.seats import Seat


class _Claim(NamedTuple):
    """A signed object that may approve a thing, and the form of it that it saw."""

    by: SignedObject
    form: str
    # How many entries of that form were there.
    copies: int = 1


class SignedApprovals:
    """What the history of a repository says of the approvals in books.

    `shallow` tells that a part of the history is not here: what is not found may be in
    that part. Raises NoHistory where there is no history at all.
    """

    def __init__(
        self, at: Repository, seats: Sequence[Seat], approvers: Approvers
    ) -> None:
        self._at = at
        self._seats = [seat for seat in seats if seat.signing]
        self._approvers = approvers
        self._cut_off = cut_off(at)
        self.shallow = bool(self._cut_off)
        self._signed = [*commits(at), *tags(at)]
        self._verified: dict[str, Verified] = {}

    def of(self, things: Iterable[ApprovedThing]) -> list[SignedApproval]:
        """Return what the history says of each thing, in their order."""
        every = list(things)
        found: dict[int, SignedApproval] = {}
        ours = [one for one in self._signed if self._may_be_ours(one)]
        others = [one for one in self._signed if not self._may_be_ours(one)]
        for signed in (ours, others):
            left = [n for n in range(len(every)) if not _is_signed(found.get(n))]
            claims = self._claims(signed, [every[n] for n in left])
            self._verify(claims)
            for number, wanted in zip(left, claims, strict=True):
                thing = every[number]
                known = found.get(number, TYPED)
                judged = (self._judge(thing, claim) for claim in wanted)
                found[number] = min([known, *judged], key=lambda one: one.state)
        return [found[n] for n in range(len(every))]

    def _may_be_ours(self, one: SignedObject) -> bool:
        keys = {PGP if not seat.is_ssh else seat.fingerprint for seat in self._seats}
        return one.key in keys

    def _claims(
        self, signed: Sequence[SignedObject], things: Sequence[ApprovedThing]
    ) -> list[list[_Claim]]:
        """Return for each thing what may approve it."""
        touched = self._touched(signed, things)
        said: defaultdict[str, list[_Claim]] = defaultdict(list)
        for one in signed:
            for _name, form in one.approves:
                said[form].append(_Claim(one, form))
        return [[*touched[thing.name], *said[thing.form]] for thing in things]

    def _touched(
        self, signed: Sequence[SignedObject], things: Sequence[ApprovedThing]
    ) -> Mapping[str, list[_Claim]]:
        found: defaultdict[str, list[_Claim]] = defaultdict(list)
        # What has no signature at all approves nothing by what it changes.
        by_commit: defaultdict[str, list[SignedObject]] = defaultdict(list)
        for one in signed:
            if one.key and (one.target or one.name) not in self._cut_off:
                by_commit[one.target or one.name].append(one)
        names = {thing.name for thing in things}
        changed = changed_by(self._at, list(by_commit)) if names else {}
        touching = Touching(self._at, names, changed)
        self.shallow = self.shallow or bool(touching.missing)
        for commit, by in by_commit.items():
            for (name, form), copies in touching.of(commit).items():
                found[name] += [_Claim(one, form, copies) for one in by]
        return found

    def _verify(self, claims: Iterable[Iterable[_Claim]]) -> None:
        """Ask git about signatures of which it was not asked yet."""
        wanted = {claim.by.name: claim.by for found in claims for claim in found}
        fresh = [
            one
            for name, one in wanted.items()
            if one.key and name not in self._verified
        ]
        self._verified |= verified(self._at, fresh, self._seats)

    def _judge(self, thing: ApprovedThing, claim: _Claim) -> SignedApproval:
        """Return what a claim comes to for a thing."""
        by = claim.by
        if not by.key:
            return SignedApproval(ApprovalState.LOST, "", by.day, by.name)
        told = self._verified.get(by.name, Verified("N"))
        seats = [seat for seat in self._seats if _is_of(seat, told)]
        name = seats[0].name if seats else ""
        return SignedApproval(
            self._state(thing, claim, told, seats), name, by.day, by.name
        )

    def _state(
        self,
        thing: ApprovedThing,
        claim: _Claim,
        told: Verified,
        seats: Sequence[Seat],
    ) -> ApprovalState:
        lost = claim.by.approves and not seats
        if told.letter == "B":
            return ApprovalState.BAD
        able = "gpg" if claim.by.key == PGP else "ssh-keygen"
        if told.letter == "N" and self._may_be_ours(claim.by):
            # Git says no more where it could not start what verifies.
            here = shutil.which(able)
            return ApprovalState.BAD if here else ApprovalState.UNVERIFIABLE
        if told.letter == "E" and seats:
            return ApprovalState.UNVERIFIABLE
        if not seats:
            return ApprovalState.LOST if lost else ApprovalState.STRANGER
        if told.letter == "R":
            return ApprovalState.REVOKED
        return self._by_whom(thing, claim, told, seats)

    def _by_whom(
        self,
        thing: ApprovedThing,
        claim: _Claim,
        told: Verified,
        seats: Sequence[Seat],
    ) -> ApprovalState:
        """Return the state of a signature that is good, of somebody on the board."""
        day, name = claim.by.day, seats[0].name
        in_term = any(day in seat.term for seat in seats)
        if told.letter == "Y" or not in_term:
            return ApprovalState.OUT_OF_TERM
        if name.upper() == thing.member.upper():
            return ApprovalState.OWN
        if not self._approvers.names(thing.approval, name):
            return ApprovalState.ANOTHER
        if claim.form != thing.form or claim.copies < thing.copy:
            return ApprovalState.CHANGED
        if thing.paid and day > thing.paid:
            return ApprovalState.LATE
        return ApprovalState.SIGNED


def _is_signed(one: SignedApproval | None) -> bool:
    return one is not None and one.state <= ApprovalState.UNVERIFIABLE


def _is_of(seat: Seat, told: Verified) -> bool:
    """Tell whether a signature is of the key of a seat.

    Of a key that is not here GPG may know no more than the end of its fingerprint.
    """
    if seat.is_ssh:
        return told.letter != "U" and seat.fingerprint in told.fingerprints
    return any(
        len(one) >= _SHORTEST and seat.fingerprint.endswith(one)
        for one in told.fingerprints
    )


# Digits of a fingerprint that GPG names a key by where it has no more.
_SHORTEST = 16
