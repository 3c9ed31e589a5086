"""What a conversation holds: earlier turns, a follow-up, and the question made of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.dialogue.wording import asks_plainly
from assistant.ledger.series import Picked
from assistant.understand.options import Choice
from assistant.understand.question import Asked, Question
from corpus.model import Piece

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier turn as it was read: its completed question and what it was answered with.

    ``spans`` are the stretches of the source that were cited, ``told`` the statements made; none
    where it was refused.
    """

    question: Question
    clauses: tuple[int, ...]
    departments: tuple[str, ...] = ()
    answered: bool = False
    spans: tuple[Span, ...] = ()
    told: str = ""

    def cites(self, place: Piece) -> bool:
        """Whether something of a sentence or a task was cited."""
        return any(place.start < end and start < place.end for start, end in self.spans)

    @property
    def focus(self) -> int | None:
        """The clause it was mainly about."""
        return self.clauses[0] if self.clauses else None


@dataclass(frozen=True, slots=True)
class Completed:
    """A self-contained question; ``focus`` is the clause talked about when it is a follow-up.

    ``terms`` are the word put in place of another, and its synonyms: a place that speaks of none
    of them is not meant. ``held`` are the stretches it must be answered from: it asks something
    of what was answered, nothing else. ``parts`` are questions to be answered one by one,
    ``compared`` where it is asked whether the same bodies are responsible for each;
    ``part`` is the part without clause numbers that the turn before was answered from;
    ``matter`` is the question as what is asked next leans on it, where that is another one;
    ``dangling`` points at an answer that was not given; ``choice`` holds options to choose from,
    the one part then asks what they are offered for;
    ``members`` are things in a row, of which it is asked.
    """

    text: str
    focus: int | None = None
    context: str = ""
    terms: tuple[str, ...] = ()
    held: tuple[Span, ...] = ()
    parts: tuple[Completed, ...] = ()
    compared: bool = False
    part: str = ""
    matter: str = ""
    dangling: bool = False
    choice: Choice | None = None
    members: Picked | None = None


# The clauses a completed question is answered from; none when it is refused.
Probe = Callable[[Completed], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Follow:
    """A follow-up: its text, how it reads alone, and its words stripped of what ties it."""

    text: str
    question: Question
    own: str
    content: tuple[str, ...]
    subject: tuple[str, ...]
    corrected: bool = False

    @property
    def asks(self) -> bool:
        """Whether it holds words of asking."""
        return asks_plainly(self.own) or bool(self.question.asked - {Asked.WHAT, Asked.COMPARE})
