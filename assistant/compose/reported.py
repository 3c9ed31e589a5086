"""What a part without clause numbers says, asked for as such: the news item, the notice.

A question that names the part is answered from it and from nowhere else, when it speaks of the
matter: the sentence that covers most of the question, told by the pieces that hold what is asked.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Status
from assistant.compose.beside import COMPARED, halves, with_the_other
from assistant.compose.document import SOURCE, ways
from assistant.compose.draft import Draft, Evidence, Statement
from assistant.compose.frames import FRAMES, NO
from assistant.compose.place import Place
from assistant.compose.sought import (
    ASKED_BOOK,
    BESIDE,
    IDLE,
    NOUN,
    QUOTES,
    WORDS,
    as_written,
    data,
    dated,
    issued_in_turn,
    miscounted,
    only_there,
    other_book,
    placed,
    share,
    so_often,
    spanned,
    told_alone,
)
from assistant.compose.telling import Telling
from assistant.compose.worked import Worked
from assistant.decide.aspects import aspects_of
from assistant.decide.find import Finder
from assistant.decide.measure import FIGURE, asked_kind, kinds_in
from assistant.decide.unsaid import DONE
from assistant.understand.question import Asked, Question
from corpus.model import Part, PartKind, Sentence

_OWN = 0.3  # how much its own words count beside all that is known of a sentence
_LEAST = 0.5  # share of the question's content that the part must speak of
_FULL, _SHORT = 0.95, 0.25
_ASKED = 2.0  # of the few lines of a notice the one that holds what is asked outweighs the others
# How much words counted, figures as such and the year asked about weigh beside that.
_COUNTED, _DATA, _DATED_SO = 1.0, 0.5, 0.3
# 多少户，报道里有吧 asks for the figure, not whether it is there.
_OPENLY = re.compile(
    r"还是|(?:怎么|如何|咋)[讲说写]|多少|几[个项条户万]|百分之几|什么时候|何时|哪[年天]"
)
_CODE = re.compile(r"\d+号")  # of a document
# Each of so many is to be named: 十二个方案分别叫什么.
_EACH = re.compile(
    r"分别(?:都|各)?(?:叫|是|有)(?:什么|啥|哪)|(?:挨个|逐[个项条]|一一|一个个)|每[个项]的?(?:标题|名称|名字)"
    r"|[二三四五六七八九十\d]+[个项][^。？]{0,12}(?:标题|名称|名字)|第[一二三四五六七八九十\d]+[个项](?:叫|是(?:什么|啥|哪))"
    r"|(?P<n>[一二三四五六七八九十]{1,3}|\d+)[个项][^，。？]{0,12}(?:具体|都|分别|到底)?是?哪(?P=n)[个项]"
    r"|列出[^。？]{0,14}[二三四五六七八九十\d]+[个项]|[后余其][面下余][二三四五六七八九十\d]*[个项]?(?:都|分别)?(?:是|有)哪"
)
_LEADS = re.compile(r"负责|牵头|(?:哪个?(?:局|部门)|谁)(?:来?[管抓]|主管)")  # none is named there
# How it is to be told: 没给数，就四个字.
_ASIDE = re.compile(
    r"没给(?:出|具体)*数字?|不[要用](?:给)?数字?|(?:就|只|共)?[一二三四五六七八九十两几]+个字(?:左右|上下)?"
)
# What one part alone has such a word for: 方针.
_SORTS = ("方针", "原则", "模式", "口号")
_SHARE = re.compile(r"占[^，。？]{0,6}比[重例]")
_WRITERS = re.compile(
    r"(?:记者|作者|编辑|撰稿人?)(?!怎|如何|[写说讲提形描介])|(?:谁|哪位|哪个人)[^，。？]{0,3}(?:写|撰)的?"
)
# 甲、乙等十二项 names two of twelve.
_SOME = re.compile(r"、[^，。、]+等[一二三四五六七八九十百\d]+[项个家处条类种]")
# Money, contacts … are said by no part that does not hold them.
_SAYS = frozenset(("progress", "baseline", "reason", "names", "meaning", "start", "detail"))


class Reported:
    """Answers from the parts of a plan that have no clause numbers."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._plan = finder.dossier.plan
        told = ways().told
        news = self._plan.part(PartKind.NEWS)
        source = SOURCE.match(news.text) if news else None
        self._plain = told["plan"]
        press = f"{source[1]}|" if source else ""
        self._named = {
            PartKind.NEWS: re.compile(press + told["news"].pattern),
            PartKind.NOTICE: told["notice"],
        }
        self._title = f"《{self._plan.document.title}》"
        self._telling = Telling(finder)
        self._worked = Worked(finder)
        self._aspects = aspects_of(self._plan)

    def answer(self, question: Question, held: str = "") -> Draft | None:
        """The answer from the part named, or from ``held``, the part of the turn before; else None.

        What was only spoken of before must speak of the question at least as well as the plan.
        """
        kind = next((k for k, p in self._named.items() if p.search(question.text)), None)
        if kind and (told := self._miscounted(question, kind)):
            return told
        if several := self._of_figures(question):
            return several
        checked = question.asks(Asked.CHECK) and not (kind and _OPENLY.search(question.text))
        beside = self._named[kind].sub(" ", question.text) if kind else question.text
        if checked or question.reference or self._plain.search(beside):
            return None
        held = held if kind else self._spoken_of(question, held)
        part = self._plan.part(kind or PartKind(held)) if kind or held else None
        own = held == PartKind.NEWS.value and not (kind or question.figures)
        if own and _LEADS.search(question.text):
            return Draft(Status.NOT_IN_PLAN, (Statement("方案没有规定由哪个部门负责。"),))
        topic = self._named[kind].sub(" ", question.topic) if kind else question.topic
        topic = as_written(_ASIDE.sub(" ", topic), part.text) if part else topic
        places = self._places(question, topic, part, kind is not None) if part else []
        if several := self._of_years(question, topic, places):
            return several
        listed = any(data(question, p.sentence.text) for p in places)
        if (
            part
            and not listed
            and (several := self._of_matters(question, topic, part, kind is not None))
        ):
            return several
        place = max(places, key=lambda p: p.coverage, default=None)
        if place is None or place.coverage < _LEAST or self._unsaid(question, place):
            return None
        if kind is None and self._of_the_plan(question, place):
            return None
        return self._telling.told(question, topic, place)

    def beside(self, question: Question) -> Draft | None:
        """The news and what it is compared with, where a question asks for both."""
        if worked := self._worked.answer(question):
            return worked
        sums = (a for a in self._aspects if a.kind in ("money", "payment"))
        if any(a.asked.search(question.text) for a in sums):
            return None  # neither gives a sum
        told = filter(None, map(self.answer, halves(question, self._finder)))
        both = (with_the_other(t, question, self._finder) for t in told)
        found = next(filter(None, both), None)
        claimed = question.asks(Asked.CHECK) and not COMPARED.search(question.text)
        return found or (None if claimed else self._of_figures(question))

    def _of_the_plan(self, question: Question, place: Place) -> bool:
        """Whether the plan says the same, and is the one to be cited, or speaks of it better."""
        if any(place.sentence.text in c.text for c in self._plan.clauses):
            return True
        best = self._finder.search(question.topic).best
        own = self._finder.coverage(question.topic, (place.sentence.start, place.sentence.end))[0]
        # 每年新增600万平方米: the figure of the news, said of what a clause alone speaks of.
        fuller = best and best.coverage >= _FULL and own < best.coverage - _SHORT
        return bool(best and not best.part and (fuller or best.coverage > place.coverage))

    def _miscounted(self, question: Question, kind: PartKind) -> Draft | None:
        """What a part that is named counts otherwise than is said: 七项重点工作 for twelve."""
        part = self._plan.part(kind)
        found = miscounted(question.text, part.sentences) if part else None
        if not found:
            return None
        mark = Evidence(found[0].start, found[0].end, None, kind.value)
        return Draft(Status.ANSWERED, (Statement(f"{NO}{found[1]}。", (mark,)),), frames=FRAMES)

    def _spoken_of(self, question: Question, held: str) -> str:
        """The part that is meant though it is not named: by a figure, or from before."""
        if only_there(question, self._plan, PartKind.NEWS):
            return PartKind.NEWS.value
        sorts = [w for w in _SORTS if w in question.text]
        if sorts and only_there(
            replace(question, text="".join(f"“{w}”" for w in sorts)), self._plan, PartKind.NEWS
        ):
            return PartKind.NEWS.value
        return told_alone(question.text, self._plan) or held or self._counting(question)

    def _counting(self, question: Question) -> str:
        """The part that alone holds a word as often as is said (三种“感”); "" when none does."""
        often = so_often(question)
        if not often or any(often(c.text) for c in self._plan.clauses):
            return ""
        parts = (p for p in self._plan.parts if any(often(s.text) for s in p.sentences))
        return next((p.kind.value for p in parts), "")

    def _of_figures(self, question: Question) -> Draft | None:
        """The sentences of several figures that are set side by side, one of the news alone.

        What one is to the other (13.07万户算在24万户里吗) the reader sees.
        """
        news = self._plan.part(PartKind.NEWS)
        told = [f.text for f in question.figures]
        if not news or len(told) < 2 or not only_there(question, self._plan, PartKind.NEWS):
            return None
        held = [s for s in news.sentences if any(t in s.text for t in told)]
        lines = [Place(news, s, 1.0).statement(s) for s in held]
        rest = [t for t in told if not any(t in s.text for s in held)]
        for figure in rest:  # 30万千瓦和18.35万千瓦: the other one is the plan's
            planned = (
                Statement(s.text, (Evidence(s.start, s.end, c.number),))
                for c in self._plan.clauses
                for s in c.sentences
                if figure in s.text
            )
            if not (found := next(planned, None)):
                return None
            lines.append(found)
        return Draft(Status.ANSWERED, tuple(lines), lines=True) if len(lines) > 1 else None

    def _of_years(self, question: Question, topic: str, places: list[Place]) -> Draft | None:
        """The figures of each of several years that are asked about, each of its sentence."""
        kind, told = asked_kind(question.text), list[Place]()
        for year in question.years if kind and len(question.years) > 1 else ():
            own = [p for p in places if p.of(year) and kind in kinds_in(p.sentence.text)]
            best = max(own, key=lambda p: p.coverage, default=None)
            if best and best.coverage >= _LEAST and best not in told:
                told.append(best)
        if len(told) < 2:
            return None
        lines = (s for p in told for s in self._telling.told(question, topic, p).statements)
        return Draft(Status.ANSWERED, tuple(lines), lines=True)

    def _of_matters(self, question: Question, topic: str, part: Part, named: bool) -> Draft | None:
        """The figures of several matters that are asked about, each of its own sentence."""
        matters = [m for m in BESIDE.split(topic) if len(m) > 1]
        if not question.asks(Asked.HOW_MUCH) or len(matters) < 2:
            return None
        found = dict[int, Place]()
        for matter in matters:
            places = self._places(question, matter, part, named)
            best = max(places, key=lambda p: p.coverage, default=None)
            if best is None or best.coverage < _LEAST or not FIGURE.search(best.sentence.text):
                return None
            found[best.sentence.start] = best
        if len(found) < 2:
            return None
        drafts = (self._telling.told(question, topic, p) for _, p in sorted(found.items()))
        lines = tuple(s for d in drafts for s in d.statements)
        return Draft(Status.ANSWERED, lines, lines=True)

    def _places(self, question: Question, topic: str, part: Part, named: bool) -> list[Place]:
        """How much the sentences of a part speak of a question; one not named needs more."""
        book = bool(ASKED_BOOK.search(question.text))
        topic = IDLE.sub("", topic) if named and not book and IDLE.search(topic) else topic
        content = self._finder.content(ASKED_BOOK.sub(" ", topic))
        noun = found[1] if (found := NOUN.search(question.text)) else ""
        often, told = so_often(question), self._telling.quoted(question)
        told = [*told, *(f.text for f in question.figures)]

        def speaks(sentence: Sentence) -> float:
            known = self._finder.coverage(topic, (sentence.start, sentence.end))[0]
            known += _OWN * (share(topic, sentence.text) + (noun in sentence.text if noun else 0))
            if named and book and not self._finder.strong(ASKED_BOOK.sub(" ", topic)):
                return float(other_book(sentence.text, self._title))
            known += _DATA * data(question, sentence.text)
            known += _DATED_SO * dated(question, sentence.text)
            known += _DATA * (spanned(question, sentence.text) + placed(question, sentence, part))
            known += any(q in sentence.text for q in told)
            known += issued_in_turn(question, sentence.text)
            known += _COUNTED * bool(often and often(sentence.text))
            notice = named and part.kind is PartKind.NOTICE
            asked = notice and self._telling.holds(question, sentence.text)
            plain = content or data(question, sentence.text)
            return (known if plain else share(topic, sentence.text)) + _ASKED * asked

        return [Place(part, s, speaks(s)) for s in part.sentences]

    def _unsaid(self, question: Question, place: Place) -> bool:
        """Whether a year, a measure or an aspect is asked that the sentence does not hold."""
        kind, text = asked_kind(question.text), place.sentence.text
        if any(d not in text for d in question.districts):
            return True
        if _WRITERS.search(question.text) and not _WRITERS.search(text):
            return True
        if DONE.search(question.text) or (_LEADS.search(question.text) and "部门" not in text):
            return True
        if question.asks(Asked.HOW_MUCH) and not any(map(place.of, question.years or (0,))):
            return True
        plain = QUOTES.sub("", text)
        if _EACH.search(question.text) and ("、" not in plain or _SOME.search(plain)):
            return True
        free = WORDS.search(question.text) or ASKED_BOOK.search(question.text)
        shared = kind == "ratio" and _SHARE.search(text)  # 占有较大比重
        if kind and not (free or shared) and kind not in kinds_in(text):
            return True
        if ways().asked["number"].search(question.text) and not _CODE.search(text):
            return True
        return any(
            a.asked.search(question.text) and not a.given.search(text)
            for a in self._aspects
            if a.kind not in _SAYS
        )
