"""Follow-ups: completing a question from the turns before it."""
