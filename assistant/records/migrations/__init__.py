"""Migrations: run by ``assistant.records.migrate``, never imported."""
