"""The forms of a check's outcome: each module has `render(outcome, screen)`."""
