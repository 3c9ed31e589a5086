"""What a question takes for granted, held against one place of the plan."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.decide.bounds import bounds_differ, opposed
from assistant.decide.duties import duties_hold
from assistant.decide.figures import figured, figures_hold
from assistant.decide.find import Finder
from assistant.decide.finding import Finding
from assistant.decide.proof import plain_duty, proves, turns
from assistant.decide.things import Things
from assistant.decide.years import target_meant, undated, years_hold
from assistant.understand.question import Asked, Question

# …，没写吧: that it is not written is what is claimed.
_UNWRITTEN = re.compile(
    r"[，,](?:方案|里|里面|是)*(?:没有?|未|不)[写提说讲列规要](?:过|到|定|求)?[吗吧么]?[？?。]*$"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """``holds`` is None when nothing is claimed; the others tell which kind of claim failed.

    ``figured``: a figure of the question stands at the place;
    ``things``: another thing of the same kind, name in quotes or district stands in the plan.
    ``renamed``: what the question speaks of by a name has another one there;
    ``undated``: no year stands at the place that one claimed could be held against;
    ``opposed``: what is said to be done is what the plan does the opposite of;
    ``proved``: it is asked whether a claim is true, and the plan says just that, word by word.
    """

    holds: bool | None
    duties: bool = False
    years: bool = False
    figures: bool = False
    things: bool = False
    renamed: bool = False
    proved: bool = False
    figured: bool = False
    undated: bool = False
    opposed: bool = False

    @property
    def refuted(self) -> bool:
        """Whether the plan says otherwise: not only in other words, or with a word missing."""
        years = self.years and not self.undated
        return self.duties or years or self.figures or self.things


class Judge:
    """Compares what a question claims with one place of the plan."""

    def __init__(self, finder: Finder, things: Things) -> None:
        self._finder = finder
        self._things = things

    def verdict(self, question: Question, finding: Finding) -> Verdict:
        """Whether the claims of ``question`` hold at ``finding``."""
        text = self._finder.text_of(finding)
        duties = duties_hold(question, finding)
        years = years_hold(question, finding, text)
        figures = figures_hold(question, text)
        turned = opposed(question.text, text)
        bounds = turned or bounds_differ(question.text, text)
        things = self._things.differ(question, finding, text)
        checked = question.asks(Asked.CHECK)
        unsaid = checked and self._things.unsaid(question, finding, text)
        wrong = bounds or things or unsaid or False in (duties, years, figures)
        claimed = wrong or (checked and finding.sentence) or {duties, years, figures} != {None}
        return Verdict(
            holds=not wrong if claimed else None,
            duties=duties is False,
            years=years is False,
            figures=bounds or figures is False,
            things=things,
            renamed=things and self._things.renamed(question, text),
            proved=checked and not wrong and _proved(question, finding, text, duties, figures),
            figured=figured(question, text),
            opposed=turned,
            undated=years is False
            and undated(question, finding, text, self._finder.content(question.topic)),
        )


def _proved(
    question: Question, finding: Finding, text: str, duties: bool | None, figures: bool | None
) -> bool:
    """Whether the place says just what is claimed; of duties, whether they are just these."""
    if _UNWRITTEN.search(question.text):
        return False
    if duties and plain_duty(question.text):
        return True
    dated = target_meant(question, finding) if question.years else None
    due = bool(dated and dated.due_year in question.years)
    if (figures or due) and not turns(question.text):
        return True
    return proves(question.text, text, finding.title)
