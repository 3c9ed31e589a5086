"""Answers from the ledger: what a department does, counts, lists, filters and extremes.

Every list comes from the parsed plan, never from what happened to be retrieved.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from assistant.answer import Status
from assistant.draft import Draft, Evidence, Responsible, Statement, bracket, responsible
from assistant.find import Finder
from assistant.lookup import title
from assistant.phrase import duty_text, join, pieces, summary
from assistant.question import Asked, Question
from corpus.catalog import Dossier
from corpus.model import Chapter, Clause, Plan, Role, Sentence, Target, Task
from corpus.numerals import to_han

_TOGETHER = re.compile(r"共同|都(?:有|参与|负责|要|是|承担|在)|一起|同时|均|两家|联手|重合|交集|相同|一块|共有")
_COUNTED = re.compile(r"(?:多少|几|总共|一共|数量|总数|合计|共有|条数|个数)")
_MOST = re.compile(r"最(?P<which>多|少)")
_OBJECTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("departments", re.compile(r"(?:责任)?(?:部门|单位)|家单位|多少家|几家")),
    ("tasks", re.compile(r"任务|责任括号|责任分工|括号|分工")),
    ("chapters", re.compile(r"章|大部分|几部分|板块|部分")),
    ("clauses", re.compile(r"条(?!河|路)|条款|条目")),
)
_NONE = re.compile(r"(?:没有|没|未|无)(?:写|写明|列|列出|明确|标|标明|规定|安排|指定|注明)?(?:明)?(?:了)?(?:责任|牵头|负责|任何)?(?:的)?(?:部门|单位|责任)|不带责任|没有?括号|无责任")
_SINGLE = re.compile(r"(?:只|仅|就)(?:有|由|写|列)?(?:了)?(?:一|1)(?:个|家)(?:责任|牵头|负责)?(?:部门|单位)?|单独(?:一家|负责|牵头)?|独家")
_DUE_WORDS = re.compile(r"完成|时限|期限|截止|到期|节点|之前|年底|年内|目标|指标|任务|事项|要求|提到|涉及|达到|实现|有哪些|有什么|哪条|做|干")
_MENTIONS = re.compile(
    r"(?:提到|提及|涉及|涉及到|出现|包含|写到|讲到|说到|关于|有关|相关|谈到|跟|和|与).{0,30}(?:哪几条|哪些条|几条|哪些条款|哪些地方|多少条|哪些章节|哪几处|条款有哪些|分布)|(?:哪几条|哪些条款?|哪些条文|多少条|几条).{0,8}(?:提到|提及|涉及|出现|包含|写到|讲到|说到|谈到|跟|和|与|有关)"
)
_MENTION_NOISE = re.compile(
    r"提到|提及|涉及到?|出现|包含|写到|讲到|说到|关于|有关|相关|谈到|哪几条|哪些条款?|哪些条文|多少条|几条|条款|条文|分布在?|内容|哪些|有|的|了|跟|和|与|过|在|都|分别|是|这个词|字样|词|里|中|列出来|[？?，。“”\"、]"
)
_PERCENT = re.compile(r"(?:目标|指标|数值|比例|要求|达到|等于|都是|定为).{0,8}?(\d+(?:\.\d+)?)\s*(%|个百分点)|(\d+(?:\.\d+)?)\s*(%).{0,6}(?:目标|指标)")


class Tally:
    """Ledger answers about one plan."""

    def __init__(self, dossier: Dossier, finder: Finder) -> None:
        self.dossier = dossier
        self.plan: Plan = dossier.plan
        self._finder = finder
        self._own = dossier.plan.document.title

    def answer(self, question: Question) -> Draft | None:
        """The ledger's answer, or None when the question is of another kind."""
        ways: tuple[Callable[[Question], Draft | None], ...] = (
            self._shared_by_clauses,
            self._extreme,
            self._lacking,
            self._department,
            self._count,
            self._by_year,
            self._by_value,
            self._by_term,
        )
        for way in ways:
            draft = way(question)
            if draft:
                return draft
        return None

    def content(self, question: Question) -> tuple[str, ...]:
        """Words of a topic of its own: terms of the plan's text or field, its title's words apart."""
        known = self._finder.plan_terms | self._finder.field_terms
        words = (w for w in self._finder.content(question.topic) if len(w) > 1 and w in known)
        return tuple(w for w in words if w not in self._own and w not in _LEDGER_WORDS)

    # --- departments -----------------------------------------------------------------------------

    def _department(self, question: Question) -> Draft | None:
        groups = [tuple(d.name for d in m.departments) for m in question.mentions]
        if not groups or self.content(question) or question.reference.clauses:
            return None
        if question.asks(Asked.WHICH_CLAUSE, Asked.WHAT, Asked.LIST, Asked.COUNT, Asked.HOW_MUCH, Asked.CHECK, Asked.WHO) or len(question.text) < 24:
            return self.of_departments(groups, question)
        return None

    def of_departments(self, groups: Sequence[tuple[str, ...]], question: Question) -> Draft:
        """Tasks of departments: of all together when the question says so, else of any."""
        names = tuple(dict.fromkeys(n for g in groups for n in g))
        tasks = [t for t in self._tasks(question) if self._has(t, groups, question)]
        if not tasks:
            return self._nothing(names, question)
        lines = [self._line(t, names, len(tasks)) for t in tasks]
        if question.asks(Asked.COUNT) or len(tasks) > 3:
            lines.insert(0, self._headline(tasks, names))
        wanted = [n for n in names]
        departments = tuple(d for t in tasks for d in responsible(t, wanted))
        return Draft(Status.ANSWERED, tuple(lines), _in_role(departments, question.role), lines=True)

    def _tasks(self, question: Question) -> list[Task]:
        chapters = question.reference.chapters
        clauses = [c for c in self.plan.clauses if not chapters or c.chapter in chapters]
        return [t for c in clauses for t in c.tasks]

    def _has(self, task: Task, groups: Sequence[tuple[str, ...]], question: Question) -> bool:
        duties = {d.name for d in task.duties if question.role in (None, d.role) or _both(question)}
        met = [any(n in duties for n in group) for group in groups]
        return all(met) if len(groups) > 1 and _TOGETHER.search(question.text) else any(met)

    def _nothing(self, names: tuple[str, ...], question: Question) -> Draft:
        known = [n for n in names if n in self.dossier.departments]
        who = "、".join(names)
        if known and (question.role or question.reference.chapters):
            kind = {Role.LEAD: "牵头的", Role.SHARED: "分工负责的", None: ""}[question.role]
            numbers = [t.clause for t in self.plan.tasks() if any(d.name in known for d in t.duties)]
            text = f"在所问范围内，方案没有安排{who}{kind}任务。"
            return Draft(Status.NOT_IN_PLAN, (Statement(text),), related=tuple(numbers[:3]))
        text = f"方案没有给{who}安排任务，责任分工中未出现该部门。"
        if known:
            text = f"方案没有{who}共同承担的任务。"
        return Draft(Status.NOT_IN_PLAN, (Statement(text),))

    def _headline(self, tasks: list[Task], names: tuple[str, ...]) -> Statement:
        clauses = {t.clause for t in tasks}
        lead = sum(any(d.name in names and d.role is Role.LEAD for d in t.duties) for t in tasks)
        figures = (str(len(tasks)), str(len(clauses)), str(lead), str(len(tasks) - lead))
        text = f"共{figures[0]}项任务、涉及{figures[1]}条（牵头{figures[2]}项、分工{figures[3]}项）："
        return Statement(text, (), figures)

    def _line(self, task: Task, names: tuple[str, ...], total: int) -> Statement:
        clause = self.plan.clause(task.clause)
        assert clause is not None
        evidence = bracket(task)
        roles = {d.role for d in task.duties if d.name in names}
        role = "牵头" if Role.LEAD in roles else "分工"
        marks = (evidence,) if evidence else ()
        if total > 6:
            gist = self._gist(task, clause)
            first = task.sentences[0]
            shown = (Evidence(first.start, first.end, task.clause),) if gist else ()
            return Statement(f"{clause.label}{clause.title}（{role}）{gist}", (*shown, *marks))
        shown = task.sentences[:3]
        text = "".join(summary(s, 40) for s in shown)
        proof = tuple(Evidence(s.start, s.end, task.clause) for s in shown)
        return Statement(f"{clause.label}{clause.title}（{role}）：{text}", (*proof, *marks))

    def _gist(self, task: Task, clause: Clause) -> str:
        """A few words telling a task from the others of its clause; none with figures."""
        if len(clause.tasks) == 1:
            return ""
        parts = pieces(task.sentences[0].text, task.sentences[0].start)
        text = next((p.text for p in parts if not re.search(r"[\d一二三四五六七八九十]", p.text)), "")
        return f"：{text}" if text else ""

    # --- structure ---------------------------------------------------------------------------------

    def _shared_by_clauses(self, question: Question) -> Draft | None:
        numbers = question.reference.clauses
        if len(numbers) < 2 or not _TOGETHER.search(question.text) or not question.asks(Asked.WHO):
            return None
        sets = [{d.name for t in c.tasks for d in t.duties} for n in numbers if (c := self.plan.clause(n))]
        common = set.intersection(*sets)
        tasks = [t for n in numbers if (c := self.plan.clause(n)) for t in c.tasks]
        labels = "和".join(c.label for n in numbers if (c := self.plan.clause(n)))
        if not common:
            marks = tuple(e for t in tasks if (e := bracket(t)))
            return Draft(Status.ANSWERED, (Statement(f"{labels}没有共同的责任部门。", marks),))
        ordered = [d for d in self.dossier.departments if d in common]
        found = tuple(d for t in tasks for d in responsible(t, ordered))
        marks = tuple(dict.fromkeys(d.evidence for d in found))
        text = f"{labels}共同的责任部门是{'、'.join(ordered)}。"
        return Draft(Status.ANSWERED, (Statement(text, marks),), found)

    def _extreme(self, question: Question) -> Draft | None:
        most = _MOST.search(question.text)
        if not most or self.content(question):
            return None
        many = most["which"] == "多"
        if re.search(r"章|部分", question.text) and re.search(r"条", question.text):
            return self._extreme_chapter(many)
        if re.search(r"(?:哪个|哪些|哪一?条|第几条|什么)(?:条款|条)?.{0,6}(?:部门|单位|任务)|条.{0,8}(?:部门|单位|任务)最", question.text) and "条" in question.text:
            return self._extreme_clause(many, "任务" in question.text)
        if question.asks(Asked.WHO) or re.search(r"部门|单位|局", question.text):
            return self._extreme_department(many, question.role)
        return None

    def _extreme_chapter(self, many: bool) -> Draft:
        pick = max if many else min
        size = pick(len(c.clauses) for c in self.plan.chapters)
        found = [c for c in self.plan.chapters if len(c.clauses) == size]
        lines = [self._chapter_line(c) for c in found]
        return Draft(Status.ANSWERED, tuple(lines), lines=True)

    def _chapter_line(self, chapter: Chapter) -> Statement:
        count, first, last = str(len(chapter.clauses)), chapter.clauses[0], chapter.clauses[-1]
        text = f"第{to_han(chapter.number)}章“{chapter.title}”，共{count}条（{first.label}至{last.label}）。"
        return Statement(text, (title(first), title(last)), (count, str(chapter.number)))

    def _extreme_clause(self, many: bool, tasks: bool) -> Draft:
        sizes = {
            c.number: len([t for t in c.tasks if t.duties]) if tasks else len({d.name for t in c.tasks for d in t.duties})
            for c in self.plan.clauses
        }
        pool = {n: s for n, s in sizes.items() if s}
        size = (max if many else min)(pool.values())
        found = [c for c in self.plan.clauses if sizes[c.number] == size]
        what = "项任务" if tasks else "个责任部门"
        lines = [Statement(f"{c.label}{c.title}：{size}{what}。", (title(c),), (str(size),)) for c in found]
        departments = tuple(d for c in found for t in c.tasks for d in responsible(t))
        return Draft(Status.ANSWERED, tuple(lines), departments if len(found) == 1 else (), lines=True)

    def _extreme_department(self, many: bool, role: Role | None) -> Draft:
        counts = Counter(
            name for t in self.plan.tasks() for name in {d.name for d in t.duties if role in (None, d.role)}
        )
        size = (max if many else min)(counts.values())
        names = [n for n in self.dossier.departments if counts[n] == size]
        kind = {Role.LEAD: "牵头", Role.SHARED: "分工负责", None: "承担"}[role]
        tasks = [t for t in self.plan.tasks() if any(d.name in names and role in (None, d.role) for d in t.duties)]
        found = _in_role(tuple(d for t in tasks for d in responsible(t, names)), role)
        marks = tuple(dict.fromkeys(d.evidence for d in found))
        text = f"{'、'.join(names)}，{kind}{size}项任务。" if len(names) == 1 else f"{'、'.join(names)}，各{kind}{size}项任务。"
        return Draft(Status.ANSWERED, (Statement(text, marks, (str(size),)),), found)

    def _lacking(self, question: Question) -> Draft | None:
        if _NONE.search(question.text) and question.asks(Asked.LIST, Asked.WHICH_CLAUSE, Asked.COUNT, Asked.WHAT) and not self.content(question):
            found = [c for c in self._clauses(question) if not any(t.duties for t in c.tasks)]
            return self._listed(found, question, "条没有写明责任部门")
        if _SINGLE.search(question.text) and "条" in question.text and not self.content(question):
            found = [c for c in self._clauses(question) if len({d.name for t in c.tasks for d in t.duties}) == 1]
            return self._listed(found, question, "条由单一部门负责")
        if _SINGLE.search(question.text) and re.search(r"任务|部门|单位", question.text) and question.asks(Asked.LIST) and not self.content(question):
            tasks = [t for t in self._tasks(question) if len(t.duties) == 1]
            lines = [self._line(t, tuple(d.name for d in t.duties), len(tasks)) for t in tasks]
            departments = tuple(d for t in tasks for d in responsible(t))
            return Draft(Status.ANSWERED, tuple(lines), departments, lines=True)
        return None

    def _clauses(self, question: Question) -> list[Clause]:
        chapters = question.reference.chapters
        return [c for c in self.plan.clauses if not chapters or c.chapter in chapters]

    def _listed(self, clauses: list[Clause], question: Question, what: str) -> Draft:
        count = str(len(clauses))
        head = Statement(f"共{count}{what}：", (), (count,))
        lines = [Statement(f"{c.label}{c.title}", (title(c),)) for c in clauses]
        departments = tuple(d for c in clauses for t in c.tasks for d in responsible(t)) if question.asks(Asked.WHO) else ()
        return Draft(Status.ANSWERED, (head, *lines), departments, lines=True)

    def _count(self, question: Question) -> Draft | None:
        if not _COUNTED.search(question.text) or self.content(question) or question.reference.clauses or question.years:
            return None
        text = re.sub(r"第[一二三四五六七八九十\d]+(?:章|部分)", "", question.text)
        kinds = [name for name, pattern in _OBJECTS if pattern.search(text)]
        statements = [s for kind in kinds[:3] if (s := self._counted(kind, question))]
        return Draft(Status.ANSWERED, tuple(statements)) if statements else None

    def _counted(self, kind: str, question: Question) -> Statement | None:
        clauses, chapters = self._clauses(question), question.reference.chapters
        tasks = [t for c in clauses for t in c.tasks if t.duties]
        scope = "、".join(f"第{to_han(n)}章" for n in chapters)
        if kind == "chapters" and not chapters:
            n, m = str(len(self.plan.chapters)), str(len(self.plan.clauses))
            return Statement(f"全文共{n}章、{m}条。", _ends(self.plan), (n, m))
        if kind == "clauses":
            n = str(len(clauses))
            ends = (title(clauses[0]), title(clauses[-1]))
            return Statement(f"{scope or '全文'}共{n}条（{clauses[0].label}至{clauses[-1].label}）。", ends, (n, *map(str, chapters)))
        if kind == "tasks":
            chosen = [t for t in tasks if question.role in (None, t.responsibility and t.responsibility.role)]
            said = {Role.LEAD: "牵头负责的", Role.SHARED: "按职责分工负责的", None: "写明责任部门的"}[question.role]
            lead = str(sum(t.responsibility.role is Role.LEAD for t in chosen if t.responsibility))
            rest = str(len(chosen) - int(lead))
            detail = f"，其中牵头{lead}项、分工{rest}项" if question.role is None else ""
            return Statement(f"{scope}{said}任务共{len(chosen)}项{detail}。", (), (str(len(chosen)), lead, rest, *map(str, chapters)))
        if kind == "departments":
            names = {d.name for t in tasks for d in t.duties if question.role in (None, d.role)}
            said = "牵头部门" if question.role is Role.LEAD else "责任部门"
            return Statement(f"{scope}{said}共{len(names)}个。", (), (str(len(names)), *map(str, chapters)))
        return None

    # --- filters ---------------------------------------------------------------------------------------

    def _by_year(self, question: Question) -> Draft | None:
        if not question.years or self.content(question) or question.mentions:
            return None
        if not _DUE_WORDS.search(question.text) or question.asks(Asked.CHECK):
            return None
        found = [(c, s) for c in self._clauses(question) for s in c.sentences if self._due(s, question.years)]
        if not found:
            return None
        lines = [self._due_line(c, s, question.years) for c, s in found]
        tasks = dict.fromkeys(t for c, s in found for t in c.tasks if t.start <= s.start < t.end)
        departments = tuple(d for t in tasks for d in responsible(t))
        return Draft(Status.ANSWERED, tuple(lines), departments, lines=True)

    def _due(self, sentence: Sentence, years: tuple[int, ...]) -> bool:
        return any(t.due_year in years for t in sentence.targets) or any(
            re.search(rf"(?<![比在\d]){year}年", sentence.text) and not sentence.targets for year in years
        )

    def _due_line(self, clause: Clause, sentence: Sentence, years: tuple[int, ...]) -> Statement:
        evidence, text = self._dated(clause, sentence, years)
        return Statement(f"{clause.label}{text}", (evidence,))

    def _dated(self, clause: Clause, sentence: Sentence, years: tuple[int, ...]) -> tuple[Evidence, str]:
        """The pieces of a sentence whose targets fall due in ``years``, and the date that rules them."""
        targets = [t for t in sentence.targets if t.due_year in years]
        parts = [p for p in pieces(sentence.text, sentence.start) if _holds(p, targets)]
        begin = max(self.plan.source.rfind(m, 0, sentence.start) for m in "。\n") + 1
        due = targets[0].due if targets else ""
        at = self.plan.source.find(due, begin, sentence.end) if due else -1
        text = join(tuple(parts)) if parts else sentence.text
        if 0 <= at < (parts[0].start if parts else sentence.start) and due not in text:
            text = f"{due}，{text}"
        start = min(sentence.start, at) if at >= 0 else sentence.start
        return Evidence(start, sentence.end, clause.number), text

    def _by_value(self, question: Question) -> Draft | None:
        match = _PERCENT.search(question.text)
        if not match or not question.asks(Asked.LIST, Asked.WHICH_CLAUSE) or self.content(question):
            return None
        value, unit = (match[1], match[2]) if match[1] else (match[3], match[4])
        found = [
            (c, s) for c in self.plan.clauses for s in c.sentences
            if any(t.value == value and t.unit == unit for t in s.targets)
        ]
        lines = [Statement(f"{c.label}{summary(s, 80)}", (Evidence(s.start, s.end, c.number),)) for c, s in found]
        tasks = dict.fromkeys(t for c, s in found for t in c.tasks if t.start <= s.start < t.end)
        departments = tuple(d for t in tasks for d in responsible(t))
        return Draft(Status.ANSWERED, tuple(lines), departments, lines=True) if lines else None

    def _by_term(self, question: Question) -> Draft | None:
        if not _MENTIONS.search(question.text) or question.mentions:
            return None
        term = _MENTION_NOISE.sub("", question.topic).strip(" ？?。")
        if not 2 <= len(term) <= 12:
            return None
        found = [c for c in self._clauses(question) if term in c.text]
        if not found:
            return None
        count = str(len(found))
        head = Statement(f"共{count}条提到“{term}”：", (), (count,))
        lines = []
        for clause in found:
            at = self.plan.source.find(term, clause.start, clause.end)
            sentence = next((s for s in clause.sentences if s.start <= at < s.end), None)
            place = Evidence(sentence.start, sentence.end, clause.number) if sentence else title(clause)
            lines.append(Statement(f"{clause.label}{clause.title}", (place,)))
        return Draft(Status.ANSWERED, (head, *lines), lines=True)


