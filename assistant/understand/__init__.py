"""Reading a question: normalised, screened for attacks, and what it asks about what."""
