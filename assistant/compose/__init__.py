"""Wording answers and refusals in the plan's own words."""
