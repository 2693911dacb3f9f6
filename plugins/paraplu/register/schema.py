"""The shape of the register, for editors: JSON Schema, made from what reads it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.register.reader import REGISTER

if TYPE_CHECKING:
    from paraplu.base.language import Language
    from paraplu.register.converter import Schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Beside the register; the first line of the register names it.
FILE = "members.schema.json"
# What an editor's YAML language server looks for.
POINTER = f"# yaml-language-server: $schema={FILE}"


def register_schema(language: Language) -> Schema:
    """Return the JSON Schema (2020-12) of a register, its words in a language."""
    about = say(
        "The register of a cooperative, as paraplu reads it. An editor shows what a "
        "key is for and marks what cannot be right; `paraplu check` finds the rest."
    )
    return {
        "$schema": DIALECT,
        "title": "members.yaml",
        "description": language.render(about),
        **REGISTER.schema(language),
    }


def schema_text(language: Language) -> str:
    """Return that schema as the text of a file."""
    told = register_schema(language)
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"
