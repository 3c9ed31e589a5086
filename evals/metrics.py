"""Strict grading of one reply: every failure carries its reasons; none means right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from assistant.answer import Status
from corpus.model import Plan
from evals.cases import SHORT_LIMIT, Case

_MARK = re.compile(r"\[(\d+)\]")
_SPACE = re.compile(r"\s+")
_YES = re.compile(r"是的|对的|没错|属实|正确")
_NO = re.compile(r"不是|不对|与方案不符|并非|没有[，。]")
_MANY, _TOLERANCE = 5, 0.1


class Rule(StrEnum):
    """The rules of strict grading, in the order in which they are looked at."""

    CRASH = "crash"
    STATUS = "status"
    CITATION_MISSING = "citation_missing"
    CITATION_EXTRA = "citation_extra"
    DEPARTMENT_MISSING = "department_missing"
    DEPARTMENT_EXTRA = "department_extra"
    FACT = "fact"
    FORBIDDEN = "forbidden"
    VERDICT = "verdict"
    LENGTH = "length"
    INTEGRITY = "integrity"


RULE_NAMES = {
    Rule.CRASH: "程序出错",
    Rule.STATUS: "状态不对",
    Rule.CITATION_MISSING: "缺少应引条款",
    Rule.CITATION_EXTRA: "多引条款",
    Rule.DEPARTMENT_MISSING: "缺少责任部门",
    Rule.DEPARTMENT_EXTRA: "多列责任部门",
    Rule.FACT: "缺少事实",
    Rule.FORBIDDEN: "出现禁用内容",
    Rule.VERDICT: "判断错了真假",
    Rule.LENGTH: "答复过长",
    Rule.INTEGRITY: "引文或结构不符",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a reply fails a rule; ``detail`` in Chinese."""

    rule: Rule
    detail: str

    def __str__(self) -> str:
        return f"{RULE_NAMES[self.rule]}：{self.detail}"


@dataclass(frozen=True, slots=True)
class Reply:
    """What grading looks at of an answer of the contract."""

    status: Status
    answer: str
    cited: frozenset[str]
    departments: frozenset[tuple[str, str, int]]
    raw: Mapping[str, Any]


def read_reply(raw: Mapping[str, Any]) -> Reply:
    """A reply from the contract's JSON object."""
    return Reply(
        status=Status(raw["status"]),
        answer=raw["answer"],
        cited=frozenset(_place(c) for c in raw["citations"]),
        departments=frozenset((d["name"], str(d["role"]), d["clause"]) for d in raw["departments"]),
        raw=raw,
    )


def _place(citation: Mapping[str, Any]) -> str:
    clause = citation["clause"]
    return str(citation["part"]) if clause is None else str(clause)


