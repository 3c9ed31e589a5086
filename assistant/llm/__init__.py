"""A language model, when the operator sets one: fluent words, and still nothing unproved."""
