"""HR03, HR04 and MB09 beside what looks like them; what the checksums and PV01 see."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.support import report_on, told, words

HEAD = "date,member,for,minutes,what,kind,evidence,agreed\n"
WRITTEN = {"hours/2025/L01-2025-03.csv": HEAD + "2025-03-03,L01,,60,a chair,direct,,\n"}
TODAY = dt.date(2025, 3, 25)
MEMBER = """\
members:
  L01:
    joined: 2025-01-01
    permission: [{from: 2025-01-01, hours: [{most: 20, per: week}]}]
"""
NO_CAP = MEMBER.replace(", hours: [{most: 20, per: week}]", "")


def found(
    folder: Path,
    members: str,
    ledger: str = "",
    files: dict[str, str] | None = None,
    today: dt.date = TODAY,
) -> list[str]:
    ledger = ledger or (
        '2025-01-02 * "Market" "Chair"\n  Assets:Cash  60.00 EUR\n'
        "  Income:Members:L01:Sales  -60.00 EUR\n"
    )
    report = report_on(folder, ledger, members=members, files=files, today=today)
    codes = ("HR", "MB09", "PV01")
    return told([f for f in report.verdict.findings if f.code.startswith(codes)])


@pytest.mark.parametrize(
    ("members", "files", "expected"),
    [
        (MEMBER, WRITTEN, ["HR03 L01 4"]),
        (MEMBER, {}, ["HR03 L01 4"]),
        (NO_CAP, WRITTEN, []),
        (MEMBER + "    left: 2025-03-20\n", WRITTEN, []),
        (MEMBER + "    frozen: [{from: 2025-03-20}]\n", WRITTEN, []),
        (
            MEMBER + "    frozen: [{from: 2025-03-05, until: 2025-03-06}]\n",
            WRITTEN,
            [],
        ),
        (MEMBER.replace("{from: 2025-01-01", "{from: 2025-03-10"), {}, []),
        (
            MEMBER.replace(
                "[{from: 2025-01-01,",
                "[{from: 2025-01-01, until: 2025-03-09, hours: [{most: 9, per: week}]},"
                " {from: 2025-03-10,",
            ),
            {},
            ["HR03 L01 4"],
        ),
    ],
    ids=[
        *("silent", "never", "no cap", "left", "frozen", "thawed"),
        *("new", "renewed"),
    ],
)
def test_silence(
    members: str, files: dict[str, str], expected: list[str], tmp_path: Path
) -> None:
    assert found(tmp_path, members, files=files) == expected


SPELLS = """\
policies:
  - from: 2024-01-01
    least_result: {least: 100.00, months: 2}
    turnover_per_hour: {least: 10.00, months: 2}
members:
  L01:
    membership: [{from: 2025-01-01, until: UNTIL, to: work}, {from: BACK}]
    permission: [{from: 2025-01-01, hours: [{most: 20, per: week}]}]
