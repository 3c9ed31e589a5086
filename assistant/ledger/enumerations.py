"""How many the plan names of a kind: 互花米草、松材线虫、美国白蛾等外来入侵物种 are three."""

from __future__ import annotations

import re

from assistant.answer import Status
from assistant.compose.draft import Draft, Evidence, Statement, responsible
from assistant.compose.phrase import summary
from assistant.understand.question import Question
from corpus.model import Clause, Plan, Sentence

_BODIES = re.compile("部门|单位|局|家")
_ASKED = re.compile(
    r"(?:方案|文件|全文)?(?:里|中)?(?:点名|提到|列出|列举|写到|要求|涉及|明确|说)*(?:过|了)?的?"
    r"(?P<a>[\u4e00-\u9fff“”]{2,14}?)(?:具体|一共|总共|共|都|分别)*"
    r"(?:有|是|指|包括|点名|提到|列出|列举)了?(?:哪)?(?:几|多少)(?P<u>[种类个条项家样处])"
    r"|(?:点名|提到|列出|列举|涉及|包括|有)(?:了|过)?(?:哪)?(?:几|多少)(?P<v>[种类个条项家样处])"
    r"(?P<b>[\u4e00-\u9fff“”]{2,14}?)(?=[？?，。]|$)"
    r"|(?:逐?[条项]?列出)?(?P<c>[\u4e00-\u9fff]{2,10}?)(?:重点|需要|要|得|应|该)*"
    r"(?:管控?|治理?|抓|盯|防控?|控制|整治)[好住]?的[这那]?[两三四五六七八九十\d]+(?P<w>[类种个])"
    r"(?:地方|场所|区域|对象|领域|行业|来源|污染源|环节)"
)
_LINES = re.compile(r"^(?:逐[条项]|按年份)?列出")
_PART = r"[^，。；：、（）等]+"
_ROW = re.compile(
    rf"(?P<row>{_PART}(?:、{_PART})+(?:(?:和|以及|及){_PART})?)等(?P<kind>[^，。；]{{2,24}})"
)
# What is done to the members of a row, before the first.
_DONE = re.compile(
    r"^(?:加强|对|推广|开展|推行|以|依据|涉及|完善|实施|鼓励|推进|加快|强化|控制|推动|建立|健全|提升|严格|执行"
    r"|全面|合理|布局|做好|依法|严厉|打击|严肃|查处|新建“两高”项目)+"
)
_COUNTED_APART = re.compile(r"条款|任务|部门|单位|指标|目标|章|括号")


class Enumerations:
    """Rows of one plan."""

    def __init__(self, plan: Plan) -> None:
        self._rows = tuple(
            (row["kind"], clause, sentence, _items(row["row"]))
            for clause in plan.clauses
            for sentence in clause.sentences
            for row in _ROW.finditer(sentence.text)
        )

    def answer(self, question: Question) -> Draft | None:
        """How many and which; None where no row of that kind is written, or several are."""
        asked = _ASKED.search(question.text)
        if not asked or _BODIES.match(question.text, asked.end()):
            return None  # 扬尘管控是哪几个部门的事 asks who
        kind = (asked["a"] or asked["b"] or asked["c"]).strip("的“”")
        unit = asked["u"] or asked["v"] or asked["w"]
        if _COUNTED_APART.search(kind):
            return None
        found = [
            (clause, sentence, items)
            for named, clause, sentence, items in self._rows
            if named.startswith(kind) or kind in named[: len(kind) + 4]
        ]
        lines = bool(_LINES.search(question.text))
        return self._told(found[0], unit, lines) if len(found) == 1 else None

    def _told(self, found: tuple[Clause, Sentence, list[str]], unit: str, apart: bool) -> Draft:
        clause, sentence, items = found
        count = str(len(items))
        marks = (Evidence(sentence.start, sentence.end, clause.number),)
        said = f"共{count}{unit}：{'、'.join(items)}。"
        tasks = [t for t in clause.tasks if t.start <= sentence.start < t.end]
        departments = tuple(d for t in tasks for d in responsible(t))
        lines: tuple[Statement, ...] = (
            Statement(said, marks, (count, f"{count}{unit}")),
            Statement(summary(sentence), marks),
        )
        if apart:
            head = Statement(f"共{count}{unit}：", (), (count, f"{count}{unit}"))
            lines = (head, *(Statement(item, marks) for item in items))
        return Draft(Status.ANSWERED, lines, departments, lines=True)


def _items(row: str) -> list[str]:
    """The members of a row, the last two of which may be joined by 和."""
    parts = row.split("、")
    *first, last = parts
    tail = re.split(r"和|以及|及", last)
    return [_DONE.sub("", first[0]), *first[1:], *tail]
