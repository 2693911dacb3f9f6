"""EV07: large approvals are signed, in a repository with real keys and commits.

One repository holds a request for each case, since git takes long; one check judges
them all.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.signing import SigningRepository
from tests.support import HEAD, hints, words

from paraplu.base.findings import Cause, Finding
from paraplu.bookkeeping.signatures import approval_line, request_form
from paraplu.bookkeeping.spending_requests import read_requests
from paraplu.check import Report, check
from paraplu.reports.approval_trail import approval_trail

PAID = "2025-03-20"
YES = "decision: {{approved: yes, by: {by}, on: 2025-03-01}}\n"
MEANS = """\
2025-01-02 * "Means"
  Assets:Bank                     90000.00 EUR
  Income:Members:L01:Sales       -90000.00 EUR

"""


def request(number: str, amount: str = "600.00") -> str:
    return (
        f"request: L01-2025-{number}\nmember: L01\nasked: 2025-02-20\n"
        f"for: training\namount: {amount}\nwhat: course {number}\n"
    )


def spent(number: str, amount: str = "600.00", day: str = PAID) -> str:
    return (
        f'{day} * "School" "Course {number}"\n  request: "L01-2025-{number}"\n'
        f"  Expenses:Members:L01:Training     {amount} EUR\n"
        f"  Assets:Bank                      -{amount} EUR\n\n"
    )


class Cases:
    """The repository, in which each case is a request with a number of its own."""

    def __init__(self, folder: Path) -> None:
        self.at = SigningRepository(folder / "books", folder / "keys")
        self.entries = ""

    def register(self) -> None:
        keys = {
            name: self.at.key(name) for name in ("chair", "old", "new", "l01", "l03")
        }
        self.at.write(
            "members.yaml",
            "policies: [{from: 2024-01-01, receipt_from: 90000.00, "
            "approval_from: 250.00, signature_from: 500.00}]\n"
            "board:\n"
            f"  - {{code: voorzitter, signing: {keys['chair']}}}\n"
            f"  - {{code: L02, signing: {keys['old']}, until: 2025-02-28}}\n"
            f"  - {{code: L02, signing: {keys['new']}, from: 2025-03-01}}\n"
            f"  - {{code: L01, signing: {keys['l01']}}}\n"
            f"  - {{code: L03, signing: {keys['l03']}, until: 2025-01-31}}\n"
            "members:\n"
            "  L01: {joined: 2025-01-01, permission: [{from: 2025-01-01}]}\n"
            "  L02: {joined: 2025-01-01, permission: [{from: 2025-01-01}]}\n",
        )

    def file(self, number: str) -> str:
        return f"ledger/requests/2025/L01-2025-{number}.yaml"

    def ask(self, number: str, amount: str = "600.00") -> None:
        self.at.write(self.file(number), request(number, amount))
        self.entries += spent(number, amount)

    def decide(self, number: str, by: str = "bestuur", amount: str = "600.00") -> None:
        text = request(number, amount) + YES.format(by=by)
        self.at.write(self.file(number), text)

    def line(self, number: str) -> str:
        ledger = self.at.folder / "ledger"
        one = read_requests(ledger).by_number[f"L01-2025-{number}"]
        return approval_line(one.number, request_form(one))

    def main(self) -> Path:
        self.at.write("ledger/main.beancount", HEAD + MEANS + self.entries)
        return self.at.folder / "ledger" / "main.beancount"


def _signed_at_once(cases: Cases, number: str, key: str, **how: str) -> None:
    cases.ask(number)
    cases.decide(number, by=how.pop("by", "bestuur"))
    cases.at.commit(key, **how)


@pytest.fixture(scope="module")
def made(  # noqa: PLR0915 - one commit after another
    tmp_path_factory: pytest.TempPathFactory,
) -> Cases:
    cases = Cases(tmp_path_factory.mktemp("signed"))
    at = cases.at
    cases.register()
    cases.main()
    # All are asked for first, in a commit that nobody signs.
    for number in ("001", "002", "010", "011", "012", "013"):
        cases.ask(number)
    cases.ask("020", "499.99")
    cases.ask("021", "500.00")
    at.commit()
    # 001: signed. 002: typed only. 020 and 021: below the bound, and at it.
    cases.decide("001")
    at.commit("chair", day="2025-03-05")
    cases.decide("002")
    cases.decide("020", amount="499.99")
    cases.decide("021", amount="500.00")
    at.commit()
    _signed_at_once(cases, "003", "l01")
    _signed_at_once(cases, "004", "stranger")
    _signed_at_once(cases, "005", "old", day="2025-03-02")
    _signed_at_once(cases, "006", "old", day="2025-02-28")
    _signed_at_once(cases, "007", "new", day="2025-03-01")
    _signed_at_once(cases, "008", "l03")
    _signed_at_once(cases, "009", "chair", by="L02")
    _signed_at_once(cases, "014", "chair", day="2025-03-21")
    _signed_at_once(cases, "015", "chair", day=PAID)
    # 010: the amount changed since; 011: only its layout and its place did.
    cases.decide("010")
    cases.decide("011")
    at.commit("chair")
    again = (at.folder / cases.file("010")).read_text().replace("600", "601")
    at.write(cases.file("010"), again)
    at.git("mv", cases.file("011"), "ledger/requests/2025/tmp.yaml")
    (at.folder / "ledger/requests/2026").mkdir(parents=True)
    at.git(
        "mv", "ledger/requests/2025/tmp.yaml", "ledger/requests/2026/L01-2025-011.yaml"
    )
    moved = "ledger/requests/2026/L01-2025-011.yaml"
    text = (at.folder / moved).read_text()
    at.write(moved, "# moved\n" + text.replace("amount: 600.00", 'amount: "600.00"'))
    at.commit()
    # 012: another signs what only moved; 013: a tag on a commit that nobody signed.
    cases.decide("012")
    at.commit()
    at.write(
        cases.file("012"), "# spaced\n\n" + (at.folder / cases.file("012")).read_text()
    )
    at.commit("chair", message="layout")
    cases.decide("013")
    at.commit()
    at.tag("seen", "chair", day="2025-03-10")
    # 016: the signature was lost in a rebase; 017: that was told again, in a message.
    cases.ask("016")
    cases.decide("016")
    at.commit(message=f"Approved\n\n{cases.line('016')}")
    cases.ask("017")
    cases.decide("017")
    at.commit(message=f"Approved\n\n{cases.line('017')}")
    at.commit("new", message=f"Again\n\n{cases.line('017')}")
    # 018: came by a signed merge; 019: signed on the branch that was merged.
    at.git("checkout", "-q", "-b", "side")
    cases.ask("018")
    cases.decide("018")
    at.commit()
    _signed_at_once(cases, "019", "chair")
    at.git("checkout", "-q", "main")
    at.key("new")
    at.git("merge", "-q", "--no-ff", "-S", "-m", "merge", "side", key="new")
    # 022: a tag that holds a closed period says nothing of requests.
    cases.ask("022")
    cases.decide("022")
    at.commit()
    at.tag(
        "paraplu/x",
        "chair",
        day="2025-03-10",
        message=f"paraplu seal a.seal {'0' * 64}",
    )
    cases.main()
    at.commit(day="2025-03-25")
    return cases


@pytest.fixture(scope="module")
def report(made: Cases) -> Report:
    return check(made.main())


def of(report: Report, number: str) -> list[str]:
    """Return what EV07 says of the entry of a request."""
    named = {
        one.source: str(one.meta["request"])
        for one in report.books.transactions
        if "request" in one.meta
    }
    return [
        words(one)
        for one in report.verdict.findings
        if one.code in {"EV03", "EV04", "EV07"}
        and any(
            place.line <= one.source.line <= place.line + 2 and name.endswith(number)
            for place, name in named.items()
        )
    ]


RIGHT = {
    "001": "a signed commit that decides on it",
    "006": "signed with a key on the last day that it counted",
    "007": "with the key that replaced it, on its first day",
    "011": "its file moved, and its layout changed",
    "013": "a signed tag on the commit that decides on it",
    "015": "signed on the day of the payment",
    "017": "signed again, by the line in a message, after a rebase",
    "019": "signed on a branch that was merged",
    "020": "one cent below the bound of the policy",
}
TYPED = (
    "The approval of 600.00 is only typed: no commit that somebody on the board signed "
    "has it."
)
WRONG = {
    "002": TYPED,
    "003": (
        "L01 signed the approval of 600.00 of their own spending. Somebody else has to "
        "do that."
    ),
    "004": (
        "The approval of 600.00 was signed with a key that nobody in `board:` has."
    ),
    "005": (
        "L02 signed the approval of 600.00 on 2025-03-02. On that day the key, or the "
        "seat on the board, did not count."
    ),
    "008": (
        "L03 signed the approval of 600.00 on 2025-03-01. On that day the key, or the "
        "seat on the board, did not count."
    ),
    "009": "voorzitter signed the approval of 600.00, but it is of “L02”.",
    "010": (
        "voorzitter signed the approval of 600.00 on 2025-03-01 in another form. What "
        "was approved changed since: its amount, its words or its member."
    ),
    "012": TYPED,
    "014": (
        "The approval of 600.00 was signed by voorzitter on 2025-03-21, after it was "
        "paid on 2025-03-20."
    ),
    "016": (
        "The approval of 600.00 was signed, but its signature is gone: the commit was "
        "made anew, by a rebase or a squash."
    ),
    "018": TYPED,
    "021": TYPED.replace("600", "500"),
    "022": TYPED,
}


@pytest.mark.parametrize("number", RIGHT)
def test_signed(report: Report, number: str) -> None:
    assert of(report, number) == []


@pytest.mark.parametrize("number", WRONG)
def test_not_signed(report: Report, number: str) -> None:
    assert of(report, number) == [WRONG[number]]


def only(report: Report) -> list[Finding]:
    return [one for one in report.verdict.findings if one.code == "EV07"]


def test_every_finding_is_one_of_these(report: Report) -> None:
    assert len(only(report)) == len(WRONG)


def test_the_trail_lists_every_approval(report: Report) -> None:
    steps = approval_trail(report.books, report.register)
    states = {one.request[-3:]: one.state.value for one in steps}
    typed = {"002", "012", "018", "020", "021", "022"}
    assert states == {
        **dict.fromkeys(RIGHT, "signed"),
        **dict.fromkeys(typed, "typed"),
        "003": "own",
        "004": "stranger",
        "005": "out-of-term",
        "008": "out-of-term",
        "009": "another",
        "010": "changed",
        "014": "late",
        "016": "lost",
    }
    (late,) = [one for one in steps if one.request.endswith("014")]
    assert (late.seat, str(late.day), late.asked) == ("voorzitter", "2025-03-21", True)
    (below,) = [one for one in steps if one.request.endswith("020")]
    assert (below.by, below.seat, below.asked) == ("bestuur", "", False)


def test_a_clone_with_a_part_of_the_history_says_so(
    made: Cases, tmp_path: Path
) -> None:
    there = tmp_path / "shallow"
    source = f"file://{made.at.folder}"
    made.at.git("clone", "-q", "--depth", "3", source, str(there))
    report = check(there / "ledger" / "main.beancount")
    (told,) = [one for one in only(report) if one.cause is Cause.NOT_VERIFIED]
    assert words(told).endswith(
        "cannot be verified here, since a part of the history was not fetched."
    )
    assert "git fetch --unshallow" in hints(told)
    # The commit at which the history begins did not bring everything in it.
    assert of(report, "001") == []
    assert not any(one.cause is None for one in only(report))


def test_books_outside_of_git_say_so(made: Cases, tmp_path: Path) -> None:
    left = shutil.ignore_patterns(".git")
    shutil.copytree(made.at.folder, tmp_path / "copy", ignore=left)
    main = tmp_path / "copy" / "ledger" / "main.beancount"
    # What is waived for this is not counted, and what is for something else is.
    text = main.read_text()
    for number, code in (("001", "EV07"), ("003", "EV01"), ("004", "EV01")):
        course = f'"Course {number}"\n'
        assert course in text
        text = text.replace(course, f'{course}  waiver: "{code}: on paper"\n')
    main.write_text(text)
    (told,) = only(check(main))
    assert (told.source.file, told.source.line) == (str(main), 0)
    assert words(told) == (
        f"The signatures of {len(RIGHT) + len(WRONG) - 2} approvals cannot be verified "
        "here, since these books are not in the history of a git repository."
    )


def test_a_repository_around_them_that_does_not_have_them(
    made: Cases, tmp_path: Path
) -> None:
    at = SigningRepository(tmp_path / "other", tmp_path / "keys")
    at.commit()
    left = shutil.ignore_patterns(".git")
    shutil.copytree(made.at.folder, at.folder / "copy", ignore=left)
    (told,) = only(check(at.folder / "copy" / "ledger" / "main.beancount"))
    assert told.cause is Cause.NOT_VERIFIED


def test_settings_of_the_repository_do_not_count(made: Cases, tmp_path: Path) -> None:
    there = tmp_path / "hostile"
    shutil.copytree(made.at.folder, there)
    says = tmp_path / "yes"
    says.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\nexit 0\n")
    says.chmod(0o755)
    allowed = tmp_path / "allowed"
    stranger = made.at.key("stranger")
    allowed.write_text(f"board {stranger}\n")
    for name, value in (
        ("gpg.ssh.program", says),
        ("gpg.program", says),
        ("gpg.ssh.allowedSignersFile", allowed),
        ("core.hooksPath", tmp_path),
        ("log.showSignature", "true"),
        ("diff.external", says),
    ):
        subprocess.run(["git", "config", name, value], cwd=there, check=True)
    again = check(there / "ledger" / "main.beancount")
    assert sorted(map(words, only(again))) == sorted(WRONG.values())
    assert not (tmp_path / "ran").exists()


def test_a_commit_of_another_form_takes_nothing_away(
    made: Cases, tmp_path: Path
) -> None:
    there = tmp_path / "odd"
    shutil.copytree(made.at.folder, there)
    head = made.at.git("rev-parse", "HEAD")
    tree = made.at.git("rev-parse", "HEAD^{tree}")
    line = made.line("002")
    # What comes behind a byte of zero looks like another commit, and is none.
    text = (
        f"tree {tree}\nparent {head}\nauthor x <x> 1 +0000\ncommitter x <x> x\n"
        f" goes on\ngpgsig nothing\ngpgsig -----BEGIN SSH SIGNATURE-----\n\n{line}\n"
        f"\0{head}\ntree {tree}\ncommitter x <x> 1 +0000\n\n    {line}\n"
    )
    words_of = ["git", "hash-object", "-t", "commit", "-w", "--literally", "--stdin"]
    odd = subprocess.run(
        words_of, cwd=there, input=text.encode(), capture_output=True, check=True
    ).stdout.decode()
    subprocess.run(["git", "update-ref", "HEAD", odd.strip()], cwd=there, check=True)
    report = check(there / "ledger" / "main.beancount")
    assert all(of(report, number) == [] for number in RIGHT)
    assert of(report, "002") != []


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed here")
def test_without_the_program_that_verifies(
    made: Cases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "git").symlink_to(str(shutil.which("git")))
    monkeypatch.setenv("PATH", str(tmp_path))
    told = [words(one) for one in only(check(made.main()))]
    assert [one for one in told if "cannot be verified here, since a public key" in one]


def test_nothing_is_asked_where_nothing_has_to_be_signed(
    made: Cases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from paraplu.bookkeeping.signatures import history

    def never(*_words: object, **_more: object) -> None:
        raise AssertionError

    left = shutil.ignore_patterns(".git")
    shutil.copytree(made.at.folder, tmp_path / "copy", ignore=left)
    file = tmp_path / "copy" / "members.yaml"
    file.write_text(file.read_text().replace(", signature_from: 500.00", ""))
    monkeypatch.setattr(history, "answer_of", never)
    assert only(check(tmp_path / "copy" / "ledger" / "main.beancount")) == []
