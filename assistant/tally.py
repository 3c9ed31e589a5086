"""Answers from the ledger: what a department does, counts, lists, filters and extremes.

Every list comes from the parsed plan, never from what happened to be retrieved.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.aims import Aims
from assistant.answer import Status
from assistant.counts import Counts, task_gist
from assistant.draft import Draft, Evidence, Responsible, Statement, bracket, responsible
from assistant.find import Finder
from assistant.lookup import title
from assistant.phrase import summary
from assistant.question import Asked, Question
from assistant.scope import Scope, excluded_only, read_scope
from corpus.catalog import Dossier
from corpus.model import Clause, Plan, Role, Task

_TOGETHER = re.compile(r"共同|都|一起|同时|均|重合|交集|相同|共有|一样")
_OTHERS = re.compile(
    r"(?:合作|搭档|搭伙|(?:共同|一起|联合)(?:负责|承担|参与)?)的(?:其他)?(?:部门|单位)|"
    r"(?:另外|还|其他|其它|别的|其余|此外).{0,6}(?:谁|部门|单位|哪)|(?:和|与|跟)谁|搭档|(?:一起|共同|联合|合作).{0,8}的?(?:是|有|还有)?(?:谁|哪些?(?:部门|单位|家))"
)
_IN_CLAUSES = re.compile(r"条(?!河|路|街|江)|文件|方案里|章节|地方|哪里|哪儿|何处|处|次|全文|分布")
_SPOKEN = r"提到|提及|谈到|涉及到?|出现|包含|写到|讲到|说到|有关|关于|相关|字样|这个词|这个说法|这几个字|写了|含有?|带有?"
_MENTIONS = re.compile(
    rf"(?:{_SPOKEN}).{{0,30}}(?:哪几条|哪些条|几条|哪条|哪些地方|多少条|条款|哪些章节|哪几处|几处|几次|多少次|分布)"
    rf"|(?:哪几条|哪些条款?|哪些条文|多少条|几条|哪几处|都?在(?:哪里|哪儿|哪条|哪几条|哪些条)|有几处|几次|哪些地方|分别在).{{0,8}}(?:{_SPOKEN}|跟|和|与|有)"
    r"|(?:字样|这个词).{0,8}(?:条|哪|几)|.{2,12}的条款?(?:一共|总共|都)?(?:有|是)?(?:几条|哪几条|哪些|多少条)"
)
_MENTION_NOISE = re.compile(
    rf"{_SPOKEN}|哪几条|哪些条款?|哪些条文|多少条|几条|哪条|条款|条文|条(?=里|中)|分布在?|内容|哪些|哪里|哪几处|几处|地方|数量|总共|一共|方案|全文|文件|有|的|了|跟|过|在|都|分别|是|被|词|字|里|中|面|次|处|列出来|列一下|[？?，。“”\"]"
)
_QUOTED = re.compile(
    r"[“\"「]([^“”\"」]{2,12})[”\"」]|(?<=：)([^，。：]{2,8})(?:这个词|字样)|([^，。：、]{2,8})(?:这个词|字样)"
)
_JOINT = re.compile(r"、|和|与|及|或者?|，")
_TERM = (2, 14)
_LEDGER = re.compile(
    r"(?:按|职责|分工|负责|牵头|责任|部门|单位|任务|条款|高于|低于|超过|达到|以上|以下|指标|目标|要求|综合|数值|承担|参与|共同)+"
)
_APART = re.compile(r"分别(?:是|在|属于|见|写在|对应)*(?:哪|第几)")


class Tally:
    """Ledger answers about one plan."""

    def __init__(self, dossier: Dossier, finder: Finder) -> None:
        self.dossier = dossier
        self.plan: Plan = dossier.plan
        self._finder = finder
        self._own = dossier.plan.document.title
        self._counts = Counts(dossier)
        self._aims = Aims(dossier)

    def answer(self, question: Question) -> Draft | None:
        """The ledger's answer, or None when the question is of another kind."""
        scope = read_scope(question)
        if len(question.reference.clauses) > 1 or question.reference.clauses:
            return self._shared_by_clauses(question)
        bare = not self.content(question)
        ways: tuple[tuple[bool, Callable[[], Draft | None]], ...] = (
            (bare, lambda: self._counts.sized(question, scope)),
            (bare, lambda: self._counts.compared(question, scope)),
            (bare and not scope.barred, lambda: self._department(question, scope)),
            (bare and bool(scope.groups or scope.barred), lambda: self._filtered(question, scope)),
            (bare, lambda: self._aims.by_base(question, scope)),
            (bare and not scope.groups, lambda: self._aims.by_year(question, scope)),
            (bare, lambda: self._aims.first_and_last(question, scope)),
            (bare, lambda: self._aims.by_value(question, scope)),
            (not scope.groups, lambda: self._by_term(question, scope)),
            (not scope.groups, lambda: self._aims.side_by_side(question)),
            (
                bare and not question.years and not scope.groups,
                lambda: self._counts.total(question, scope),
            ),
        )
        return next((draft for fits, way in ways if fits and (draft := way())), None)

    def content(self, question: Question) -> tuple[str, ...]:
        """Words of a topic of its own: terms of the plan's text or field, its title's words apart."""
        known = self._finder.plan_terms | self._finder.field_terms
        words = (w for w in self._finder.content(question.topic) if len(w) > 1 and w in known)
        said = "".join(m.text for m in question.mentions)
        words = (
            w for w in words if w not in self._own and w not in said and w not in _LEDGER_WORDS
        )
        return tuple(w for w in words if not _LEDGER.fullmatch(w))

    # --- departments -----------------------------------------------------------------------------

    def _department(self, question: Question, scope: Scope) -> Draft | None:
        if not scope.groups:
            return None
        kinds = (
            Asked.WHICH_CLAUSE,
            Asked.WHAT,
            Asked.LIST,
            Asked.COUNT,
            Asked.HOW_MUCH,
            Asked.CHECK,
            Asked.WHO,
        )
        if question.asks(*kinds) or len(question.text) < 24:
            return self.of_departments(question, scope)
        return None

    def _filtered(self, question: Question, scope: Scope) -> Draft | None:
        """Clauses without a department; departments of a chapter but for one."""
        if excluded_only(question) and not scope.groups:
            return self._counts.total(question, scope) if question.asks(Asked.WHO) else None
        tasks = scope.tasks(self.plan)
        if scope.groups:
            return self.of_departments(question, scope)
        clauses = [c for c in scope.clauses(self.plan) if any(t in tasks for t in c.tasks)]
        return self._titles(clauses, "条：") if clauses else None

    def of_departments(self, question: Question, scope: Scope) -> Draft:
        """Tasks of departments: of all together when the question says so, else of any."""
        tasks = scope.tasks(self.plan)
        if not tasks:
            return self._nothing(scope)
        if _OTHERS.search(question.text):
            return self._others(tasks, scope)
        lines = [self._line(t, scope.names, len(tasks)) for t in tasks]
        if question.asks(Asked.COUNT) or len(tasks) > 3 or re.search(r"数|统计|共", question.text):
            lines.insert(0, self._headline(tasks, scope.names))
        departments = tuple(d for t in tasks for d in responsible(t, scope.names))
        return Draft(Status.ANSWERED, tuple(lines), _in_role(departments, scope.role), lines=True)

    def _others(self, tasks: list[Task], scope: Scope) -> Draft:
        """Who else has a part in the tasks of departments."""
        lines = []
        for task in tasks:
            clause, mark = self.plan.clause(task.clause), bracket(task)
            others = [d.name for d in task.duties if d.name not in scope.names]
            if clause and mark and others:
                gist = task_gist(task, clause)
                first = task.sentences[0]
                marks = (Evidence(first.start, first.end, task.clause), mark) if gist else (mark,)
                text = f"{clause.label}{clause.title}{gist}：另有{'、'.join(others)}"
                lines.append(Statement(text, marks))
        if not lines:
            marks = tuple(e for t in tasks if (e := bracket(t)))
            lines = [Statement("没有其他责任部门。", marks)]
        departments = tuple(d for t in tasks for d in responsible(t))
        return Draft(Status.ANSWERED, tuple(lines), departments, lines=True)

    def _nothing(self, scope: Scope) -> Draft:
        known = [n for n in scope.names if n in self.dossier.departments]
        who = "、".join(scope.names)
        if known and (scope.role or scope.chapters or scope.barred) and not scope.together:
            kind = {Role.LEAD: "牵头的", Role.SHARED: "分工负责的", None: "的"}[scope.role]
            numbers = [
                t.clause for t in self.plan.tasks() if any(d.name in known for d in t.duties)
            ]
            text = f"在所问范围内，方案没有安排{who}{kind}任务。"
            return Draft(
                Status.NOT_IN_PLAN, (Statement(text),), related=tuple(dict.fromkeys(numbers))[:3]
            )
        text = f"方案没有给{who}安排任务，责任分工中未出现该部门。"
        if known:
            text = f"方案没有{who}共同承担的任务。"
        return Draft(Status.NOT_IN_PLAN, (Statement(text),))

    def _headline(self, tasks: list[Task], names: tuple[str, ...]) -> Statement:
        clauses = {t.clause for t in tasks}
        lead = sum(any(d.name in names and d.role is Role.LEAD for d in t.duties) for t in tasks)
        figures = (str(len(tasks)), str(len(clauses)), str(lead), str(len(tasks) - lead))
        text = (
            f"共{figures[0]}项任务、涉及{figures[1]}条（牵头{figures[2]}项、分工{figures[3]}项）："
        )
        return Statement(text, (), figures)

    def _line(self, task: Task, names: tuple[str, ...], total: int) -> Statement:
        clause, evidence = self.plan.clause(task.clause), bracket(task)
        assert clause is not None
        roles = {d.role for d in task.duties if d.name in names}
        role = "牵头" if Role.LEAD in roles else "分工"
        marks = (evidence,) if evidence else ()
        if total > 6:
            gist = task_gist(task, clause)
            first = task.sentences[0]
            shown = (Evidence(first.start, first.end, task.clause),) if gist else ()
            return Statement(f"{clause.label}{clause.title}（{role}）{gist}", (*shown, *marks))
        sentences = task.sentences[:3]
        text = "".join(summary(s, 40) for s in sentences)
        proof = tuple(Evidence(s.start, s.end, task.clause) for s in sentences)
        return Statement(f"{clause.label}{clause.title}（{role}）：{text}", (*proof, *marks))

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

    def _titles(self, clauses: list[Clause], said: str) -> Draft:
        count = str(len(clauses))
        head = (Statement(f"共{count}{said}", (), (count,)),) if len(clauses) > 1 else ()
        lines = [Statement(f"{c.label}{c.title}", (title(c),)) for c in clauses]
        departments = tuple(d for c in clauses for t in c.tasks for d in responsible(t))
        return Draft(Status.ANSWERED, (*head, *lines), departments, lines=True)

    def _by_term(self, question: Question, scope: Scope) -> Draft | None:
        """Clauses that hold a word, or several words each."""
        text, apart = question.text, _APART.search(question.text)
        if not (_MENTIONS.search(text) or apart) or not _IN_CLAUSES.search(text):
            return None
        clauses = scope.clauses(self.plan)
        terms = [t for t in _terms(question) if any(t in c.text for c in clauses)]
        if not terms or (apart and len(terms) < 2):
            return None
        found = [c for c in clauses if any(t in c.text for t in terms)]
        count = str(len(found))
        times = str(sum(c.text.count(t) for c in found for t in terms))
        said = f"共出现{times}次，涉及{count}条：" if "次" in text else f"共{count}条："
        head = (Statement(said, (), (count, times)),) if len(found) > 1 or "次" in text else ()
        lines = [self._place(c, terms, question) for c in found]
        tasks = [t for c in found for t in c.tasks if any(w in t.text for w in terms)]
        departments = tuple(d for t in tasks for d in responsible(t)) if apart else ()
        return Draft(Status.ANSWERED, (*head, *lines), departments, lines=True)

    def _place(self, clause: Clause, terms: list[str], question: Question) -> Statement:
        """A clause and the sentence with the word; where the word is a target's, the target too."""
        held = [s for s in clause.sentences if any(t in s.text for t in terms)]
        marks = tuple(Evidence(s.start, s.end, clause.number) for s in held[:2])
        said = ""
        if held and (
            _APART.search(question.text) or any(t in a.text for t in terms for a in held[0].targets)
        ):
            said = f"：{summary(held[0], 60)}"
        return Statement(f"{clause.label}{clause.title}{said}", marks or (title(clause),))


