"""A message without its requests for form, as the question that is left of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.understand.layout import PLAIN, Form, Layout
from assistant.understand.verdicts import Verdicts
from assistant.understand.whereabouts import Place

BY_DATE = "按年份"  # the order of lines by their years
# What is told with its figures needs no question of its departments besides.
_AIMS = re.compile(r"目标|指标|数值")
_ASKS = re.compile(r"谁|哪|什么|啥|几|多少|怎|如何|吗|呢|何|是否|是不是|有没有|有无")
_CHAPTER = re.compile(r"第[一二三四五六七八九十\d]{1,3}章")
# 第五章五条: all that it has, none by its number.
_COUNTED = re.compile(
    r"(第[一二三四五六七八九十\d]{1,3}章)的?(?:[这那一全]共?)?[一二两三四五六七八九十\d]{1,2}条(?:内容|任务)?"
)
_CLAUSE = re.compile(r"第.{1,4}条|[（(][\u4e00-\u9fff]{1,3}[）)]|\d条")
# What is to be told first: who is responsible is noted beside it.
_CONTENT = re.compile(r"任务|措施|要求|做法|内容|事项|安排")
_DUTY = re.compile(r"责任|牵头|负责|分工")
_EACH = re.compile(r"[各每按逐]")
_HEAD = re.compile(r"^(?:总结|概括|归纳|梳理|介绍)(?:一下)?(?=.{3})")
# A chapter and nothing else, with room for a sentence of each clause.
_OF_CHAPTER = re.compile(
    r"(?:第[一二三四五六七八九十\d]{1,3}|[^，。？；]{2,12}(?<=[这那])一?)(?:章|大?部分)"
    r"(?:的?(?:主要)?内容)?"
)
_OPENLY = re.compile(r"(?:做|干|抓)(?:些|点)?(?:什么|啥)")
_ROOMY = 150
# 第35条对工作机构的三项保障: what these are.
_SO_MANY = re.compile(
    r"(?<=[^，。条])的([两二三四五六七八九十2-9][项个条点类种])"
    r"((?!.*(?:任务|责任|措施|目标|要求|指标|内容|部门|单位))[\u4e00-\u9fff]{2,6})$"
)
# 一句话概括某条的核心目标: what it is all about, not what it shall come to.
_CORE = re.compile(r"的(?:核心|主旨|根本|中心)(?:目标|任务|要求|思想|内容|要义|意思)?$")
_SAID = re.compile(r"(?:请|帮我|给我|把)*列|对比|比较|对照")
# The whole plan, and nothing of it named.
_WHOLE = re.compile(
    r"(?:请?(?:概括|总结|归纳)(?:一下)?)?(?:(?:全文|全篇|通篇|整[个份篇]?|这[个份]|本)?(?:实施)?(?:方案|文件)?(?:全文|内容|主要内容)?)(?<=.)"
)
SUMMED = re.compile(r"概括|总结|归纳|介绍")
OWNED = re.compile(r"部门|单位|谁管|谁负责")


@dataclass(frozen=True, slots=True)
class Formed:
    """A message without its requests for form.

    ``text`` is empty when it asked for nothing else; ``wanted`` is what was to be told, as a
    question (由谁负责); ``lines`` is set when several lines are wanted; ``placed`` is told besides,
    whether anything else was asked of the form or not. ``verdicts`` are the words of a judgement.
    """

    text: str
    formed: bool = False
    wanted: str = ""
    lines: bool = False
    ample: bool = False
    judged: bool = False
    order: str = ""
    limit: int = 0
    sentences: int = 0
    form: Form = PLAIN
    apiece: bool = False
    points: int = 0
    compared: bool = False
    summed: bool = False
    owned: bool = False
    english: bool = False
    placed: Place = Place.NONE
    verdicts: Verdicts | None = None

    @property
    def shapes(self) -> bool:
        """Whether an answer has to be set in another form, or its place told."""
        return self.formed or self.placed is not Place.NONE

    @property
    def asked(self) -> str:
        """The question that is left, with what was to be told of it."""
        if not self.formed:
            return self.text
        if self.compared:
            return f"对比{self.text}"
        if narrowed := (self.summed and self._chapter) or self._narrowed:
            return narrowed
        if _WHOLE.fullmatch(self.text):
            return "列出各章标题"
        if self.ample and _CLAUSE.search(self.text):
            return f"{self.text}，全文"
        if self.judged and not _ASKS.search(self.text):
            return f"{self.text.rstrip('？?。')}，对吗？"
        if self.lines and _OPENLY.search(self.text):
            return f"{self._listing}{self.text}"
        if (
            not self.text
            or _ASKS.search(self.text)
            or self.text.endswith("？")
            or (self.wanted and _AIMS.search(self.text))
        ):
            return self.text or self.wanted
        content = self.apiece and not (_CLAUSE.search(self.text) or _DUTY.search(self.text))
        beside = self.owned and (content or _CONTENT.search(self.text))
        return (
            f"{_HEAD.sub('', self.text)}{self.wanted}"
            if self.wanted and not beside
            else f"{self._listing}{self.text}"
        )

    @property
    def _listing(self) -> str:
        """列出, 逐条列出 or 按年份列出, where lines are wanted and nothing says so yet."""
        wanted = self.lines or self.form.joint or self.form.layout is not Layout.PLAIN
        if not wanted or (self.apiece and SUMMED.search(self.text)) or _SAID.match(self.text):
            return ""
        return f"{self.order if not _EACH.search(self.text) else ''}列出"

    @property
    def _narrowed(self) -> str:
        """What is asked of a clause in other words: all that it is about, so many things; or ""."""
        if self.sentences == 1 and (core := _CORE.search(self.text)):
            return self.text[: core.start()]
        if self.apiece and (chapter := _COUNTED.fullmatch(self.text)):
            return f"概括{chapter[1]}，每条一句"  # 第五章五条，每条一句话
        row = _SO_MANY.search(self.text) if _CLAUSE.search(self.text) else None
        return f"{self.text[: row.start()]}有哪{row[1]}{row[2]}" if row else ""

    @property
    def _chapter(self) -> str:
        """A chapter to be told clause by clause, where there is room for that; else ""."""
        if self.apiece and (chapter := _CHAPTER.match(self.text)):
            return f"概括{chapter.group()}，每条一句"
        roomy = not self.limit or self.limit >= _ROOMY
        return f"概括{self.text}" if roomy and _OF_CHAPTER.fullmatch(self.text) else ""
