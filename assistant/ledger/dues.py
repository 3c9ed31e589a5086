"""Lists of targets by the year they fall due."""

from __future__ import annotations

import re

from assistant.answer import Status
from assistant.compose.draft import Draft, Evidence, Statement
from assistant.compose.phrase import summary
from assistant.ledger.aims import NO_SUCH, Aims, Pick, listed_titles
from assistant.ledger.kinds import Kind
from assistant.ledger.query import Query
from assistant.understand.question import Asked, Question
from corpus.catalog import Dossier
from corpus.model import Clause, Plan, Sentence

_DUE_WORDS = re.compile(
    r"完成|时限|年限|期限|截止|到期|节点|之[前后间]|以[前后]|年底|年内|目标|指标|任务|事项|要求|提到|写到|涉及|达到|实现|安排|有哪些|有什么|哪[几些一]?[条件项处]|写|出现|几[条件项处个]|做|干"
)
_RANGE = re.compile(r"(20\d\d)年?(?:到|至|-|—|~|和|、)(20\d\d)年?(?P<tail>之间|期间|间)?")
_SPAN = re.compile(r"(20\d\d)年?(?:到|至|-|—|~)(20\d\d)年?")
_BEFORE = re.compile(r"20\d\d年?(?:以前|之前|及以前|及之前)|(?:早于|不晚于)20\d\d年?")
_AFTER = re.compile(r"20\d\d年?(?:以后|之后|往后|后(?!的)|及以后)|(?:晚于)20\d\d年?")
_FIRST_DUE = re.compile(r"最早|最晚|最先|最迟|最近|最远|最后")
_NOT_YEAR = re.compile(
    r"(?<!有)(?:没有?|未|不|没被)(?:提|写|出现|涉及|设定?|定|含|标)[^，。]{0,3}20\d\d"
)
_BOTH = re.compile(r"既.{1,16}又|同时|都有|兼有|并存")
_ELSEWHERE = re.compile(
    r"(?:其他|其它|别的|另外|其余)(?:的)?(?:条|章|地方|部分)|别处|别的?地方|还有(?:哪|没)|以外|之外"
)
_BOOK = re.compile(r"《[^》]*》")

_WHICH = re.compile(r"哪[两二三四五几一]?[个件项]")