def _terms(question: Question) -> list[str]:
    """The words looked for: those quoted, else what is left of the topic."""
    quoted = [next(filter(None, m)) for m in _QUOTED.findall(question.topic)]
    if quoted:
        return [q for q in quoted if len(q) <= _TERM[1]]
    ends = re.compile(rf"^(?:{_MENTION_NOISE.pattern}|\s)+|(?:{_MENTION_NOISE.pattern}|\s)+$")
    rest = [ends.sub("", ends.sub("", part)) for part in _JOINT.split(question.topic)]
    if _APART.search(question.text):
        rest = [r.split("的")[0] for r in rest]
    return [r for r in rest if _TERM[0] <= len(r) <= _TERM[1]]


def _in_role(departments: tuple[Responsible, ...], role: Role | None) -> tuple[Responsible, ...]:
    return tuple(d for d in departments if role in (None, d.role))


_LEDGER_WORDS = frozenset(
    [
        "条",
        "条款",
        "章",
        "部分",
        "项",
        "任务",
        "参与",
        "承担",
        "分工",
        "配合",
        "涉及",
        "共同",
        "一起",
        "家",
        "职责",
        "清单",
        "几条",
        "哪条",
        "哪几条",
        "最多",
        "最少",
        "多",
        "少",
        "份",
        "头",
        "一份",
        "分到",
        "分",
        "安排",
        "干啥",
        "啥",
        "活",
        "活儿",
        "责任括号",
        "括号",
        "带",
        "编号",
        "条目",
        "条数",
        "提",
        "写",
        "列清",
        "清楚",
        "找出来",
        "出来",
        "找",
        "列",
        "落实",
        "全部",
        "属于",
        "里面",
        "单独",
        "独家",
        "仅",
        "只有",
        "第几",
        "哪章",
        "有份",
        "名单",
        "写到",
        "提到",
        "全文",
        "整个",
        "总",
        "加起来",
        "统计",
        "数",
        "数数",
        "合",
        "计",
        "排",
        "排名",
        "第一",
        "谁家",
        "担子",
        "重",
        "最重",
        "个",
        "位",
        "同",
        "时",
        "内",
        "完",
        "事项",
        "截止",
        "到期",
        "节点",
        "限",
        "现",
        "各自",
        "分别",
        "谁",
        "配",
        "打头",
        "挂",
        "挂帅",
        "承",
        "办",
        "党委",
        "系统",
        "口",
        "系",
        "那几",
        "啥活",
        "方",
        "面",
        "领",
        "领了",
        "认领",
        "要",
        "干活",
        "扛",
        "扛起",
        "管哪",
        "管些",
        "管什么",
        "管啥",
        "有何",
        "何",
        "几项",
        "几件",
        "哪些事",
        "主责",
        "主",
        "责",
        "现有",
        "负",
        "承担了",
        "范围",
        "环节",
        "角色",
        "扮演",
        "发挥",
        "作用",
        "具体任务",
        "执行",
        "覆盖",
        "这份",
        "这",
        "该",
        "本",
        "公布",
        "梳理",
        "汇总",
        "盘点",
        "一览",
        "总结",
        "归纳",
        "点",
        "都有",
        "所有",
        "哪里",
        "哪块",
        "哪一块",
        "一块",
        "局",
        "委",
        "厅",
        "请列出",
        "请列",
        "列一下",
        "市级",
        "比例",
        "基数",
        "作为",
        "数量",
        "级",
        "整体",
        "分成",
        "统一",
        "组织",
        "机构",
        "协同",
        "联合",
        "推动",
        "力争",
        "行政",
        "名称",
        "标题",
        "一览表",
        "结构",
        "组成",
        "覆盖面",
        "牵头单位",
        "责任单位",
        "主体",
        "时限",
        "期限",
        "底前",
        "完成情况",
        "单一",
        "面积",
        "平方公里",
        "公顷",
        "亩",
        "百分点",
        "个百分点",
        "万亩",
        "不同",
        "相同",
        "区别",
        "量化",
        "年均",
    ]
)
