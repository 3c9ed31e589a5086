"""Whether the plan says what is asked: the near misses are refused here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.compose.complete import ITEM, joined
from assistant.compose.phrase import pieces
from assistant.decide.aspects import GIVEN
from assistant.decide.find import Finder
from assistant.decide.finding import Finding, Search
from assistant.decide.fit import Fit, Model, load_model, place_of
from assistant.decide.judge import Judge, Verdict
from assistant.decide.measure import asked_kind, kinds_in, share_of
from assistant.decide.narrower import Narrower
from assistant.decide.unsaid import Unsaid
from assistant.understand.question import Asked, Question
from assistant.understand.reader import kinds_of
from index.tokens import bigrams

_NUMERIC = re.compile(
    r"多少(?!部门|单位|条款)|(?<![哪第那这前后上])几(?:个|家|处|条|万|千|百|成|天|吨|倍|公顷|公里|亩|平方|座|项|类|户|辆|台|级|艘|片|口|微克|毫克|度|米|次|套|架|枚|棵|分|块|元)|百分之几|百分之多少|多大(?:面积|比例|规模)?|多高|目标值|具体数|量化目标|几%|比例(?:是|要|为|多)|占比(?:是|多少)"
    r"|的(?:面积|长度|数量|总数|总量|个数|数值)[。？?]*$"
)
# Wants of one sentence that another of the same clause may supply.
UNDATED, UNNUMBERED = "完成时限", "具体数值"
SOFT = (UNDATED, UNNUMBERED, "含义")
_MATTER = "的有关内容"
_QUOTED = re.compile(r"“([^”]{2,12})”")
_SAID = re.compile(r"[“「]([^”」]{4,30})[”」]")
_FULL, _NAMED = 0.99, 4
_SAME = 0.6  # likeness of questions that differ in nothing that tells
# So much of the question the place must speak of when it also holds a figure of it.
_FIGURED = 0.5
_LONG = 2  # digits of a figure that hardly stands in the plan by chance
UNFIT = "所问内容"
_ANSWERABLE = (Asked.CHECK, Asked.WHO, Asked.WHICH_CLAUSE)
_CLAIMED = re.compile(r"由.{2,12}?(?:牵头|负责)|[局委厅院会](?:一家|单独|独家)?牵头")
_RATHER = re.compile(r"而(?:不|非)|[，、](?:不|非|没)(?:是|定|设)?|还是")
_WHICH_YEAR = re.compile(r"哪(?:一|个)?年(?!度)|什么年份|年份")
_DATED = re.compile(r"20\d{2}年")
_WANTED = re.compile(r"(?:要求|目标|任务|安排|规划|计划)(?:是|有|呢|如何|怎么样)?[？?。]*$|换成")
_EXISTS = re.compile(
    r"有(?:没有)?(?:规定|提|写|涉及|说|要求|安排|包括|数)|(?:写|提|说|规定|讲)(?:了|到|过)?.{0,8}(?:没|吗)|写没写|提没提|是不是规定|有没有"
)
# Whether there is a target of its own for a year: without one there is nothing to correct.
_SET = re.compile(
    r"有(?:没有|无)?(?:单独|专门|另外|分别|分年度|年度)|分年度|逐年|单独(?:定|设|给)|年度目标"
)
_DECIDED = re.compile(
    r"(?:定|出台?|公布|下达|确定|明确|安排|写|提|设)(?:下来|出来)?(?:了|过)?(?:没有?|吗)[？?。]*$"
    r"|还有(?:没有)?(?:后续|新的?|别的|其他|下一).{0,10}(?:吗|没有?)[？?。]*$"
    r"|(?:有没有|有无|是否|是不是)(?:已经|都)?(?:定|出台?|公布|下达|确定|明确|设)"
)
_WHEN = re.compile(
    r"什么时候|何时|啥时候|啥时|哪(?:一)?年(?!度)|几年(?:能|内|才|完)|期限|时限|截止|到时候|什么年份|哪个年份|多久(?:能|完)"
)
# O3, PM2.5: names, not figures. Aims without a figure of their own.
_CODE = re.compile(r"[A-Za-z]+\d+(?:\.\d+)?")
_UNTOLD = re.compile(r"省下达|省分解|全部|清零|全覆盖|均")
_MEASURED = ("mass", "area", "length", "money", "power", "vehicle", "household", "concentration")
_OWN_DUTY = re.compile(
    r"(?:分|领|摊|干|做|管|承担|负责|落)(?:了|到|着|些|上|的)?.{0,3}(?:什么|啥|哪些|哪项|哪几|几项)(?:任务|事|活|工作|职责|责任)?|(?:负责|承担|做|干|有|管|担|起|扮演|发挥|履行|落实)(?:了|着)?(?:些|点)?(?:什么|啥|哪些|哪项|哪块|何)|什么(?:职责|任务|责任|角色|作用|分工|工作)|(?:职责|任务|责任|分工)(?:是|有)(?:什么|哪些|啥)"
)
_PREMISE = re.compile(
    r"既然|都(?:要|定|说|已|拖)|据说|听说|不是说|明明|反正|居然|竟然|怎么(?:才|还|就|会)|就(?:已经?|能)?(?:建成|完成|达到|实现|清零|整治|关停|淘汰)|为什么要|凭什么|就(?:要|得)|之后呢|了之后|以后呢|原计划|写在哪|依据|哪条|这么|才|才能|太晚|太早|是不是太|还怎么|允许|拖到|推迟|提前|原文|牵头的|方案(?:里|中)?(?:说|写|讲|定|规定|要求)|文件(?:里|中)?(?:说|写|讲|定|规定|要求)|为啥|为什么|为何|凭啥|推行|选在|放在|定在|的话|要是|如果"
)


@dataclass(frozen=True, slots=True)
class Decision:
    """``refusal`` says what is missing ("" when nothing is); ``verdict`` is on the claims made.

    ``untold`` is asked besides a wrong claim, and the plan does not say it.
    """

    refusal: str
    verdict: Verdict
    untold: str = ""

    @property
    def soft(self) -> bool:
        """Whether another sentence of the same clause may supply what is missing."""
        return self.refusal in SOFT or self.refusal.endswith(_MATTER)


@dataclass(frozen=True, slots=True)
class Bars:
    """Thresholds of the known questions that the plan does not answer."""

    gap: float = 0.08
    gap_min: float = 0.3


class Decider:
    """Decides whether a finding answers a question."""

    def __init__(
        self, finder: Finder, judge: Judge, bars: Bars | None = None, model: Model | None = None
    ) -> None:
        self._finder = finder
        self._judge = judge
        self._bars = bars or Bars()
        self._fit = Fit(finder)
        self._unsaid = Unsaid(finder, judge)
        self.never_said = self._unsaid.never_said
        self.narrow = Narrower(finder, judge).narrow
        self._model = model or load_model()

    def decide(self, question: Question, search: Search, finding: Finding) -> Decision:
        """Whether ``finding`` answers ``question``, and how its claims fare."""
        verdict = self._judge.verdict(question, finding)
        features = self._fit.features(question, search, finding, self._judge.full_text(finding))
        # The model was fitted on words and vectors together.
        fits = not search.signals.vectors or self._model.fits(features)
        fits = fits or self._names_items(question) or self._quotes(question, finding)
        if not fits and not (verdict.figured and finding.coverage >= _FIGURED):
            return Decision(UNFIT, verdict)
        if self._premise(question, search, finding, verdict):
            return Decision("", verdict, self._unsaid.besides(question, finding))
        reason = (
            self._unsaid.place(question, finding)
            or self._unsaid.aspect(question, finding)
            or self._known_gap(question, search, finding)
            or self._other_matter(question, finding)
            or self._year(question, finding, verdict)
            or self._number(question, finding)
            or self._own_duty(question, finding, verdict)
        )
        return Decision(reason, verdict)

    def _premise(
        self, question: Question, search: Search, finding: Finding, verdict: Verdict
    ) -> bool:
        """A wrong figure, year or department taken for granted about a matter of the plan."""
        if verdict.years and self._asks_whether_set(question):
            return False
        if verdict.years and self._no_year(question, finding):
            return False  # what the plan gives no year for it cannot put right
        if question.asks(Asked.WHY) and verdict.figured and _RATHER.search(question.text):
            return False  # 为什么是5%而不是10% takes no wrong figure for granted
        if verdict.things and (
            question.asks(Asked.CHECK)
            or _PREMISE.search(question.text)
            or (question.years and not verdict.years and _states(question))
        ):
            return True
        if question.places or verdict.holds is not False or finding.coverage < 0.4:
            return False
        if question.asks(Asked.CHECK) or verdict.figures:
            return not self._told_elsewhere(question, search, finding)
        if verdict.duties:
            return not _OWN_DUTY.search(question.text) or bool(_CLAIMED.search(question.text))
        wanted = bool(_WANTED.search(question.text)) or not question.asked
        plain = question.asks(Asked.HOW_MUCH, Asked.LIST) or wanted
        return verdict.years and (bool(_PREMISE.search(question.text)) or not plain)

    def _asks_whether_set(self, question: Question) -> bool:
        """Whether it is asked if there is a target for a year, and none is claimed."""
        if _SET.search(question.text):
            return True
        return not question.figures and bool(_DECIDED.search(question.text))

    def _told_elsewhere(self, question: Question, search: Search, finding: Finding) -> bool:
        """Whether a telling figure of the question stands at another place found, not here."""
        texts = [self._judge.full_text(f) for f in search.findings if f.span != finding.span]
        here = self._judge.full_text(finding)
        figures = [f.text for f in question.figures if len(f.value) > _LONG]
        return any(t not in here and any(t in o for o in texts) for t in figures)

    def text_of(self, finding: Finding) -> str:
        """What the place found says."""
        return self._judge.full_text(finding)

    def _known_gap(self, question: Question, search: Search, finding: Finding) -> str:
        """A known question that the plan does not answer is nearer than any that it does."""
        gap = search.gap
        if gap is None or gap.likeness < self._bars.gap_min:
            return ""
        if gap.likeness <= finding.likeness + self._bars.gap:
            return ""
        # “Is it true” and “who” are no questions for a figure or a name that is not given.
        asked_there = kinds_of(gap.unit.text)
        plain = not _NUMERIC.search(question.text) and not _EXISTS.search(question.text)
        if plain and question.asks(*_ANSWERABLE) and not asked_there & set(_ANSWERABLE):
            return ""
        # Most of what that question speaks of must be asked here as well.
        asked = frozenset(self._finder.tokenizer.terms(question.text))
        words = self._finder.content(gap.unit.text)
        met = [self._finder.covered(w, asked) >= 0.5 for w in words]
        if sum(met) * 2 <= len(words):
            return ""
        # What it asks that the place does not speak of must be asked here, too.
        there = frozenset(self._finder.tokenizer.terms(self._judge.full_text(finding)))
        apart = [m for w, m in zip(words, met, strict=True) if self._finder.covered(w, there) < 0.5]
        known = any(apart) if apart else gap.likeness >= _SAME
        return gap.unit.missing if known else ""

    def _other_matter(self, question: Question, finding: Finding) -> str:
        """Names a matter of the field of which this place does not speak (二氧化硫 for PM2.5)."""
        exists = question.asks(Asked.CHECK) and bool(_EXISTS.search(question.text))
        if question.asks(Asked.CHECK) and not exists and self._defines(question, finding):
            return ""
        other = self._judge.contrast(question, finding)
        if other and not question.asks(Asked.CHECK):
            return f"“{other}”{_MATTER}"
        numeric = bool(_NUMERIC.search(question.text)) and not question.asks(Asked.WHO, Asked.CHECK)
        if (
            not numeric
            and not exists
            and finding.coverage > (0.55 if question.asks(Asked.WHO, Asked.CHECK) else 0.75)
        ):
            return ""
        if exists:
            span, more = self._reach(question, finding)
            terms = self._finder.field_terms
            missing = self._finder.official_missing(question.topic, span, more, also=terms)
            return f"“{missing[0]}”{_MATTER}" if missing else ""
        if not numeric:
            foreign = self._finder.foreign(question.topic)
            return f"“{foreign[0]}”{_MATTER}" if foreign else ""
        span, more = self._reach(question, finding)
        missing = self._finder.official_missing(question.topic, span, more, strict=numeric)
        if missing and joined(question):  # another passage may speak of it
            missing = tuple(w for w in missing if not self._elsewhere(w, question))
        return f"“{missing[0]}”{_MATTER}" if missing else ""

    def quoted(self, question: Question) -> list[str]:
        """Words in quotation marks that stand at one place of the text, just so."""
        source = self._finder.dossier.plan.source
        return [q for q in _SAID.findall(question.text) if source.count(q) == 1]

    def _quotes(self, question: Question, finding: Finding) -> bool:
        text = self._judge.full_text(finding)
        return any(q in text for q in self.quoted(question))

    def _defines(self, question: Question, finding: Finding) -> bool:
        """Whether what a name in quotes stands for is claimed where the plan tells it."""
        text = self._judge.full_text(finding)
        names = [n for n in _QUOTED.findall(question.text) if n in text]
        return bool(names) and bool(GIVEN["meaning"].search(text))

    def _names_items(self, question: Question) -> bool:
        """Whether one of several things asked for is spoken of in full by some passage."""
        if not joined(question):
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
        if best is None or self._finder.coverage(named, place_of(best))[0] < 0.8:
            return False
        terms = frozenset(self._finder.tokenizer.terms(self._judge.full_text(best)))
        return self._finder.covered(word, terms) == 1.0

    def _reach(self, question: Question, finding: Finding) -> tuple[tuple[int, int], str]:
        """How much of the plan may speak of the matter: a figure's own piece, else the clause."""
        if not finding.sentence:
            return finding.span, finding.clause.text if finding.clause else ""
        whole = (finding.sentence.start, finding.sentence.end)
        if not _NUMERIC.search(question.text) or question.asks(Asked.WHO):
            return whole, finding.clause.text if finding.clause else ""
        asked = set(bigrams(question.topic))
        parts = pieces(finding.sentence.text, finding.sentence.start)
        figured = [p for p in parts if re.search(r"\d(?!\d{0,3}年)", p.text)] or list(parts)
        best = max(figured, key=lambda p: len(asked & set(bigrams(p.text))))
        several = re.search(r"分别|各|和|与|、|以及|多少.*多[少长大高]|？.", question.text)
        if several or len(figured) < 2 or not asked & set(bigrams(best.text)):
            return whole, ""
        return (best.start, best.end), ""

    def _year(self, question: Question, finding: Finding, verdict: Verdict) -> str:
        premise = _PREMISE.search(question.text) and not question.mentions
        untold = premise and self._no_year(question, finding)
        if verdict.years and (untold or self._asks_whether_set(question)):
            return f"{question.years[0]}年的要求"
        if (
            not verdict.years
            or question.asks(Asked.CHECK, Asked.WHEN)
            or _PREMISE.search(question.text)
        ):
            return ""
        asks = question.asks(Asked.HOW_MUCH, Asked.WHAT, Asked.LIST) or not question.asked
        return f"{question.years[0]}年的要求" if asks and not question.mentions else ""

    def _undated(self, question: Question, finding: Finding) -> bool:
        """Whether a place gives no year, or only one for what comes after (达峰后稳中有降)."""
        text = self._judge.full_text(finding)
        ends = (w[-2:] for w in self._finder.content(question.topic) if len(w) > 1)
        after = "后" not in question.text and any(
            text.count(e) == text.count(f"{e}后") > 0 for e in ends
        )
        return after or not _DATED.search(text)

    def _no_year(self, question: Question, finding: Finding) -> bool:
        """Whether the sentence found tells no year that one of the question may be held against."""
        sentence = finding.sentence
        own = (
            not sentence
            or _DATED.search(sentence.text)
            or any(t.due_year for t in sentence.targets)
        )
        return not own or self._undated(question, finding)

    def _number(self, question: Question, finding: Finding) -> str:
        lasting = re.search(r"每年|常态化|定期", self._judge.full_text(finding))
        undated = (not lasting or _WHICH_YEAR.search(question.text)) and self._undated(
            question, finding
        )
        if _WHEN.search(question.text) and not question.asks(Asked.CHECK) and undated:
            return UNDATED
        if not _NUMERIC.search(question.text) or question.asks(
            Asked.CHECK, Asked.WHO, Asked.WHICH_CLAUSE
        ):
            return ""
        own = finding.sentence.text if finding.sentence else self._judge.full_text(finding)
        text = _CODE.sub("", own)
        kind, given = asked_kind(question.text), kinds_in(text)
        told = (given or kind in _MEASURED) and not share_of(question.text, text)
        if kind and kind not in given and told and not _UNTOLD.search(text):
            return UNNUMBERED
        if re.search(
            r"\d(?!\d{0,3}年)|[一二三四五六七八九十]+(?:项|个|类|级|处|条|家)|Ⅰ|Ⅱ|Ⅲ|Ⅳ|Ⅴ|省下达|省分解|全部|清零|\d+年以[上下内]",
            text,
        ):
            return ""
        return UNNUMBERED

    def _own_duty(self, question: Question, finding: Finding, verdict: Verdict) -> str:
        """A department asked about a task that is not its."""
        if not verdict.duties or question.asks(Asked.CHECK) or not question.mentions:
            return ""
        if not _OWN_DUTY.search(question.text):
            return ""
        names = "、".join(dict.fromkeys(d.name for m in question.mentions for d in m.departments))
        return f"{names}在这项任务中的职责"


def _states(question: Question) -> bool:
    """Whether a part of the question tells something of a year and asks nothing."""
    return any(
        any(str(y) in part for y in question.years) and not kinds_of(part)
        for part in re.split(r"[，,。；;：:\n]", question.text)
    )
