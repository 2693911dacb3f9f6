"""Rendering: what a paper looks like, on an A4 and on a screen.

Nothing here works out a figure: a paper has them all. What each rendering shows of a
value is in `words`, so that all of them show the same. The terminal's own text, CSV and
JSON are in `paraplu_cli.report`.
"""
