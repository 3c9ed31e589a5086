"""Names of one kind in a plan's text, and the clauses that have them: which bays, which rivers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property

from assistant.answer import Status
from assistant.compose.draft import Draft, Evidence, Statement, responsible
from assistant.understand.question import Question
from corpus.catalog import Dossier
from corpus.model import Clause, Sentence
from corpus.numerals import HAN_DIGITS

# What is named by its last character, and how people ask for it.
_KINDS = {"湾": "海?湾(?!区)", "河": "河(?:流|道)?", "湖": "湖泊?"}
_ANY = "|".join(f"(?P<k{at}>{form})" for at, form in enumerate(_KINDS.values()))
_WHICH = r"(?:哪[些几](?:个|条|座)?|哪一?[个条座]|几[个条座]|多少[个条座]?)"
_SAID = r"(?:提到?|点到?|列[了出]?|写到?|出现|说到?|涉及|点名)(?:了|过)?名?字?"
_HEAD = (
    r"(?:请|帮我|列出|列一下|数一?数|找出|看看)*(?:(?:方案|全文|文件|文章?|正文|通篇|这份)(?:里|中)?)?"
    r"(?:一共|总共|都|还|也|又)*"
)
_TAIL = (
    r"(?:[，,。？]|一?共?有?(?:几|多少)[个条座]|(?:都|分别)?[有是]哪[些几](?:个|条)?|分别|各|都|是|叫什么|叫啥|(?:的)?名字?|(?:也|再|顺便)?(?:把)?名(?:字|称)(?:也|都)?(?:念|报|列|写|说)(?:一遍|一下|出来|全)*|在?(?:全篇|全文|通篇|文中)|列出来|列一下|报一下"
    r"|(?:散落|出现|分布|写|点名|提到?|露面)*在?(?:哪[些几]?|第几)(?:一?条|处|里)(?:款|里)?)*"
)
_FORMS = (
    rf"{_SAID}的?有?{_WHICH}的?(?:{_ANY})",
    r"(?:有名有姓|叫得[出上来]+名[字儿]?|点[了到出]?名字?|具名|有具体名[字称])的"
    rf"(?:{_ANY.replace('<k', '<c')})(?:[（(][^（）]*[）)])?",
    rf"(?:{_SAID}的?)?(?:具体|所有|全部)?的?(?:{_ANY.replace('<k', '<d')})(?:流|道)?名(?:字|称)?"
    r"(?=.*[哪几])",
    rf"(?:带|有)着?(?:具体)?名字?的?“?[×xX某]*(?:{_ANY.replace('<k', '<n')})”?",
    rf"{_SAID}的(?:{_ANY.replace('<k', '<a')})(?=.*哪)",
    rf"{_WHICH}(?:{_ANY.replace('<k', '<b')})(?:的名字?)?(?:都|被)*{_SAID}",
)
_ASKED = re.compile(rf"(?:[^，。？]{{2,12}}：)?{_HEAD}(?:{'|'.join(_FORMS)}){_TAIL}")
_PLACE = re.compile(
    rf"第?[{HAN_DIGITS}\d（）]{{1,5}}条(?:款)?(?:里面?|中)?[，,]?"
)  # 第十六条列了哪几条河
_COMMON = 3  # so often a word stands elsewhere that is no part of a name
_LONG = 3  # characters before the last one
_NO_NAME = re.compile(
    r"[^\u4e00-\u9fff]|^(?:[的和及与在对环于从以将入临一各该本两内外沿出排海]|国控|其他|全市|主要|美丽.*|农村|城市|重点|还|.*示范)?$"
)


class Names:
    """Names by kind of one plan."""

    def __init__(self, dossier: Dossier, cut: Callable[[str], list[str]]) -> None:
        self._plan = dossier.plan
        self._cut = cut

    def answer(self, question: Question) -> Draft | None:
        """The clauses with names of the kind asked for, where nothing else is asked of them."""
        numbers = question.reference.clauses
        match = _ASKED.fullmatch(_PLACE.sub("", question.text) if numbers else question.text)
        said = match and next((k for k, v in match.groupdict().items() if v), None)
        if not said:
            return None
        kind = list(_KINDS)[int(said[1:])]
        pool = [c for c in self._plan.clauses if not numbers or c.number in numbers]
        rows = [(c, found) for c in pool if (found := dict(self._in(c, kind)))]
        if not rows:
            return None
        count, many = str(len(rows)), str(len({n for _, found in rows for n in found}))
        head = Statement(f"共{many}个，涉及{count}条：", (), (many, count))
        lines = [] if numbers else [head]
        for clause, found in rows:
            held = dict.fromkeys(found.values())
            marks = tuple(Evidence(s.start, s.end, clause.number) for s in held)
            lines.append(Statement(f"{clause.label}{clause.title}：{'、'.join(found)}", marks))
        # A name says nothing of what its sentence has: “基本建成” and the like are not left out.
        named = tuple("、".join(found) for _, found in rows)
        starts = {s.start for _, found in rows for s in found.values()} if numbers else set[int]()
        tasks = (t for c, _ in rows for t in c.tasks if any(s.start in starts for s in t.sentences))
        owners = tuple(d for t in tasks for d in responsible(t))
        return Draft(Status.ANSWERED, tuple(lines), owners, lines=True, frames=named)

    def _in(self, clause: Clause, kind: str) -> Iterator[tuple[str, Sentence]]:
        """Names in a clause with the first sentence of each."""
        seen = set[str]()
        for sentence in clause.sentences:
            for name in self._named(sentence.text, kind):
                if name not in seen:
                    seen.add(name)
                    yield name, sentence

    def _named(self, text: str, kind: str) -> Iterator[str]:
        """Words before a kind's character that stand nearly nowhere else."""
        words = self._cut(text)
        for at, word in enumerate(words):
            if not word.endswith(kind):
                continue
            name, back = word, at - 1
            while back >= 0 and self._part(words[back]) and len(words[back] + name) <= _LONG + 2:
                name, back = words[back] + name, back - 1
            if not _NO_NAME.search(re.sub(rf"[海河]?{kind}$", "", name)):
                yield name

    def _part(self, word: str) -> bool:
        """Whether a word may be part of a name."""
        return not _NO_NAME.search(word) and (len(word) == 1 or self._apart[word] < _COMMON)

    @cached_property
    def _apart(self) -> Counter[str]:
        """How often each word stands in the plan before no kind's character."""
        words = self._cut(self._plan.source)
        behind = [*words[1:], ""]
        return Counter(w for w, b in zip(words, behind, strict=True) if b[-1:] not in _KINDS)
