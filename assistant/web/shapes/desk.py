"""Requests of the inquiry desk's page."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from assistant.records.model import InquiryStatus

_REPLY = 8000


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class LoginIn(_Strict):
    """Logging in."""

    name: Annotated[str, Field(min_length=1, max_length=64)]
    password: Annotated[str, Field(min_length=1, max_length=200)]


class MessageIn(_Strict):
    """What a citizen said."""

    message: str


class InquiryIn(MessageIn):
    """An inquiry to keep; ``departments`` are names among those the desk itself finds."""

    reply: Annotated[str, Field(max_length=_REPLY)]
    note: Annotated[str, Field(max_length=_REPLY)] = ""
    departments: Annotated[list[str], Field(max_length=100)] = []
    status: InquiryStatus = InquiryStatus.DRAFT


class ChangeIn(_Strict):
    """A change of an inquiry that was seen at ``version``."""

    version: int
    status: InquiryStatus | None = None
    reply: Annotated[str | None, Field(max_length=_REPLY)] = None
    note: Annotated[str | None, Field(max_length=_REPLY)] = None


class ApprovalIn(_Strict):
    """A wording to approve."""

    reply: Annotated[str, Field(min_length=1, max_length=_REPLY)]


class WithdrawalIn(_Strict):
    """Why a wording is withdrawn."""

    reason: Annotated[str, Field(min_length=1, max_length=500)]
