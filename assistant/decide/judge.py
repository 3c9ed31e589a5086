"""What a question takes for granted, held against the plan: figures, years, departments, words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.compose.phrase import pieces
from assistant.decide.find import Finder
from assistant.decide.finding import Finding
from assistant.decide.proof import plain_duty, proves, turns
from assistant.understand.question import Asked, Figure, Question
from corpus.model import Duty, Role, Target
from corpus.words import any_of, load_rows
from index.tokens import bigrams

_ALONE = re.compile(r"(?:一家|独家|单独|独自|只归|只由|仅由|只有|全归|一个部门)")
_QUOTED = re.compile(r"[“\"「]([^”\"」]{2,12})[”\"」]")
_DUTY = re.compile(
    r"负责|牵头|带头|主导|管|抓|承担|参与|参加|分工|责任|有份|有没有份|配合|保障|组织|推行|推|建|定|办|做|分|任务|事|活|归|由|交给?|甩给|包括|其中|在内|介入|协助|防控|淘汰|培育|落实"
)
_BASE = re.compile(r"(?:比|较|在|以|拿|基数是?|基准年?是?)(20\d{2})年")
_OPPOSED = tuple(
    (re.compile(a), re.compile(b))
    for a, b in (
        (r"最多(?!的)|不超过|至多|顶多|以内|以下", r"至少|不低于|不少于|以上"),
        (r"至少|不低于|不少于|最少", r"不超过|控制在|至多|以下"),
        (r"(?<!负)(?:增长|上升|增加|反弹|提高)(?!率)", r"负增长|下降|降低|减少"),
        (r"下降|降低|减少|缩减|下调", r"(?:增长|提高|提升|增加|上升)"),
    )
)
# What is claimed to be the main thing, or the meaning, must stand in the plan's sentence.
_FORMS = (
    re.compile(r"以(.{2,6}?)为(?:主|核心|重点|目标|龙头|中心)"),
    re.compile(r"指的?(?:就)?是(.{2,8}?)(?:吗|吧|么|？|\?|，|$)"),
)
_MEANT = re.compile(r"指的?(?:就)?是([^，。？]{2,8}?)(?:吗|吧|么|[？?，]|$)")
_AS = re.compile(r"以(.{2,6}?)为(主|核心|重点|龙头|中心)")
_YEAR = re.compile(r"20\d\d年")
_STOPPED = re.compile(
    r"全部停用|全部禁止|全面停用|完全停用|一律停用|全面取消|全部取消|停止使用|不再使用|废止|取消"
)
_FORBIDDEN = re.compile(r"(?:全面|全部|一律|严格)?禁止")


@dataclass(frozen=True, slots=True)
class Verdict:
    """``holds`` is None when nothing is claimed; the others tell which kind of claim failed.

    ``figured``: a figure of the question stands at the place;
    ``things``: another thing of the same kind, name in quotes or district stands in the plan.
    ``undated``: no year stands at the place that one claimed could be held against;
    ``proved``: it is asked whether a claim is true, and the plan says just that, word by word.
    """

    holds: bool | None
    duties: bool = False
    years: bool = False
    figures: bool = False
    things: bool = False
    proved: bool = False
    figured: bool = False
    undated: bool = False

    @property
    def refuted(self) -> bool:
        """Whether the plan says otherwise: not only in other words, or with a word missing."""
        years = self.years and not self.undated
        return self.duties or years or self.figures or self.things


class Judge:
    """Compares what a question claims with one place of the plan."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._source = finder.dossier.plan.source
        self._districts = finder.dossier.districts
        rows = load_rows("contrasts")
        self._contrasts = [[tuple(things.split("/")) for things in row] for row in rows]
        self._contrasting = re.compile(any_of(w for row in self._contrasts for g in row for w in g))
        self._begin = lru_cache(maxsize=4096)(self._begin_of)
        self._contrasted = lru_cache(maxsize=64)(self._contrasts_in)

    def verdict(self, question: Question, finding: Finding) -> Verdict:
        """Whether the claims of ``question`` hold at ``finding``."""
        duties = self._duties(question, finding)
        years = self._years(question, finding)
        figures = self._figures(question, finding)
        checked = question.asks(Asked.CHECK)
        words = self._words(question, finding) if checked else None
        bounds = self._bounds(question, finding)
        things = self._things(question, finding)
        found = [c for c in (duties, years, figures, words, bounds, things) if c is not None]
        holds = all(found) if found else None
        return Verdict(
            holds,
            duties is False,
            years is False,
            False in (figures, bounds),
            things is False,
            checked and holds is not False and self._proved(question, finding, duties, figures),
            self._figured(question, finding),
            years is False and not _YEAR.search(self.full_text(finding)),
        )

    def _figured(self, question: Question, finding: Finding) -> bool:
        known = _figures_of(self.full_text(finding))
        return any(
            _value(f.value) == _value(k.value) and _unit(f.unit) == _unit(k.unit)
            for f in question.figures
            for k in known
        )

    def _proved(
        self, question: Question, finding: Finding, duties: bool | None, figures: bool | None
    ) -> bool:
        """Whether the place says just what is claimed; of duties, whether they are just these."""
        if duties and plain_duty(question.text):
            return True
        dated = self._target(question, finding) if question.years else None
        due = bool(dated and dated.due_year in question.years)
        if (figures or due) and not turns(question.text):
            return True
        return proves(question.text, self.full_text(finding), finding_title(finding))

    def _duties(self, question: Question, finding: Finding) -> bool | None:
        if not question.mentions or not _DUTY.search(question.text):
            return None
        actual = duties_of(finding)
        if not actual and finding.clause is None:
            return None
        names = {d.name for d in actual}
        for mention in question.mentions:
            if _within_text(mention.text, finding) and not _assigned(question, mention.text):
                continue
            claimed = {d.name for d in mention.departments}
            if not claimed & names:
                return False
            lead = _said_to_lead(question, mention.text)
            if lead and not any(d.name in claimed and d.role is Role.LEAD for d in actual):
                return False
            if lead is False and not any(
                d.name in claimed and d.role is Role.SHARED for d in actual
            ):
                return False
        if _ALONE.search(question.text) and len(names) > len(question.mentions):
            return False
        return True

    def _years(self, question: Question, finding: Finding) -> bool | None:
        if not question.years:
            return None
        text = self.full_text(finding)
        present = [y for y in question.years if str(y) in text]
        if not present:
            return False
        if len(question.years) > 1:
            return True
        target = self._target(question, finding)
        asked = set(question.years)
        if (
            target
            and target.due_year
            and target.due_year not in asked
            and not _spanned(target, asked)
        ):
            return False
        return True

    def _bounds(self, question: Question, finding: Finding) -> bool | None:
        """最多 where the plan says 至少, 增长 where it says 负增长."""
        text = self.full_text(finding)
        stopped = _STOPPED.search(question.text) and not _STOPPED.search(text)
        if stopped and not _FORBIDDEN.search(text):
            return False
        base, own = _BASE.search(question.text), set(_BASE.findall(text))
        if base and own and base[1] not in own:
            return False
        for asked, opposite in _OPPOSED:
            if asked.search(question.text) and opposite.search(text) and not asked.search(text):
                return False
        return None

    def _target(self, question: Question, finding: Finding) -> Target | None:
        """The one target whose words the question repeats best; None when that is not clear."""
        targets = finding.sentence.targets if finding.sentence else ()
        asked = set(bigrams(question.topic))
        scores = [(len(asked & set(bigrams(t.text + t.indicator))), t) for t in targets]
        scores.sort(key=lambda pair: -pair[0])
        if not scores or not scores[0][0]:
            return None
        tied = [t for s, t in scores if s == scores[0][0]]
        return tied[0] if len({t.due_year for t in tied}) == 1 else None

    def _figures(self, question: Question, finding: Finding) -> bool | None:
        if not question.figures:
            return None
        text = self.full_text(finding)
        known = {f.text: f for f in _figures_of(text)}
        judged = []
        for figure in question.figures:
            same_unit = [f for f in known.values() if _unit(f.unit) == _unit(figure.unit)]
            if not same_unit or _is_sum(figure, question.figures):
                continue
            judged.append(self._bound(figure, same_unit, question.text, text))
        return all(judged) if judged else None

    def _bound(self, figure: Figure, same_unit: list[Figure], asked: str, text: str) -> bool:
        """Whether the figure stands in the plan with the words that the question puts around it."""
        if not any(_value(f.value) == _value(figure.value) for f in same_unit):
            return False
        around = _context(asked, figure.text)
        likeness = {
            f.text: max(_alike(around, c) for c in _contexts(text, f.text)) for f in same_unit
        }
        own = max(likeness[f.text] for f in same_unit if _value(f.value) == _value(figure.value))
        return own >= max(likeness.values())

    def _things(self, question: Question, finding: Finding) -> bool | None:
        """False when the plan names another of its kind: 国三 for 国四, 南阳 for “南京实践”."""
        text = self.full_text(finding)
        if not finding.sentence:
            return None
        there = {d for d in self._districts if d.rstrip("市区") in text}
        asked = {d for d in question.districts if d.rstrip("市区") not in text}
        if asked and there and len(asked) == len(question.districts):
            return False
        names = _QUOTED.findall(text)
        for name in _QUOTED.findall(question.text):
            if name not in text and any(_akin(name, n) for n in names):
                return False
        meant = _MEANT.search(question.text)
        if meant and meant[1] not in text and question.asks(Asked.CHECK) and "（即" in text:
            return False
        said = _AS.search(question.text)
        if said and said[1] not in text and re.search(rf"以[^，]{{2,6}}?为{said[2]}", text):
            return False
        figured = any(f.text in text for f in question.figures)
        if self.contrast(question, finding) and (figured or question.years):
            return False
        return None

    def contrast(self, question: Question, finding: Finding) -> str:
        """A word of the question whose counterpart, and not itself, stands here (昼间 for 夜间)."""
        text = self.full_text(finding)
        for asked, all_of_row in self._contrasted(question.text):
            if any(w in text for w in all_of_row) and not any(w in text for w in asked):
                return next(w for w in asked if w in question.text)
        return ""

    def _contrasts_in(self, text: str) -> list[tuple[list[str], list[str]]]:
        """Of each row that a text has a word of, the words that mean the same, and all."""
        found = []
        for row in self._contrasts if self._contrasting.search(text) else ():
            asked = [w for group in row if any(v in text for v in group) for w in group]
            if asked:
                found.append((asked, [w for group in row for w in group]))
        return found

    def _words(self, question: Question, finding: Finding) -> bool | None:
        """A term of the plan that the question uses and this place does not: 填埋 for 焚烧."""
        if not finding.sentence:
            return None
        if self.contrast(question, finding):
            return False
        vocabulary = frozenset(
            self._finder.tokenizer.terms(self.full_text(finding) + finding_title(finding))
        )
        known = self._finder.vocabulary((finding.sentence.start, finding.sentence.end))
        own = self._finder.dossier.registry
        for word in self._finder.content(question.topic):
            if len(word) < 2 or own.find(word) or self._finder.covered(word, vocabulary) >= 0.5:
                continue
            official = word in self._finder.plan_terms
            if official and self._finder.covered(word, known) < 0.5:
                return False
        for pattern in _FORMS:
            said = pattern.search(question.text)
            if said and said[1] not in self.full_text(finding) and not question.mentions:
                return False
        return True

    def full_text(self, finding: Finding) -> str:
        """The sentence found with what governs it since the last 。; else the clause."""
        if not finding.sentence:
            return (
                finding.clause.text if finding.clause else finding.part.text if finding.part else ""
            )
        begin = self._begin(finding.sentence.start)
        if finding.task:  # a responsibility bracket may stand between
            begin = max(begin, finding.task.start)
        return self._source[begin : finding.sentence.end]

    def _begin_of(self, start: int) -> int:
        """Where the text since the last 。 before an offset begins."""
        return max(self._source.rfind(m, 0, start) for m in "。\n") + 1