def fold(text: str) -> str:
    """NFKC without white space: how facts are compared."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def plain(answer: str) -> str:
    """An answer without its marks."""
    return _MARK.sub("", answer)


def grade(case: Case, reply: Reply, plan: Plan) -> tuple[Reason, ...]:
    """Every reason why ``reply`` is not strictly right; empty when it is."""
    if reply.raw.get("error"):
        return (Reason(Rule.CRASH, str(reply.raw["error"])),)
    if reply.status not in case.status:
        wanted = "/".join(case.status)
        return (Reason(Rule.STATUS, f"应为 {wanted}，实为 {reply.status}"), *integrity(reply, plan))
    reasons = [*integrity(reply, plan)]
    if reply.status.has_evidence:
        reasons += [*_citations(case, reply), *_departments(case, reply), *_facts(case, reply)]
        reasons += [*_length(case, reply), *_verdict(case, reply)]
    reasons += _forbidden(case, reply)
    return tuple(reasons)


def _citations(case: Case, reply: Reply) -> list[Reason]:
    if not case.required:
        return []  # counts, and refusals where an answer is debatable: not graded
    found = []
    missing = case.required - reply.cited
    if missing:
        found.append(Reason(Rule.CITATION_MISSING, _join(missing)))
    allowed = case.required | frozenset(map(str, case.also))
    extra = frozenset(c for c in reply.cited if c.isdecimal()) - allowed
    if len(extra) > allowed_extra(len(case.clauses)):
        found.append(Reason(Rule.CITATION_EXTRA, _join(extra)))
    return found


def allowed_extra(clauses: int) -> int:
    """How many clauses beyond the expected ones are forgiven: 10 % of five or more, else none."""
    return int(clauses * _TOLERANCE) if clauses >= _MANY else 0


def _departments(case: Case, reply: Reply) -> list[Reason]:
    if case.departments is None or case.refusal:
        return []
    wanted = {d.key for d in case.departments}
    found = []
    if wanted - reply.departments:
        found.append(Reason(Rule.DEPARTMENT_MISSING, _names(wanted - reply.departments)))
    if reply.departments - wanted:
        found.append(Reason(Rule.DEPARTMENT_EXTRA, _names(reply.departments - wanted)))
    return found


def missing_facts(case: Case, reply: Reply) -> tuple[tuple[str, ...], ...]:
    """Groups of alternatives of which none stands in the answer."""
    text = fold(plain(reply.answer))
    return tuple(group for group in case.facts if not any(fold(f) in text for f in group))


def _facts(case: Case, reply: Reply) -> list[Reason]:
    return [Reason(Rule.FACT, " / ".join(group)) for group in missing_facts(case, reply)]


def _forbidden(case: Case, reply: Reply) -> list[Reason]:
    text = fold(plain(reply.answer))
    return [Reason(Rule.FORBIDDEN, word) for word in case.forbidden if fold(word) in text]


def _length(case: Case, reply: Reply) -> list[Reason]:
    size = length(reply.answer)
    if not case.short or size <= SHORT_LIMIT:
        return []
    return [Reason(Rule.LENGTH, f"{size} 字，上限 {SHORT_LIMIT}")]


def _verdict(case: Case, reply: Reply) -> list[Reason]:
    """A false claim confirmed, or a true one denied; no verdict at all is no fault."""
    told = _YES if case.claim is False else _NO if case.claim else None
    found = told.match(reply.answer) if told else None
    return [Reason(Rule.VERDICT, found.group())] if found else []


def length(answer: str) -> int:
    """Characters of an answer without marks and white space."""
    return len(_SPACE.sub("", plain(answer)))


def integrity(reply: Reply, plan: Plan) -> list[Reason]:
    """Faults no right reply may have, whatever was asked."""
    citations, departments = reply.raw["citations"], reply.raw["departments"]
    if not reply.status.has_evidence:
        return [Reason(Rule.INTEGRITY, "拒答带有引文或部门")] if citations or departments else []
    problems = [
        f"引文[{c['number']}]与原文不符"
        for c in citations
        if not c["quote"] or plan.source[c["start"] : c["end"]] != c["quote"]
    ]
    numbers = {c["number"] for c in citations}
    problems += [f"标记[{m}]没有引文" for m in _MARK.findall(reply.answer) if int(m) not in numbers]
    problems += [f"{d['name']}没有引文" for d in departments if d["citation"] not in numbers]
    if not plain(reply.answer).strip():
        problems.append("答复为空")
    return [Reason(Rule.INTEGRITY, p) for p in dict.fromkeys(problems)]


def _join(places: frozenset[str]) -> str:
    order = sorted(places, key=lambda p: (not p.isdecimal(), int(p) if p.isdecimal() else 0, p))
    return "、".join(order)


def _names(keys: set[tuple[str, str, int]] | frozenset[tuple[str, str, int]]) -> str:
    roles = {"lead": "牵头", "shared": "分工"}
    order = sorted(keys, key=lambda k: (k[2], k[0], k[1]))
    return "、".join(
        f"{name}（{roles.get(role, role)}，第{clause}条）" for name, role, clause in order
    )
