"""The page of a rule, as it stands below a heading in Fava."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from paraplu.rules.pages import page_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.renderer import RendererProtocol
    from markdown_it.token import Token

    from paraplu.base.language import Language

# Fava has the first heading of every page itself.
_LOWER = {"h1": "h2", "h2": "h3", "h3": "h4"}


def rule_text(code: str, language: Language) -> Markup | None:
    """Return the page of a rule, None where it has none."""
    text = page_of(code, language.code)
    if text is None:
        return None
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.add_render_rule("fence", _example)
    tokens = markdown.parse(text)
    for token in tokens:
        token.tag = _LOWER.get(token.tag, token.tag)
    # Our own pages; HTML in them would be shown as text.
    return Markup(markdown.renderer.render(tokens, markdown.options, {}))  # noqa: S704


def _example(
    _renderer: RendererProtocol, tokens: Sequence[Token], at: int, *_more: object
) -> str:
    """Return an example, which the keyboard can scroll where the screen is small."""
    return f'<pre tabindex="0"><code>{escape(tokens[at].content)}</code></pre>\n'
