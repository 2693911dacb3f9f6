"""What a command and a page both do: judged by the rules first, then written.

A service says what is in the way as a `Problem`, in words for people, and leaves how
that is shown to the door that it was called through.
"""
