"""Matters that a question names and a place does not speak of (二氧化硫 for PM2.5)."""

from __future__ import annotations

import re

from assistant.compose.complete import ITEM, joined
from assistant.compose.phrase import alike, pieces
from assistant.decide.aspects import speaks_of
from assistant.decide.complaints import is_complaint
from assistant.decide.find import Finder
from assistant.decide.finding import Finding
from assistant.decide.fit import place_of
from assistant.decide.measure import FIGURE, asks_number
from assistant.decide.refuse import LEANING
from assistant.decide.things import Things
from assistant.understand.parts import stretches
from assistant.understand.question import Asked, Question

MATTER = "的有关内容"
WHERE = re.compile("[村乡城县]|市区|建成区")  # another grade or kind is put right instead
_OFFICE = "农业农村"  # names an office or a field, no kind of place
_QUOTED = re.compile(r"“([^”]{2,12})”")
_EXISTS = re.compile(
    r"有(?:没有)?(?:规定|提|写|涉及|说|要求|安排|包括|数)|(?:写|提|说|规定|讲)(?:了|到|过)?.{0,8}(?:没|吗)"
    r"|写没写|提没提|是不是规定|有没有"
)
# Who asks, told before what is asked: 我们是包装印刷企业，….
_ASKER = re.compile(
    r"^(?:我们?|俺们?|咱们?|本公司|本企业|我司)[^，。？]{0,4}(?:是|做|搞|开|干|属于?)[^，。？]{2,20}[，。]"
)
_SEVERAL = re.compile(r"分别|各|和|与|、|以及|多[少大长高].*多[少长大高远]|？.")
_HOW = "(?:怎么|怎样|咋|如何)(?:去|来)?"
_ALLOWED = re.compile(
    r"(?:能不能|可不可以|让不让|准不准|许不许|能否|可否|是否可以|允不允许|(?:我们?|咱们?|俺们?|居民|村民|市民|老百姓|大家|孩子)(?:能|可以)(?=[^，。？]*[吗么]))(?:去|[在到][^，。？]{1,8}[里边上中]|再|直接|随便|随意|自己|私自|继续|照常)*+([^，。？吗呢]{2,4})(?=[，。？吗呢]|$)"
)
# 公园体系的建成区绿地率: what only holds the matter is none itself.
_HOLDERS = ("体系", "系统", "领域", "方面", "行动", "板块")
# Said of any matter: 建设多少个试点, 平均卖出多少, 关掉一批.
_OF_ANY = frozenset(("建设", "试点", "项目", "平均", "一批"))
_NUMBER = re.compile("多少|几|百分|多[大高长]")
# How far something is to fall: 噪声投诉要下降几成; what is told to fall is that, and no other.
_FALL = "(?:下降|降低|减少|削减|压减|(?<![最至不多])[降减少])"
_FALLS = re.compile(rf"{_FALL}(?:[低少下掉了去]|百分之)*(?:多少|几|百分之)")
_FALLEN = re.compile(rf"{_FALL}[^，。；]{{0,4}}\d")
# Of what so much falls, not what: 畜禽粪污排放量.
_MEASURES = re.compile(
    r"(?:[排用使消产].{0,2})?(?:总?量(?:控制)?|强度|浓度|水平|数量?|比例|占比|排放|使用|消费|消耗|投诉|污染|基准|[比较])|20.*"
)
_SPOKEN_OF, _HALF = 0.5, 2
_FULL, _NAMED, _OWN = 0.99, 4, 0.8
# A place that speaks of more of the question than this speaks of its matter.
_HELD = 0.9  # share of a word from which a place speaks of it, also of its parts
_ENOUGH, _CLAIM_ENOUGH = 0.75, 0.55


def asks_whether_said(question: Question) -> bool:
    """Whether it is asked if the plan speaks of something at all."""
    return bool(_EXISTS.search(question.text))


