"""The command line ``plan-assistant``."""
