"""Who does what: departments and roles of a statement against the brackets of its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.verify.claims import FaultKind, normalise
from corpus.departments import Mention, Registry
from corpus.model import Plan, Role

_ITEM = r"[\ue000-\uf8ff](?:\((?:牵头|分工|按职责分工(?:负责)?)\))?"
_CHAIN = rf"{_ITEM}(?:(?:、|和|与|及|以及|)(?:{_ITEM}))*"
_LINK = r"(?:等)?(?:\d+个)?(?:部门|单位)?(?:共同|分别|各自|作为|负责|是|为|的|来)*"
_ROLE = (
    r"牵头|主办|按照?(?:各自)?职责分工(?:负责)?|分工(?:负责)?"
    r"|配合|参与|协办|协助|负责"
)
_AFTER = re.compile(rf"(?P<chain>{_CHAIN}){_LINK}(?P<role>{_ROLE})")
_BEFORE = re.compile(
    rf"(?P<role>{_ROLE})(?:的)?(?:责任)?(?:部门|单位|机关)?(?:的)?(?:是|为|:|有|包括|分别)*(?P<chain>{_CHAIN})"
)
_OWN = re.compile(r"(?P<chain>[\ue000-\uf8ff])\((?P<role>牵头|分工|按职责分工(?:负责)?)\)")
_ASSIGNED = re.compile(rf"(?:由)?{_CHAIN}(?:{_LINK}(?:{_ROLE})(?:负责|落实|单位|部门)?)?")
_LEAD_LABEL = re.compile(
    rf"(?:{_ROLE}|责任)的?(?:责任)?(?:部门|单位|机关)(?:的)?(?:是|为|:|有|包括|分别|如下)*"
)
_NAMELESS = re.compile(rf"由(?P<who>[^,。;:由\ue000-\uf8ff]{{1,16}}?)(?:共同|分别)?(?:{_ROLE})")
# Bodies spoken of without a name: 由单一部门负责.
_UNNAMED = re.compile(
    r"^(?:[谁哪][家个些]?|单一|多个|各|各有关|有关|相关|同一|\d+个)(?:责任)?(?:部门|单位)?$"
)
_SUFFIX = r"(?:局|委员会|委|厅|办公室|办|中心|总队|支队|部门|公司|集团|部|院|政府|处|站)"
_BODY = re.compile(rf"[^\W\d_]{{1,14}}?{_SUFFIX}(?![\u4e00-\u9fff]{{0,1}}{_SUFFIX})")
# Words that end like a body but are none.
_PLAIN = re.compile(
    r"(?:布局|格局|全局|大局|结局|局部|全部|内部|外部|部分|各部门|有关部门|相关部门|责任部门|牵头部门|分工部门"
    r"|部门|党委|为中心|中心城区|举办|督办|主办|承办|协办|查办|交办|到处|各处|出处|好处|何处|处处|法院|医院|学院"
    r"|本部|总部|东部|西部|南部|北部|中部|政府)$"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A department said to have a role; ``role`` None where the statement only says 负责."""

    mention: Mention
    word: str
    role: Role | None


@dataclass(frozen=True, slots=True)
class Bracket:
    """A responsibility bracket as far as it is quoted, and the text of its task."""

    duties: frozenset[tuple[str, Role]]
    task: str

    @property
    def names(self) -> frozenset[str]:
        """The departments it names."""
        return frozenset(name for name, _ in self.duties)


Finding = tuple[FaultKind, str, str]


def role_of(word: str) -> Role | None:
    """牵头 leads, 分工 shares, 负责 alone may be either."""
    if "牵头" in word or "主办" in word:
        return Role.LEAD
    return Role.SHARED if "分工" in word else None


class Attribution:
    """Reads departments and roles; knows the brackets of one plan."""

    def __init__(self, plan: Plan, registry: Registry) -> None:
        self._plan = plan
        self._registry = registry
        titles = {c.number: c.title for c in plan.clauses}
        self._tasks = tuple(
            (t, normalise(f"{titles.get(t.clause, '')}。{t.text}"))
            for t in plan.tasks()
            if t.responsibility
        )

    def brackets(self, start: int, end: int) -> tuple[Bracket, ...]:
        """Brackets that a quote holds at least in part; only what is quoted counts."""
        out = []
        for task, text in self._tasks:
            duty = task.responsibility
            if duty is None or not (duty.start < end and start < duty.end):
                continue
            seen = self._plan.quote(max(start, duty.start), min(end, duty.end))
            duties = frozenset(
                (d.name, d.role)
                for d in duty.duties
                if d.name in seen and ("牵头" if d.role is Role.LEAD else "分工") in seen
            )
            out.append(Bracket(duties, text))
        return tuple(out)

    def names(self, text: str) -> frozenset[str]:
        """Departments named in a text, where the name fits one only."""
        return frozenset(
            m.departments[0].name for m in self._registry.find(text) if len(m.departments) == 1
        )

    def check(
        self, text: str, brackets: Sequence[Bracket], evidence: str, quoted: frozenset[str]
    ) -> Iterator[Finding]:
        """Faults of one sentence of a statement.

        ``evidence`` is the text of all its quotes, ``quoted`` the departments they name.
        """
        mentions = self._registry.find(text)
        masked = mask(text, mentions)
        if mentions:
            official = {n for m in mentions for n in _official(m)}
            for mention in mentions:
                if not _stands(mention, quoted, official, evidence):
                    yield FaultKind.DEPARTMENT, mention.text, f"引文没有提到“{mention.text}”。"
        yield from self._bodies(masked, evidence)
        yield from self._roles(masked, mentions, brackets)
        yield from _nameless(masked, evidence)

    def _bodies(self, masked: str, evidence: str) -> Iterator[Finding]:
        """Words that look like a body and stand in no quote."""
        for m in _BODY.finditer(masked):
            word = m.group()
            suffix = re.search(rf"{_SUFFIX}$", word)
            tail = word[-(len(suffix.group()) + 3) :] if suffix else word
            if tail not in evidence and not _PLAIN.search(word):
                yield FaultKind.DEPARTMENT, word, f"引文没有提到“{word}”。"

    def _roles(
        self, masked: str, mentions: Sequence[Mention], brackets: Sequence[Bracket]
    ) -> Iterator[Finding]:
        for claim, before in claims(masked, mentions):
            fitting = fitting_brackets(before, brackets)
            names = {d.name for d in claim.mention.departments}
            if not any(names & b.names for b in fitting):
                yield (
                    FaultKind.DEPARTMENT,
                    claim.mention.text,
                    (f"引文的责任分工中没有“{claim.mention.text}”，或所引分工与所述事项不符。"),
                )
            elif not any(_has_role(claim, names, b) for b in fitting):
                yield (
                    FaultKind.ROLE,
                    claim.mention.text + claim.word,
                    (f"“{claim.mention.text}”在引文中的责任不是“{claim.word}”。"),
                )