class Matters:
    """Tells matters that a place speaks of from those that it does not."""

    def __init__(self, finder: Finder, things: Things) -> None:
        self._finder = finder
        self._things = things

    def missing(self, question: Question, finding: Finding) -> str:
        """The matter of the field that a question names and a place does not; "" for none."""
        name = self._missing(question, finding)
        return f"“{name}”{MATTER}" if name else ""

    def _missing(self, question: Question, finding: Finding) -> str:
        text, check = self._finder.text_of(finding), question.asks(Asked.CHECK)
        exists = check and asks_whether_said(question)
        if check and not exists and self._defines(question, text):
            return ""
        said = finding.clause.title if finding.whole_clause and finding.clause else ""
        whole = finding.task.text if question.asks(Asked.WHO) and finding.task else text
        other = self._things.contrast(question, text) or self._things.contrast(question, said)
        other = other or self._titled_otherwise(question, finding, text)
        if other in whole:  # who is responsible is so for all of a task
            other = ""
        claims = question.figures or question.years or question.mentions
        plain = exists or is_complaint(question) or (WHERE.search(other) and not claims)
        if other and (not check or plain):
            return other
        numeric = asks_number(question) and not question.asks(Asked.WHO, Asked.CHECK)
        absent = self._things.absent(question, text)
        if absent and not joined(question):
            return absent
        if not numeric and not exists:
            claim = question.asks(Asked.WHO, Asked.CHECK)
            enough = finding.coverage > (_CLAIM_ENOUGH if claim else _ENOUGH)
            if enough:
                return ""
            there = self._finder.vocabulary(place_of(finding))
            foreign = self._finder.foreign(question.topic)
            return _first(tuple(w for w in foreign if self._finder.covered(w, there) < _HELD))
        span, more = _reach(question, finding, self._finder.content(question.topic))
        if exists:
            also = self._finder.field_terms
            return _first(self._finder.official_missing(question.topic, span, more, also=also))
        topic = _ASKER.sub("", question.topic)
        missing = self._finder.official_missing(topic, span, more, strict=True)
        missing = tuple(w for w in missing if w not in _HOLDERS or f"{w}的" not in topic)
        missing = tuple(w for w in missing if w not in _OF_ANY)
        if missing and (named := self._named_alone(question.plain, finding)):
            missing = tuple(w for w in missing if w in named)
        if missing and joined(question):  # another passage may speak of it
            missing = tuple(w for w in missing if not self._elsewhere(w, question))
        # 打算怎么处理 asks what is done with it, and names no matter.
        return _first(tuple(w for w in missing if not re.search(_HOW + w, question.text)))

    def _named_alone(self, text: str, finding: Finding) -> str:
        """What asks for the number, where it names by itself what the place speaks of.

        What was told before it is no matter: 亲戚在港口上班，铁路货运占比提多少.
        """
        told = stretches(text)
        asking = [p for p in told if _NUMBER.search(p)]
        words = self._finder.strong(asking[-1]) if len(told) > 1 and asking else ()
        if sum(map(len, words)) < _NAMED or "比" in "".join(told[:-1]):
            return ""  # 跟十三五末相比，提高了几个点
        there = self._finder.vocabulary(place_of(finding))
        return asking[-1] if all(self._finder.covered(w, there) >= _HELD for w in words) else ""

    def falling(self, question: Question, finding: Finding) -> str:
        """What is asked how far it falls, where the place says so of something else."""
        asked, text = _FALLS.search(question.topic), self._finder.text_of(finding)
        if not asked or not FIGURE.search(text) or question.asks(Asked.WHO, Asked.CHECK):
            return ""
        told = [p.text for p in pieces(text, 0) if _FALLEN.search(p.text)] or [text]
        words = self._finder.content(question.topic[: asked.start()])
        named = [w for w in words if self._written(w) and not _MEASURES.fullmatch(w)]
        last = named[-1] if named else ""
        there = frozenset(self._finder.tokenizer.terms("".join(told)))
        apart = last and self._finder.covered(last, there) < _SPOKEN_OF
        return f"“{last}”{MATTER}" if apart else ""

    def _written(self, word: str) -> bool:
        """Whether a word, or each half of it, stands in the plan: 秸秆焚烧, and not 臭气."""
        halves = (word[at : at + _HALF] for at in range(0, len(word), _HALF))
        source = self._finder.dossier.plan.source
        return len(word) > 1 and all(half in source for half in halves)

    def act(self, question: Question, finding: Finding) -> str:
        """What it is asked to be allowed to do, where the clause speaks of no such act: 钓鱼."""
        asked = _ALLOWED.search(question.plain)
        words = [w for w in self._finder.content(asked[1]) if w not in LEANING] if asked else []
        clause = finding.clause
        if not clause or not words or self._finder.strong(asked[1] if asked else ""):
            return ""
        there = self._finder.vocabulary((clause.start, clause.end))
        apart = all(self._finder.covered(w, there) < _SPOKEN_OF for w in words)
        return f"“{words[0]}”{MATTER}" if apart and len(words[0]) > 1 else ""

    def _titled_otherwise(self, question: Question, finding: Finding, text: str) -> str:
        """The kind of place asked about, where the clause is titled by the other: 村里 for 城市."""
        title = _QUOTED.sub("", finding.clause.title) if finding.clause else ""  # “无废城市”
        other = self._things.contrast(question, f"{title}{text}")
        return other if WHERE.search(other) else ""

    def apart(self, question: Question, finding: Finding) -> bool:
        """Whether a task is one of another kind of place than the question's: 城市 for 农村."""
        title = finding.clause.title if finding.clause else ""
        said = finding.task.text.replace(_OFFICE, "") if finding.task else title
        return bool(WHERE.search(self._things.contrast(question, said)))

    def _defines(self, question: Question, text: str) -> bool:
        """Whether what a name in quotes stands for is claimed where the plan tells it."""
        named = any(n in text for n in _QUOTED.findall(question.text))
        return named and speaks_of("meaning", text, self._finder.dossier.plan)

    def names_one(self, question: Question, finding: Finding) -> bool:
        """Whether one of several things asked for is spoken of in full by some passage.

        The place found must speak of one of them as well.
        """
        there, words = self._finder.vocabulary(finding.span), self._finder.strong(question.topic)
        apart = words and all(self._finder.covered(w, there) < _SPOKEN_OF for w in words)
        if not joined(question) or apart:
            return False
        for item in ITEM.split(question.topic):
            words = self._finder.strong(item)
            named = sum(map(len, words)) >= _NAMED
            best = self._finder.search(item).best if named else None
            if best and self._finder.coverage(" ".join(words), place_of(best))[0] > _FULL:
                return True
        return False

    def _elsewhere(self, word: str, question: Question) -> bool:
        """Whether the plan speaks of a word in a passage of its own."""
        items = [i for i in ITEM.split(question.topic) if word in self._finder.content(i)]
        best = self._finder.search(items[0]).best if items else None
        named = " ".join(self._finder.strong(items[0])) if items else ""
        if best is None or self._finder.coverage(named, place_of(best))[0] < _OWN:
            return False
        terms = frozenset(self._finder.tokenizer.terms(self._finder.text_of(best)))
        return self._finder.covered(word, terms) == 1.0


