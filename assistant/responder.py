"""The answer to a question of its own: by exact look-up, or from the best place found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from assistant.amended import untold
from assistant.answer import Status
from assistant.assumed import Assumed
from assistant.chosen import Chosen
from assistant.clause_beside import clause_beside
from assistant.compose.composer import Composer
from assistant.compose.courtesy import Courtesy
from assistant.compose.draft import Draft, Evidence, Ground, Statement
from assistant.compose.frames import NO
from assistant.compose.members import members
from assistant.compose.responsibility import same_owners
from assistant.compose.standing import standing as whose
from assistant.decide.decider import Decider
from assistant.decide.find import Finder
from assistant.decide.finding import Finding
from assistant.decide.fit import Model
from assistant.decide.instruments import CONTENTS, Instruments
from assistant.decide.refuse import Refuser
from assistant.dialogue.conversation import Completed
from assistant.dialogue.wording import topic_of
from assistant.lookups import Lookups
from assistant.partly import Partly
from assistant.passing import Passing
from assistant.room import beside, within_room
from assistant.several import Several
from assistant.titled import Titled
from assistant.topics import Topics
from assistant.understand.question import Asked, Question
from assistant.understand.reader import Reader
from assistant.understand.references import of_the_plan

_MARKS = " ？?。，,!！"
# Nothing but sounds and signs: 嗯……@@##.
_SOUNDS = re.compile(r"[嗯哦呃啊哎唉诶呀哈嘿额\W_]*")
# Doubled and sounding syllables, of which babble is made: 咕噜咕噜, 三三三; not 看看, 天天.
_DOUBLED = re.compile(
    r"(?![看说讲问查听想试等走谢天人家常妈爸爷奶哥姐弟妹刚好慢多大小])(?P<s>\w{1,2})(?P=s)+|[啊啵嘟噜咕叽哒咚锵喵啪哗啦吱汪呜呃呐咔嘎嘻嘿哼噗叮]"
)
_NUMERALS = re.compile("[一二三四五六七八九十]{2,}")  # 三四五, said for no number
_BABBLE, _LEAST = 0.35, 6  # share of a text, and characters that it has at least
# Particles and pronouns of which nothing is left: 湾的乘以绿那个几呀所以倒着.
_PARTICLES = re.compile("[那这]个|所以|然后|[的了呢么吧呀嘛呗啊哦哩那这几]")
_HOLLOW, _LONG = 0.5, 10
# 这条呢, with nothing said before: a follow-up has its matter by now.
_POINTED = re.compile(
    r"[那这]个?(?:百分[比数]|比例|数字?|年份?|日子)(?:到底|究竟|具体)?(?:是|要|得|为)*(?:多少|几|哪年|哪天)(?:来着|呢)?|"
    r"(?:那么?|就)?(?:上面|刚才)?的?[这那]一?(?:条|个|项|件|点|章|句)(?:呢|是什么|是啥|讲什么|讲啥)?"
)


class Responder:
    """Drafts answers to questions about one plan."""

    def __init__(
        self,
        reader: Reader,
        finder: Finder,
        refuser: Refuser,
        courtesy: Courtesy,
        model: Model | None = None,
    ) -> None:
        self._reader = reader
        self._finder = finder
        self._refuser = refuser
        self._courtesy = courtesy
        dossier, decider = finder.dossier, Decider(finder, model)
        composer = Composer(finder)
        self._lookups = Lookups(dossier, finder, refuser, decider)
        self._topics = Topics(dossier, finder, refuser, decider, composer, reader)
        self._passing = Passing(dossier, reader, self._lookups.tally, Titled(finder).answer)
        self._several = Several(reader, finder, self._lookups)
        self._assumed = Assumed(reader, finder, self._alone)
        self._instruments = Instruments(finder)
        self._partly = Partly(reader, finder, self._alone)
        self._chosen = Chosen(lambda asked: self.answer(asked))
        # What tells a message apart, or a follow-up, has most answers already.
        self.answer = lru_cache(maxsize=256)(self._answered)

    def _answered(self, completed: Completed) -> Draft:
        """The answer, question by question where several are asked."""
        if completed.parts:
            return self._of_parts(completed)
        picked, plan = completed.members, self._finder.dossier.plan
        if short := members(picked, plan) if picked else self._courtesy.reply(completed.text):
            return short
        question = self._reader.read(completed.text)
        if completed.dangling or self._says_nothing(question):
            return self._refuser.unclear()
        if self._instruments.contents_asked(question):
            return self._refuser.missing(CONTENTS)
        if drafts := self._parts(question, completed):
            return _merged(drafts)
        row, apart = self._several.rowed(completed.text)
        if apart and (drafts := self._in_row(row)):
            return _merged(drafts)
        wrong, rest = self._passing.put_right(question)
        if wrong or rest:
            if not rest:
                return _merged(wrong)
            draft = self._single(self._reader.read(rest), completed)
            return _merged(beside(wrong, draft) if wrong else [draft])
        draft = self._single(question, completed)
        if draft.status is Status.NOT_IN_PLAN and (drafts := self._in_row(row)):
            return _merged(drafts)
        told = self._assumed.put_right(question, draft) or self._partly.parted(question, draft)
        return _merged(told) if told else draft

    def _of_parts(self, completed: Completed) -> Draft:
        """The answers to questions that were set apart; the option that answers one of them."""
        if completed.choice:
            return self._chosen.told(completed.choice, completed.parts[0])
        drafts = [self.answer(p) for p in completed.parts]
        return _merged(same_owners(drafts) if completed.compared else drafts)

    def _says_nothing(self, question: Question) -> bool:
        """Whether a message is only sounds, or only points at something."""
        text = question.text
        plain = _SOUNDS.fullmatch(text) or _POINTED.fullmatch(text.strip(_MARKS))
        return bool(plain) or self._babbles(question)

    def _babbles(self, question: Question) -> bool:
        """Whether a message is made of sounds, asks nothing and names nothing of the field."""
        text = "".join(filter(str.isalnum, question.text))
        if self._hollow(question, text):
            return True
        doubled = sum(len(m.group()) for m in _DOUBLED.finditer(text))
        if len(text) < _LEAST or doubled < _BABBLE * len(text) or text.isascii():
            return False
        rest = _NUMERALS.sub(" ", _DOUBLED.sub(" ", question.topic))
        words = self._finder.content(rest)
        named = question.mentions or question.told or self._finder.strong(rest)
        known = any(map(self._refuser.of_field, words)) or self._refuser.of_elsewhere(question)
        return not (question.asked or named or known)

    def _hollow(self, question: Question, text: str) -> bool:
        """Whether a message is mostly particles, and names nothing of the field in full."""
        particles = sum(len(m.group()) for m in _PARTICLES.finditer(text))
        if len(text) < _LONG or particles < _HOLLOW * len(text) or question.asks(Asked.WHO):
            return False
        named = question.mentions or question.reference or question.told or question.figures
        return not (named or self._finder.strong(question.topic))

    def _parts(self, question: Question, completed: Completed) -> list[Draft]:
        """The answers to the parts of a message that asks or claims several things; else none.

        What the news says beside the plan is one answer, and so is what stands beside words.
        """
        if one := self._lookups.adjoining(question) or self._topics.beside(question):
            return [one]
        if drafts := self._and_beside(completed):
            return drafts
        if parts := self._several.asked(completed.text):
            return self._each(parts, completed)
        if claims := self._several.claimed(completed.text):
            drafts = [self._single(c, Completed(c.text)) for c in claims]
            return sorted(drafts, key=_denied, reverse=True)
        return self._lookups.several(question, self._reader.read)

    def _and_beside(self, completed: Completed) -> list[Draft]:
        """Where something stands, and what is asked of the clause before or behind that one."""
        asked = clause_beside(completed.text)
        first = self._single(self._reader.read(asked[0]), completed) if asked else None
        if not asked or not first or first.status is not Status.ANSWERED or len(first.clauses) != 1:
            return []
        beside = self._reader.read(f"第{first.clauses[0]}条的{asked[1]}")
        return [first, self._single(beside, completed)]

    def _in_row(self, row: list[Question]) -> list[Draft]:
        """The answers to questions set in a row by commas; none unless the plan has them all."""
        drafts = [self._single(q, Completed(q.text)) for q in row]
        return drafts if all(d.status is Status.ANSWERED for d in drafts) else []

    def _each(self, parts: list[Question], completed: Completed) -> list[Draft]:
        """The answer to each part; what answers nothing alone is asked of the first's matter."""
        drafts = [self._single(p, completed) for p in parts]
        topic = topic_of(parts[0].text)
        for at, (part, draft) in enumerate(zip(parts, drafts, strict=True)):
            if not at or draft.status.has_evidence or not drafts[0].status.has_evidence:
                continue
            joined = self._single(self._reader.read(f"{topic}{part.text}"), completed)
            drafts[at] = joined if joined.status.has_evidence else draft
        return drafts

    def again(self, question: str) -> Draft:
        """The answer to another wording of a question, for a language model's hint."""
        return self.answer(Completed(question))

    def at(self, ground: Ground, finding: Finding) -> Draft | None:
        """The answer from another place, for the same; None when that does not answer."""
        return self._topics.composed_at(ground, finding)

    def _alone(self, question: Question) -> Draft:
        """The answer to a part of a message, asked by itself."""
        return self._single(question, Completed(question.text))

    def _single(self, question: Question, completed: Completed) -> Draft:
        """The answer to one self-contained question: exact look-ups first, then the search."""
        if question.reference.task is not None:
            reference = of_the_plan(question.reference, self._finder.dossier.plan)
            question = replace(question, reference=reference)
        if standing := whose(question, self._finder.dossier.plan):
            return standing
        draft = self._lookups.answer(question) or self._topics.answer(question, completed)
        tally = self._lookups.tally
        if draft.status.has_evidence:
            return tally.own.share(question, draft) or draft
        # What a denial asks for is nobody's own (海洋部门不管的条款).
        return (None if tally.denied(question) else tally.own.instead(question, draft)) or draft


