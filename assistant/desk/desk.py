"""The inquiry desk as a whole: route, keep, approve."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.compose.draft import cite
from assistant.desk.approved import ApprovedAssistant, place_of_basis
from assistant.desk.reply import Replier
from assistant.desk.router import Router
from assistant.desk.routing import Level, Routing
from assistant.engine import Assistant
from assistant.records.basis import plan_version
from assistant.records.errors import RecordsError
from assistant.records.model import (
    Inquiry,
    InquiryStatus,
    NewInquiry,
    NewPhrasing,
    Operator,
    Phrasing,
    PhrasingState,
)
from assistant.records.store import Records


@dataclass(frozen=True, slots=True)
class Noted:
    """What a person adds to a routing before it is kept."""

    reply: str
    note: str = ""
    departments: tuple[str, ...] = ()
    status: InquiryStatus = InquiryStatus.DRAFT


class Desk:
    """Routes messages about one plan and keeps them as inquiries."""

    def __init__(self, assistant: Assistant, records: Records) -> None:
        self.plan = assistant.dossier.plan
        self.records = records
        self._router = Router(assistant)
        self._replier = Replier(assistant.dossier)
        self._wordings = assistant.wordings if isinstance(assistant, ApprovedAssistant) else None

    def route(self, message: str) -> tuple[Routing, str]:
        """Where a message goes, and the draft of a reply."""
        routing = self._router.route(message)
        return routing, self._replier.draft(routing)

    def keep(self, message: str, noted: Noted, operator: Operator) -> Inquiry:
        """Keep a message as an inquiry. Departments and proof are the desk's own, never typed in.

        Raises:
            RecordsError: a department is named that the desk did not find.
        """
        routing = self._router.route(message)
        chosen = tuple(d for d in routing.departments if d.name in noted.departments)
        foreign = set(noted.departments) - {d.name for d in routing.departments}
        if foreign:
            raise RecordsError("department_unknown", f"方案没有把这件事分给{'、'.join(foreign)}。")
        kept = chosen or routing.level is not Level.NEAREST
        new = NewInquiry(
            question=message,
            standalone=routing.answer.standalone_question,
            outcome=routing.status.value,
            basis=routing.basis(self.plan) if kept else (),
            departments=chosen,
            reason=routing.reason,
            reply=noted.reply,
            plan_id=self.plan.id,
            plan_version=plan_version(self.plan),
            note=noted.note,
            status=noted.status,
        )
        return self.records.inquiries.add(new, operator.name)

    def approve(self, number: str, reply: str, reviewer: Operator) -> Phrasing:
        """Make a reply approved wording for its question.

        Raises:
            RecordsError: no such inquiry, it rests on nothing, or the wording is not proved.
        """
        inquiry = self.records.inquiries.get(number)
        if inquiry is None:
            raise RecordsError("inquiry_not_found", f"没有办件 {number}。")
        places = [place_of_basis(self.plan, basis) for basis in inquiry.basis]
        found = [p for p in places if p]
        if not found or len(found) < len(places):
            raise RecordsError("no_basis", "这件没有方案依据，或依据的原文已变更，不能作为口径。")
        citations = [cite(self.plan, place, n) for n, place in enumerate(found, 1)]
        faults = self._replier.proof.faults(reply, citations)
        if faults:
            raise RecordsError("not_proved", f"口径中有依据不能证明的内容：{'；'.join(faults)}")
        new = NewPhrasing(
            inquiry.question,
            inquiry.standalone,
            reply.strip(),
            inquiry.basis,
            inquiry.departments,
            inquiry.plan_id,
            plan_version(self.plan),
            inquiry.number,
        )
        older = self.records.phrasings.all(inquiry.plan_id, PhrasingState.ACTIVE)
        made = self.records.phrasings.approve(new, reviewer.name)
        for one in older:
            if one.standalone == new.standalone:
                end = self.records.phrasings.end
                end(one.id, PhrasingState.WITHDRAWN, reviewer.name, "由新的口径代替")
        self.refresh()
        return made

    def refresh(self) -> None:
        """Let what was approved or withdrawn count at once."""
        if self._wordings:
            self._wordings.forget()