def _reach(
    question: Question, finding: Finding, words: tuple[str, ...]
) -> tuple[tuple[int, int], str]:
    """How much of the plan may speak of the matter: a figure's own piece, else the clause.

    That piece has the longest of the ``words`` asked about, or most of their characters.
    """
    clause = finding.clause.text if finding.clause else ""
    if not finding.sentence:
        return _figured_in(question, finding, words) or (finding.span, clause)
    whole = (finding.sentence.start, finding.sentence.end)
    if not asks_number(question) or question.asks(Asked.WHO):
        return whole, clause
    parts = pieces(finding.sentence.text, finding.sentence.start)
    figured = [p for p in parts if FIGURE.search(p.text)] or list(parts)
    best = max(figured, key=lambda p: (_named(words, p.text), alike(question.topic, p.text)))
    if _SEVERAL.search(question.text) or len(figured) < 2 or not alike(question.topic, best.text):
        return whole, ""
    return (best.start, best.end), ""


def _figured_in(
    question: Question, finding: Finding, words: tuple[str, ...]
) -> tuple[tuple[int, int], str] | None:
    """The sentence of a whole clause that has the figure asked for: the rest gives none of it."""
    if not finding.clause or _SEVERAL.search(question.text) or question.asks(Asked.WHO):
        return None
    figured = [s for s in finding.clause.sentences if FIGURE.search(s.text)]
    if not asks_number(question) or not figured:
        return None
    best = max(figured, key=lambda s: (_named(words, s.text), alike(question.topic, s.text)))
    return (best.start, best.end), finding.clause.title


def _named(words: tuple[str, ...], text: str) -> int:
    """Length of the longest word, long enough for a name, that stands in a text."""
    return max((len(w) for w in words if len(w) >= _NAMED and w in text), default=0)


def _first(words: tuple[str, ...]) -> str:
    return words[0] if words else ""
