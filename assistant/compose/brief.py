"""Within the length asked for: a clause in short, the first lines that fit, fewer sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.compose.cells import CLAUSE_HEAD
from assistant.compose.clip import clipped, compact
from assistant.compose.draft import Draft, Setting, Statement
from assistant.compose.frames import AMISS, NO, SAYS, YES
from assistant.compose.phrase import pairs
from assistant.understand.formed import Formed
from corpus.model import Plan

# A sentence that someone reads at one go.
_SENTENCE = 80
# So few characters have no room for a title that who asks has named.
_TIGHT = 60
# Characters in which something of a clause can be told.
_LEAST = 14
_FIGURE = re.compile(r"\d")
_OWNED = re.compile(r"由[^，。：]+(?:牵头|负责)")
_OWNERS = re.compile(
    r"^由(?:(?P<lead>[^，。]+)牵头(?:，(?P<with>[^，。]+)按职责分工负责)?|(?P<all>[^，。]+)按职责分工负责)。$"
)
_WHO = re.compile(r"谁|哪[个些几]?(?:单位|部门|家|局)|单位|部门|牵头|负责|归|管")
# （十一）持续打好…攻坚战（分工）：到2023年，…。
_NAMED = re.compile(r"^(?P<name>（[^）]{1,4}）[^：。，]+)：(?P<said>.+)$", re.S)
_DUTY = "责任部门"
_PLACE = re.compile(r"^在第（[^）]+）条“[^”]+”。$")
_VERDICTS = (YES, NO, AMISS)


@dataclass(frozen=True, slots=True)
class Brief:
    """Makes drafts as short as asked; ``weigh`` tells how much a piece of text answers."""

    formed: Formed
    plan: Plan
    weigh: Callable[[str], float]

    def of(self, draft: Draft) -> Draft:
        """The draft within the characters, sentences or points asked for."""
        formed, lines = self.formed, draft.statements
        limit = formed.limit or formed.sentences * _SENTENCE
        if not (limit or formed.points) or not lines:
            return draft
        gist = len(lines) > 1 and CLAUSE_HEAD.match(lines[0].text)
        if limit and gist and not any(CLAUSE_HEAD.match(s.text) for s in lines[1:]):
            return _unended(self._gist(draft, limit), formed.limit)
        if formed.points and len(lines) > formed.points and not formed.limit:
            return _pointed(draft, formed.points)
        if formed.limit and size(lines) > limit:
            named = draft.lines and (len(lines) > 1 or _NAMED.match(lines[0].text))
            if named and len(lines) == 1 and (told := self._compact(lines, limit)):
                return _unended(replace(draft, statements=(told,)), limit)
            short = self._listed(lines) if named else self._short(lines, limit)
            return _unended(replace(draft, statements=short), limit)
        several = len(lines) > formed.sentences and (formed.sentences == 1 or draft.lines)
        return run(draft, "；") if formed.sentences and several else draft

    def _gist(self, draft: Draft, limit: int) -> Draft:
        """A clause in short: its title, and the lines that fit, of which there may be none."""
        head, formed = draft.statements[0], self.formed
        if (bare := self._untitled(draft)) is not None:
            return bare
        room = limit - len(head.text) * bool(formed.limit)
        if room < _LEAST:
            title = replace(head, text=f"{head.text.removesuffix('：')}。")
            return replace(draft, statements=(title,), lines=False)
        kept = _within(draft.statements, room, pairs(formed.text) - pairs(head.text))
        if len(kept) == 1 and formed.limit:
            kept = [replace(kept[0], text=self._clipped(kept[0].text, room))]
        said = [replace(s, text=_joined(s.text, s is kept[-1])) for s in kept]
        return replace(draft, statements=(head, *said), lines=False)

    def _untitled(self, draft: Draft) -> Draft | None:
        """A clause in very few words, its title left out where that was asked about by name."""
        head, *rest = draft.statements
        title, asked, limit = pairs(head.text), pairs(self.formed.text), self.formed.limit
        if not 0 < limit <= _TIGHT or len(title & asked) * 2 < len(title):
            return None
        kept = _within((head, *rest), limit, asked)
        if len(kept) == 1 and len(kept[0].text) > limit:
            return None
        said = [replace(s, text=_joined(s.text, s is kept[-1])) for s in kept]
        return replace(draft, statements=tuple(said), lines=False)

    def _listed(self, lines: tuple[Statement, ...]) -> tuple[Statement, ...]:
        """Lines with names before them: each in short, or its name alone."""
        found = [_NAMED.match(s.text) for s in lines]
        rows = [(s, m) for s, m in zip(lines, found, strict=True) if m]
        heads = [s for s, m in zip(lines, found, strict=True) if not m]
        if not rows or any(s.evidence for s in heads):
            return lines
        names = sum(len(m["name"]) + 1 for _, m in rows)
        heads = heads if names + size(heads) <= self.formed.limit else []
        share = (self.formed.limit - names - size(heads)) // len(rows) - 1
        told = dict[str, Statement]()
        for line, match in rows:
            short = self._clipped(match["said"], share) if share >= _LEAST else ""
            fits = short and len(short) <= share + 1
            text = f"{match['name']}：{short}" if fits else match["name"]
            held = told.get(text, line)
            marks = dict.fromkeys((*held.evidence, *line.evidence))
            told[text] = replace(held, text=text, evidence=tuple(marks))
        return (*heads, *told.values())

    def _short(self, lines: tuple[Statement, ...], limit: int) -> tuple[Statement, ...]:
        """Statements within so many characters, without words of ours that say nothing."""
        first, *rest = lines
        if size(lines) <= limit:
            return lines
        if rest and _PLACE.match(first.text) and "条" not in self.formed.text:
            return self._short(tuple(rest), limit)
        if first.text.startswith(SAYS):
            return self._short((replace(first, text=first.text.removeprefix(SAYS)), *rest), limit)
        if verdict := next((v for v in _VERDICTS if first.text.strip().startswith(v)), ""):
            body = first.text.strip().removeprefix(verdict).strip()
            left = (replace(first, text=body), *rest) if body else tuple(rest)
            told = self._judged(left, limit - len(verdict)) if left else ()
            said = f"{verdict}{told[0].text}" if told else verdict
            head = told[0] if told else first
            return (replace(head, text=said), *told[1:])
        if _OWNED.match(first.text) and not _FIGURE.search(first.text):
            return self._owned(lines, limit)
        if short := self._compact(lines, limit):
            return (short,)
        return self._fitting(lines, limit)

    def _compact(self, lines: tuple[Statement, ...], limit: int) -> Statement | None:
        return compact(lines, self.formed.text, limit, self.plan, self.weigh)

    def _judged(self, lines: tuple[Statement, ...], limit: int) -> tuple[Statement, ...]:
        """What bears out a verdict: of many who are responsible, those that were asked about."""
        first = lines[0]
        if len(first.text) > limit and (named := _among(first, self.formed.text)):
            return (named,)
        owned = _OWNED.match(first.text) and not _FIGURE.search(first.text)
        return self._owned(lines, limit, True) if owned else self._short(lines, limit)

    def _owned(
        self, lines: tuple[Statement, ...], limit: int, who: bool = False
    ) -> tuple[Statement, ...]:
        """Who is responsible beside what is aimed at, in the order of what is asked."""
        owner, *rest = lines
        if not (who or _WHO.search(self.formed.text)) and rest:
            told = self._short(tuple(rest), limit)
            return (*told, owner) if size((*told, owner)) <= limit else told
        for said in (owner, _names(owner)):
            room = limit - len(said.text)
            told = self._short(tuple(rest), room) if rest and room >= _LEAST else ()
            if told and size(told) <= room:
                return (said, *told)
        return (owner if len(owner.text) <= limit else _names(owner),)

    def _fitting(self, lines: tuple[Statement, ...], limit: int) -> tuple[Statement, ...]:
        """The first statement and those after it that fit; the first by its telling pieces."""
        first, room = lines[0], limit - len(lines[0].text)
        figured = next((s for s in lines[1:] if _FIGURE.search(s.text)), None)
        if figured and not _FIGURE.search(first.text) and room < len(figured.text):
            left = limit - len(figured.text)  # the first in short leaves room for that one
            short = self._clipped(first.text, left)
            if len(short) <= left:
                return replace(first, text=short), figured
        if room < 0:
            return (replace(first, text=self._clipped(first.text, limit)),)
        kept = [first]
        for line in lines[1:]:
            if len(line.text) <= room:
                kept.append(line)
                room -= len(line.text)
        return tuple(kept)

    def _clipped(self, text: str, limit: int) -> str:
        return clipped(text, limit, self.formed.text, self.weigh)


def size(lines: Sequence[Statement]) -> int:
    """Characters of statements."""
    return sum(len(s.text) for s in lines)


def run(draft: Draft, joint: str) -> Draft:
    """All lines as one run of text."""
    lines = [
        replace(
            s, text=s.text if s.text.endswith("：") else s.text.rstrip("。；").replace("。", "；")
        )
        for s in draft.statements
    ]
    joints = ["" if s.text.endswith("：") else joint for s in lines[:-1]]
    lines = [*(replace(s, tail=j) for s, j in zip(lines, joints, strict=False)), lines[-1]]
    return replace(draft, statements=tuple(lines), lines=False, setting=Setting("", "", "。"))


def _unended(draft: Draft, limit: int) -> Draft:
    """Without the full stop at the end, where that is the one character too many."""
    *before, last = draft.statements
    if not limit or size(draft.statements) != limit + 1 or last.text[-1:] not in "。；":
        return draft
    return replace(draft, statements=(*before, replace(last, text=last.text[:-1])))


def _names(owner: Statement) -> Statement:
    """Those responsible by their names alone; who leads is told where others do not."""
    match = _OWNERS.match(owner.text)
    if not match:
        return owner
    led = f"{match['lead']}牵头、{match['with']}" if match["with"] else match["lead"]
    return replace(owner, text=f"{match['all'] or led}。")


def _among(owner: Statement, asked: str) -> Statement | None:
    """由市公安局等10个部门按职责分工负责: those that the question names; else None."""
    match = _OWNERS.match(owner.text)
    names = match["all"].split("、") if match and match["all"] else []
    named = [n for n in names if n in asked or n.removeprefix("市") in asked]
    if not named or len(named) == len(names):
        return None
    count = str(len(names))
    text = f"由{'、'.join(named)}等{count}个部门按职责分工负责。"
    return replace(owner, text=text, derived=(*owner.derived, count))


def _pointed(draft: Draft, many: int) -> Draft:
    """So many lines of a clause in short, those with figures first; counted lists stay whole."""
    head = [s for s in draft.statements if CLAUSE_HEAD.match(s.text)]
    rest = [s for s in draft.statements if s not in head]
    if len(head) != 1 or len(rest) <= many:
        return draft
    order = sorted(range(len(rest)), key=lambda i: (not _FIGURE.search(rest[i].text), i))
    kept = [rest[i] for i in sorted(order[:many])]
    return replace(draft, statements=(*head, *kept))


def _within(lines: tuple[Statement, ...], limit: int, asked: set[str]) -> list[Statement]:
    """The lines that fit, at least one, in their order: of what is asked, with figures, short."""
    room, chosen = limit, set[int]()
    sizes = [len(s.text) for s in lines]
    figured = [bool(_FIGURE.search(s.text)) for s in lines]
    order = sorted(
        range(1, len(lines)),
        key=lambda i: (
            lines[i].text.startswith(_DUTY),
            -len(asked & pairs(lines[i].text)),
            not figured[i],
            sizes[i],
        ),
    )
    for i in order:
        if not chosen or sizes[i] <= room:
            chosen.add(i)
            room -= sizes[i]
    return [lines[i] for i in sorted(chosen)]


def _joined(text: str, last: bool) -> str:
    return text if last else text.rstrip("。；") + "；"
