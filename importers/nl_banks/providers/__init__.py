"""Payment providers: what was sold, what they kept, what they paid out."""
