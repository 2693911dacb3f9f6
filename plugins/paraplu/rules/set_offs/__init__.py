"""What becomes of what was set off, until the municipality has it."""
