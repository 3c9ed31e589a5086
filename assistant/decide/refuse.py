"""Refusals, typed and useful: what is missing, what the plan does say nearby, where to turn."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.answer import Status
from assistant.compose.draft import Draft, Statement
from assistant.decide.find import Finder
from assistant.decide.finding import Finding, Search
from assistant.understand.question import Question
from corpus.catalog import HERE, Dossier
from corpus.patterns import AnyOf, branching
from corpus.words import any_of, load_words

# Words that say nothing without what was said before.
LEANING = frozenset(load_words("leaning"))
# A question about the plan, and one about duties.
_OF_PLAN = re.compile(
    r"方案|文件|通知|条款|第[\d一二三四五六七八九十]+[条章]|牵头|附件|责任|任务|新闻|报道|指标"
)
_OF_DUTY = (
    r"负责|归(?:谁|哪)|(?:谁|哪家)(?:来|去)?(?:管|抓|治)|部门|单位"
    r"|投诉|举报|规定"
)
_TURN_TO = re.compile("哪个局|找谁|谁的事")
# Those who do what a plan says, in everybody's words.
_ACTORS = r"官方|局(?!部|面|限)|企业|公司|政府|领导|当官|干部|考核|平台|检察|法院"
# 前天说的那一项: what is pointed at was not said here.
_POINTS = re.compile(
    r"(?:说|问|讲|提|聊)(?:过|到|起)?的?[那这]一?(?:个|项|条|件|点|块)|^(?:就)?[那这]一?(?:个|项|条|件)"
)
# 就上回那个，改成另一种: pointed at by nothing but its place in what was said or shown.
_VAGUE = re.compile(
    r"那啥(?!子|时)|[那这](?:俩|仨)|(?:上回|上次|前头|前面|左边|右边|中间|后头|上周|昨天)的?(?:那|说)"
    r"|(?:左|右|上|下)(?:边|面)一?点?的?那个|第[二三四]种(?![^，。？]{1,8}(?:是|怎|如何|叫))|另一种|到时候得?(?:达到|是|要)"
)
_BARE = re.compile(
    r".|.*(?:[上下左右中前后里外这那另一二三四几]|过来|改成?|换|挪|对齐|口径|百分之).*"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_PHRASE = 5  # characters of everyday words that are said of one matter alone
_UNLIKE = 0.5
_SEVERAL = 3  # words of the field that no question of the rest of the world has


class Refuser:
    """Words refusals for one plan."""

    def __init__(
        self, dossier: Dossier, finder: Finder, fields: Path = HERE / "elsewhere.toml"
    ) -> None:
        self._dossier = dossier
        self._finder = finder
        told = tomllib.loads(fields.read_text("utf-8"))
        data = told["field"]
        self.of_elsewhere = lru_cache(maxsize=64)(self._of_elsewhere)
        self.surely_elsewhere = lru_cache(maxsize=64)(self._surely_elsewhere)
        sure, words = _any(data), any_of(w for field in data for w in field["words"].split())
        self._sure, self._words = branching(sure, re.I), branching(words, re.I)
        self._always = branching(_any([field for field in data if field.get("always")]), re.I)
        self._whole = branching(_any([field for field in data if field.get("whole")]), re.I)
        self.elsewhere = branching(f"{sure}|{words}", re.I)
        self._any_sure = AnyOf([sure], re.I)  # most questions have none
        self._medium = AnyOf(told["medium"]["sure"], re.I)
        self._near_field = re.compile(f"{any_of(dossier.field)}|{_ACTORS}")
        self._of_duty = re.compile(f"{_OF_DUTY}|{any_of(dossier.harms)}")

    def refused(self, question: Question, search: Search, finding: Finding, missing: str) -> Draft:
        """The plan does not say ``missing``; the nearest clauses are named."""
        if not self._in_field(question) and finding.coverage < 0.4:
            return self.scope()
        near = self._near(search)
        where = f"相关内容见{near[1]}。" if near[1] else ""
        text = f"方案没有规定{missing}。{where}可向{self._dossier.contact}咨询。"
        return Draft(Status.NOT_IN_PLAN, (Statement(text),), related=near[0], missing=missing)

    def missing(self, what: str) -> Draft:
        """The plan does not say ``what`` of anything."""
        text = f"方案没有规定{what}。可向{self._dossier.contact}咨询。"
        return Draft(Status.NOT_IN_PLAN, (Statement(text),))

    def other_medium(self, question: Question) -> Draft | None:
        """The refusal of what words cannot give: a drawing, a film, a call put through."""
        if not self._medium.search(question.text):
            return None
        text = "我只能用文字回答方案的内容，看不到图片，也不能画图、拨打电话或代办事项。"
        return Draft(Status.OUT_OF_SCOPE, (Statement(text),))

    def nothing(self, question: Question, search: Search) -> Draft:
        """Nothing was found at all."""
        if question.mentions or question.places:
            text = f"方案没有相关规定。可向{self._dossier.contact}咨询。"
            return Draft(Status.NOT_IN_PLAN, (Statement(text),))
        return self.scope()

    def unproved(self, draft: Draft) -> Draft:
        """No statement passed the verifier."""
        text = "找到了相近条款，但无法给出能逐字核对的回答，请直接查看相关条款原文。"
        return Draft(Status.NOT_IN_PLAN, (Statement(text),), related=draft.clauses[:3])

    def unclear(self) -> Draft:
        """What is asked cannot be told."""
        shown = self._dossier.examples
        text = f"没有看懂您要问哪一项。请说明事项，例如“{shown.owner}”或“{shown.clause}”。"
        return Draft(Status.UNCLEAR, (Statement(text),))

    def blocked(self) -> Draft:
        """An attempt to turn the assistant, with no question inside."""
        asked = self._dossier.examples.target
        text = f"这个请求无法处理。我只回答与本方案内容有关的问题，例如“{asked}”。"
        return Draft(Status.BLOCKED, (Statement(text),))

    def scope(self) -> Draft:
        """About the rest of the world."""
        title = self._dossier.plan.document.title
        text = f"这个问题不在《{title}》的范围内。您可以问方案的目标、任务、期限和责任部门。"
        return Draft(Status.OUT_OF_SCOPE, (Statement(text),))

    def nonsense(self, question: Question) -> Draft | None:
        """The refusal of what makes no sense, whatever words of the plan it has."""
        return self.scope() if self._whole.search(question.text) else None

    def _of_elsewhere(self, question: Question) -> bool:
        """Whether a question is of the rest of the world: nothing it names is of the field."""
        if self.surely_elsewhere(question):
            return True
        named = self.elsewhere if self._any_sure.search(question.text) else self._words
        rest = named.sub(" ", question.text)
        if rest == question.text or _OF_PLAN.search(rest) or self._near_field.search(rest):
            return False
        return not self._field_words(question)

    def _surely_elsewhere(self, question: Question) -> bool:
        """Whether it asks what only the rest of the world knows, in company of one matter at most.

        The name of a place or a single word of the field beside it does not make it ours
        (明天崂山有雨没).
        """
        text = question.text
        if not self._any_sure.search(text):
            return False
        rest = self._sure.sub(" ", text)
        if rest == text or _OF_PLAN.search(text):
            return False
        near = self._near_field.search(rest) or self._finder.strong(rest)
        if near and self._of_duty.search(text):
            return False
        if _TURN_TO.search(text) and (self._matters(rest) or self._near_field.search(rest)):
            return False
        if self._always.search(text):
            return True
        if question.told:  # a story of the plan's own matters
            return False
        told = any(
            len(w) >= _PHRASE and self._finder.is_lay(w) for w in self._finder.strong(rest)
        )  # 能进去参观
        return not (told or self._names_ours(question)) and len(self._matters(rest)) < 2

    def _names_ours(self, question: Question) -> bool:
        """Whether a question names, besides, what the plan alone calls so, or much of its field."""
        words = self._finder.strong(self._sure.sub(" ", question.topic))
        own = any(len(w) >= _PHRASE and self._finder.is_own(w) for w in words)  # 执法无人机
        return own or len(words) >= _SEVERAL

    def off_field(self, question: Question, search: Search) -> Draft | None:
        """The refusal of what nothing in the plan's field is named in, and no place speaks of."""
        text = question.text
        named = question.mentions or question.reference or question.years or question.figures
        if named or self._finder.strong(question.topic) or self.near_field(question):
            return None
        if search.best and search.best.coverage >= _UNLIKE:
            return None
        plain = len(_HAN.findall(text)) > 3 and not _POINTS.search(text)
        return self.scope() if plain else self.unclear()

    def points(self, question: Question) -> bool:
        """Whether something is pointed at that was said elsewhere: 上次你们说的那个."""
        return bool(_POINTS.search(question.text))

    def vague(self, question: Question) -> bool:
        """Whether nothing is named, and what is pointed at was neither said nor shown."""
        named = question.mentions or question.reference or question.years or question.figures
        if named or question.told or not _VAGUE.search(question.text):
            return False
        words = (*self._finder.content(question.topic), *self._finder.strong(question.topic))
        return all(w in LEANING or _BARE.fullmatch(w) for w in words)

    def near_field(self, question: Question) -> bool:
        """Whether a question speaks of the plan or, in everybody's words, of its field."""
        return bool(self._near_field.search(question.text) or _OF_PLAN.search(question.text))

    def of_field(self, word: str) -> bool:
        """Whether a word is, in everybody's words, of the field: 河, 臭."""
        return bool(self._near_field.fullmatch(word))

    def _matters(self, text: str) -> tuple[str, ...]:
        """Names of the plan's matters in a text, those of places left out."""
        places = (self._dossier.place, *self._dossier.districts)
        found = (w for w in self._finder.strong(text) if w in self._finder.matters)
        return tuple(w for w in found if w not in places)

    def _in_field(self, question: Question) -> bool:
        named = question.mentions or question.places or question.reference
        about = re.search(r"方案|文件|通知|条款|市里|政府|部门|局长|干部|领导|任务", question.text)
        home = self._dossier.place in question.text
        near = self.near_field(question) or self._field_words(question)
        return bool(named or home or about or near)

    def _field_words(self, question: Question) -> bool:
        """Whether the topic holds words of the plan's text or of its field."""
        return any(not self.elsewhere.fullmatch(w) for w in self._finder.strong(question.topic))

    def _near(self, search: Search) -> tuple[tuple[int, ...], str]:
        numbers = tuple(dict.fromkeys(f.number for f in search.findings if f.number))[:3]
        first = self._dossier.plan.clause(numbers[0]) if numbers else None
        return numbers, f"{first.label}{first.title}" if first else ""


def _any(fields: list[dict[str, Any]]) -> str:
    """A pattern of all that is surely of some of these walks of life."""
    return "|".join(p for field in fields for p in field["sure"])
