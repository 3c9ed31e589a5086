"""What is kept, as frozen data. Nothing here needs the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assistant.records.basis import Assigned, Basis
from assistant.worded import Worded


class InquiryStatus(Worded):
    """How far an inquiry has come."""

    DRAFT = "draft", "待办"
    TRANSFERRED = "transferred", "已转办"
    REPLIED = "replied", "已答复"
    CLOSED = "closed", "已办结"

    @property
    def next(self) -> tuple[InquiryStatus, ...]:
        """What it may become."""
        return _NEXT[self]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry(NewInquiry):
    """An inquiry as it stands; ``version`` counts its changes from 1."""

    number: str
    created_at: datetime
    updated_at: datetime
    version: int
    passed_to: str
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


class PhrasingState(Worded):
    """Whether an approved wording is used."""

    ACTIVE = "active", "使用中"
    INVALID = "invalid", "待复核"  # the text it rests on has changed
    WITHDRAWN = "withdrawn", "已撤下"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasing(NewPhrasing):
    """An approved wording; ``ended_*`` tell when, by whom and why it is used no longer."""

    id: str
    state: PhrasingState
    approver: str
    approved_at: datetime
    ended_at: datetime | None
    ended_by: str
    end_reason: str


class OperatorRole(Worded):
    """What an operator may do; each role may do all that those before it may."""

    VIEWER = "viewer", "查看"
    OPERATOR = "operator", "经办"
    REVIEWER = "reviewer", "审核"

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


class Verdict(Worded):
    """What a person thinks of an answer."""

    HELPFUL = "helpful", "有帮助"
    WRONG = "wrong", "有误"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback(NewFeedback):
    """Feedback as it was kept."""

    id: str
    at: datetime
