"""Answers from the ledger: what a department does, counts, lists, filters and extremes.

Every list comes from the parsed plan, never from what happened to be retrieved.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from assistant.compose.draft import Draft
from assistant.compose.holding import holding
from assistant.decide.duties import part_denied
from assistant.decide.find import Finder
from assistant.ledger.aims import Aims
from assistant.ledger.alike import same_bodies
from assistant.ledger.between import Between
from assistant.ledger.claims import Claims
from assistant.ledger.counts import Counts
from assistant.ledger.denials import may_deny, unread
from assistant.ledger.dues import Dues
from assistant.ledger.duties import Duties
from assistant.ledger.enumerations import Enumerations
from assistant.ledger.fields import Fields
from assistant.ledger.homes import chapter_told
from assistant.ledger.indicators import Indicators
from assistant.ledger.kinds import SLOTS, Kind
from assistant.ledger.mentions import Mentions
from assistant.ledger.named_aims import NamedAims
from assistant.ledger.names import Names
from assistant.ledger.own import Own
from assistant.ledger.query import Query, read_query
from assistant.ledger.questions import asks_ledger, measured
from assistant.ledger.reading import read_ask, words_placed
from assistant.ledger.reply import Replies
from assistant.ledger.roles import told_besides
from assistant.ledger.saying import searched
from assistant.ledger.slots import Slot
from assistant.ledger.subjects import plain, unaddressed  # fmt: skip
from assistant.ledger.tokens import unplaced
from assistant.ledger.totals import Totals
from assistant.ledger.verdicts import SOME, Verdicts
from assistant.ledger.writing import none
from assistant.understand.question import Asked, Question
from corpus.catalog import Dossier
from corpus.model import Plan
from corpus.numerals import HAN_DIGITS
from corpus.patterns import branching
from corpus.words import any_of, load_words

_LEDGER_WORDS = sorted(load_words("ledgerwords"), key=len, reverse=True)
# Compounds of words of asking as well: 部门一起干, 量化指标.
_LEDGER = re.compile(f"(?:{any_of(_LEDGER_WORDS)})+")
_NUMBER = re.compile(rf"[{HAN_DIGITS}\d]+")
_SLOT_WORDS = branching("|".join(SLOTS[k] for k in ("lead", "shared", "most", "least", "absent")))

# An aside of so many characters and words, of all of which some passage speaks, is a matter.
_ASIDE, _TOLD, _SPOKEN_IN_FULL = 4, 2, 0.9
_SPOKEN_OF = 0.35  # share of a question by which a passage answers it
# Which of the tasks of a clause is a department's: 公安牵头的是哪一项.
_WHICH_PART = re.compile(
    r"(?:是|为|在|有)?哪[一两三几]?(?:项|件|块|段|摊|部分|个任务|些任务|些)(?!部门|单位)"
)
# Departments picked by their names, where the words of the names were not read.
_BY_NAME = re.compile(
    r"(?:名字|名称|单位名|部门名|名)[里中上]?[^，。？]{0,3}(?:有|带|含|包含|叫|以)"
)
_SUM = re.compile(r"多少钱|(?:几|多少)个?亿|花(?:了|费|掉)?(?:多少|几)")
_ABOUT = re.compile(r"(?:跟|和|与|同|关于|涉及)(?P<w>[^，。？]{1,6}?)(?:有关|相关|沾边|方面)")
# 不带百分号的目标有几个: looser readings would tell those that have it.
_OPPOSITE = re.compile(r"(?:不|没|未|非)[^，。？]{0,3}(?:百分[比数号]|%)")
_LONG_NUMBER = re.compile(r"\d{2}")
_PARTS = (None, Kind.TASKS, Kind.CLAUSES)
_STORY = 3  # so many words of its own make a question more than one about the ledger


class Tally:
    """Ledger answers about one plan."""

    def __init__(self, dossier: Dossier, finder: Finder) -> None:
        self.dossier = dossier
        self.plan: Plan = dossier.plan
        self._finder = finder
        self._own = dossier.plan.document.title
        self.content = lru_cache(maxsize=64)(self._content)
        counts = Counts(dossier)
        self._aims = Aims(dossier)
        self._named_aims = NamedAims(self.plan, self._aims)
        self._dues = Dues(dossier, self._aims)
        self._counts = counts
        self._totals = Totals(dossier, counts)
        self._duties = Duties(dossier)
        self.own = Own(dossier, finder, self._duties)
        self._between = Between(dossier, finder)
        self._fields = Fields(dossier, self._aims)
        self._indicators = Indicators(dossier, self._aims)
        self._enumerations = Enumerations(self.plan)
        self._mentions = Mentions(dossier)
        self._names = Names(dossier, finder.tokenizer.cut)
        self._verdicts = Verdicts(dossier)
        self._replies = Replies(dossier, counts, self._duties, self._aims)
        self._claims = Claims(dossier, self._replies)
        # A question is put to the ledger again at every step of its way.
        self.asked = lru_cache(maxsize=64)(self._asked)
        self.denied = lru_cache(maxsize=64)(self._denied)

    def answer(self, question: Question) -> Draft | None:
        """The ledger's answer, or None when the question is of another kind."""
        query = read_query(question)
        if _SUM.search(question.text):
            return None  # 2023年一共要花几个亿 asks for no list of that year
        if self.denied(question):
            return self._aims.without_figures(question, query)
        if question.reference.clauses:
            return self._of_numbers(question, query)
        content = self.content(question)
        if query.groups and (first := told_besides(question.text)):
            content = tuple(w for w in content if w in first)
        ways = () if content or self._is_story(question) else self._plain_ways(question, query)
        if query.groups and content:
            ways = (
                lambda: self._duties.besides(question, query),
                lambda: self._duties.about(self._told(content, question), question, query),
            )
        more: tuple[Callable[[], Draft | None], ...] = (
            lambda: self._mentions.answer(question, query),
            lambda: self._between.topics(question, query),
        )
        found = next((draft for way in (*ways, *more) if (draft := way())), None)
        return None if found and self._bare(found, question) else found

    def _told(self, content: tuple[str, ...], question: Question) -> tuple[str, ...]:
        """The content with words of the plan's text that are no terms of their own (噪声)."""
        strong = self._finder.strong(question.topic)
        more = (w for w in strong if w in self.plan.source and not _LEDGER.fullmatch(w))
        return tuple(dict.fromkeys((*content, *more)))

    def _bare(self, draft: Draft, question: Question) -> bool:
        """Whether a bare 没有 is told though a word of the question has no place in the ledger."""
        proved = any(s.evidence for s in draft.statements)
        return not proved and not question.asks(Asked.CHECK) and self._strange(question)

    def _asked(self, question: Question) -> Draft | None:
        """The answer to a question each word of which has a place in the ledger."""
        if of_clause := self._named_aims.with_owners(question) or holding(question, self.plan):
            return of_clause
        ask = read_ask(question, self.plan) or read_ask(unaddressed(question), self.plan)
        ordered = ask is not None and ask.firsts  # 头一个不是它牵头的
        if not ordered and (placed := self.own.placed(question)):
            return placed
        told = self._replies.answer(ask, question) if ask else self._claims.answer(question)
        if told == none() and self._told_elsewhere(question):
            return None
        if told or question.mentions or question.places:
            return told or self.own.answer(question)
        placed = chapter_told(question.text, self.plan) or searched(question.text, self.plan)
        if told := placed or self._fields.answer(question):
            return told
        if question.reference:
            return self._names.answer(question)
        ways = (self._names, self._indicators, self._enumerations)
        return next((told for way in ways if (told := way.answer(question))), None)

    def _told_elsewhere(self, question: Question) -> bool:
        """Whether a figure stands in the news and in no clause: 13.07万户是什么指标."""
        told = (f.text for f in question.figures if f.text in self.plan.source)
        return any(not any(f in c.text for c in self.plan.clauses) for f in told)

    def looked_for(self, question: Question) -> tuple[str, ...]:
        """The words that a question asks the places of."""
        tokens = words_placed(question, self.plan)
        held = [t for t in tokens if t.slot in (Slot.TERM, Slot.QUOTED)]
        return tuple(n for t in held for n in t.names)

    def _denied(self, question: Question) -> bool:
        """Whether a list is asked for by a denial that looser readings would drop."""
        if not may_deny(question):
            return False
        return unread(question, read_query(question), self.content(question), self.plan)

    def wrong(self, question: Question) -> Draft | None:
        """What is held against a number that a message takes for granted."""
        return self._claims.wrong(question)

    def absent(self, question: Question) -> Draft | None:
        """What a department has to do that the plan names nowhere."""
        return self._duties.absent(question, read_query(question)) if question.mentions else None

    def _strange(self, question: Question) -> bool:
        """Whether a word stands in a question that neither asks nor names: it would be ignored."""
        rest = unplaced(question, self.plan)
        if _LONG_NUMBER.search(rest):
            return True  # 82、1099、6174: numbers that were not read
        about = _ABOUT.search(question.text)
        if about and not question.mentions and set(about["w"]) & set(rest):
            return True  # 跟海有关的条款: what they are to be about was not read
        words = (w for w in self._finder.content(question.topic) if len(w) > 1)
        return any(w in rest and not _LEDGER.fullmatch(w) for w in words)

    def _plain(self, question: Question) -> str:
        """A topic without asides, but for those that tell of a matter: 我们村厕所坏了没人修."""
        topic, kept = question.topic, plain(question.topic)
        if question.told:
            return topic
        if len(kept) + _ASIDE > len(topic) or len(self._finder.content(topic)) < _TOLD:
            return kept
        best = self._finder.search(topic).best
        return topic if best and best.coverage >= _SPOKEN_IN_FULL else kept

    def _is_story(self, question: Question) -> bool:
        """Whether a question tells of things in words that neither plan nor ledger uses.

        Who is responsible is asked of the whole ledger only where nothing else is spoken of.
        """
        if asks_ledger(question) or read_query(question).telling:
            return False
        topic = _SLOT_WORDS.sub(" ", self._plain(question))
        said = "".join(m.text for m in question.mentions)
        words = (w for w in self._finder.content(topic) if len(w) > 1 and w not in said)
        own = [w for w in words if w not in _LEDGER_WORDS and not _LEDGER.search(w)]
        best = self._finder.search(question.topic).best if own else None
        whole = question.asks(Asked.COUNT) or question.mentions or measured(question)
        if best and question.asks(Asked.WHO) and not whole:
            return best.coverage >= _SPOKEN_OF
        return len(own) >= _STORY

    def _of_numbers(self, question: Question, query: Query) -> Draft | None:
        """What numbered clauses have in common, which has more, a department's part in them."""
        if query.barred and part_denied(question):  # 第十五条没有海事局的份，对吗 asks of its part
            query = replace(query, groups=(tuple(query.barred),), barred=frozenset())
        if question.years and not query.groups and (found := self._dues.within(question, query)):
            return found
        if query.outside and query.groups:
            return self._duties.of_departments(question, query)
        if not query.groups:
            return self._named_aims.answer(question, query) or self._between.clauses(question)
        if (verdict := self._verdicts.numbered(question, query)) is not None:
            return verdict
        if not query.tasks(self.plan) or query.together:
            return None
        several = len(query.numbers) > 1 and question.asks(Asked.LIST, Asked.COUNT)
        part = question.asks(Asked.WHAT) and not question.asks(Asked.CHECK, Asked.WHO)
        part = part or (bool(_WHICH_PART.search(question.text)) and query.select in _PARTS)
        if not several and (not part or self.content(question)):
            return None
        return self._duties.of_departments(question, query)

    def _plain_ways(
        self, question: Question, query: Query
    ) -> tuple[Callable[[], Draft | None], ...]:
        """Ways to answer a question with no topic of its own, the most telling first."""
        strange = not query.groups and self._strange(question)
        if not query.groups and (same_bodies(question.text) or _OPPOSITE.search(question.text)):
            return ()
        ways: list[Callable[[], Draft | None]] = [
            lambda: None if strange else self._counts.sized(question, query),
            lambda: self._aims.without_figures(question, query),
            lambda: None if strange else self._dues.by_year(question, query),
            lambda: self._dues.first_and_last(question, query),
            lambda: self._aims.by_value(question, query),
            lambda: self._aims.within(question, query),
        ]
        if query.groups:
            return (
                *ways,
                lambda: self._verdict(question, query),
                lambda: self._duties.answer(question, query),
            )
        if question.years or (_BY_NAME.search(question.text) and not query.like):
            return tuple(ways)
        return (
            *ways,
            lambda: self._mentions.answer(question, query),
            lambda: None if strange else self._totals.answer(question, query),
        )

    def _verdict(self, question: Question, query: Query) -> Draft | None:
        """Yes or no; where departments have something to do, what it is."""
        draft = self._verdicts.answer(question, query)
        if draft is None or not draft.statements[0].text.startswith(f"{SOME}，"):
            return draft
        told = self._duties.told(query.tasks(self.plan), query.names)
        return replace(draft, statements=(*draft.statements, *told), lines=True)

    def _content(self, question: Question) -> tuple[str, ...]:
        """Words of a topic of its own: terms of the plan or field, its title's words apart."""
        known = self._finder.terms
        topic = _SLOT_WORDS.sub(" ", self._plain(question))
        words = (w for w in self._finder.content(topic) if len(w) > 1 and w in known)
        query = read_query(question)
        said = "".join((*(m.text for m in question.mentions), *query.titles, *query.like))
        words = (w for w in words if w not in self._own and w not in said)
        return tuple(w for w in words if not _LEDGER.fullmatch(w) and not _NUMBER.fullmatch(w))
