"""Near misses made of a plan's own words: asked of each matter what no sentence of it tells.

A matter (an indicator, a piece of a sentence) is set into ways of asking for what plans leave
unsaid: money, telephones, names, results, reasons. Whoever asks so must be told that the plan does
not say it; an answer that repeats the sentence with the same words is wrong. The ways of asking are
others than those that ``corpus/asking`` is fitted on.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle

from assistant.answer import Status
from assistant.understand.parts import pieces
from corpus.model import Plan
from evals.cases import Case
from evals.run import Scored

# {m} is the matter; what is asked stands in the name of the kind.
WAYS: dict[str, tuple[str, ...]] = {
    "money": (
        "{m}得掏空谁家钱袋子，数目是多少",
        "{m}一年要花掉财政几个钱",
        "{m}的概算金额",
        "{m}按户发的钱有多少",
    ),
    "progress": (
        "{m}到上个月底完成几成了",
        "{m}最近一次统计的结果",
        "截至眼下{m}走到哪一步",
        "{m}去年交出了怎样的成绩",
    ),
    "contact": ("{m}的咨询专线", "{m}要打哪个电话问", "{m}办公楼的地址", "{m}几点下班，周末去行吗"),
    "person": (
        "{m}由哪位局领导亲自盯",
        "{m}的牵头人姓名",
        "{m}请了哪位院士",
        "{m}是哪个处长管，叫什么",
    ),
    "district": (
        "{m}摊到每个街道是多少",
        "{m}各区的分解数",
        "{m}哪个区的担子最重",
        "{m}分县列一下数",
    ),
    "penalty": (
        "{m}没达成，主官会被免掉吗",
        "{m}出了岔子怎么追责",
        "不理会{m}会被罚多少钱",
        "{m}瞒报了判几年",
    ),
    "procedure": (
        "{m}的申办步骤",
        "我想报{m}，要备哪些材料",
        "{m}找谁盖章，几天批下来",
        "{m}在哪个网站填表",
    ),
    "reason": (
        "{m}为何定成现在这样",
        "{m}的出发点到底是什么",
        "{m}背后有啥考虑",
        "干吗偏偏要提{m}",
    ),
    "names": (
        "{m}牵到的工厂挨个点名",
        "{m}第一批有哪几家公司",
        "{m}的单位名册发我",
        "{m}都落在哪几个村，报村名",
    ),
    "detail": (
        "{m}用的哪种仪器",
        "{m}执行的标准编号",
        "{m}的打分细则",
        "{m}几天巡查一回",
        "{m}的核算公式",
    ),
    "own": ("我家门口那块算{m}吗", "我的小作坊归不归{m}", "我们楼在{m}的名单上吗"),
    "opinion": ("{m}您觉得能成吗", "{m}办起来吃力不", "{m}真能见着成效不", "{m}这么定严不严"),
}
# A sentence with these words may tell something of the kind.
_TOLD = {
    "money": "资金|财政|经费|补[偿贴助]|赔偿|奖|投入|扶持|价",
    "district": "各区|以区",
    "names": "名录|名单|、",
    "detail": r"标准|定期|每年|技术|\d+[次台套]",
    "penalty": "罚|问责|追究|打击|查处|督察|惩",
    "procedure": "申请|申报|流程|程序|许可|核发",
    "progress": "现有|报告",
    "reason": "为了|由于|因",
    "person": "长制|警长|专家|人才",
}
_DATE = re.compile(r"^(?:到|在|于)?20\d\d年(?:年?底)?(?:以?前)?")
_MATTER = re.compile(r"[^\d，。；、]{5,16}")


@dataclass(frozen=True, slots=True)
class _Matter:
    name: str
    told: str
    clause: int


def _matters(plan: Plan) -> Iterator[_Matter]:
    """Indicators, and pieces of sentences that tell no figure; each once."""
    seen = set[str]()
    for task in plan.tasks():
        for sentence in task.sentences:
            names = [t.indicator for t in sentence.targets]
            names += [_DATE.sub("", piece) for piece in pieces(sentence.text)]
            for name in names:
                if _MATTER.fullmatch(name) and name not in seen:
                    seen.add(name)
                    yield _Matter(name, sentence.text, task.clause)


def near_misses(plan: Plan, each: int = 1) -> Iterator[Case]:
    """Every matter in ``each`` ways of asking, the kinds in turn; which is fixed by its name."""
    kinds = cycle(WAYS)
    for matter in _matters(plan):
        for _ in range(each):
            kind = next(kinds)
            if not re.search(_TOLD.get(kind, "(?!)"), matter.told):
                yield _case(plan, kind, matter)


def _case(plan: Plan, kind: str, matter: _Matter) -> Case:
    digest = hashlib.sha256(f"{kind} {matter.name}".encode()).hexdigest()
    ways = WAYS[kind]
    way = ways[int(digest, 16) % len(ways)]
    return Case(
        id=f"nearmiss-{kind}-{digest[:8]}",
        category="nearmiss",
        question=way.format(m=matter.name),
        status=(Status.NOT_IN_PLAN, Status.OUT_OF_SCOPE, Status.UNCLEAR, Status.PARTIAL),
        note=kind,
        plan=plan.id,
    )


def refused(scored: Scored) -> bool:
    """Whether it was said that the plan does not tell it."""
    return scored.reply.status in scored.case.status


def by_kind(scored: Sequence[Scored]) -> dict[str, tuple[int, int]]:
    """For each kind, how many of how many were refused."""
    return {
        kind: (sum(map(refused, own)), len(own))
        for kind in WAYS
        if (own := [s for s in scored if s.case.note == kind])
    }
