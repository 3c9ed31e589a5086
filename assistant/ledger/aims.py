"""Lists of targets: by due year, value, unit, wording or base year, and indicators side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answer import Status
from assistant.compose.draft import Draft, Evidence, Statement, responsible
from assistant.compose.lookup import title
from assistant.compose.phrase import join, pieces, summary
from assistant.ledger.scope import Kind, Scope, subject
from assistant.understand.question import Asked, Question
from corpus.catalog import Dossier
from corpus.model import Clause, Piece, Plan, Sentence, Target
from corpus.numerals import to_int

_DUE_WORDS = re.compile(
    r"完成|时限|期限|截止|到期|节点|之[前后间]|以[前后]|年底|年内|目标|指标|任务|事项|要求|提到|写到|涉及|达到|实现|安排|有哪些|有什么|哪[几些]?[条件项处]|几[条件项处个]|做|干"
)
_RANGE = re.compile(r"(20\d\d)年?(?:到|至|-|—|~|和|、)(20\d\d)年?(?P<tail>之间|期间|间)?")
_SPAN = re.compile(r"(20\d\d)年?(?:到|至|-|—|~)(20\d\d)年?")
_BEFORE = re.compile(r"20\d\d年?(?:以前|之前|及以前|及之前)|(?:早于|不晚于)20\d\d年?")
_AFTER = re.compile(r"20\d\d年?(?:以后|之后|往后|后(?!的)|及以后)|(?:晚于)20\d\d年?")
_FIRST_DUE = re.compile(r"最早|最晚|最先|最迟|最近|最远|最后")
_BASE = re.compile(
    r"(?:比|较|与|和|跟|同|以|用|相对于?|相较于?|在)(?P<a>20\d\d)年?(?:相比|做|作|为|的?基[数准础期]|的?水平|来比|下降|降)|(?P<b>20\d\d)年?(?:为|做|作|的)?(?:基[数准础期]|基年)"
)
_N = r"\d+(?:\.\d+)?"
_UNITS = r"%|个百分点|[万亿]?(?:平方公里|平方米|公里|公顷|亩|千瓦时?|户|吨|元|个|家|处|天|辆)"
_VALUE = re.compile(
    rf"(?P<pre>超过|高于|大于|不低于|不少于|至少|低于|小于|不到|不足|少于|不超过|达到|等于|为|是)?(?P<a>{_N})?(?P<v>{_N}|百分之[零一二三四五六七八九十百点]+)\s*(?P<u>{_UNITS})?(?P<post>以上|及以上|以下|以内)?"
)
_AIM = re.compile(r"目标|指标|数值|比例|要求|数字?|值|对应|占比|率")
_LISTED = re.compile(r"哪|什么|列|挑|汇总|都有|所有|全部|几[个项条处]|多少[个项条处]|盘点|对应|找")
_QUOTED = re.compile(r"[“\"「‘]([^“”\"」’]{1,12})[”\"」’]")
_FIGURES = r"(?:百分比|百分数|%|具体数|数字|量化)"
_FIGURELESS = re.compile(
    rf"(?:没有?|不含|无|未|不带)[^，。？]{{0,6}}{_FIGURES}|{_FIGURES}[^，。？]{{0,6}}(?:都|也)?没"
)
_UNIT_IS = re.compile(r"单位(?:是|为|用)([^的，。？]{1,8})")
Pick = Callable[[Target], bool]


class Aims:
    """Target lists of one plan."""

    def __init__(self, dossier: Dossier) -> None:
        self._plan: Plan = dossier.plan
        self._units = {t.unit for c in self._plan.clauses for s in c.sentences for t in s.targets}

    # --- by year ---------------------------------------------------------------------------------

    def by_year(self, question: Question, scope: Scope) -> Draft | None:
        """Targets due in a year, in a span of years, before or after a year."""
        text = question.text
        if not question.years or not _DUE_WORDS.search(text):
            return None
        plain = question.asks(Asked.CHECK) and not question.asks(
            Asked.LIST, Asked.WHICH_CLAUSE, Asked.COUNT
        )
        wanted = self._years(text, question.years)
        span = len(wanted) != len(question.years)
        if plain and not span and not re.search(r"啥|哪|几|什么", text):
            return None
        found = [(c, s) for c in scope.clauses(self._plan) for s in c.sentences if _due(s, wanted)]
        if not found:
            said = "至".join(
                str(y) for y in (question.years[0], question.years[-1])[: len(question.years)]
            )
            none = Statement(f"方案没有安排{said}年到期的目标。")
            return Draft(Status.NOT_IN_PLAN, (none,)) if span else None
        lines = [self._due_line(c, s, wanted) for c, s in found]
        return self.listed(found, lines, question, text)

    def _years(self, text: str, years: tuple[int, ...]) -> tuple[int, ...]:
        dues = sorted(
            {
                t.due_year
                for c in self._plan.clauses
                for s in c.sentences
                for t in s.targets
                if t.due_year
            }
        )
        span = _SPAN.search(text) or (m if (m := _RANGE.search(text)) and m["tail"] else None)
        if span:
            return tuple(range(int(span[1]), int(span[2]) + 1))
        if _BEFORE.search(text):
            return tuple(y for y in dues if y <= max(years)) or years
        if _AFTER.search(text):
            return tuple(y for y in dues if y > min(years)) or (*years, 0)
        return years

    def first_and_last(self, question: Question, scope: Scope) -> Draft | None:
        """The earliest or the latest due year with its targets."""
        text = question.text
        asked = question.asks(Asked.WHEN) or re.search(r"时限|期限|到期|截止|年份|节点|完成", text)
        if not _FIRST_DUE.search(text) or not asked:
            return None
        clauses = scope.clauses(self._plan)
        dues = [t.due_year for c in clauses for s in c.sentences for t in s.targets if t.due_year]
        if not dues:
            return None
        early, late = re.search(r"最早|最先", text), re.search(r"最晚|最迟|最远|最后", text)
        years = ([min(dues)] if early else []) + ([max(dues)] if late else [])
        found = [(c, s) for y in years for c in clauses for s in c.sentences if _due(s, (y,))]
        lines = [self._due_line(c, s, tuple(years)) for c, s in found]
        return self.listed(found, lines, question, "")

    def _due_line(self, clause: Clause, sentence: Sentence, years: tuple[int, ...]) -> Statement:
        """The targets of a sentence that fall due in ``years``."""
        targets = [t for t in sentence.targets if t.due_year in years]
        return self.line(clause, sentence, targets)

    # --- by value, unit and wording --------------------------------------------------------------

    def by_value(self, question: Question, scope: Scope) -> Draft | None:
        """Targets of a value (70%), beyond one (低于10%), in a unit, or with a word (力争)."""
        text = question.text
        if not _AIM.search(text) or not _LISTED.search(text):
            return None
        pick = (
            _assigned(text) or self._in_units(text) or self._by_word(text) or self._of_value(text)
        )
        return self._picked(pick, question, scope) if pick else None

    def _picked(self, pick: Pick, question: Question, scope: Scope) -> Draft | None:
        found, lines = [], []
        for clause in scope.clauses(self._plan):
            for sentence in clause.sentences:
                targets = [t for t in sentence.targets if pick(t)]
                if targets:
                    found.append((clause, sentence))
                    lines.append(self.line(clause, sentence, targets))
        return self.listed(found, lines, question, question.text) if found else None

    def _in_units(self, text: str) -> Pick | None:
        quoted = _QUOTED.findall(text) + _UNIT_IS.findall(text)
        units = [w for w in quoted if any(u and u.endswith(w) for u in self._units)]
        if not units or len(units) < len(quoted):
            return None
        return lambda t: any(t.unit.endswith(u) for u in units)

    def _by_word(self, text: str) -> Pick | None:
        quoted = _QUOTED.findall(text)
        said = {t.comparator for c in self._plan.clauses for s in c.sentences for t in s.targets}
        words = [w for w in quoted if any(w in c for c in said)]
        if not words or len(words) < len(quoted):
            return None
        return lambda t: any(w in t.comparator for w in words)

    def _of_value(self, text: str) -> Pick | None:
        text = re.sub(r"20\d\d年?|第\d+[条章项]", " ", text)
        matches = [m for m in _VALUE.finditer(text) if m["u"] or m["v"].startswith("百分之")]
        if not matches:
            return None
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

    def by_base(self, question: Question, scope: Scope) -> Draft | None:
        """Targets measured against a base year: 比2020年下降."""
        match = _BASE.search(question.text)
        if not match or not _LISTED.search(question.text):
            return None
        year = match["a"] or match["b"]
        said = re.compile(rf"(?:比|较|在|以|与|相对){year}年")
        found = [
            (c, s) for c in scope.clauses(self._plan) for s in c.sentences if said.search(s.text)
        ]
        lines = [
            self.line(c, s, [t for t in s.targets if said.search(t.text)] or list(s.targets))
            for c, s in found
        ]
        return self.listed(found, lines, question, question.text) if found else None

    def without_figures(self, question: Question, scope: Scope) -> Draft | None:
        """Clauses with no percentage, or with no figure to reach."""
        match = _FIGURELESS.search(question.text)
        if not match or subject(question.text) is not Kind.CLAUSES:
            return None
        percent = "百分" in match.group() or "%" in match.group()
        clauses = [c for c in scope.clauses(self._plan) if not _quantified(c, percent)]
        count = str(len(clauses))
        head = Statement(f"共{count}条：", (), (count,))
        lines = [Statement(f"{c.label}{c.title}", (title(c),)) for c in clauses]
        return Draft(Status.ANSWERED, (head, *lines), lines=True)

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
    ) -> Draft:
        """An answer of ``lines`` with the departments of their tasks."""
        tasks = dict.fromkeys(t for c, s in found for t in c.tasks if t.start <= s.start < t.end)
        departments = tuple(d for t in tasks for d in responsible(t))
        clauses = str(len({c.number for c, _ in found}))
        if text and question.asks(Asked.COUNT) and subject(text) is Kind.CLAUSES:
            lines = [Statement(f"共涉及{clauses}条：", (), (clauses,)), *lines]
        return Draft(Status.ANSWERED, tuple(lines), departments, lines=True)


_NO_FIGURE = 1e12


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


def _due(sentence: Sentence, years: tuple[int, ...]) -> bool:
    return any(t.due_year in years for t in sentence.targets) or any(
        re.search(rf"(?<![比在\d]){year}年", sentence.text) and not sentence.targets
        for year in years
    )


def _holds(piece: Piece, targets: Sequence[Target]) -> bool:
    return any(piece.start < t.end and t.start < piece.end for t in targets)
