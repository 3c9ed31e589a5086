"""Answers from the ledger: counts, lists, comparisons, departments and targets."""