def mask(text: str, mentions: Sequence[Mention]) -> str:
    """The text with each mention as one private character, numbered in order."""
    out, at = [], 0
    for i, mention in enumerate(mentions):
        out += [text[at : mention.start], chr(0xE000 + i)]
        at = mention.end
    return "".join(out) + text[at:]


def without_duties(text: str, mentions: Sequence[Mention]) -> str:
    """The text without departments, roles and the words that join them."""
    return _LEAD_LABEL.sub("", _ASSIGNED.sub("", mask(text, mentions)))


def claims(masked: str, mentions: Sequence[Mention]) -> Iterator[tuple[Claim, str]]:
    """Departments with roles, each with the words before it that say what for."""
    seen: set[int] = set()
    for pattern in (_OWN, _AFTER, _BEFORE):
        for m in pattern.finditer(masked):
            before = _topic(masked[: m.start()], masked[m.end() :])
            for char in m["chain"]:
                i = ord(char) - 0xE000
                if 0 <= i < len(mentions) and i not in seen:
                    seen.add(i)
                    yield Claim(mentions[i], m["role"], role_of(m["role"])), before


def fitting_brackets(topic: str, brackets: Sequence[Bracket]) -> Sequence[Bracket]:
    """Brackets whose task speaks of the topic most; all where there is no topic."""
    if len(topic) < 4 or not brackets:
        return brackets
    scores = [_shared(topic, b.task) for b in brackets]
    best = max(scores)
    if best == 0:
        return ()
    return [b for b, score in zip(brackets, scores, strict=True) if score >= best * 0.95]


_NOISE = re.compile(
    r"[\ue000-\uf8ff、由()《》,:。;\s]|按职责分工负责|按职责分工|分工|牵头|负责|任务|工作|事项"
    r"|的|共有?|\d+[项条个家章处]|(?:上述|该项|此项|这项|其中|具体|方案|规定|明确|责任|部门|单位|主要|相关|有关)"
)


def _topic(before: str, after: str) -> str:
    """What the department is responsible for: the piece before, else the one behind."""
    for part in (*reversed(re.split(r"[,;。]", before)), re.split(r"[,;。]", after)[0]):
        words = _NOISE.sub("", part)
        if len(words) >= 4:
            return words
    return ""


def _shared(topic: str, task: str) -> int:
    """Characters of the topic in stretches of two and more that the task holds as well."""
    total = i = 0
    while i < len(topic) - 1:
        j = i
        while j < len(topic) and topic[i : j + 1] in task:
            j += 1
        total += j - i if j - i >= 2 else 0
        i = max(j, i + 1)
    return total


def _official(mention: Mention) -> set[str]:
    return {d.name for d in mention.departments if mention.text in (d.name, d.full)}


def _stands(mention: Mention, quoted: frozenset[str], official: set[str], evidence: str) -> bool:
    """Named in a quote; a former name only beside the present one."""
    names = {d.name for d in mention.departments}
    if len(names) > 1:
        return mention.text in evidence and bool(names & quoted)
    if not names & quoted:
        return mention.text in evidence
    former = any(mention.text in d.former for d in mention.departments)
    return not former or mention.text in evidence or bool(names & official)


def _has_role(claim: Claim, names: set[str], bracket: Bracket) -> bool:
    if claim.role is None:
        return claim.word == "负责" and bool(names & bracket.names)
    return any((name, claim.role) in bracket.duties for name in names)


def _nameless(masked: str, evidence: str) -> Iterator[Finding]:
    for m in _NAMELESS.finditer(masked):
        who = m["who"]
        if who not in evidence and not _UNNAMED.search(who):
            yield FaultKind.DEPARTMENT, who, f"引文没有提到“{who}”。"
