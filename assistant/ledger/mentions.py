"""Clauses that hold a word: 哪几条提到大沽河, 船舶这个词出现几次."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Status
from assistant.compose.clauses import chapter_of, title
from assistant.compose.draft import Draft, Evidence, Statement, bracket, responsible
from assistant.compose.phrase import duty_text, summary, telling
from assistant.compose.responsibility import duty_lines
from assistant.ledger.kinds import SLOTS, Kind
from assistant.ledger.query import Query
from assistant.ledger.roles import LEAD, SHARED
from assistant.ledger.saying import head, spoken, titled_so, told_apart
from assistant.ledger.subjects import plain
from assistant.understand.question import Asked, Question
from corpus.catalog import Dossier
from corpus.model import Clause, Plan, Task
from corpus.numerals import to_han
from corpus.words import load_words

_IN_CLAUSES = re.compile(
    r"条(?!河|路|街|江)|文件|方案里|章节|章|地方|哪里|哪儿|何处|处|次|全文|分布"
)
_SPOKEN = SLOTS["said"]
_WHERE = (
    r"哪几条|哪些条(?:款|文)?|几条|多少条|哪条|哪一条|哪些地方|哪些章节|哪几处|几处|几次|多少次"
    r"|哪里|哪儿|哪几章"
)
_MENTIONS = re.compile(
    rf"(?:{_SPOKEN}).{{0,30}}(?:{_WHERE}|条款|分布|条目|的条)"
    rf"|(?:{_WHERE}|分别在|条款).{{0,8}}(?:{_SPOKEN}|跟|和|与|有)"
    r"|.{2,12}(?:写|出现|放|规定|散落?|分布|提到?)?在了?(?:哪几|哪些|哪一?|第几|几|多少)个?(?:条|处|章|地方)"
    r"|(?:字样|这个词).{0,8}(?:条|哪|几)"
    r"|.{2,12}的条款?(?:一共|总共|都)?(?:有|是)?(?:几条|哪几条|哪些|多少条)"
)
_NOISE = (
    rf"{_SPOKEN}|{_WHERE}|{SLOTS['listing']}|条款|条文|条目|条(?=里|中)|分布在?|内容|哪些|地方|数量|几个|多少个?|有几|几|总共|一共"
    r"|方案|全文|文件|有|的|了|跟|过|在|都|分别|是|被|词|字|里|中|面|次|处|目标|指标|二字|两字|方面|量化|数字|对应|同时|散|要求|全|共|[？?，。“”\"]"
)
_ENDS = re.compile(rf"^(?:{_NOISE}|\s)+|(?:{_NOISE}|\s)+$")
_QUOTED = re.compile(
    r"[“\"「]([^“”\"」]{2,12})[”\"」]|(?<=：)([^，。：]{2,8})(?:这个词|字样)"
    r"|([^，。：、“”\"的里]{2,8}?)(?:这(?:个|[两三四]个?)?(?:词|字|说法|提法|字眼)|[两三四二]个?字|字样|一词|字眼)"
)
_JOINT = re.compile(r"、|和|与|及|或者?|，")
_ALL_OF = re.compile(r"同时|既|都(?:提|写|讲|含|有)|并且")
_OF_AIMS = re.compile(
    r"(?:涉及|关于|有关|相关|方面)[^，。？]{0,12}(?:目标|指标)(?!.*条)[^，。？]{0,6}(?:汇总|列|哪|都|有|$)"
)
# Asked of the matter itself, not of the words: names, sums, punishments, how often in a year.
_SUBSTANCE = re.compile(
    r"叫(?:什么|啥)名|[”」]的?(?:名字|名单|名录)|[河湾村厂镇]名|多少[百千万亿]*(?:元|块|钱|罚款|奖金|补贴)|(?:什么|啥)处[罚分]"
    r"|[每一](?:年|个?季度|个?月|周|天)[^，。？]{0,6}(?:几|多少)次|(?:更新|开展|组织|演练|修订|检查|搞|办)(?:几|多少)次"
)
_NAMED = re.compile(
    rf"(?:{_SPOKEN})了?(?P<w>[^，。？的“”]{{2,14}}?)(?:方面)?的(?:条|内容|地方|任务|要求|目标|指标|部分|规定)"
)
_ROLE_QUOTED = re.compile(rf"[“\"「](?:{LEAD}|{SHARED})(?:负责)?[”\"」]")
_ONE = re.compile(r"(?:哪一?条|第几条)")
_ROLE = re.compile(rf"(?:{LEAD}|{SHARED})(?:负责)?")
_KIND = re.compile(rf"(?:责任|涉及)*(?:{SLOTS['departments']}|{SLOTS['tasks']}|{SLOTS['clauses']})")
# Whether a word stands in the plan at all; what is said of a matter in quotes is another question.
_SAID = re.compile(
    r"(?:提[到及过]?|提没提|出现|[写讲说谈][到过]|含有?|用到?|有)(?:了|过|没有?)*[“\"「]"
    r"|[”\"」](?:这个?|一|两个?|几个)?(?:词|字样|字眼|说法)?[^，。？]{0,3}(?:[提写]|出现|有)"
)
# One place is asked for: which clause is it that speaks of …
_SINGLE = re.compile(
    r"(?:哪一?个?|第几|什么)(?:条款?|章|大?部分)(?!河|路|街|江|线)"
    r"|(?:条款号|条号|条的?编号|条款?的?序号)(?:是|$|[？?，])|[那这]一?个?条款?.*(?:序号|编号|条号|标题|题目|名称|叫什么|叫啥|第几|哪一?章)"
)
_PLACES = re.compile(rf"哪|几|多少|{_SPOKEN}")
# “千吨万人”水源保护区合计多少处: things are counted, not the places of a word.
_THINGS = re.compile(
    r"[”」](?![^，。？]*(?:出现|提|写|说|讲|全文|方案|文件|正文|条))[^，。？“”]{2,}(?:合计|总共|共计|全市)[^，。？]{0,4}(?:多少|几)[处次]"
)
_OF_TEXT = re.compile(rf"条款|条文|条目|处|{_SPOKEN}")
_SEVERAL = re.compile(r"哪几|哪些|(?<!第)几[处次条章]|多少|分布|各处|都在|每一处")
# Words around the matter in a question of where it stands.
_AROUND = re.compile(
    rf"{SLOTS['said']}|{SLOTS['listing']}|{_WHERE}|{LEAD}|{SHARED}|{SLOTS['clauses']}|{SLOTS['chapters']}"
    r"|条款号|出来|下来|写出|第几|哪[一几些]?个?|什么|[那这]个?|专门|主要|单独|规定|要求|内容|安排|部署|明确|放|归|属于?|列|写|说|讲|提|谈|管|对应"
    r"|序号|编号|标题|题目|告诉|我|想|找|知道|的|了|过|在|是|于|里|中|它|都|有|和|跟|方案|文件|全文|正文|[，。？?：:；;、\s]"
)
_ELSE = (Asked.WHO, Asked.CHECK, Asked.WHEN, Asked.WHY)
_IDLE = frozenset(
    w for name in ("ledgerwords", "stopwords", "generic", "leaning") for w in load_words(name)
)
_TERM = (2, 14)
_APART = re.compile(
    r"(?:分别|各自?)(?:都|归|是|在|由|属于|见|见于|写在|对应)*(?:于|在)?(?:哪一?[条章]|哪|第几)(?!家|个部门|个单位)"
)


class Mentions:
    """Word look-ups of one plan."""

    def __init__(self, dossier: Dossier) -> None:
        self._plan: Plan = dossier.plan
        self._lexicon = dossier.lexicon
        self._source = bare(dossier.plan.source)
        self._body = "\n".join(c.text for c in dossier.plan.clauses)

    def answer(self, question: Question, query: Query) -> Draft | None:
        """Clauses that hold a word, or several words each."""
        text = question.text
        if query.titles or query.like:
            return None
        if (_OF_AIMS.search(text) and not question.years) or _SUBSTANCE.search(text):
            return None
        if not question.years and not query.groups and (one := self._located(question, query)):
            return one
        if question.asks(Asked.CHECK) and _SAID.search(text) and (words := _quoted(question)):
            said = any(bare(w) in self._source or re.search(r"\d", w) for w in words)
            claimed = text.count(words[0]) > 1  # 有没有“湾长制”？我记得写的是…湾长制
            return None if said or claimed else _unsaid(words[0])
        if not _asks_places(question, query) or _ROLE_QUOTED.search(text):
            return None
        apart = bool(_APART.search(text))
        parts = _terms(_opening(question)) if apart and not query.groups else []
        if each := told_apart(parts, query.clauses(self._plan), self._plan):
            return each
        terms = self._sought(question, query)
        if not terms and (quoted := _quoted(question)):
            return None if self._known(quoted[0]) else _unsaid(quoted[0])
        if not terms or (apart and len(terms) < 2):
            return None
        found = self._holding(terms, text, query)
        if not found or (len(found) > 2 and len(terms) == 1 and _ONE.search(text)):
            return None
        return self._listed(found, terms, question, query)

    def _sought(self, question: Question, query: Query) -> list[str]:
        """The words looked for that the clauses hold."""
        clauses = query.clauses(self._plan)
        held = [t for t in _terms(question) if any(t in c.text for c in clauses)]
        held = [t for t in held if not _ROLE.fullmatch(t) and not _KIND.fullmatch(t)]
        figured = question.figures or _APART.search(question.text)
        return held or ([] if figured else self._matters(question))

    def _known(self, word: str) -> bool:
        """Whether a word stands in the plan, or another name of what does: “环保铁军”."""
        names = (word, *self._lexicon.official(word))
        return any(bare(n) in self._source for n in names)

    def _holding(self, terms: list[str], text: str, query: Query) -> list[Clause]:
        """Clauses with one of the words, or with all of them where all are asked for."""
        holds = all if _ALL_OF.search(text) else any
        # What the plan sets in quotation marks (“洋垃圾”) is no part of another word (海洋垃圾).
        said = [f"“{t}”" if f"“{t}”" in self._body else t for t in terms]
        found = [c for c in query.clauses(self._plan) if holds(t in c.text for t in said)]
        if query.groups:
            own = {t.clause for t in query.tasks(self._plan) if any(w in t.text for w in terms)}
            found = [c for c in found if c.number in own]
        return found

    def _listed(
        self, found: list[Clause], terms: list[str], question: Question, query: Query
    ) -> Draft:
        """A line for each clause, or the owners in it."""
        apart = _APART.search(question.text)
        top = head(found, terms, question.text)
        lines = [self._place(c, terms, question) for c in found]
        tasks = [t for c in found for t in c.tasks if any(w in t.text for w in terms)]
        full = apart or query.groups or len(found) == 1 or query.select is Kind.DEPARTMENTS
        departments = (
            tuple(d for t in tasks for d in responsible(t, query.names or None)) if full else ()
        )
        if query.select is Kind.DEPARTMENTS and not query.groups:
            lines = [self._owners(c, [t for t in tasks if t.clause == c.number]) for c in found]
        elif len(found) == 1:
            lines = [self._place(found[0], terms, question, full=True)]
            chapter = self._plan.chapter(found[0].chapter) if query.placed else None
            if chapter:
                said = f"在第{to_han(chapter.number)}章“{chapter.title}”。"
                lines.insert(0, Statement(said, (title(found[0]),), (str(chapter.number),)))
            if question.asks(Asked.WHO):
                lines += duty_lines(tasks)
        return Draft(Status.ANSWERED, (*top, *lines), departments, lines=True, frames=spoken(terms))

    def _matters(self, question: Question) -> list[str]:
        """What is left of a question without the words around it, as far as the plan says it."""
        return [c for c in _chunks(question) if c in self._body]

    def _located(self, question: Question, query: Query) -> Draft | None:
        """The one clause that speaks of a matter, by its title or alone in its text."""
        if titled := titled_so(question.text, lambda: _chunks(_opening(question)), self._plan):
            return titled
        text = plain(question.text)
        apart = _APART.search(text) and len(_JOINT.split(text)) > 2
        if apart or not _SINGLE.search(text) or _SEVERAL.search(text) or question.asks(*_ELSE):
            return None
        terms = _chunks(question)
        pool = query.clauses(self._plan)
        found = [c for c in pool if terms and all(bare(t) in bare(c.title) for t in terms)]
        found = found or [c for c in pool if terms and all(t in c.text for t in terms)]
        if len(found) != 1:
            together = query.placed and len({c.chapter for c in found}) == 1
            told = tuple(chapter_of(self._plan, c) for c in found) if together else ()
            return Draft(Status.ANSWERED, told, lines=True) if told else None
        clause = found[0]
        tasks = [t for t in clause.tasks if any(w in t.text for w in terms)] or clause.tasks
        held = [s for t in tasks for s in t.sentences if any(w in s.text for w in terms)][:1]
        marks = tuple(Evidence(s.start, s.end, clause.number) for s in held)
        lines = [chapter_of(self._plan, clause)]
        lines += [Statement(summary(s, 60), marks) for s in held]
        return Draft(Status.ANSWERED, tuple(lines), tuple(d for t in tasks for d in responsible(t)))

    def _owners(self, clause: Clause, tasks: list[Task]) -> Statement:
        """Who is responsible for the tasks of a clause that hold the word."""
        marks = tuple(e for t in tasks if (e := bracket(t)))
        said = "；".join(dict.fromkeys(duty_text(t) for t in tasks if t.duties))
        text = f"{clause.label}{clause.title}：由{said}" if said else clause.label + clause.title
        return Statement(text, marks or (title(clause),))

    def _place(
        self, clause: Clause, terms: list[str], question: Question, full: bool = False
    ) -> Statement:
        """A clause and the sentence with the word; where the word is a target's, the target too."""
        held = [s for s in clause.sentences if any(t in s.text for t in terms)]
        marks = tuple(Evidence(s.start, s.end, clause.number) for s in held[:2])
        said = ""
        if held and (
            full
            or _APART.search(question.text)
            or any(t in a.text for t in terms for a in held[0].targets)
        ):
            short = summary(held[0], 60)
            told = any(t in short for t in terms)
            said = f"：{short if told else telling(held[0], terms, 60)}"
        return Statement(f"{clause.label}{clause.title}{said}", marks or (title(clause),))


