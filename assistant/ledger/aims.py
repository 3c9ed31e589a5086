"""Lists of targets: by value, unit, wording, base year or the words they are about."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answer import Status
from assistant.compose.clauses import title
from assistant.compose.draft import Draft, Evidence, Statement, responsible
from assistant.compose.phrase import join, pieces, summary
from assistant.ledger.kinds import Kind
from assistant.ledger.query import Query
from assistant.ledger.subjects import subject
from assistant.understand.question import Asked, Question
from corpus.catalog import Dossier
from corpus.model import Clause, Piece, Plan, Sentence, Target
from corpus.numerals import to_int

_N = r"\d+(?:\.\d+)?"
_UNITS = r"%|个百分点|[万亿]?(?:平方公里|平方米|公里|公顷|亩|千瓦时?|户|吨|元|个|家|处|天|辆)"
_VALUE = re.compile(
    rf"(?P<pre>超过|高于|大于|不低于|不少于|至少|低于|小于|不到|不足|少于|不超过|达到|等于|为|是)?(?P<a>{_N})?(?P<v>{_N}|百分之[零一二三四五六七八九十百点]+)\s*(?P<u>{_UNITS})?(?P<post>以上|及以上|以下|以内)?"
)
_AIM = re.compile(r"目标|指标|数值|比例|百分[比数号]|要求|数字?|值|对应|占比|率")
_LISTED = re.compile(
    r"哪|什么|有没有|有无|有吗|列|挑|汇总|都有|所有|全部|几[个项条处]|多少[个项条处]|盘点|对应|找|(?:目标|指标)[？?。]*$"
)
_QUOTED = re.compile(r"[“\"「‘]([^“”\"」’]{1,12})[”\"」’]")
_FIGURES = r"(?:百分比|百分数|%|具体数|数字|量化|年份|年限|期限|时限|时间|截止日?|日期|年度)"
_DATES = re.compile(r"年份|年限|期限|时限|时间|截止|日期|年度")
_FIGURELESS = re.compile(
    rf"(?:没有?|不含|无|未|不带)[^，。？]{{0,6}}{_FIGURES}|{_FIGURES}[^，。？]{{0,6}}(?:都|也)?没"
)
_UNIT_IS = re.compile(r"单位(?:是|为|用)([^的，。？]{1,8})")
NO_SUCH = "没有"
_TREND = re.compile(r"(下降|新增|提高|减少|降低|提升|淘汰|修复)(?:类|型|方面)?的?(?:指标|目标)")
_BARE_NUMBER = re.compile(
    r"[“\"]?(?<!\d)(\d+(?:\.\d+)?)(万|亿)?[”\"]?(?:这个|这|是哪?个?)?(?:数字?|数值)"
)
_ALL_AIMS = re.compile(r"量化|数值|数字|指标|目标")
_PERCENTS = re.compile(r"百分[比数号]|%|比例")
Pick = Callable[[Target], bool]


class Aims:
    """Target lists of one plan."""

    def __init__(self, dossier: Dossier) -> None:
        self._plan: Plan = dossier.plan
        self._units = {t.unit for c in self._plan.clauses for s in c.sentences for t in s.targets}

    # --- by value, unit and wording --------------------------------------------------------------

    def by_value(self, question: Question, query: Query) -> Draft | None:
        """Targets of a value (70%), beyond one (低于10%), in a unit, or with a word (力争)."""
        text = question.text
        if not _AIM.search(text) or not _LISTED.search(text):
            return None
        pick = self.pick(text)
        return self.picked(pick, question, query) if pick else None

    def pick(self, text: str) -> Pick | None:
        """Which targets a text tells by value, unit or wording; None when it tells none."""
        return (
            _assigned(text) or self._in_units(text) or self._by_word(text) or self._of_value(text)
        )

    def picked(self, pick: Pick, question: Question, query: Query) -> Draft | None:
        """The sentences with such targets; None without."""
        found, lines = [], []
        for clause, sentence in query.sentences(self._plan):
            targets = [t for t in sentence.targets if pick(t)]
            if targets:
                found.append((clause, sentence))
                lines.append(self.line(clause, sentence, targets))
        return self.listed(found, lines, question, question.text, query.names) if found else None

    def within(self, question: Question, query: Query) -> Draft | None:
        """Every target with a figure in a chapter or of a department; or every one in per cent."""
        text = question.text
        percent = bool(_PERCENTS.search(text))
        narrowed = query.chapters or query.titles or (query.groups and not question.years)
        if not _ALL_AIMS.search(text) or not _LISTED.search(text) or not (narrowed or percent):
            return None
        pick: Pick = _counts
        if percent:
            pick = _per_cent
        elif _DATES.search(text):
            pick = _due
        found = self.picked(pick, question, query)
        if found or not query.chapters or query.groups:
            return found
        return Draft(Status.ANSWERED, (Statement(f"{NO_SUCH}。"),), frames=(NO_SUCH,))

    def _in_units(self, text: str) -> Pick | None:
        quoted = _QUOTED.findall(text) + _UNIT_IS.findall(text)
        if not quoted and re.search(r"单位|计(?:量|的)", text):
            quoted = [u for u in self._units_named() if re.search(rf"(?<!\d){re.escape(u)}", text)]
        if "百分点" in text and not re.search(r"\d", text):
            quoted = ["百分点"]
        units = [w for w in quoted if any(u and u.endswith(w) for u in self._units)]
        if not units or len(units) < len(quoted):
            return None
        exact = {w for w in units if w in self._units}
        ends = tuple(w for w in units if w not in exact)
        return lambda t: t.unit in exact or t.unit.endswith(ends)

    def _units_named(self) -> tuple[str, ...]:
        """Units and what they end with (亩 of 万亩), the longest first."""
        known = {u for u in self._units if u} | {u.lstrip("万亿") for u in self._units if u}
        return tuple(sorted(known - {"", "个", "家", "处", "天"}, key=len, reverse=True))

    def _by_word(self, text: str) -> Pick | None:
        quoted = _QUOTED.findall(text)
        trend = _TREND.search(text)
        if trend:
            return lambda t: trend[1] in t.text or trend[1] in t.comparator
        if quoted == ["率"]:
            return lambda t: t.indicator.endswith("率")
        said = {t.comparator for c in self._plan.clauses for s in c.sentences for t in s.targets}
        words = [w for w in quoted if any(w in c for c in said)]
        if not words or len(words) < len(quoted):
            return None
        return lambda t: any(w in t.comparator for w in words)

    def _of_value(self, text: str) -> Pick | None:
        text = re.sub(r"20\d\d年?|第\d+[条章项]", " ", text)
        bare = _BARE_NUMBER.search(text)
        if bare:
            return lambda t: t.value == bare[1] and t.unit.startswith(bare[2] or "")
        matches = [m for m in _VALUE.finditer(text) if m["u"] or m["v"].startswith("百分之")]
        if not matches:
            return None
        if len({m["v"] for m in matches}) > 1:
            return None  # 70%以上和90%以上的各几个
        match = matches[-1]
        value, unit = (
            _number(match["v"] if not match["a"] else match["a"] + match["v"]),
            match["u"] or "%",
        )
        if value is None:
            return None
        pre, post = match["pre"] or "", match["post"] or ""
        either = len({m["v"] for m in matches}) == 1 and len(matches) > 1
        if pre in {"低于", "小于", "不到", "不足", "少于"}:
            return lambda t: t.unit == unit and _figure(t) < value
        if (pre in {"不超过"} or post in {"以下", "以内"}) and not either:
            return lambda t: t.unit == unit and _figure(t) <= value
        if pre in {"超过", "高于", "大于"} and not post:
            return lambda t: t.unit == unit and value < _figure(t) < _NO_FIGURE
        if (pre in {"不低于", "不少于", "至少"} or post in {"以上", "及以上"}) and not either:
            return lambda t: t.unit == unit and value <= _figure(t) < _NO_FIGURE
        return lambda t: t.unit == unit and _figure(t) == value

    def without_figures(self, question: Question, query: Query) -> Draft | None:
        """Clauses with no percentage, or with no figure to reach."""
        match = _FIGURELESS.search(question.text)
        if not match or subject(question.text) is not Kind.CLAUSES:
            return None
        percent = "百分" in match.group() or "%" in match.group()
        dated = bool(_DATES.search(match.group()))
        if dated and question.years:
            return None  # 2025年之外没有别的年份
        clauses = [
            c
            for c in query.clauses(self._plan)
            if not (_dated(c) if dated else _quantified(c, percent))
        ]
        return listed_titles(clauses)

    # --- lines -----------------------------------------------------------------------------------

    def line(self, clause: Clause, sentence: Sentence, targets: Sequence[Target]) -> Statement:
        """The pieces of a sentence with ``targets``, and the date that rules them."""
        parts = [p for p in pieces(sentence.text, sentence.start) if _holds(p, targets)]
        begin = max(self._plan.source.rfind(m, 0, sentence.start) for m in "。\n") + 1
        due = next((t.due for t in targets if t.due), "")
        at = self._plan.source.find(due, begin, sentence.end) if due else -1
        text = join(tuple(parts)) if parts else summary(sentence, 80)
        if 0 <= at < (parts[0].start if parts else sentence.start) and due not in text:
            text = f"{due}，{text}"
        start = min(sentence.start, at) if at >= 0 else sentence.start
        return Statement(f"{clause.label}{text}", (Evidence(start, sentence.end, clause.number),))

    def listed(
        self,
        found: list[tuple[Clause, Sentence]],
        lines: list[Statement],
        question: Question,
        text: str,
        names: tuple[str, ...] = (),
    ) -> Draft:
        """An answer of ``lines`` with the departments of their tasks."""
        tasks = dict.fromkeys(t for c, s in found for t in c.tasks if t.start <= s.start < t.end)
        departments = tuple(d for t in tasks for d in responsible(t, names or None))
        if text and subject(question.text) is Kind.DEPARTMENTS and departments:
            held = tuple(dict.fromkeys(d.name for d in departments))
            marks = tuple(dict.fromkeys(d.evidence for d in departments))
            said = f"责任部门共{len(held)}个：{'、'.join(held)}。"
            lines = [Statement(said, marks, (str(len(held)),)), *lines]
        clauses = str(len({c.number for c, _ in found}))
        if text and question.asks(Asked.COUNT) and subject(text) is not Kind.DEPARTMENTS:
            of_clauses, count = subject(text) is Kind.CLAUSES, str(len(lines))
            said = f"共涉及{clauses}条：" if of_clauses else f"共{count}项："
            lines = [Statement(said, (), (clauses, count)), *lines]
        return Draft(Status.ANSWERED, tuple(lines), departments, lines=True)

    def drawn(self, found: list[tuple[Clause, Sentence]], lines: list[Statement]) -> Draft:
        """An answer of ``lines`` with the departments of their tasks."""
        tasks = dict.fromkeys(t for c, s in found for t in c.tasks if t.start <= s.start < t.end)
        departments = tuple(d for t in tasks for d in responsible(t))
        return Draft(Status.ANSWERED, tuple(lines), departments, lines=True)


_NO_FIGURE = 1e12


def listed_titles(clauses: list[Clause]) -> Draft:
    """Clauses by their titles, with their number."""
    if not clauses:
        return Draft(Status.ANSWERED, (Statement(f"{NO_SUCH}。"),), frames=(NO_SUCH,))
    count = str(len(clauses))
    head = Statement(f"共{count}条：", (), (count,))
    lines = [Statement(f"{c.label}{c.title}", (title(c),)) for c in clauses]
    return Draft(Status.ANSWERED, (head, *lines), lines=True)


def _counts(target: Target) -> bool:
    return _figure(target) < _NO_FIGURE


def _per_cent(target: Target) -> bool:
    return target.unit in {"%", "个百分点"}


def _due(target: Target) -> bool:
    return target.due_year is not None


def _assigned(text: str) -> Pick | None:
    """Aims that only say 完成省下达的任务."""
    return (lambda t: "下达" in t.value) if "下达" in text else None


def _figure(target: Target) -> float:
    return float(target.value) if re.fullmatch(_N, target.value) else _NO_FIGURE


def _number(text: str) -> float | None:
    if not text.startswith("百分之"):
        return float(text)
    whole = 100 if text == "百分之百" else to_int(text[3:])
    return None if whole is None else float(whole)


def _quantified(clause: Clause, percent: bool) -> bool:
    if percent:
        return "%" in clause.text
    return any(_figure(t) < _NO_FIGURE for s in clause.sentences for t in s.targets)


def _dated(clause: Clause) -> bool:
    return any(t.due_year for s in clause.sentences for t in s.targets)


def _holds(piece: Piece, targets: Sequence[Target]) -> bool:
    return any(piece.start < t.end and t.start < piece.end for t in targets)
