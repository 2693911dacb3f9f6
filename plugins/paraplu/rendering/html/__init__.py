"""A paper as one HTML file without a script, which needs nothing else."""

from __future__ import annotations

from paraplu.rendering.html.page import as_html, policy

__all__ = ["as_html", "policy"]
