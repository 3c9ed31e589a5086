"""Answering questions about a plan: understand, find, decide, compose, verify."""