def _akin(a: str, b: str) -> bool:
    """Names that differ in part: both end, or both begin, with the same two characters."""
    return len(a) > 2 and (a[-2:] == b[-2:] or a[:2] == b[:2])


def finding_title(finding: Finding) -> str:
    """Title of the clause found."""
    return finding.clause.title if finding.clause else ""


def duties_of(finding: Finding) -> tuple[Duty, ...]:
    """Duties of the task found, or of the whole clause."""
    if finding.task:
        return finding.task.duties
    tasks = finding.clause.tasks if finding.clause else ()
    return tuple(d for t in tasks for d in t.duties)


def _within_text(words: str, finding: Finding) -> bool:
    sentence = finding.sentence
    return bool(sentence and words in sentence.text)


def _assigned(question: Question, words: str) -> bool:
    return bool(
        re.search(
            rf"(?:由|归|是){re.escape(words)}|{re.escape(words)}.{{0,4}}(?:牵头|负责)",
            question.text,
        )
    )


def _said_to_lead(question: Question, words: str) -> bool | None:
    """True: the question says that this department leads; False: that it shares; None: neither."""
    if (
        re.search(r"牵头还是|还是牵头|是否牵头|是不是牵头|牵头吗", question.text)
        and "还是" in question.text
    ):
        return None
    if re.search(rf"{re.escape(words)}.{{0,8}}(?:牵头|带头|主导)", question.text):
        return True
    if re.search(rf"{re.escape(words)}.{{0,8}}(?:配合|协助)", question.text):
        return False
    return None


