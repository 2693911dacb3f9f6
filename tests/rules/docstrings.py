"""Reads the docstrings of the rules: the smallest ledger that breaks a rule.

It is indented, and ends each line that is found with a comment that says what is found
there: its code, and the member and the amount if it has them.

    2025-03-04 * "Lunch of the board"
      Expenses:Coop:Lunch       50.00 EUR
      Assets:Members:L01:Cash  -50.00 EUR  ; PF01 L01 50.00

A ledger that begins with an option is the whole main file; others come below `HEAD`.
Before it there may be the register that it needs (it begins with a name and a colon)
and an issued invoice (it begins with `number:`), whose PDF is there; in those a comment
is `# MB04 L01`; so it is in files of hours, which begin with `date,`. Where none is
shown, the register is that of all small books. What a ledger names below `documents/`
is there.
"""

from __future__ import annotations

import ast
import re
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from tests.support import HEAD, MEMBERS, report_on

import paraplu.rules

if TYPE_CHECKING:
    from collections.abc import Iterator

HOME = Path(paraplu.rules.__file__).parent

_BLOCK = re.compile(r"(?:^(?: {4}.*)?\n)+", re.MULTILINE)
_CODE = re.compile(r"[A-Z]{2}\d\d")
_CODES = re.compile(r"(?:[A-Z]{2}\d\d|,? and |, | to )*")
_RANGE = re.compile(r"(\w+) to (\w+)")
_YAML = re.compile(r"[a-z_]+:")
_HOURS = "date,"
_COMMENT = re.compile(r"  # .*")
_FOUND = re.compile(r"[;#] ([A-Z]{2}\d\d\b[^;#\n]*)")
# What a module begins with; the last is for imports that only types need.
_IMPORTS = (ast.Import, ast.ImportFrom, ast.If)
_RECEIPT = re.compile(r'"(documents/.*?)"')
# The register of all small books, with what an invoice asks of it.
_REGISTER = MEMBERS.replace("U.A.}", "U.A., trade_names: [Taartenatelier Zoet]}")


@dataclass(frozen=True)
class Module:
    """A module of the rules: its name below the package, its docstring and its rules.

    `rules` are the codes of those that it defines, and `first` is whether these come
    before all that it does.
    """

    name: str
    docstring: str
    rules: tuple[str, ...]
    first: bool

    @property
    def codes(self) -> list[str]:
        """The codes that the module judges: those that its first line begins with.

        `CK01 to CK07` are all seven.
        """
        begin = _CODES.match(self.docstring)
        text = begin[0] if begin else ""
        for first, last in _RANGE.findall(text):
            between = range(int(first[2:]) + 1, int(last[2:]))
            text += "".join(f" {first[:2]}{number:02}" for number in between)
        return _CODE.findall(text)

    @property
    def ledgers(self) -> list[Broken]:
        """The ledgers of the docstring, in order."""
        found, register, invoice = [], _REGISTER, ""
        hours: list[str] = []
        for text in blocks(self.docstring):
            if text.startswith("number:"):
                invoice = text
            elif text.startswith(_HOURS):
                hours.append(text)
            elif _YAML.match(text):
                register = text
            else:
                found.append(Broken(register, invoice, text, tuple(hours)))
        return found


@dataclass(frozen=True)
class Broken:
    """A ledger that breaks a rule, with the register and the invoice that it needs."""

    register: str
    invoice: str
    ledger: str
    hours: tuple[str, ...] = ()

    @property
    def told(self) -> list[str]:
        """What the comments say is found, each with its file and line."""
        return sorted(
            f"{file} {number}: {found.strip()}"
            for file, text in self._texts.items()
            for number, line in enumerate(text.splitlines(), 1)
            for found in _FOUND.findall(line)
        )

    @property
    def codes(self) -> set[str]:
        """The codes of what is found."""
        return {one.split(": ")[1][:4] for one in self.told}

    def found(self, folder: Path) -> list[str]:
        """Return what the check finds, said in the same way."""
        head = "" if self.ledger.startswith("option") else HEAD
        files = {name: name for name in _RECEIPT.findall(self.ledger)}
        if self.invoice:
            invoice = Path("invoices", "2025", self._invoice_file)
            files[str(invoice)] = self.invoice
            files[str(invoice.with_suffix(".pdf"))] = "a PDF"
        for name, text in self._sheets.items():
            year = name.removesuffix(".csv")[-7:-3]
            files[str(Path("hours", year, name))] = _COMMENT.sub("", text)
        report = report_on(
            folder, self.ledger, members=self.register, head=head, files=files
        )
        above = {"main.beancount": len(head.splitlines())}
        found = []
        for one in report.verdict.findings:
            file = Path(one.source.file).name
            words = [one.code, one.member, one.amount]
            said = " ".join(str(word) for word in words if word is not None)
            found.append(f"{file} {one.source.line - above.get(file, 0)}: {said}")
        return sorted(found)

    @property
    def _texts(self) -> dict[str, str]:
        texts = {"members.yaml": self.register, "main.beancount": self.ledger}
        texts |= self._sheets
        return {**texts, self._invoice_file: self.invoice} if self.invoice else texts

    @property
    def _sheets(self) -> dict[str, str]:
        """The files of hours, by the names that their first rows give them."""
        sheets = {}
        for text in self.hours:
            day, member, *_ = text.splitlines()[1].split(",")
            sheets[f"{member}-{day[:7]}.csv"] = text
        return sheets

    @property
    def _invoice_file(self) -> str:
        return f"{yaml.safe_load(self.invoice)['number']}.yaml"


def blocks(docstring: str) -> Iterator[str]:
    """Yield what is indented in a docstring, each register and invoice by itself."""
    for block in _BLOCK.finditer(f"{docstring}\n"):
        ledger = []
        for part in textwrap.dedent(block[0]).strip("\n").split("\n\n"):
            if _YAML.match(part) or part.startswith(_HOURS):
                yield f"{part}\n"
            elif part:
                ledger.append(f"{part}\n")
        if ledger:
            yield "\n".join(ledger)


def modules() -> list[Module]:
    """Return the modules of the rules, in the order of their names."""
    return [_read(file) for file in sorted(HOME.rglob("*.py"))]


def _read(file: Path) -> Module:
    place = file.relative_to(HOME).with_suffix("")
    name = ".".join(part for part in place.parts if part != "__init__")
    tree = ast.parse(file.read_text("utf-8"))
    after_imports = [node for node in tree.body[1:] if not isinstance(node, _IMPORTS)]
    codes = [_code_of(node) for node in after_imports]
    rules = tuple(code for code in codes if code)
    first = tuple(codes[: len(rules)]) == rules
    return Module(name, ast.get_docstring(tree) or "", rules, first)


def _code_of(node: ast.stmt) -> str:
    """Return the code of the rule that a statement defines: `PF05 = Rule(...)`."""
    match node:
        case ast.Assign([ast.Name(code)], ast.Call(ast.Name("Rule"))):
            return code
    return ""
