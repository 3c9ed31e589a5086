"""What is kept: inquiries, approved wording, operators, sessions, keys, feedback.

The one home of SQLAlchemy.
"""
