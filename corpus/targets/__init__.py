"""Targets of a sentence: what is aimed at, how much of it, and by when."""
