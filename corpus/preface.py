"""What surrounds the body of a plan: news item, notice, title, preamble, closing paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus.headings import LEAD_IN
from corpus.model import Document, Part, PartKind, Sentence

_NUMBER = re.compile(r"^[ \t\u3000]*([\u4e00-\u9fff]{2,12}〔\d{4}〕\d+号)[ \t\r]*$", re.M)
_NOTICE_TITLE = re.compile(r"^.*关于印发《?(.*?)》?的?通知[ \t\r]*$", re.M)
_DATE = re.compile(r"^[ \t\u3000]*(\d{4}年\d{1,2}月\d{1,2}日)[ \t\r]*$", re.M)
_TITLE = re.compile(
    LEAD_IN + r"([^\n，。：:]{4,60}(?:方案|规划|计划|意见|纲要|办法|措施|要点))[ \t\r]*$",
    re.M,
)
_ADDRESSEES = re.compile(r"^[ \t\u3000]*([^\n。]+)[：:][ \t\r]*$", re.M)
_BASIS = re.compile(
    r"(?:贯彻落实|落实|根据|依据|按照)((?:《(?:[^《》]|〈[^〉]*〉)*》(?:、|和|以及)?)+)"
)
_BOOK = re.compile(r"《((?:[^《》])*)》")

Split = Callable[[str, int, int], tuple[Sentence, ...]]


def read_document(front: str) -> Document:
    """Title, number, issuer, date, addressees and basis from the text before chapter one."""
    number, date = _NUMBER.search(front), _last(_DATE, front)
    notice = _NOTICE_TITLE.search(front)
    title = _title(front, notice)
    named = title or notice
    addressed = _ADDRESSEES.search(front, notice.end()) if notice else None
    basis = _BASIS.search(front, title.end() if title else 0)
    return Document(
        title=named.group(1) if named else "",
        number=number.group(1) if number else "",
        issuer=_issuer(front, date),
        date=date.group(1) if date else "",
        addressees=addressed.group(1) if addressed else "",
        basis=tuple(_BOOK.findall(basis.group(1))) if basis else (),
    )


def read_parts(
    source: str, front_end: int, body_end: int, end: int, split: Split
) -> tuple[Part, ...]:
    """The parts around the body, in the order of the text; empty ones are left out."""
    front = source[:front_end]
    notice = _NOTICE_TITLE.search(front)
    title = _title(front, notice)
    title_at, title_end = title.span(1) if title else ((front_end if notice else 0),) * 2
    notice_end = title.start() if title else title_at
    notice_at = notice.start() if notice else notice_end
    # An artefact of conversion before the title falls in the gap between parts.
    spans = (
        (PartKind.NEWS, 0, notice_at),
        (PartKind.NOTICE, notice_at, notice_end),
        (PartKind.TITLE, title_at, title_end),
        (PartKind.PREAMBLE, title_end, front_end),
        (PartKind.CLOSING, body_end, end),
    )
    parts = (read_part(source, kind, start, end, split) for kind, start, end in spans)
    return tuple(part for part in parts if part.text)


def read_part(source: str, kind: PartKind, start: int, end: int, split: Split) -> Part:
    """``source[start:end]`` without the blanks around it, as a part."""
    text = source[start:end].strip()
    at = source.find(text, start, end) if text else start
    return Part(text, at, at + len(text), kind, split(source, at, at + len(text)))


def _title(front: str, notice: re.Match[str] | None) -> re.Match[str] | None:
    """The plan's own title line; one before the notice is a headline of the news."""
    return _last(_TITLE, front, notice.end() if notice else 0)


def _last(pattern: re.Pattern[str], text: str, start: int = 0) -> re.Match[str] | None:
    found = list(pattern.finditer(text, start))
    return found[-1] if found else None


def _issuer(front: str, date: re.Match[str] | None) -> str:
    """The signature is the line above the date."""
    if not date:
        return ""
    lines = [line.strip() for line in front[: date.start()].splitlines() if line.strip()]
    return lines[-1] if lines else ""
