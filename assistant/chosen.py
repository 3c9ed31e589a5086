"""Questions with options: which of them is right, by what the plan says of the question.

What they ask is answered; the option that the answer tells is chosen. Where it tells none of them
or several, each is held against the plan as a claim of its own. Which is not so is never chosen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.compose.draft import Draft, Statement
from assistant.compose.frames import AMISS, NO, YES
from assistant.dialogue.turns import Completed
from assistant.understand.options import Choice, Option
from corpus.model import Role
from corpus.numerals import to_int

_YEAR = re.compile(r"(?:到|在)?(20\d\d)年?(?:年?底前?)?")
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)\s*([%％]?)(?!\d)")
_CLAUSE = re.compile(r"第?[（(]?([一二三四五六七八九十\d]{1,3})[)）]?条")
_DATED = re.compile(r"(?:卡的?是?|定的?是?|写的?是?|完成|期限|时限|到期|节点|截止|要)")
_LEADS = re.compile(r"牵头")
_OWNED = re.compile(r"由(?P<who>[^，。？]{2,14}?)(?P<how>牵头|负责)")
_WHICH = re.compile(
    r"(?:请)?(?:选出|挑出|找出)?(?:哪(?:一?[个项些条家]|[两二三四几]([个项条家]))?)?(?:是|的是|任务|工作)?"
)
_ASKED = re.compile(r"多少|几(?=[个条项处家公万])|哪一?年(?!底)|谁(?:负责)?|什么")
_JUDGING = re.compile("对的?|错误?的?|是的?|否|正确|不[对是]|[√×]")
_ENDS = "？?。，是：:的"


class Chosen:
    """Chooses among the options of a question."""

    def __init__(self, answer: Callable[[Completed], Draft]) -> None:
        self._answer = answer

    def told(self, choice: Choice, asked: Completed) -> Draft:
        """The answer with the letters of what is right; without them where that is not plain."""
        draft = self._answer(asked)
        found = [o for o in choice.options if _tells(draft, o, choice.stem)]
        if choice.unlike:
            return draft  # what an answer in short leaves out may still be said
        if len(found) == 1 and not choice.many:
            return draft if self._denied(found[0], choice.stem) else _lettered(draft, found)
        told = self._each(choice)
        if told is None and choice.many and len(found) > 1:
            return _lettered(draft, found)
        return told or draft

    def _denied(self, option: Option, stem: str) -> bool:
        """Whether an option that the answer holds is another thing's figure: 湿地70%, 森林15%."""
        claim = _claim(option, stem)
        said = self._answer(Completed(claim)).statements[0].text if claim else ""
        return said.startswith((NO, AMISS))

    def _each(self, choice: Choice) -> Draft | None:
        """The options that hold, each asked by itself; None where that leaves it open."""
        claims = [self._held(o, choice.stem) for o in choice.options]
        good = [(o, d) for o, (d, holds) in zip(choice.options, claims, strict=True) if holds]
        if not good or len(good) == len(choice.options) or (len(good) > 1) != choice.many:
            return None
        return _lettered(_joined([d for _, d in good]), [o for o, _ in good])

    def _held(self, option: Option, stem: str) -> tuple[Draft, bool]:
        """What the plan says of an option, and whether it is what the question asks for."""
        years, owned = re.findall(r"20\d\d", stem), _OWNED.search(stem)
        if years and _DATED.search(stem):
            draft = self._answer(Completed(f"{option.text}什么时候完成？"))
            return draft, _speaks(draft, option) and years[0] in draft.statements[0].text
        if owned:
            draft = self._answer(Completed(f"{option.text}由谁{owned['how']}？"))
            shares = owned["how"] == "负责"
            named = [d.name for d in draft.departments if shares or d.role is Role.LEAD]
            return draft, _speaks(draft, option) and owned["who"] in named
        claim = _claim(option, stem) or f"{option.text}{_rest(stem)}，对吗？"
        draft = self._answer(Completed(claim))
        return draft, draft.statements[0].text.startswith(YES)


def _claim(option: Option, stem: str) -> str:
    """The question with an option for what it asks for, as a claim; "" where nothing is asked."""
    if not _ASKED.search(stem):
        return ""
    return f"{_ASKED.sub(option.text, stem, count=1).strip(_ENDS)}，对吗？"


def _rest(stem: str) -> str:
    return _WHICH.sub("", stem.strip(_ENDS), count=1)


def _tells(draft: Draft, option: Option, stem: str) -> bool:
    """Whether an answer tells an option: its figure, its body in charge, its clause, its words."""
    if not draft.status.has_evidence or _JUDGING.fullmatch(option.text):
        return False
    text, said = option.text, "".join(s.text for s in draft.statements)
    if clause := _CLAUSE.fullmatch(text):
        return to_int(clause[1]) in draft.clauses[:1]
    if year := _YEAR.fullmatch(text):
        return year[1] in said
    if number := _NUMBER.match(text):
        return bool(re.search(rf"(?<![\d.]){re.escape(number[1])}(?![\d.]){number[2]}", said))
    roles = [d for d in draft.departments if d.role is Role.LEAD or not _LEADS.search(stem)]
    return text in said if not roles else text in said or any(text == d.name for d in roles)


def _speaks(draft: Draft, option: Option) -> bool:
    """Whether an answer is about an option: most pairs of its characters stand there."""
    if not draft.status.has_evidence:
        return False
    said = "".join(s.text for s in draft.statements)
    own = {option.text[i : i + 2] for i in range(len(option.text) - 1)}
    return sum(p in said for p in own) * 2 >= len(own)


def _lettered(draft: Draft, options: Sequence[Option]) -> Draft:
    """An answer with the letters chosen before it."""
    if draft.statements[0].text.startswith((NO, AMISS)):
        return draft
    said = f"选{''.join(o.letter for o in options)}。"
    told = [replace(s, text=s.text.removeprefix(YES)) for s in draft.statements]
    kept = tuple(s for s in told if s.text)
    return replace(draft, statements=(Statement(said), *kept), frames=(*draft.frames, said))


def _joined(drafts: Sequence[Draft]) -> Draft:
    """Several answers as one."""
    first = drafts[0]
    said = dict.fromkeys(s for d in drafts for s in d.statements)
    owners = dict.fromkeys(o for d in drafts for o in d.departments)
    frames = dict.fromkeys(f for d in drafts for f in d.frames)
    return replace(
        first, statements=tuple(said), departments=tuple(owners), lines=len(drafts) > 1,
        frames=tuple(frames),
    )  # fmt: skip
