"""All records of one database, opened together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from assistant.intake import clean
from assistant.masking import keep, mask
from assistant.records.database import Database, open_database
from assistant.records.feedback import FeedbackBook
from assistant.records.inquiries import Inquiries
from assistant.records.keys import Keys
from assistant.records.migrate import migrate
from assistant.records.operators import Operators
from assistant.records.phrasings import Phrasings
from assistant.records.sessions import Attempts, Sessions
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Records:
    """What is kept. Safe in several threads and several processes."""

    database: Database
    inquiries: Inquiries
    phrasings: Phrasings
    operators: Operators
    sessions: Sessions
    attempts: Attempts
    keys: Keys
    feedback: FeedbackBook

    def ready(self) -> None:
        """Nothing, when the database answers.

        Raises:
            RecordsFault: it does not.
        """
        with self.database.reading() as connection:
            connection.execute(text("SELECT 1"))

    def close(self) -> None:
        """Give all connections back."""
        self.database.close()


def open_records(settings: Settings) -> Records:
    """The records of the settings' database, its tables made or brought up to date.

    Raises:
        RecordsFault: it cannot be opened, or was made by a newer program.
    """
    life = timedelta(hours=settings.session_hours)
    url = settings.database_url.get_secret_value()
    return records_at(url, settings.home, life, settings.mask_personal)


def records_at(
    url: str, home: Path, life: timedelta = timedelta(hours=8), masked: bool = True
) -> Records:
    """The records of a database URL, or of ``home`` without one.

    Raises:
        RecordsFault: it cannot be opened, or was made by a newer program.
    """
    database = open_database(url, home)
    migrate(database)

    def tidy(words: str) -> str:
        return (mask if masked else keep)(clean(words))

    return Records(
        database=database,
        inquiries=Inquiries(database, tidy),
        phrasings=Phrasings(database, tidy),
        operators=Operators(database),
        sessions=Sessions(database, life),
        attempts=Attempts(database),
        keys=Keys(database),
        feedback=FeedbackBook(database, tidy),
    )
