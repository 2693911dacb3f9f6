"""What commands print, in each of their forms.

A module for each form has `render`; a module for all forms of one thing has a function
for each, such as `as_text`, `as_json` and `as_csv`. `as_*.py` are the forms of a check,
by the name that `--format` gives them.
"""
