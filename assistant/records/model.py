"""What is kept, as frozen data. Nothing here needs the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assistant.records.basis import Assigned, Basis


class InquiryStatus(StrEnum):
    """How far an inquiry has come."""

    DRAFT = "draft"
    TRANSFERRED = "transferred"
    REPLIED = "replied"
    CLOSED = "closed"

    @property
    def text(self) -> str:
        """The status as people read it."""
        return _STATUS_TEXTS[self]

    @property
    def next(self) -> tuple[InquiryStatus, ...]:
        """What it may become."""
        return _NEXT[self]


_STATUS_TEXTS = {
    InquiryStatus.DRAFT: "待办",
    InquiryStatus.TRANSFERRED: "已转办",
    InquiryStatus.REPLIED: "已答复",
    InquiryStatus.CLOSED: "已办结",
}


_NEXT = {
    InquiryStatus.DRAFT: (
        InquiryStatus.TRANSFERRED,
        InquiryStatus.REPLIED,
        InquiryStatus.CLOSED,
    ),
    InquiryStatus.TRANSFERRED: (InquiryStatus.REPLIED, InquiryStatus.CLOSED, InquiryStatus.DRAFT),
    InquiryStatus.REPLIED: (InquiryStatus.CLOSED, InquiryStatus.TRANSFERRED),
    InquiryStatus.CLOSED: (InquiryStatus.REPLIED,),  # opened again
}


@dataclass(frozen=True, slots=True)
class NewInquiry:
    """An inquiry to be kept; ``outcome`` is the status of the answer it was routed by."""

    question: str
    standalone: str
    outcome: str
    basis: tuple[Basis, ...]
    departments: tuple[Assigned, ...]
    reason: str
    reply: str
    plan_id: str
    plan_version: str
    note: str = ""
    status: InquiryStatus = InquiryStatus.DRAFT


@dataclass(frozen=True, slots=True)
class Inquiry:
    """An inquiry as it stands; ``version`` counts its changes from 1."""

    number: str
    created_at: datetime
    updated_at: datetime
    version: int
    status: InquiryStatus
    question: str
    standalone: str
    outcome: str
    basis: tuple[Basis, ...]
    departments: tuple[Assigned, ...]
    passed_to: str
    reason: str
    reply: str
    note: str
    plan_id: str
    plan_version: str
    operator: str


@dataclass(frozen=True, slots=True)
class Change:
    """Who changed what when; ``fields`` maps a name to its values before and after."""

    version: int
    at: datetime
    operator: str
    fields: dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which inquiries are wanted; what is empty does not matter."""

    status: InquiryStatus | None = None
    department: str = ""
    keyword: str = ""
    operator: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class InquiryPage:
    """Some of the inquiries that fit, newest first, and how many fit in all."""

    items: tuple[Inquiry, ...]
    total: int


class PhrasingState(StrEnum):
    """Whether an approved wording is used."""

    ACTIVE = "active"
    INVALID = "invalid"  # the text it rests on has changed: to be reviewed
    WITHDRAWN = "withdrawn"

    @property
    def text(self) -> str:
        """The state as people read it."""
        return {"active": "使用中", "invalid": "待复核", "withdrawn": "已撤下"}[self.value]


@dataclass(frozen=True, slots=True)
class NewPhrasing:
    """A wording to be approved."""

    question: str
    standalone: str
    reply: str
    basis: tuple[Basis, ...]
    departments: tuple[Assigned, ...]
    plan_id: str
    plan_version: str
    inquiry: str = ""


@dataclass(frozen=True, slots=True)
class Phrasing:
    """An approved wording; ``ended_*`` tell when, by whom and why it is used no longer."""

    id: str
    state: PhrasingState
    question: str
    standalone: str
    reply: str
    basis: tuple[Basis, ...]
    departments: tuple[Assigned, ...]
    plan_id: str
    plan_version: str
    inquiry: str
    approver: str
    approved_at: datetime
    ended_at: datetime | None
    ended_by: str
    end_reason: str


class OperatorRole(StrEnum):
    """What an operator may do; each role may do all that those before it may."""

    VIEWER = "viewer"
    OPERATOR = "operator"
    REVIEWER = "reviewer"

    @property
    def text(self) -> str:
        """The role as people read it."""
        return {"viewer": "查看", "operator": "经办", "reviewer": "审核"}[self.value]

    def covers(self, needed: OperatorRole) -> bool:
        """Whether it may do what ``needed`` may."""
        order = tuple(OperatorRole)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True)
class Operator:
    """An account, without its password."""

    id: str
    name: str
    role: OperatorRole
    disabled: bool
    created_at: datetime


class Scope(StrEnum):
    """What a key opens."""

    ASK = "ask"
    READ = "read"
    ROUTE = "route"
    FEEDBACK = "feedback"
    RECORDS = "records"
    METRICS = "metrics"


DEFAULT_SCOPES = (Scope.ASK, Scope.READ, Scope.ROUTE, Scope.FEEDBACK)


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key without its secret; ``prefix`` is what may be shown. A limit of 0 is none."""

    id: str
    name: str
    prefix: str
    scopes: tuple[Scope, ...]
    per_minute: int
    per_day: int
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    used_at: datetime | None

    def valid(self, now: datetime) -> bool:
        """Whether it still opens anything."""
        return not self.revoked_at and not (self.expires_at and self.expires_at <= now)


class Verdict(StrEnum):
    """What a person thinks of an answer."""

    HELPFUL = "helpful"
    WRONG = "wrong"

    @property
    def text(self) -> str:
        """The verdict as people read it."""
        return {"helpful": "有帮助", "wrong": "有误"}[self.value]


@dataclass(frozen=True, slots=True)
class NewFeedback:
    """What somebody says of an answer; ``source`` tells where from (page, api, a key's prefix)."""

    answer_id: str
    verdict: Verdict
    plan_id: str
    comment: str = ""
    question: str = ""
    answer: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """Feedback as it was kept."""

    id: str
    at: datetime
    answer_id: str
    verdict: Verdict
    plan_id: str
    comment: str
    question: str
    answer: str
    source: str