def _denied(draft: Draft) -> bool:
    """Whether a claim is denied: that is told before what is confirmed."""
    return draft.statements[0].text.startswith(NO)


def _told_once(drafts: list[Draft]) -> Iterator[Statement]:
    """All statements, the same once; a list with its number stays whole."""
    seen = set[tuple[str, tuple[Evidence, ...]]]()
    for draft in drafts:
        counted = any(s.derived and s.text.endswith("：") for s in draft.statements)
        keys = [(s.text, s.evidence[:1]) for s in draft.statements]
        said = zip(keys, draft.statements, strict=True)
        yield from (s for key, s in said if counted or key not in seen)
        seen.update(keys)


def _merged(drafts: list[Draft]) -> Draft:
    """Several answers as one; what is refused among them makes it partial."""
    good = [d for d in drafts if d.status.has_evidence]
    if not good:
        return drafts[0]
    status = Status.ANSWERED if len(good) == len(drafts) else Status.PARTIAL
    drafts = within_room([d if d.status.has_evidence else untold(d) for d in drafts])
    return Draft(
        status,
        tuple(_told_once(drafts)),
        tuple(r for d in good for r in d.departments),
        tuple(n for d in drafts for n in d.related),
        lines=True,
        frames=tuple(dict.fromkeys(f for d in drafts for f in d.frames)),
    )
