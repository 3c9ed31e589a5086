"""Answers from the ledger: what a department does, counts, lists, filters and extremes.

Every list comes from the parsed plan, never from what happened to be retrieved.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.aims import Aims
from assistant.answer import Status
from assistant.counts import Counts
from assistant.draft import Draft, Statement, bracket, responsible
from assistant.duties import Duties
from assistant.find import Finder
from assistant.indicators import Indicators
from assistant.mentions import Mentions
from assistant.question import Asked, Question
from assistant.scope import read_scope
from assistant.totals import Totals
from corpus.catalog import Dossier
from corpus.model import Plan

_TOGETHER = re.compile(r"共同|都|一起|同时|均|重合|交集|相同|共有|一样")
_LEDGER = re.compile(
    r"(?:按|职责|分工|负责|牵头|责任|部门|单位|任务|条款|高于|低于|超过|达到|以上|以下|指标|目标"
    r"|要求|综合|数值|承担|参与|共同)+"
)
# Words of asking for lists and counts; they are no topic of their own.
_LEDGER_WORDS = frozenset(  # noqa: SIM905
    "条 条款 章 部分 项 任务 参与 承担 分工 配合 涉及 共同 一起 家 职责 清单 几条 哪条 "
    "哪几条 最多 最少 多 少 份 头 一份 分到 分 安排 干啥 啥 活 活儿 责任括号 括号 带 编号 "
    "条目 条数 提 写 列清 清楚 找出来 出来 找 列 落实 全部 属于 里面 单独 独家 仅 只有 第几 "
    "哪章 有份 名单 写到 提到 全文 整个 总 加起来 统计 数 数数 合 计 排 排名 第一 谁家 担子 "
    "重 最重 个 位 同 时 内 完 事项 截止 到期 节点 限 现 各自 分别 谁 配 打头 挂 挂帅 承 办 "
    "党委 系统 口 系 那几 啥活 方 面 领 领了 认领 要 干活 扛 扛起 管哪 管些 管什么 管啥 "
    "有何 何 几项 几件 哪些事 主责 主 责 现有 负 承担了 范围 环节 角色 扮演 发挥 作用 "
    "具体任务 执行 覆盖 这份 这 该 本 公布 梳理 汇总 盘点 一览 总结 归纳 点 都有 所有 哪里 "
    "哪块 哪一块 一块 局 委 厅 请列出 请列 列一下 市级 比例 基数 作为 数量 级 整体 分成 "
    "统一 组织 机构 协同 联合 推动 力争 行政 名称 标题 一览表 结构 组成 覆盖面 牵头单位 "
    "责任单位 主体 时限 期限 底前 完成情况 单一 面积 平方公里 公顷 亩 百分点 个百分点 万亩 "
    "不同 相同 区别 量化 年均 ".split()
)


class Tally:
    """Ledger answers about one plan."""

    def __init__(self, dossier: Dossier, finder: Finder) -> None:
        self.dossier = dossier
        self.plan: Plan = dossier.plan
        self._finder = finder
        self._own = dossier.plan.document.title
        counts = Counts(dossier)
        self._aims = Aims(dossier)
        self._counts = counts
        self._totals = Totals(dossier, counts)
        self._duties = Duties(dossier, self._totals)
        self._indicators = Indicators(dossier, self._aims)
        self._mentions = Mentions(dossier)

    def answer(self, question: Question) -> Draft | None:
        """The ledger's answer, or None when the question is of another kind."""
        scope = read_scope(question)
        if question.reference.clauses:
            return self._shared_by_clauses(question)
        bare = not self.content(question)
        ways: tuple[tuple[bool, Callable[[], Draft | None]], ...] = (
            (bare, lambda: self._counts.sized(question, scope)),
            (bare, lambda: self._counts.compared(question, scope)),
            (bare and not scope.barred, lambda: self._duties.answer(question, scope)),
            (
                bare and bool(scope.groups or scope.barred),
                lambda: self._duties.filtered(question, scope),
            ),
            (bare, lambda: self._aims.without_figures(question, scope)),
            (bare, lambda: self._aims.by_base(question, scope)),
            (bare and not scope.groups, lambda: self._aims.by_year(question, scope)),
            (bare, lambda: self._aims.first_and_last(question, scope)),
            (bare, lambda: self._aims.by_value(question, scope)),
            (not scope.groups, lambda: self._mentions.answer(question, scope)),
            (not scope.groups, lambda: self._indicators.answer(question)),
            (
                bare and not question.years and not scope.groups,
                lambda: self._totals.answer(question, scope),
            ),
        )
        return next((draft for fits, way in ways if fits and (draft := way())), None)

    def content(self, question: Question) -> tuple[str, ...]:
        """Words of a topic of its own: terms of the plan or field, its title's words apart."""
        known = self._finder.plan_terms | self._finder.field_terms
        words = (w for w in self._finder.content(question.topic) if len(w) > 1 and w in known)
        said = "".join(m.text for m in question.mentions)
        words = (
            w for w in words if w not in self._own and w not in said and w not in _LEDGER_WORDS
        )
        return tuple(w for w in words if not _LEDGER.fullmatch(w))

    # --- clauses ---------------------------------------------------------------------------------

    def _shared_by_clauses(self, question: Question) -> Draft | None:
        """Departments that several numbered clauses have in common."""
        clauses = [c for n in question.reference.clauses if (c := self.plan.clause(n))]
        if len(clauses) < 2 or not _TOGETHER.search(question.text) or not question.asks(Asked.WHO):
            return None
        common = set.intersection(*({d.name for t in c.tasks for d in t.duties} for c in clauses))
        tasks = [t for c in clauses for t in c.tasks]
        labels = "和".join(c.label for c in clauses)
        if not common:
            marks = tuple(e for t in tasks if (e := bracket(t)))
            return Draft(Status.ANSWERED, (Statement(f"{labels}没有共同的责任部门。", marks),))
        ordered = [d for d in self.dossier.departments if d in common]
        found = tuple(d for t in tasks for d in responsible(t, ordered))
        marks = tuple(dict.fromkeys(d.evidence for d in found))
        text = f"{labels}共同的责任部门是{'、'.join(ordered)}。"
        return Draft(Status.ANSWERED, (Statement(text, marks),), found)
