"""Operational faults of the index, with messages for people."""


class IndexFault(Exception):
    """The index cannot be built, opened or searched."""


class EmbedderError(IndexFault):
    """An embedding model cannot be loaded."""


class StoreError(IndexFault):
    """Chroma cannot be reached or its data cannot be read."""


class RerankerError(IndexFault):
    """The cross-encoder cannot be loaded, or cannot score."""