def _spanned(target: Target, years: set[int]) -> bool:
    """2021年到2023年 holds for 2022."""
    bounds = [int(y) for y in re.findall(r"\d{4}", target.due)]
    return len(bounds) == 2 and all(bounds[0] <= y <= bounds[1] for y in years)


_ANY_FIGURE = re.compile(
    r"(\d+(?:\.\d+)?)(%|个百分点|百分点|微克/立方米|万千瓦|万户|万平方米|平方米|平方公里|公里|公顷|万亩|亩|克标准煤/千瓦时|克标准煤|万元/吨标准煤|万元|亿元|元|万吨|吨|万辆|辆|天|条|个|家|处|座|项|倍|类|村|户|次|艘|台)"
)


def _figures_of(text: str) -> list[Figure]:
    found = [Figure(m[1], m[2], m[0]) for m in _ANY_FIGURE.finditer(text)]
    # 分别降低20、15个百分点: the first of the pair shares the unit of the last.
    for m in re.finditer(r"(\d+(?:\.\d+)?)、(\d+(?:\.\d+)?)(个百分点|%|个|项|处)", text):
        found.append(Figure(m[1], m[3], m[1]))
    return found


def _is_sum(figure: Figure, told: Sequence[Figure]) -> bool:
    """Whether a figure only adds up others told with it: 8条和14条，一共22条."""
    others = [f for f in told if f is not figure and _unit(f.unit) == _unit(figure.unit)]
    return len(others) > 1 and _value(figure.value) == sum(_value(f.value) for f in others)