def bare(text: str) -> str:
    """A text without quotation marks: who quotes a title leaves out those within it."""
    return text.replace("“", "").replace("”", "")


def _asks_places(question: Question, query: Query) -> bool:
    """Whether the clauses or places are asked for that speak of something."""
    text = question.text
    if question.asks(Asked.CHECK) and question.figures and not _PLACES.search(text):
        return False  # 14条“其他”河流都…，对吗: a claim
    several = _SEVERAL.search(text) and query.select is Kind.CLAUSES and _OF_TEXT.search(text)
    asked = query.select is Kind.CLAUSES or re.search(r"[几多各]少?[处次]|哪[些里]", text)
    named = asked and not (query.titles or _THINGS.search(text)) and _QUOTED.search(text)
    spoken = _MENTIONS.search(text) or _APART.search(text) or several or named
    return bool(spoken and _IN_CLAUSES.search(text))


def _unsaid(word: str) -> Draft:
    return Draft(Status.NOT_IN_PLAN, (Statement(f"方案没有提到“{word}”。"),))


def _opening(question: Question) -> Question:
    """The first sentence of a question; what stands behind it tells more of what was asked."""
    return replace(question, topic=re.split("[？?。]", question.topic)[0])


def _chunks(question: Question) -> list[str]:
    """What is left of a question without the words of asking where something stands."""
    chunks = _AROUND.split(plain(question.topic))
    return [c for c in chunks if c and len(c) > 1 and c not in _IDLE]


def _quoted(question: Question) -> list[str]:
    """Words put between quotation marks, or called a word."""
    matches = _QUOTED.findall(plain(question.topic))
    found = [m[0].strip('“”" ') for m in matches if m[0]]
    found = found or [next(filter(None, m)).strip('“”" 有没') for m in matches]
    return [w for w in found if not _ROLE.fullmatch(w)]


def _terms(question: Question) -> list[str]:
    """The words looked for: those quoted, else what is left of the topic."""
    quoted = _quoted(question)
    if quoted:
        return [q for q in quoted if len(q) <= _TERM[1]]
    named = _NAMED.search(plain(question.topic))
    if named:
        return [w for w in _JOINT.split(named["w"]) if _TERM[0] <= len(w) <= _TERM[1]]
    rest = [_ENDS.sub("", _ENDS.sub("", part)) for part in _JOINT.split(plain(question.topic))]
    if _APART.search(question.text):
        rest = [r.split("的")[0] for r in rest]
    return [r for r in rest if _TERM[0] <= len(r) <= _TERM[1]]
