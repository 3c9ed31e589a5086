"""From a draft to what is shown: nothing beyond what is cited, in the form that is asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.answer import Citation, DepartmentRef, Status
from assistant.compose.draft import Draft, Rendered, Statement, render
from assistant.compose.excerpt import Excerpts
from assistant.compose.shape import shaped
from assistant.decide.refuse import Refuser
from assistant.understand.formed import Formed
from assistant.verify.verifier import Verifier
from corpus.model import Plan


@dataclass(frozen=True, slots=True)
class Verified:
    """A draft whose statements are all borne out, with its text and evidence."""

    draft: Draft
    text: str
    citations: tuple[Citation, ...] = ()
    departments: tuple[DepartmentRef, ...] = ()


class Verification:
    """Verifies drafts about one plan."""

    def __init__(
        self, plan: Plan, verifier: Verifier, refuser: Refuser, excerpts: Excerpts
    ) -> None:
        self._plan = plan
        self._verifier = verifier
        self._refuser = refuser
        self._excerpts = excerpts

    def verified(self, draft: Draft, formed: Formed | None = None) -> Verified:
        """Drop every statement that its evidence does not bear out; none left means a refusal.

        What is left is set in the form that is asked for, when that is borne out, too.
        """
        if not draft.status.has_evidence:
            return Verified(draft, "".join(s.text for s in draft.statements))
        rendered = render(draft, self._plan)
        good = self._borne_out(draft, rendered)
        if not good:
            return self.verified(self._refuser.unproved(draft))
        if len(good) < len(draft.statements):
            # Once more: what is left may have to do without a citation of what is dropped.
            rest = replace(draft, statements=good, status=Status.PARTIAL)
            return self.verified(rest, formed)
        if formed and formed.shapes:
            form = shaped(draft, formed, self._plan, self._excerpts.weigher(draft.ground))
            shown = render(form, self._plan) if form is not draft else rendered
            if form is not draft and self._borne_out(form, shown) == form.statements:
                draft, rendered = form, shown
        return Verified(draft, rendered.text, rendered.citations, rendered.departments)

    def _borne_out(self, draft: Draft, rendered: Rendered) -> tuple[Statement, ...]:
        """The statements that say nothing beyond what they cite."""
        check, citations, frames = self._verifier.check, rendered.citations, draft.frames
        return tuple(
            statement
            for statement, said in zip(draft.statements, rendered.said, strict=True)
            if not check(said, citations, statement.derived, frames)
        )
