"""Attacks: drafts that say what the plan does not, made from every sentence of every clause."""