def _unit(unit: str) -> str:
    unit = unit.replace("每", "/").replace("％", "%")
    return {
        "百分点": "%",  # people say % for both; which figure is meant its words tell
        "个百分点": "%",
        "微克": "微克/立方米",
        "万元": "万元/吨标准煤",
        "克标准煤": "克标准煤/千瓦时",
        "克/千瓦时": "克标准煤/千瓦时",
        "克": "克标准煤/千瓦时",
        "家": "个",
    }.get(unit, unit)


def _value(text: str) -> float:
    return float(text)


def _context(text: str, figure: str) -> str:
    at = text.find(figure)
    return (
        text[max(0, at - 14) : at] + text[at + len(figure) : at + len(figure) + 6]
        if at >= 0
        else text
    )


def _contexts(text: str, figure: str) -> list[str]:
    found = [m.start() for m in re.finditer(rf"(?<![\d.]){re.escape(figure)}(?!\d)", text)]
    out = []
    for at in found:
        piece = next((p for p in pieces(text, 0) if p.start <= at < p.end), None)
        own = _respective(piece.text).get(figure) if piece else None
        if own:
            return [own]
        low = piece.start if piece else 0
        high = piece.end if piece else len(text)
        out.append(
            text[max(low, at - 16) : at] + text[at + len(figure) : min(high, at + len(figure) + 8)]
        )
    return out or [""]


def _respective(text: str) -> dict[str, str]:
    """What each of two figures is said of: A、B分别降低20、15个百分点."""
    subject, found, rest = text.partition("分别")
    items = re.split(r"[、和与]", subject)
    figures = list(re.finditer(r"(\d+(?:\.\d+)?)([^\d、和与，]*)", rest))
    if not found or len(items) != len(figures):
        return {}
    said = dict[str, str]()
    for item, figure in zip(items, figures, strict=True):
        said |= {figure[1]: item, figure.group().strip(): item}
    return said


def _alike(a: str, b: str) -> int:
    return len(set(bigrams(a)) & set(bigrams(b)))
