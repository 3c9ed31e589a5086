"""Operational faults of the assistant. Outcomes of a question are statuses, not exceptions."""


class AssistantError(Exception):
    """A fault with a message for people, in Chinese; translated once per edge."""
