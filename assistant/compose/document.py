"""Facts about the document itself: number, date, issuer, addressees, basis, title."""

from __future__ import annotations

import re

from assistant.answer import Status
from assistant.compose.draft import Draft, Evidence, Statement
from assistant.understand.question import Question
from corpus.catalog import Dossier
from corpus.model import PartKind

DOCUMENT_FRAMES = (
    "文号是",
    "印发日期是",
    "由",
    "印发",
    "发给",
    "全称是",
    "依据",
    "结合本市实际制定",
)
_DOCUMENT = (
    (
        "number",
        re.compile(r"文号|发文字号|(?:文件|方案|通知)(?:的)?编号|编号是|几号文|什么号|红头.*号"),
    ),
    (
        "date",
        re.compile(
            r"(?:印发|发布|下发|出台|签发|发文|成文|公布).{0,8}(?:时间|日期|日子|哪天|几号|几月|何时|什么时候|啥时候|哪年|哪一天)|(?:什么时候|何时|啥时候|哪天|哪年|几月几号|几号).{0,8}(?:印发|发布|下发|出台|发的|公布|发文)|发文日期|落款.{0,8}(?:几|日期|时间|哪)|几月几号|印发日期|成文日期"
        ),
    ),
    (
        "issuer",
        re.compile(
            r"(?:谁|哪个|哪家|什么|啥).{0,8}(?:印发|发布|下发|出台|发文|制发|发的)|(?:印发|发文|发布|制发|出台)(?:机关|单位|部门|方)|由谁印发|落款(?:是|单位|的)?.{0,4}(?:哪|谁|什么)|谁发的"
        ),
    ),
    (
        "addressees",
        re.compile(
            r"(?:发|印发|下发|通知)(?:给|到)(?:了)?(?:谁|哪|什么|哪些)|主送|抄送|收文单位(?:是|有)|发给"
        ),
    ),
    (
        "basis",
        re.compile(
            r"(?:依据|根据|按照|贯彻|落实|照着)(?:了|的)?(?:是)?(?:什么|哪些|哪个|哪份|啥)(?:上级|中央|省里)?(?:文件|意见|精神|政策|上位|制定|出台|来|$)|(?:制定|编制|出台)(?:的)?(?:依据|根据)|上位文件|上级文件|依据什么|编制依据|依据(?:是)?(?:什么|哪些)(?:文件)?"
        ),
    ),
    (
        "title",
        re.compile(
            r"(?:方案|文件|通知)(?:的)?(?:全称|全名|名称|正式名|标题|叫什么)|^(?:这|本|该)?(?:个|份)?(?:方案|文件)?全称"
        ),
    ),
)


def about_document(question: Question, dossier: Dossier) -> Draft | None:
    """The answer to a question about the document: number, date, issuer, addressees, basis."""
    text = question.text
    kinds = [kind for kind, pattern in _DOCUMENT if pattern.search(text)]
    if not kinds or question.reference or question.mentions or _elsewhere(text):
        return None
    statements = [s for kind in kinds if (s := _fact(kind, dossier))]
    return Draft(Status.ANSWERED, tuple(statements), frames=DOCUMENT_FRAMES) if statements else None


def _elsewhere(text: str) -> bool:
    """Asks for another document or for the news item."""
    return bool(re.search(r"新闻|报道|消息|媒体|另一份|秋冬季|哪位|签字|局长|市长", text))


def _fact(kind: str, dossier: Dossier) -> Statement | None:
    plan = dossier.plan
    document, notice = plan.document, plan.part(PartKind.NOTICE)
    if kind == "basis":
        preamble = plan.part(PartKind.PREAMBLE)
        if not preamble or not document.basis:
            return None
        books = "".join(f"《{b}》" for b in document.basis)
        evidence = Evidence(preamble.start, preamble.end, None, PartKind.PREAMBLE.value)
        return Statement(f"依据{books}，结合本市实际制定。", (evidence,))
    if not notice:
        return None
    value = {
        "number": document.number,
        "date": document.date,
        "issuer": document.issuer,
        "addressees": document.addressees,
        "title": document.title,
    }[kind]
    said = {
        "number": "文号是{}。",
        "date": "印发日期是{}。",
        "issuer": "由{}印发。",
        "addressees": "发给{}。",
        "title": "全称是《{}》。",
    }[kind]
    if not value or value not in notice.text:
        return None
    evidence = Evidence(notice.start, notice.end, None, PartKind.NOTICE.value)
    return Statement(said.format(value), (evidence,))
