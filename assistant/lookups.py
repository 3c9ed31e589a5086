"""Answers that need no search: the document, general duties, numbered clauses, the ledger."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.compose.adjoining import adjoining
from assistant.compose.document import SIGNED, about_document, ways
from assistant.compose.draft import Draft
from assistant.compose.duty import general_duty
from assistant.compose.items import items_of
from assistant.compose.lookup import KIND, by_number
from assistant.compose.sought import only_there
from assistant.compose.unnumbered import absent_part, passage
from assistant.compose.years import years_of
from assistant.decide.decider import Decider
from assistant.decide.duties import attributed
from assistant.decide.find import Finder
from assistant.decide.premise import claims_duty
from assistant.decide.refuse import LEANING, Refuser
from assistant.inside import Inside
from assistant.ledger.questions import asks_ledger
from assistant.ledger.roles import read_role
from assistant.ledger.subjects import of_ledger
from assistant.ledger.tally import Tally
from assistant.placed import claimed, misplaced
from assistant.titled import Titled
from assistant.understand.parts import carried, pieces, questions
from assistant.understand.question import Asked, Question
from corpus.catalog import Dossier
from corpus.model import PartKind, Role

# Words of nothing but a plan: a question with them is about this one.
_OWN = re.compile(r"条款|第几条|哪几条|责任(?:单位|部门|括号)|牵头|标题|目录")
_MAKE_UP = re.compile(
    r"方案|全文|台账|几[处次]|多少[处次]|标题|目录|字样|清单|名单|总共|一共|目标|指标|期限|时限|涉及|[提讲写谈][到过及]"
    r"|从[高大多]到|(?:率|比例|浓度).{0,24}(?:[、和与跟]|比(?![例重率])).{0,24}(?:率|比例|浓度)"
)

_HOW_MANY = re.compile(r"(?<![第哪])(?:几|多少)(?:条|项|章)")
_OF_MATTER = (Asked.WHICH_CLAUSE, Asked.WHO, Asked.WHEN, Asked.HOW_MUCH)
_LISTING = (Asked.LIST, Asked.COUNT, Asked.TITLE, Asked.ORIGINAL)
_ALL_OF = 0.9
# What only points at something said elsewhere: 这事儿几时能完.
_POINTING = re.compile(r"^(?:他|她|它)们|[这那](?:一?件|个|桩|档子)?(?:事儿?|事情|活儿?)")

# Parts of one message, each a question of its own.
_MOST = 3
_SO_MANY = re.compile(
    r"(?:是不是|是否|一共|总共|共)?(?:就|只|仅)?(?:有|是)?这?(?:一|1|几|多少)[条章个项家]?(?:还是好?几[条章个项家])?(?:吗|么|呢)?"
)
# What is asked of the tasks that a department was said to lead; not of all that it has.
_OF_LED = re.compile(r"指标|目标|成果|期限|时限|年份")
_OF_THOSE = re.compile(
    r"(?:是|写?在|落在|见于|出现在|出自)(?:第?[哪几])|分别|各[自是有]?|都|依次|这些|那些|别|(?:是|有|叫)什么|[要去]?(?:干|做|管|抓)(?:的是)?(?:些)?[什啥哪]"
)
# Only how it is to be told.
_GROUPED = re.compile(r"按[^，。？]{1,8}(?:分组|分类|分列|归类|汇总)")
_WHOLE = re.compile(r"方案|全文|全篇|通篇|整[个份篇]|每[章条]|各[章条]")
_PLACED = re.compile(r"(?:第几|哪)一?个?大?章|第几个?大?部分")


class Lookups:
    """Answers from the ledger and the text itself."""

    def __init__(
        self, dossier: Dossier, finder: Finder, refuser: Refuser, decider: Decider
    ) -> None:
        self.dossier = dossier
        self._finder = finder
        self._refuser = refuser
        self._decider = decider
        self.tally = Tally(dossier, finder)
        self._titled = Titled(finder)
        self._inside = Inside(finder, self.tally.content)

    def answer(self, question: Question) -> Draft | None:
        """The answer by exact look-up, or None when the question is about a matter."""
        if refused := self._refuser.other_medium(question) or self._refuser.nonsense(question):
            return refused
        leads = question.asks(Asked.WHO) and not (question.figures or SIGNED.search(question.text))
        if leads and only_there(question, self.dossier.plan, PartKind.NEWS):
            return None  # 十二项重点工作由谁负责
        named = question.reference.clauses or (question.mentions and not claims_duty(question))
        unsaid = self._decider.never_said(question) if named else ""
        if unsaid:
            return self._refuser.missing(unsaid)
        return (
            self._absent(question)
            or self._titled.answer(question)
            or misplaced(question, self.dossier.plan)
            or claimed(question, self.dossier.plan, self._finder)
            or items_of(question, self.dossier.plan)
            or passage(question, self.dossier.plan, self.tally.content, self._finder.strong)
            or (None if ways().told["notice"].search(question.text) else self.tally.asked(question))
            or absent_part(question, self.dossier)
            or self._about_document(question)
            or general_duty(question, self.dossier)
            or self._denied(question)
            or self._by_reference(question)
            or (self.tally.answer(question) if self._of_whole_plan(question) else None)
        )

    def _absent(self, question: Question) -> Draft | None:
        """A department that the plan gives nothing to do; a matter called its own is put right."""
        own = attributed(question) and self._spoken_of(question.topic)
        return None if own else self.tally.absent(question)

    def _denied(self, question: Question) -> Draft | None:
        """A list asked for by what it must not have: told as such, or not at all."""
        if not self.tally.denied(question):
            return None
        return self.tally.answer(question) or self._refuser.unclear()

    def exact(self, question: Question) -> Draft | None:
        """What the ledger tells, each word of the question being read; or where a clause stands."""
        if told := self.tally.asked(question):
            return told
        named = question.reference.clauses and not question.reference.missing
        return self._by_reference(question) if named and _PLACED.search(question.text) else None

    def adjoining(self, question: Question) -> Draft | None:
        """What stands beside words told; what the ledger reads in full is none of it."""
        if question.mentions or not (told := adjoining(question, self.dossier.plan)):
            return None
        return None if self.exact(question) else told

    def several(self, question: Question, read: Callable[[str], Question]) -> list[Draft]:
        """Answers to a message that asks the ledger several things; none where one is another's.

        A part that names no clause is asked of the clause or the department of the part before
        it; a number said in passing (一共九章，…) is only put right.
        """
        parts = pieces(question.text)
        if not 1 < len(parts) <= _MOST or any(map(_OF_THOSE.match, parts[1:])):
            return []
        apart = len(questions(question.text)) == len(parts)
        reference = question.reference
        whole = reference or of_ledger(question.text) or (apart and question.mentions)
        placed = reference.task is not None or reference.sentence
        if not whole or placed or self._decider.never_said(question):
            return []
        drafts, subject, led, terms = list[Draft](), "", "", list[str]()
        for at, text in enumerate(parts):
            if _GROUPED.fullmatch(text):
                return []  # 按部门分组，列出第四十条的任务 is one question
            if drafts and _SO_MANY.fullmatch(text):
                continue  # the answer before tells how many
            asked = carried(text, parts[at - 1] if at else "", terms)
            part = alone = read(asked)
            if subject and part.asked and not (part.reference or part.mentions):
                of_led = "牵头的" if led and _OF_LED.search(text) else ""
                part = read(f"{subject}{of_led}{text}")
            told = not drafts or asked != text or self.alone(part)
            draft = (told and self.exact(part)) or self._missing(part) or self.tally.wrong(part)
            if not draft and apart and _subject(part):
                counted = part.reference and part.asks(Asked.COUNT, Asked.TITLE)
                draft = self.answer(part) if counted else self.tally.answer(part)
            if not draft:
                return []
            drafts.append(draft)
            subject = _subject(part)
            led = subject if part.mentions and read_role(part.text, 1)[0] is Role.LEAD else ""
            terms += self.tally.looked_for(alone)
        return [] if not apart and self.tally.asked(question) else drafts

    def alone(self, question: Question) -> bool:
        """Whether a question stands by itself: it names its place, or the whole plan."""
        return bool(question.reference or question.mentions or _WHOLE.search(question.text))

    def _missing(self, question: Question) -> Draft | None:
        """A clause or chapter that does not exist, asked about."""
        return by_number(question, self.dossier) if question.reference.missing else None

    def _about_document(self, question: Question) -> Draft | None:
        own = _OWN.search(question.text) and not ways().asked["title"].search(question.text)
        if own or self._refuser.surely_elsewhere(question):
            return None
        signed = SIGNED.search(question.text)
        if not signed and only_there(question, self.dossier.plan, PartKind.NEWS):
            return None  # “十二项重点工作”是哪个方案的
        return about_document(question, self.dossier, self.tally.content)

    def _of_whole_plan(self, question: Question) -> bool:
        """Whether a question may be about the plan's make-up; a caller's story is not."""
        own = question
        if question.mentions:  # 社保局 is no matter of social security
            own = replace(question, text=question.unnamed)
        if self._refuser.of_elsewhere(own) and not _OWN.search(question.text):
            return False
        if _POINTING.search(question.text) and not (question.mentions or question.reference):
            return False
        told = question.asks(Asked.CHECK) and claims_duty(question)
        if told and len(self._finder.strong(question.topic)) > 1:
            return False  # 消除重污染天气只有某局牵头，对吗
        if question.told and _HOW_MANY.search(question.text) and not _OWN.search(question.text):
            return False  # a story of rivers: 国家管的有几条
        named = bool(question.years or question.reference or question.figures) or (
            of_ledger(own.text) or bool(_MAKE_UP.search(question.text)) or asks_ledger(question)
        )
        content = [w for w in self._finder.content(question.topic) if w not in LEANING]
        words = [w for w in content if len(w) > 1]
        plain = [w for w in content if len(w) == 1 and self._refuser.of_field(w)]
        if len(plain) > 1 and not question.mentions and self._spoken_of(question.topic):
            return False  # 河又返臭了: a matter in short words
        if question.mentions:
            source = self.dossier.plan.source  # 无人机只有公安能用 is of a matter
            matter = any(len(w) > 2 and w in own.text and w in source for w in words)
            return bool(named) or (len(words) < 3 and not matter)
        return bool(named) or len(words) == 1

    def _spoken_of(self, topic: str) -> bool:
        """Whether some place of the plan speaks of all that is said."""
        best = self._finder.search(topic).best
        return bool(best and best.coverage >= _ALL_OF)

    def _by_reference(self, question: Question) -> Draft | None:
        """Clauses by number, unless the number only belongs to a question about a topic within."""
        reference = question.reference
        if (one := self._inside.one_of(question)) is not question:
            return by_number(one, self.dossier)
        clauses = [c for n in reference.clauses if (c := self.dossier.plan.clause(n))]
        if clauses and not reference.task and (years := years_of(clauses, question)):
            return years
        if self._inside.misplaced(question):
            return None
        found = self.tally.answer(question) if reference.clauses else None
        if found and (found.clauses or not question.asks(Asked.WHEN)):
            return found  # that a clause has no date is told of the clause
        if reference.chapters and not reference.clauses:
            words = self.tally.content(question)
            plain = not words
            told = question.asks(*_OF_MATTER) and not _HOW_MANY.search(question.text)
            if words and told and self._spoken_of(" ".join(words)):
                return None  # 第七章里讲监测体系的是哪一条
            matter = [] if question.asks(*_LISTING) else self._inside.matter(question)
            if matter and self._spoken_of(" ".join(matter)):
                return None  # 蓝天保卫战里说了秸秆吗
            return self._listed(question, plain)
        words = self._inside.words(question)
        bare = all(map(KIND.fullmatch, words))  # 第三条涉及哪些行业 names no matter
        if (
            words
            and not bare
            and not question.asks(Asked.WHO)
            and self._inside.found_there(question)
        ):
            return None
        return by_number(question, self.dossier, words)

    def _listed(self, question: Question, plain: bool) -> Draft | None:
        """What the ledger tells of chapters, else their clauses."""
        return (plain and self.tally.answer(question)) or (
            None if question.mentions or question.years else by_number(question, self.dossier)
        )


def _subject(question: Question) -> str:
    """The one clause or chapter, else the one department, that a question is about; "" without."""
    numbers = question.reference.clauses
    if len(numbers) == 1:
        return f"第{numbers[0]}条"
    chapters = question.reference.chapters
    if not numbers and len(chapters) == 1 and question.asks(Asked.TITLE):
        return f"第{chapters[0]}章"
    only = len(question.mentions) == 1 and not question.reference
    return question.mentions[0].text if only else ""
