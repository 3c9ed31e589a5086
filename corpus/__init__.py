"""What the plans say: parsing, the ledger, departments and the lexicon.

Knows nothing of search or answering.
"""
