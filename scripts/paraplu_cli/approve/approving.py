"""A request that is approved: decided on in its file, and signed in git."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from paraplu.base.language import Message, chosen_language, say
from paraplu.bookkeeping.bank_import import open_ledger
from paraplu.bookkeeping.membership.requesting import decide_change
from paraplu.bookkeeping.signatures import (
    ApprovalState,
    ApprovedThing,
    NoHistory,
    SignedApproval,
    SignedApprovals,
    approval_line,
    request_form,
)
from paraplu.bookkeeping.spending_requests import (
    BoardAnswer,
    BoardDecision,
    SpendingRequest,
    read_requests,
    request_of_text,
)
from paraplu.journal import CannotBook, Change, alone, write_together
from paraplu.ledger.approvals import Approval, Approvers
from paraplu_cli.approve.git_signing import GitSigning
from paraplu_cli.approve.words import ALREADY, not_signed
from paraplu_cli.clock import clock
from paraplu_cli.command import Stopped
from paraplu_cli.places import must_stay, shown
from paraplu_cli.stream import emit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from paraplu.base.git import Repository
    from paraplu.register.model import Register


class _Approved(NamedTuple):
    """A request as it is once it is approved, and the text that says so."""

    request: SpendingRequest
    file: Path
    text: str
    change: Change | None

    @property
    def thing(self) -> ApprovedThing:
        """The request as it is looked for in the history, not paid yet."""
        decision = self.request.decision
        assert decision is not None  # noqa: S101 - it was decided on just now
        return ApprovedThing(
            self.request.number,
            request_form(self.request),
            self.request.member,
            Approval(decision.by, decision.day),
            None,
        )


def approve_request(
    number: str,
    values: Mapping[str, Any],
    *,
    main: Path,
    members: Path | None,
    dry_run: bool,
    tag: bool,
) -> int:
    """Decide on a request and sign it; return the exit status.

    Stopped, with nothing written, where it cannot be decided on or signed.
    """
    try:
        with alone(main.absolute().parent, dry_run=dry_run):
            books = open_ledger(main, members)
            register = books.register
            wanted = _decided(number, values, main.absolute().parent, register)
            git = GitSigning(main.absolute().parent)
            lines = _signed(wanted, git, register, dry_run=dry_run, tag=tag)
    except CannotBook as fault:
        raise Stopped(fault.message) from fault
    language = chosen_language(register.language)
    emit("".join(f"{language.render(line)}\n" for line in lines))
    return 0


def _decided(
    number: str, values: Mapping[str, Any], ledger: Path, register: Register
) -> _Approved:
    """Return a request with the decision; what it says already is not asked again."""
    requests = read_requests(ledger)
    request = requests.by_number.get(number)
    if request is None or request.file is None:
        waiting = ", ".join(one.number for one in requests.waiting)
        raise Stopped(
            say(
                "There is no request “{number}” that can be read. Waiting: {waiting}.",
                number=number,
                waiting=waiting or "–",
            )
        )
    must_stay(request.file, ledger)
    known = request.decision
    decision = BoardDecision(
        BoardAnswer.YES,
        known.by if known and _is_body(known, values, register) else values["by"],
        values.get("on") or (known.day if known else clock()),
        values.get("amount", known.amount if known else None),
        values.get("note", known.note if known else ""),
    )
    change = decide_change(request, decision, register)
    text = change.after if change else request.file.read_bytes().decode()
    decided, _ = request_of_text(text, request.file)
    if decided is None or decided.decision is None:
        raise Stopped(say("{file} cannot be changed.", file=shown(request.file)))
    return _Approved(decided, request.file, text, change)


def _is_body(
    known: BoardDecision, values: Mapping[str, Any], register: Register
) -> bool:
    """Tell whether somebody signs for what the board decided on together."""
    approval = Approval(known.by, known.day)
    return Approvers(register).names(approval, values["by"])


def _signed(
    wanted: _Approved, git: GitSigning, register: Register, *, dry_run: bool, tag: bool
) -> list[Message]:
    """Sign what is approved, where nobody did; return what to tell."""
    line = approval_line(wanted.request.number, wanted.thing.form)
    about = say(
        "{number}: {what}, {amount} for {member}.",
        number=wanted.request.number,
        what=wanted.request.what,
        amount=wanted.request.allowed,
        member=wanted.request.member,
    )
    known = _in_history(wanted, git.head, register)
    if not wanted.change and known.state is ApprovalState.SIGNED:
        if not tag or git.has_tag(line):
            return [ALREADY]
    elif dry_run:
        return [about, say("Dry run: nothing was written.")]
    else:
        git.must_be_at_rest()
        title = f"{wanted.request.number} is approved"
        with git.signed_commit(
            wanted.file, wanted.text, f"{title}\n\n{line}\n"
        ) as made:
            found = _in_history(wanted, made.commit, register)
            if found.state is not ApprovalState.SIGNED:
                raise Stopped(not_signed(found, wanted.request))
            write_together([wanted.change] if wanted.change else [])
            try:
                made.keep()
            except Stopped:
                _put_back(wanted.change)
                raise
        known = found
    told = [
        about,
        say(
            "{seat} signed it: commit {commit}.",
            seat=known.seat,
            commit=known.commit[:8],
        ),
        say(
            "Write on the entry of the purchase: {line}",
            line=f'request: "{wanted.request.number}"',
        ),
    ]
    if tag and not dry_run:
        told.append(
            say("Git has the signed tag {name}.", name=git.tag(wanted.request, line))
        )
    return told


def _put_back(change: Change | None) -> None:
    if change and change.before is not None:
        write_together([Change(change.file, change.after, change.before)])


def _in_history(
    wanted: _Approved, at: Repository, register: Register
) -> SignedApproval:
    """Return what a history says of the request."""
    try:
        signed = SignedApprovals(at, register.seats, Approvers(register))
        return signed.of([wanted.thing])[0]
    except NoHistory as fault:
        raise Stopped(
            say("There is no commit in this repository yet. Commit the books first.")
        ) from fault
