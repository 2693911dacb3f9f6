"""What somebody can do on the page “Work”, and the one door by which it is written.

Each action is a value that the browser sends (`actions`), and gives a `WorkStep`: what
files become, made by the services that the commands use. `Door` lets a step through
where the books are still those that the page was drawn from, and can take it back.
"""
