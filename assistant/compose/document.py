"""Facts about the document itself: number, date, issuer, addressees, basis, title, news source.

What is asked is told by slots: an attribute of the document, named or put as a question, or a
value claimed of it, which is compared with the true one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from assistant.answer import Status
from assistant.compose.draft import Draft, Evidence, Statement
from assistant.compose.sought import told_alone
from assistant.understand.question import Question
from corpus.catalog import HERE, Dossier
from corpus.model import Part, PartKind

DOCUMENT_FRAMES = (
    "文号是",
    "印发日期是",
    "由",
    "印发",
    "发给",
    "全称是",
    "通知的标题是",
    "依据",
    "结合本市实际制定",
    "新闻出自",
    "不是",
)
_NAME = re.compile(r"\{([a-z]+)\}")
_DAY = re.compile(
    r"(?<![到至])(20\d\d)年(?:(\d{1,2})月(?:(\d{1,2})[日号])?)?|()(\d{1,2})月(?:(\d{1,2})[日号])?"
)
_NUMBER = re.compile(r"([\u4e00-\u9fff]*)([〔\[(（]20\d\d[〕\])）]\d+号)")
_BEFORE_CODE = re.compile(r"^.*(?:是|为|号|叫|文|的|份|印发)")
_LIST = re.compile(r"[、和与及跟，,+＋加]|分别|以及|还有")
SOURCE = re.compile(r"\s*([\u4e00-\u9fffA-Za-z]{2,12}?)(?:讯|消息|电)[：:，]")
_HEADING = re.compile(r"^\S*关于\S+的通知$", re.M)
_ITS_TITLE = re.compile("(?:方案|通知)的?(?:全称|名称|标题)")
SIGNED = re.compile(r"落款|落[的了下]?名|署名|盖.{0,4}[章名]")
_SAID = {
    "number": "文号是{}。",
    "date": "印发日期是{}。",
    "issuer": "由{}印发。",
    "addressees": "发给{}。",
    "title": "全称是《{}》。",
}


class _Ways:
    """The ways of asking about a document, from a file."""

    def __init__(self, file: Path = HERE / "document.toml") -> None:
        data = tomllib.loads(file.read_text("utf-8"))
        words = data["words"]

        def table(name: str) -> dict[str, re.Pattern[str]]:
            return {
                key: re.compile(_NAME.sub(lambda m: words[m.group(1)], pattern))
                for key, pattern in data[name].items()
            }

        self.asked, self.listed = table("asked"), table("listed")
        self.claim, self.about, self.told = table("claim"), table("about"), table("told")


@cache
def ways() -> _Ways:
    """The ways of ``corpus/document.toml``."""
    return _Ways()


def about_document(
    question: Question, dossier: Dossier, content: Callable[[Question], Iterable[str]]
) -> Draft | None:
    """The answer to a question about the document; ``content`` gives the words of its topic."""
    text, about = question.text, ways().about
    claims = _claims(question, dossier)
    kinds = [*claims, *(k for k in _kinds(text) if k not in claims)]
    if not kinds or (question.mentions and not claims) or told_alone(text, dossier.plan):
        return None
    title = dossier.plan.document.title
    own = [w for w in content(question) if not about["words"].search(w) and w not in title]
    if question.reference or about["other"].search(text) or own:
        return None
    if "basis" in kinds and not _ITS_TITLE.search(text):
        kinds = [k for k in kinds if k != "title"]  # 依据的中央文件全称
    if about["news"].search(text) and (told := _news_issuer(kinds, claims, question, dossier)):
        return told
    if about["news"].search(text):
        signed = ("issuer",) if SIGNED.search(text) else ()  # 网站是谁，落款机关又是谁
        kinds = [k for k in kinds if k in ("source", *signed)]
    facts = [s for k in kinds if (s := _fact(k, dossier, claims.get(k, "")))]
    if "title" in kinds and (head := _heading(text, dossier.plan.part(PartKind.NOTICE))):
        facts.insert(0, head)
    return Draft(Status.ANSWERED, tuple(facts), frames=DOCUMENT_FRAMES) if facts else None


def _news_issuer(
    kinds: list[str], claims: dict[str, str], question: Question, dossier: Dossier
) -> Draft | None:
    """Who issued the plan by the news, or whether it says so: 新闻说是甲局印发的."""
    news, body = dossier.plan.part(PartKind.NEWS), ways().claim["body"].search(question.text)
    first = next((s for s in news.sentences if "印发" in s.text), None) if news else None
    beside = "通知" in question.text or SIGNED.search(question.text)
    if "issuer" not in kinds or beside or not (news and first):
        return None
    told = first.text[: first.text.find("》") + 1]
    evidence = Evidence(first.start, first.end, None, news.kind.value)
    if "issuer" not in claims:
        return Draft(Status.ANSWERED, (Statement(f"{told}。", (evidence,)),))
    if not body:
        return None
    name = re.sub(r"^.*(?:说|称|写|讲|道|是|由|市|省)", "", body.group())
    opening = _verdict(_same_body(name, told))
    statement = Statement(f"{opening}{told}。", (evidence,))
    return Draft(Status.ANSWERED, (statement,), frames=DOCUMENT_FRAMES)


def document_facts(text: str, dossier: Dossier, otherwise: Iterable[str] = ()) -> list[Statement]:
    """The facts of the document itself that a text asks for, or those given when it names none."""
    kinds = [k for k in _kinds(text) if k != "source"] or otherwise
    return [s for k in kinds if (s := _fact(k, dossier, ""))]


def _kinds(text: str) -> list[str]:
    """Attributes asked for, in the order of the table; in a list also by their short names."""
    kinds = [k for k, pattern in ways().asked.items() if pattern.search(text)]
    if not kinds or not _LIST.search(text) or "source" in kinds:
        return kinds
    return kinds + [k for k, p in ways().listed.items() if k not in kinds and p.search(text)]


def _claims(question: Question, dossier: Dossier) -> dict[str, str]:
    """Values claimed of the document, each with the words that tell whether they are true."""
    text, document = question.text, dossier.plan.document
    claim = ways().claim
    stated = not claim["asked"].search(text)  # 这文件市政府发的，文号多少
    issued = claim["issued"].search(text) or _NUMBER.search(text)
    if not issued or (stated and not _kinds(text)):
        return {}
    if "还是" in text:
        return (
            {"issuer": ""}
            if claim["body"].search(text)
            else {"date": ""}
            if _DAY.search(text)
            else {}
        )
    found = {}
    day, body, number = _DAY.search(text), claim["body"].search(text), _NUMBER.search(text)
    if day and not question.figures:
        found["date"] = _verdict(_same_day(day, document.date))
    if body and not re.search(r"(?:发|印发|下发|送)给", text):
        found["issuer"] = _verdict(_same_body(body.group(), document.issuer))
    if number:
        found["number"] = _verdict(_same_number(number, document.number))
    return _amiss(found) if stated or claim["open"].search(text) else found


def _amiss(found: dict[str, str]) -> dict[str, str]:
    """What an open question takes for granted is told only when it is wrong."""
    return {kind: told for kind, told in found.items() if told == _verdict(False)}


def _verdict(holds: bool) -> str:
    return "是的。" if holds else "不是。"


def _same_number(claimed: re.Match[str], number: str) -> bool:
    """Year and serial are the same, and so is the code before them where one is given."""
    code = _BEFORE_CODE.sub("", claimed[1])
    return _plain(claimed[2]) in _plain(number) and number.startswith(code)


def _plain(text: str) -> str:
    return re.sub(r"\W", "", text)


def _same_day(claimed: re.Match[str], date: str) -> bool:
    true = _DAY.search(date)
    if not true:
        return False
    said = claimed.groups()[:3] if claimed[1] else claimed.groups()[3:]
    return all(not c or c == t for c, t in zip(said, true.groups()[:3], strict=True))


def _same_body(claimed: str, issuer: str) -> bool:
    """市环委会 is 青岛市生态环境委员会: every character in order, the kind of body the same."""
    name = re.sub(r"^.*(?:落款|印章|方案|文件|通知|正文)?(?:是|由|归|为|章)", "", claimed)
    rest = iter(issuer)
    return all(c in rest for c in name)


def _fact(kind: str, dossier: Dossier, opening: str) -> Statement | None:
    plan = dossier.plan
    document, notice = plan.document, plan.part(PartKind.NOTICE)
    if kind == "basis":
        preamble = plan.part(PartKind.PREAMBLE)
        if not preamble or not document.basis:
            return None
        books = "".join(f"《{b}》" for b in document.basis)
        return Statement(f"依据{books}，结合本市实际制定。", (_whole(preamble),))
    if kind == "source":
        return _source(plan.part(PartKind.NEWS))
    values = {
        "number": document.number,
        "date": document.date,
        "issuer": document.issuer,
        "addressees": document.addressees,
        "title": document.title,
    }
    value = values[kind]
    if not notice or not value or value not in notice.text:
        return None
    return Statement(opening + _SAID[kind].format(value), (_whole(notice),))


def _heading(asked: str, notice: Part | None) -> Statement | None:
    """The title of the notice, where that of a notice is asked for, not of what it sends out."""
    head = _HEADING.search(notice.text) if notice and "通知" in asked else None
    if not notice or not head:
        return None
    evidence = Evidence(
        notice.start + head.start(), notice.start + head.end(), None, notice.kind.value
    )
    return Statement(f"通知的标题是“{head.group()}”。", (evidence,))


def _source(news: Part | None) -> Statement | None:
    """Who published the news item, from its head (某网讯：)."""
    head = SOURCE.match(news.text) if news else None
    if not news or not head or not news.sentences:
        return None
    first = news.sentences[0]
    evidence = Evidence(first.start, first.end, None, PartKind.NEWS.value)
    return Statement(f"新闻出自{head[1]}。", (evidence,))


def _whole(part: Part) -> Evidence:
    return Evidence(part.start, part.end, None, part.kind.value)