class Dues:
    """Targets of one plan by due year."""

    def __init__(self, dossier: Dossier, aims: Aims) -> None:
        self._plan: Plan = dossier.plan
        self._aims = aims

    def by_year(self, question: Question, query: Query) -> Draft | None:
        """Targets due in a year, in a span of years, before or after a year."""
        text = question.text
        counted = question.asks(Asked.LIST, Asked.COUNT, Asked.WHICH_CLAUSE) and query.select
        if not question.years or not (counted or _DUE_WORDS.search(text)):
            return None
        if question.asked == {Asked.HOW_MUCH} and not query.select:
            return None  # 到2025年要达到多少 says not of what
        plain = question.asks(Asked.CHECK) and not question.asks(
            Asked.LIST, Asked.WHICH_CLAUSE, Asked.COUNT
        )
        wanted = self._years(text, question.years)
        span = wanted != question.years
        if plain and not span and not re.search(r"啥|哪|几|什么", text):
            return self._unknown(question, query)
        if _NOT_YEAR.search(text) and query.select is Kind.CLAUSES:
            return self._undated(query, question.years)
        found = [(c, s) for c, s in query.sentences(self._plan) if _due(s, wanted)]
        if not found and query.groups and not question.asks(Asked.CHECK):
            return Draft(Status.ANSWERED, (Statement(f"{NO_SUCH}。"),), frames=(NO_SUCH,))
        if found and len(question.years) > 1 and _BOTH.search(text):
            found = [(c, s) for c, s in found if all(_has_due(c, y) for y in question.years)]
        if not found:
            said = "至".join(
                str(y) for y in (question.years[0], question.years[-1])[: len(question.years)]
            )
            none = Statement(f"方案没有安排{said}年到期的目标。")
            refused = Draft(Status.NOT_IN_PLAN, (none,))
            return refused if span else self._unknown(question, query)
        pick = self._aims.pick(text)
        held = [(c, s) for c, s in found if pick and any(map(pick, s.targets))]
        lines = [self._due_line(c, s, wanted, pick if held else None) for c, s in held or found]
        return self._aims.listed(held or found, lines, question, text, query.names)

    def _unknown(self, question: Question, query: Query) -> Draft | None:
        """No target at all falls due in the years that a question asks about."""
        if not re.search(r"目标|指标|任务|要求|期限", question.text) or query.names:
            return None
        if any(_due(s, question.years) for _, s in query.sentences(self._plan)):
            return None
        text = f"方案没有{'、'.join(map(str, question.years))}年的目标。"
        return Draft(Status.NOT_IN_PLAN, (Statement(text),))

    def within(self, question: Question, query: Query) -> Draft | None:
        """Targets of years in numbered clauses; or whether others have any (除了第二条还有吗)."""
        held = [(c, s) for c in self._plan.clauses for s in c.sentences if _due(s, question.years)]
        own = [(c, s) for c, s in held if c.number in query.numbers]
        rest = [c for c, _ in held if c.number not in query.numbers]
        if _ELSEWHERE.search(question.text):
            if rest:
                return listed_titles(list(dict.fromkeys(rest)))
            marks = tuple(Evidence(s.start, s.end, c.number) for c, s in own[:1])
            said = [Statement(f"{c.label}{summary(s, 60)}", marks) for c, s in own[:1]]
            none = Statement(f"{NO_SUCH}。")
            return Draft(Status.ANSWERED, (none, *said), lines=True, frames=(NO_SUCH,))
        listed = question.asks(Asked.LIST, Asked.WHAT, Asked.COUNT, Asked.WHICH_CLAUSE)
        if not own or not (listed or _WHICH.search(question.text)):
            return None
        lines = [self._due_line(c, s, question.years) for c, s in own]
        return self._aims.listed(own, lines, question, "", query.names)

    def _undated(self, query: Query, years: tuple[int, ...]) -> Draft:
        """Clauses with no target due in any of the years."""
        clauses = [
            c for c in query.clauses(self._plan) if not any(_due(s, years) for s in c.sentences)
        ]
        return listed_titles(clauses)

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

    def first_and_last(self, question: Question, query: Query) -> Draft | None:
        """The earliest or the latest due year with its targets."""
        text = question.text
        asked = question.asks(Asked.WHEN) or re.search(r"时限|期限|到期|截止|年份|节点|完成", text)
        if not _FIRST_DUE.search(text) or not asked:
            return None
        pool = query.sentences(self._plan)
        dues = [t.due_year for _, s in pool for t in s.targets if t.due_year]
        if not dues:
            return None
        early, late = re.search(r"最早|最先", text), re.search(r"最晚|最迟|最远|最后", text)
        years = ([min(dues)] if early else []) + ([max(dues)] if late else [])
        found = [(c, s) for y in years for c, s in pool if _due(s, (y,))]
        lines = [self._due_line(c, s, tuple(years)) for c, s in found]
        return self._aims.listed(found, lines, question, "", query.names)

    def _due_line(
        self, clause: Clause, sentence: Sentence, years: tuple[int, ...], pick: Pick | None = None
    ) -> Statement:
        """The targets of a sentence that fall due in ``years``, those picked among them."""
        targets = [t for t in sentence.targets if t.due_year in years and (not pick or pick(t))]
        return self._aims.line(clause, sentence, targets)


def _has_due(clause: Clause, year: int) -> bool:
    return any(t.due_year == year for s in clause.sentences for t in s.targets)


def _due(sentence: Sentence, years: tuple[int, ...]) -> bool:
    return any(t.due_year in years for t in sentence.targets) or any(
        re.search(rf"(?<![比在\d]){year}年", _BOOK.sub("", sentence.text)) and not sentence.targets
        for year in years
    )
