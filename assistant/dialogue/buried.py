"""A question buried in a rambling message: what is told around it is left out.

A message is read part by part. The parts that ask of a matter of the field are the question, when
some place of the plan speaks of nearly all they say, and better than of the whole message. Of the
rest stays what narrows the question: years, places, departments, clauses.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.compose.beside import halves
from assistant.compose.document import ways
from assistant.decide.find import Finder
from assistant.decide.refuse import LEANING
from assistant.understand.parts import stretches
from assistant.understand.question import Asked, Question
from assistant.understand.reader import Reader
from corpus.patterns import branching

# Words with which people come to the point: 对了, 我就想知道, 让我查个数, 就是那个.
_POINT = branching(
    r"(?:对了|(?<![句段番])话说|言归正传|说正事|别嫌我?(?:啰嗦|烦|麻烦)"
    r"|[我俺咱]?(?:就|只|还是|其实|主要|专门|顺便|今天|现在|是)*(?<![也都全得需将会应])(?:想|要|来)"
    r"(?:问|知道|打听|了解|咨询|请教|查)(?:问|查|打听|一下|一句|一个|下|个)*(?:数字?|事儿?|问题)?"
    r"|(?:反正|总之)?(?:就是|就|只是)(?:想)?问(?:一?[句下])?(?:那个|这个|的是)?"
    r"|[我俺咱](?:就|只|再)问(?:一?[句下]|你)?"
    r"|问(?:了|到)?[我俺](?:一?[句下个])?(?:说|道|的是)?"
    r"|让我(?:来|给)?(?:问|查|打听)(?:问|查|一下|下|个)*(?:数字?|事儿?)?"
    r"|帮(?:我|忙|着)*(?:查|问|看)(?:查|问|看|一下|下)*|就是那个)"
    r"(?:[，,。：: ]|[啊呀哈呢嘛哦嗯]|就是|那个|这个|的是)*"
)
# Who asks, before what is asked: 督察组问：, 打渔的来问：, 记者核实：.
_SPEAKER = re.compile(
    r"^(?:督察组?|检查组|巡查组|记者|市民|群众|居民|领导)[：:]\s*"
    r"|^[^，。？！；：:]{1,12}?(?:问(?:一嘴|一句|一下)?|核[稿实对](?:一?下|个数)?|采访|来电|来信|咨询|请教|用)[：:]\s*"
)
# 政协委员提问：: one of a body, who is not that body.
_MEMBER = re.compile(
    r"(?:委员|代表|记者|同志|同事|干部|员工|人员|成员|家属|的人)[^，。：:]{0,3}[：:]"
)
_TAKEN_BACK = re.compile(
    r"(?:算了|等等|哦|啊|呃|哎|…|\.{2,}|，)(?:还是)?"
    r"(?:不问(?:这|那)个了?|(?:我)?说错了?|不对|搞错了?)[，,。！… ]*"
    r"(?:就|还是|应该|我)?(?:是|问|想问|要问|改问)(?:一下)?(?:的是)?"
    r"|(?:啊|哦|噢|呃|哎|诶)[，,]?(?:不是|不对|(?:我)?说错了?|错了)[，,。！… ]+"
)
# 我不是环保局的，我是水务局的: the one that the asker is not of is not asked about.
_NOT_OF = re.compile(r"我们?(?:可)?不是[^，。？]{2,10}的[，,](?=我们?是)")
# What the answer is for, behind the question: …？我们准备迎检。
_PURPOSE = re.compile(
    r"(?<=[？?])(?:我们?|咱们?|俺们?|本人|领导|单位|这边)[^，。？?！!\d]{2,12}[。！!]*$"
)
_OWN = re.compile(
    r"(?:我们?|咱们?|俺们?|本)(?:这个)?(?:局|单位|部门|中心(?!城)|委(?!托|屈)|厅|院(?!子))"
    r"|(?<=[，,知道问看查下])自己(?=[参被出有写在要负承的]|牵头|涉及|哪)"
)
# 哪个部门能整治他: of whom is told before.
_HIM = re.compile(r"(?:[治管查抓罚]|收拾|处理|处罚|制止|约束)[得了住]?[他她它]")
_SUCH = re.compile(r"[这那](?:样|种|玩意|些个)")
# What may be the name of a river or a bay: 墨水河.
_WATER = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,3}[河湾湖](?!流)")
# So many chapters and clauses: to be put right.
_SO_MANY = re.compile(r"(?:方案|全文).{0,6}[一二三四五六七八九十\d]+大?[章条]")
# What is taken for granted of a name or a matter: “一企一库”说的是…, 既然….
_PREMISE = re.compile(
    r"^既然|从[^，。？]{1,10}(?:改|退|转|变)(?:回|成|为)|[”\"][^，。？]{0,4}(?:(?:说|指|讲)的?是|就是|是?指)"
)
_ITS = re.compile(r"(?:那么?)?(?:它|其中|同一条)")  # 它打算怎么优化监测
_AS_WELL = re.compile(r"(?<=.{3})呢[？?]*$")  # 废水里铅的排放限值呢
_HEAD, _TAIL = 6, 5  # characters of what may be left out, and of a question
_LONG = 24  # a message this long may hold more than a question
_SPOKEN, _BETTER = 0.7, 0.1  # share of a question that the plan speaks of, and gain over the whole
_NAMED = 2  # words a question of its own has, or one this long
_PLAIN = (Asked.HOW_MUCH, Asked.WHEN, Asked.WHO, Asked.COUNT)
_LENGTHY, _FEW, _STORY = 4, 1, 40
_LEANING = 14  # characters of a part that asks of the matter beside it


class Digger:
    """Finds the question in rambling messages about one plan."""

    def __init__(self, reader: Reader, finder: Finder) -> None:
        self._reader = reader
        self._finder = finder

    def __call__(self, text: str) -> str:
        """The question in ``text``, or ``text`` itself."""
        text = self._unpurposed(_NOT_OF.sub("", text))
        text = self._from_point(self._unled(self._named(self._kept(text))))
        parts = stretches(text)
        if len(parts) < 2 or len(text) < _LONG or halves(self._reader.read(text), self._finder):
            return text
        read = [self._reader.read(p) for p in parts]
        asking = [self._asks(q) for q in read]
        if any(
            _SUCH.search(p) or _HIM.search(p) if a else self._another(q)
            for p, q, a in zip(parts, read, asking, strict=True)
        ):
            return text
        core = "，".join(p.strip("，。") for p, a in zip(parts, asking, strict=True) if a)
        if not core or all(asking) or self._untold(core, text) or not self._gains(core, text):
            return text
        kept = (p for p, q, a in zip(parts, read, asking, strict=True) if a or self._narrows(q))
        return "，".join(p.strip(" ，；。") for p in kept).replace("？，", "？")

    def _kept(self, text: str) -> str:
        """先问A，算了不问那个了，问B: what is taken back within a message is left out."""
        back = _TAKEN_BACK.search(text)
        tail = text[back.end() :] if back else ""
        read = self._reader.read(tail)
        return tail if read.reference or (self._finder.strong(tail) and read.asked) else text

    def _named(self, text: str) -> str:
        """我刚调到水务局，我们局管什么 → 水务局管什么: who asks is the department that is meant."""
        own = _OWN.search(text)
        said = self._reader.read(text[: own.start()]).mentions if own else ()
        names = dict.fromkeys(d.name for m in said for d in m.departments)
        if not own or len(names) != 1:
            return text
        before, behind = text[: own.start()], text[own.end() :]
        if self._reader.read(before).asked and not self._reader.read(behind).asked:
            return text  # 列出水务局的任务，我们局要…: asked already
        head, _, tail = before.rpartition("，")
        alone = said[-1].text in head and not self._reader.read(head).asked
        return f"{tail if alone else before}{said[-1].text}{behind}"

    def _unled(self, text: str) -> str:
        """A message without who asks, unless that tells something of what is asked."""
        lead = _SPEAKER.match(text)
        if not lead:
            return text
        read = self._reader.read(lead[0])
        if _MEMBER.search(lead[0]) and self._reader.read(text[lead.end() :]).mentions:
            read = replace(read, mentions=())
        return text if self._narrows(read) else text[lead.end() :]

    def _unpurposed(self, text: str) -> str:
        """A question without what its answer is for, where that names nothing and asks nothing."""
        purpose = _PURPOSE.search(text)
        if not purpose:
            return text
        read = self._reader.read(purpose[0])
        told = read.asked or self._narrows(read) or self._finder.strong(read.topic)
        return text if told else text[: purpose.start()]

    def _from_point(self, text: str) -> str:
        """What comes after the words of coming to the point, when nothing of ours stands before."""
        found = text
        for point in _POINT.finditer(text):
            head, tail = text[: point.start()], text[point.end() :]
            if len(head) < _HEAD or len(tail) < _TAIL:
                continue
            if self._finder.named(head) and not self._whole(tail):
                continue
            if self._reader.read(head).places:
                continue  # 那边亲戚问我: of that place
            if self._finder.strong(tail) and self._reader.read(tail).asked:
                found = tail
        return found

    def _whole(self, tail: str) -> bool:
        """Whether a question names its own matter, and some place speaks of nearly all of it."""
        named = dict.fromkeys(self._finder.named(self._reader.read(tail).topic))
        told = len(named) >= _NAMED or any(len(n) >= _LENGTHY for n in named)
        return told and self._coverage(tail) >= _SPOKEN

    def _asks(self, question: Question) -> bool:
        """Whether a part asks of a matter by itself."""
        named = dict.fromkeys(n for n in self._finder.named(question.topic) if n not in LEANING)
        plain = question.asks(*_PLAIN)
        enough = plain or len(self._finder.content(question.topic)) >= _NAMED
        return bool(question.asked and named) and (enough or len(next(iter(named))) >= _LENGTHY)

    def _another(self, question: Question) -> bool:
        """Whether a part asks plainly of another matter of the field (耕地安全利用又是谁牵头)."""
        words = self._finder.strong(question.topic)
        named = any(map(self._finder.is_own, words)) or len(words) >= _NAMED
        asks = question.asks(*_PLAIN) and named
        return asks or bool(words and _AS_WELL.search(question.text))

    def _narrows(self, question: Question) -> bool:
        """Whether a part belongs to a question beside it: where, when, told by whom, or 归谁管."""
        words = [w for w in self._finder.strong(question.topic) if w not in LEANING]
        short = not words and len(question.text) <= _LEANING
        leaning = bool(question.asked) and (short or bool(_ITS.match(question.text)))
        return bool(
            leaning
            or any(ways().told[part].search(question.text) for part in ("news", "notice"))
            or question.years
            or question.figures
            or question.places
            or question.districts
            or question.mentions
            or question.reference
            or _SO_MANY.search(question.text)
            or _PREMISE.search(question.text)
            or any(n in self._finder.dossier.plan.source for n in _WATER.findall(question.text))
        )

    def _gains(self, core: str, text: str) -> bool:
        """Whether some place speaks of nearly all of the core, and of less of the message."""
        alone, whole = self._coverage(core), self._coverage(text)
        told = text.replace(core, "")  # more of ours is told than asked: no story, but a premise
        strong = self._finder.strong
        premise = len(strong(self._reader.read(told).topic)) > len(strong(core)) + _FEW
        premise = premise and len(told) <= _STORY
        return alone >= _SPOKEN and alone - whole >= _BETTER and not premise

    def _untold(self, core: str, text: str) -> bool:
        """Whether the core leaves out a story that the message tells: 拆下来的砖头，能用几成."""
        return bool(self._reader.read(text).told and not self._reader.read(core).told)

    def _coverage(self, text: str) -> float:
        best = self._finder.search(self._reader.read(text).topic or text).best
        return best.coverage if best else 0.0
