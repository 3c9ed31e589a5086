"""What people think of an answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter

from assistant.records.model import Feedback, NewFeedback, Scope
from assistant.web.access import Caller
from assistant.web.api.portal import Here, needs, problems
from assistant.web.shapes.records import FeedbackIn, FeedbackOut

router = APIRouter(prefix="/api/v1", tags=["问答"])

FeedbackCaller = Annotated[Caller, needs(Scope.FEEDBACK)]


@router.post(
    "/feedback",
    summary="对回答的意见",
    status_code=201,
    response_model=FeedbackOut,
    responses=problems(400, 404, 413, 422),
)
def feedback(
    body: FeedbackIn, here: Here, caller: Annotated[Caller, needs(Scope.FEEDBACK)]
) -> Feedback:
    """记下一个回答有没有帮助、哪里有误。意见中的电话和身份证号存入前遮盖。"""
    plan = here.asked(body.plan_id).dossier.plan
    return here.records.feedback.add(
        NewFeedback(
            answer_id=body.answer_id,
            verdict=body.verdict,
            plan_id=plan.id,
            comment=body.comment,
            question=body.question,
            answer=body.answer,
            source=caller.source,
        )
    )