_LEDGER_WORDS = frozenset(
    "条 条款 章 部分 项 任务 参与 承担 分工 配合 涉及 共同 一起 家 职责 清单 几条 哪条 哪几条 最多 最少 多 少 份 头 一份 分到 分 安排 干啥 啥 活 活儿 "
    "责任括号 括号 带 编号 条目 条数 提 写 列清 清楚 找出来 出来 找 列 落实 全部 属于 里面 单独 独家 仅 只有 第几 哪章 有份 名单 写到 提到 "
    "全文 整个 总 加起来 统计 数 数数 合 计 排 排名 第一 谁家 担子 重 最重 个 位 同 时 内 完 事项 截止 到期 节点 限 现 各自 分别 谁 配 打头 挂 挂帅 承 办 "
    "党委 系统 口 系 那几 啥活 方 面 领 领了 认领 要 干活 扛 扛起 管哪 管些 管什么 管啥 有何 何 几项 几件 哪些事 主责 主 责 现有 负 承担了 范围 环节 角色 扮演 发挥 作用 具体任务 "
    "执行 覆盖 这份 这 该 本 公布 梳理 汇总 盘点 一览 总结 归纳 点 都有 所有 哪里 哪块 哪一块 一块 局 委 厅 请列出 请列 列一下".split()
)


def _both(question: Question) -> bool:
    """牵头和配合的都要: both roles named means no filter."""
    return question.role is None


def _in_role(departments: tuple[Responsible, ...], role: Role | None) -> tuple[Responsible, ...]:
    return tuple(d for d in departments if role in (None, d.role))


def _holds(piece: object, targets: Sequence[Target]) -> bool:
    start, end = getattr(piece, "start"), getattr(piece, "end")
    return any(start < t.end and t.start < end for t in targets)


def _ends(plan: Plan) -> tuple[Evidence, ...]:
    return (title(plan.clauses[0]), title(plan.clauses[-1]))


__all__ = ["Tally", "duty_text"]