"""


@pytest.mark.parametrize(
    ("until", "back", "row", "expected"),
    [
        # A member for all of March and April: asked as anybody else is.
        (
            "2025-02-15",
            "2025-02-25",
            "2025-04-25",
            ["HR04 L01 0.00 6", "MB09 L01 0.00 6"],
        ),
        # Away for a part of them: no months of a business to be judged.
        ("2025-03-15", "2025-04-10", "2025-04-25", ["HR04 L01 0.00 6"]),
        # Back for ten days: nobody wrote too late.
        ("2025-03-15", "2025-05-01", "2025-03-14", []),
        # Back for longer than three weeks.
        ("2025-02-15", "2025-04-15", "2025-02-14", ["HR03 L01 8"]),
        # Not back yet on 11 May.
        ("2025-03-15", "2025-06-01", "2025-03-14", []),
        # Hours of a day on which the member was away.
        ("2025-03-15", "2025-05-01", "2025-03-16", ["HR00 L01 2"]),
    ],
    ids=["long ago", "away", "just back", "silent", "gone", "hours while away"],
)
def test_whoever_left_and_came_back_is_asked_of_one_time(
    until: str, back: str, row: str, expected: list[str], tmp_path: Path
) -> None:
    members = SPELLS.replace("UNTIL", until).replace("BACK", back)
    files = {
        f"hours/2025/L01-{row[:7]}.csv": HEAD + f"{row},L01,,60,a chair,direct,,\n"
    }
    today = dt.date(2025, 5, 11)
    assert sorted(found(tmp_path, members, files=files, today=today)) == expected


def test_an_hour_of_before_the_return_is_of_another_time(tmp_path: Path) -> None:
    """Back on 10 April: of the month before only what came after that counts."""
    members = SPELLS.replace("UNTIL", "2025-03-15").replace("BACK", "2025-04-10")
    row = "{day},L01,,{minutes},a chair,direct,,\n"
    files = {
        "hours/2025/L01-2025-03.csv": HEAD + row.format(day="2025-03-10", minutes=600),
        "hours/2025/L01-2025-04.csv": HEAD + row.format(day="2025-04-25", minutes=60),
    }
    sold = (
        '{day} * "Market" "Chair"\n  Assets:Cash  {amount} EUR\n'
        "  Income:Members:L01:Sales  -{amount} EUR\n"
    )
    today = dt.date(2025, 5, 11)
    for amount, expected in (("10.00", []), ("9.00", ["HR04 L01 9.00 6"])):
        ledger = sold.format(day="2025-04-26", amount=amount)
        ledger += sold.format(day="2025-03-11", amount="5.00")
        seen = found(tmp_path / amount, members, ledger, files, today)
        assert [one for one in seen if one.startswith("HR04")] == expected


@pytest.mark.parametrize(
    ("permission", "more", "today", "silent"),
    [
        ("{from: 2025-01-01, CAP}", "", "2025-03-24", False),
        ("{from: 2025-01-01, CAP}", "", "2025-03-25", True),
        # Written today, or by mistake for a day to come.
        ("{from: 2025-01-01, CAP}", "2025-03-25", "2025-03-25", False),
        ("{from: 2025-01-01, CAP}", "2025-03-26", "2025-03-25", True),
        # A permission that does not go on from the one before it, or began the caps.
        (
            "{from: 2025-01-01, until: 2025-03-08, CAP}, {from: 2025-03-10, CAP}",
            "none",
            "2025-03-25",
            False,
        ),
        (
            "{from: 2025-01-01, until: 2025-03-09}, {from: 2025-03-10, CAP}",
            "none",
            "2025-03-25",
            False,
        ),
        # Frozen from tomorrow on.
        (
            (
                "{from: 2025-01-01, CAP}]\n"
                "    frozen: [{from: 2025-03-26, until: 2025-03-27}"
            ),
            "",
            "2025-03-25",
            True,
        ),
    ],
)
def test_the_days_of_which_hours_are_asked(
    permission: str, more: str, today: str, *, silent: bool, tmp_path: Path
) -> None:
    capped = permission.replace("CAP", "hours: [{most: 20, per: week}]")
    members = f"members:\n  L01:\n    joined: 2025-01-01\n    permission: [{capped}]\n"
    rows = "".join(
        f"{day},L01,,60,a chair,direct,,\n" for day in ("2025-03-03", more) if day
    )
    files = {"hours/2025/L01-2025-03.csv": HEAD + rows} if more != "none" else {}
    on = dt.date.fromisoformat(today)
    seen = found(tmp_path, members, files=files, today=on)
    assert [one[:4] for one in seen if one.startswith("HR03")] == ["HR03"] * silent


@pytest.mark.parametrize(
    ("kinds", "hourly"), [("", "5.00"), ("kinds: [direct], ", None)]
)
def test_an_hour_of_a_kind_that_brings_in_nothing(
    kinds: str, hourly: str | None, tmp_path: Path
) -> None:
    asked = f"turnover_per_hour: {{{kinds}least: 10.00, months: 2}}"
    members = f"policies: [{{from: 2024-01-01, {asked}}}]\n{NO_CAP}"
    rows = "2025-02-03,L01,,60,a chair,direct,,\n2025-02-04,L01,,60,a,board,,\n"
    ledger = (
        '2025-02-20 * "Market" "Chair"\n  Assets:Cash  10.00 EUR\n'
        "  Income:Members:L01:Sales\n"
    )
    report = report_on(
        tmp_path,
        ledger,
        members=members,
        files={"hours/2025/L01-2025-02.csv": HEAD + rows},
        today=TODAY,
    )
    low = [one for one in report.verdict.findings if one.code == "HR04"]
    assert [(str(one.amount), str(one.date)) for one in low] == (
        [(hourly, "2025-02-28")] if hourly else []
    )


def test_what_is_said_of_silence(tmp_path: Path) -> None:
    ledger = (
        '2025-01-02 * "M"\n  Assets:Cash  1 EUR\n  Income:Members:L01:Sales  -1 EUR\n'
    )
    report = report_on(tmp_path, ledger, members=MEMBER, files=WRITTEN, today=TODAY)
    (finding,) = [f for f in report.verdict.findings if f.code == "HR03"]
    assert words(finding) == "L01 last wrote hours on 2025-03-03, 22 days ago."
    assert words(finding, "nl") == (
        "L01 schreef voor het laatst uren op 2025-03-03, 22 dagen geleden."
    )


RESULT = (
    "policies: [{from: 2024-01-01, least_result: {least: 100.00, months: 2}}]\n"
    "members:\n  L01: {joined: 2025-01-01, permission: [{from: 2025-01-01}]%s}\n"
)


@pytest.mark.parametrize(
    ("own", "earned", "expected"),
    [
        ("", "199.99", ["MB09 L01 100.00 2"]),
        ("", "200.00", []),
        (", left: 2025-03-31", "1.00", []),
        (", frozen: [{from: 2025-02-27, until: 2025-02-28}]", "1.00", []),
        (", policy: {least_result: {least: 50.00, months: 2}}", "100.00", []),
    ],
)
def test_a_result(own: str, earned: str, expected: list[str], tmp_path: Path) -> None:
    ledger = (
        f'2025-02-20 * "Market" "Chair"\n  Assets:Cash  {earned} EUR\n'
        "  Income:Members:L01:Sales\n"
    )
    today = dt.date(2025, 4, 1)
    told_ = found(tmp_path, RESULT % own, ledger, today=today)
    assert [one.rpartition(" ")[0] for one in told_] == [
        one.rpartition(" ")[0] for one in expected
    ]


ALWAYS = "permission: [{from: 2025-01-01}]"
TOO_LITTLE = (
    '2025-02-20 * "Market" "Chair"\n  Assets:Cash  1.00 EUR\n'
    "  Income:Members:L01:Sales\n"
)


@pytest.mark.parametrize(
    ("own", "asked"),
    [
        ("permission: [{from: 2025-01-01, until: 2025-03-31}]", True),
        ("permission: [{from: 2025-01-01, until: 2025-03-30}]", False),
        ("permission: [{from: 2025-02-01, until: 2025-12-31}]", True),
        (f"{ALWAYS}, frozen: [{{from: 2025-03-31}}]", False),
        (f"{ALWAYS}, frozen: [{{from: 2025-04-01}}]", True),
        (f"{ALWAYS}, frozen: [{{from: 2025-01-15, until: 2025-01-31}}]", True),
        (f"{ALWAYS}, frozen: [{{from: 2025-01-15, until: 2025-02-01}}]", False),
    ],
)
def test_the_days_of_which_a_result_is_asked(
    own: str, *, asked: bool, tmp_path: Path
) -> None:
    """February and March: whoever could not trade on each of them is not asked."""
    members = (RESULT % "").replace(ALWAYS, own)
    report = report_on(tmp_path, TOO_LITTLE, members=members, today=dt.date(2025, 4, 1))
    days = [one.date for one in report.verdict.findings if one.code == "MB09"]
    assert days == [dt.date(2025, 3, 31)] * asked


def test_a_permission_that_began_within_the_months(tmp_path: Path) -> None:
    members = (RESULT % "").replace("[{from: 2025-01-01}]", "[{from: 2025-02-02}]")
    ledger = (
        '2025-02-20 * "Market" "Chair"\n  Assets:Cash  1.00 EUR\n'
        "  Income:Members:L01:Sales\n"
    )
    assert found(tmp_path, members, ledger, today=dt.date(2025, 4, 1)) == []


def test_hours_change_the_checksum_of_files(tmp_path: Path) -> None:
    ledger = (
        '2025-01-02 * "M"\n  Assets:Cash  1 EUR\n  Income:Members:L01:Sales  -1 EUR\n'
    )
    sums = set()
    for number, minutes in enumerate((None, "60", "61")):
        files = {
            name: text.replace("60", minutes)
            for name, text in WRITTEN.items()
            if minutes
        }
        folder = tmp_path / str(number)
        report = report_on(folder, ledger, members=NO_CAP, files=files)
        sums.add(report.files_checksum)
    assert len(sums) == 3


def test_names_in_hours_are_personal_data(tmp_path: Path) -> None:
    private = {"../members.private.yaml": "L01: {name: Pietje Puk}\n"}
    named = {
        name: text.replace("a chair", "for Pietje Puk")
        for name, text in WRITTEN.items()
    }
    assert found(tmp_path, NO_CAP, files=private | named) == ["PV01 2"]
    # A spreadsheet elsewhere in the folder is nobody's business.
    elsewhere = {"notes/2025.csv": "Pietje Puk\n"}
    other = tmp_path / "other"
    assert found(other, NO_CAP, files=private | WRITTEN | elsewhere) == []
