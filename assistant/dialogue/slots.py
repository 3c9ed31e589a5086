"""A follow-up that puts one thing for another: year, department, place, or the matter itself."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.compose.document import ways
from assistant.compose.phrase import pairs
from assistant.decide.find import Finder
from assistant.dialogue.turns import Completed, Follow, Probe, Turn
from assistant.dialogue.wording import (
    EMPTY,
    asking_of,
    asks_plainly,
    counterpart,
    is_scope,
    is_tail,
    join,
    parallel,
    requests,
    says_no_more,
    scope_before,
    synonyms,
    topic_of,
    uncounted,
)
from assistant.dialogue.years import Years, relative
from assistant.understand.question import Asked
from assistant.understand.reader import Reader
from corpus.model import Sentence, Target
from corpus.numerals import to_han

_WITHIN = re.compile(r"(?<=[\u4e00-\u9fff]{2})中(?=[\u4e00-\u9fff]{2})")
_ASKS = (Asked.WHEN, Asked.WHO, Asked.WHICH_CLAUSE, Asked.ORIGINAL, Asked.TITLE)
_WHO, _WHAT, _FIGURE = "由谁负责", "有什么要求", "是多少"
# 2035年有什么目标: anything of that year.
_ANYTHING = re.compile(
    r"年(?:的|底)?(?:总的?|总体|整体|又|还|都)?(?:有|是)?(?:什么|啥|哪些|哪几个)(?:目标|要求|安排|任务|指标|总目标)"
)
_MUCH = 100  # a target with a figure goes before any without, where a figure is asked for
_VALUE = re.compile(r"(?:目标值|指标值|数值|具体数|数字|目标|指标)$")
_THING = re.compile(r"(?:[那这]一?(?:个|项|条|些|块|样|半?句|段|半截)|的|一共|总共|合计)+$")
_QUOTED = re.compile(r"“[^”]+”")
_DOING = re.compile(
    r"(?<=牵头|负责)(?:推行|推进|开展|实施|组织|落实|建设|搞|抓)(?=的?(?:是)?(?:什么|啥|哪))"
)
_SHORTEST = 2  # characters of a department's name


class Slots:
    """Puts what a follow-up names in its place in the earlier question."""

    def __init__(self, reader: Reader, finder: Finder, probe: Probe) -> None:
        self._reader = reader
        self._finder = finder
        self._probe = probe
        self._years = Years(finder)
        place = finder.dossier.place
        self._home = (
            rf"(?:(?:我们|咱们?)?{place}市?|[本我]市|(?:我们|咱们?)这?(?:市|里|儿)|本地)的?"
        )

    def filled(self, follow: Follow, last: Turn) -> Completed | None:
        """换成2023年呢, 那财政局呢, 那农村呢: the same question with one term replaced."""
        question = follow.question
        asks = asks_plainly(follow.own) or question.asks(*_ASKS) or valued(follow.own, last)
        bare = not asks
        year = question.years[0] if question.years else relative(follow.own, last)
        told = found.group() if (found := ways().told["news"].search(follow.own)) else ""
        if bare and (named := self._named_shortly(follow.own, last)):
            return named
        own_words = [w for w in follow.content if len(w) > 1 and w not in EMPTY and w[-1] != "年"]
        own_words = [w for w in own_words if w not in told and not is_tail(w, last.question.text)]
        if len(question.years) > 1 and "还是" in follow.own and not follow.subject:
            return Completed(f"{topic_of(last.question.text)}是{follow.own}", last.focus)
        if year and not own_words and (last.question.years or bare):
            completed = self._years.put(year, last)
            completed = replace(completed, text=f"{told}{completed.text}")
            there = None if told else self._years.told(year, last)
            if there and last.question.asks(Asked.WHEN):
                return there  # by 2023, of what is to be done by 2025
            if not there and _ANYTHING.search(follow.own) and not self._probe(completed):
                return Completed(follow.own)
            return completed if not there or self._probe(completed) else there
        if question.mentions and self._same_asked(follow, last):
            return self._of_department(follow, last)
        if not bare:
            return self._at_home(follow, last) or self._of_counterpart(follow, last)
        if question.mentions and last.question.mentions and not follow.content:
            return self._of_department(follow, last)
        places = (*question.places, *question.districts)
        only_place = all(any(w in p for p in places) for w in follow.subject)  # 西海岸新区
        if only_place and (places or self._here(follow.own)):
            return self._of_place(places[0] if places else "", last)
        return self._of_matter(follow, last)

    def _same_asked(self, follow: Follow, last: Turn) -> bool:
        """那司法局管什么, after another department was asked about: the same of this one."""
        asked, before = follow.question.asked, last.question
        plain = all(w in EMPTY for w in follow.content) and asked == frozenset({Asked.WHAT})
        named = [d.name for m in before.mentions for d in m.departments]
        return plain and bool(named) and before.asks(Asked.WHAT) and not follow.question.role

    def _named_shortly(self, own: str, last: Turn) -> Completed | None:
        """交通呢, after 公安管吗: another department by the beginning of its name."""
        before, registry = last.question.mentions, self._finder.dossier.registry
        if len(before) != 1 or len(own) < _SHORTEST or is_scope(own):
            return None
        meant = [d.name for d in registry.departments if d.name.removeprefix("市").startswith(own)]
        text = last.question.text
        return Completed(text.replace(before[0].text, meant[0])) if len(meant) == 1 else None

    def _of_department(self, follow: Follow, last: Turn) -> Completed:
        """The earlier question of other departments."""
        names = "、".join(m.text for m in follow.question.mentions)
        text = last.question.text.replace(last.question.mentions[0].text, names)
        return Completed(_DOING.sub("", text))  # what the one carries out, the other need not

    def _here(self, own: str) -> bool:
        """Whether the plan's own place is named (那青岛呢)."""
        return bool(re.fullmatch(self._home, own))

    def _at_home(self, follow: Follow, last: Turn) -> Completed | None:
        """我市的哪年清零, after another city was asked about."""
        found = re.match(self._home, follow.own)
        if not found or follow.subject or not last.question.places:
            return None
        before = self._of_place("", last)
        return Completed(join(topic_of(before.text), follow.own[found.end() :]))

    def _of_place(self, place: str, last: Turn) -> Completed:
        before = re.sub(f"{self._finder.dossier.place}市?", "", last.question.text)
        for old in (*last.question.places, *last.question.districts):
            before = before.replace(old, "")
        return Completed(f"{place}{re.sub('^[市区的]+', '', before)}")

    def _of_matter(self, follow: Follow, last: Turn) -> Completed | None:
        """The earlier question of another matter, in the first wording that finds an answer.

        With its own words put in place it settles the matter; else what stays in the clause
        talked about goes first.
        """
        own = self._scope_of(_THING.sub("", follow.own), last)
        words = tuple(w for w in follow.content if len(w) > 1 and w not in EMPTY)
        if (
            not own
            or requests(own)
            or own[-1] in "吗么"
            or not (
                words
                or _QUOTED.fullmatch(own)
                or is_scope(own)
                or counterpart(last.question.text, own)[0]
                or (len(own) == 1 and self._beside(own, last))  # 水呢, of the main aims
            )
        ):
            return None
        if beside := self._beside_title(own, last):
            return beside
        replaced = self._replaced(own, follow, last)
        if replaced and self._probe(replaced[0]):
            return replaced[0]
        offered = [*replaced, *self._of_its_own(own, follow, last)]
        found = [(c, numbers) for c in offered if (numbers := self._probe(c))]
        # What asks the same as before goes before what only asks what is said.
        found.sort(key=lambda offer: offer[0].text.endswith(_WHAT))
        near = (c for c, numbers in found if set(numbers) <= set(last.clauses))
        chosen = next(near, None) or next((c for c, _ in found), None)
        plain = not follow.asks and not re.search("[哪什啥几谁么吗]", own) and len(own) > 1
        if chosen or replaced or follow.subject or not plain:
            return chosen or next(iter(replaced), None)
        return Completed(f"{topic_of(last.question.text)}的{own}", last.focus, terms=(own,))

    def _scope_of(self, own: str, last: Turn) -> str:
        """农村的路, after roads were asked about: no more than 农村."""
        scope, _, noun = own.partition("的")
        return scope if noun and is_scope(scope) and noun in last.question.text else own

    def _replaced(self, own: str, follow: Follow, last: Turn) -> list[Completed]:
        """The earlier question with a word of it replaced, or with a scope before it."""
        before, focus = last.question.text, last.focus
        offers = []
        swapped, terms = self._swap(own, follow, last)
        if swapped:
            offers.append(Completed(swapped, focus, terms=terms))
            if asking_of(before) != _WHO:
                offers.append(Completed(f"{topic_of(swapped)}{_WHAT}", focus, terms=terms))
        clause = self._finder.dossier.plan.clause(focus or 0)
        there = clause and any(s in clause.text for s in synonyms(re.sub("[的]+$", "", own)))
        if there and focus and is_scope(own) and last.question.reference.clauses:
            offers.append(Completed(f"第{to_han(focus)}条里{own}的", focus))
        elif is_scope(own) and own not in before:
            offers.append(Completed(f"{own}{before}", focus, terms=(own,)))
            if not swapped and asking_of(before) not in (
                _WHO,
                _FIGURE,
            ):  # 农村的呢: there is no date
                topic = topic_of(before)
                offers.append(Completed(f"{own}{topic}{_WHAT}", focus, terms=(own,)))
        return offers

    def _beside_title(self, own: str, last: Turn) -> Completed | None:
        """农村的呢, after the clause 持续打好城市黑臭水体治理攻坚战: 农村黑臭水体治理."""
        clause = self._finder.dossier.plan.clause(last.focus or 0)
        if not clause or not is_scope(own) or not last.question.reference.clauses:
            return None
        swapped, terms = counterpart(clause.title, own)
        if not swapped or own not in terms:
            return None
        matter = re.sub("攻坚战$", "", swapped[swapped.find(own) + len(own) :])
        asked = _WHO if last.question.asks(Asked.WHO) else _WHAT
        beside = Completed(f"{terms[0]}{matter}{asked}", clause.number, terms=terms)
        return beside if self._probe(beside) else None

    def _of_its_own(self, own: str, follow: Follow, last: Turn) -> list[Completed]:
        """A target beside the one asked about; the matter by itself, asked the same or broadly."""
        before, focus, context = last.question, last.focus, last.question.topic
        if follow.corrected:  # what was taken back lends only its asking
            focus, context = None, ""
        asking = asking_of(before.text)
        beside = self._beside(own, last) if asking != _WHO else []
        year = f"{before.years[0]}年" if before.years and not last.clauses else ""
        offers = [Completed(f"{i}{asking}", focus) for i in beside]
        if is_scope(own):
            return offers  # 农村 alone names no matter
        for asked in dict.fromkeys((asking, _WHAT) if asking != _WHO else (asking,)):
            offers.append(Completed(f"{year}{own}{asked}", focus, context))
        return offers

    def _of_counterpart(self, follow: Follow, last: Turn) -> Completed | None:
        """入河的归谁: what is asked, asked of the counterpart of what was talked about."""
        own = scope_before(follow.own) or _THING.sub("", topic_of(follow.own))
        swapped, terms = counterpart(uncounted(topic_of(last.question.text)), own)
        if not swapped or len(own) > max(map(len, terms)) or own not in follow.own:
            return None
        asked = follow.own[follow.own.index(own) + len(own) :].lstrip("的那这个些")
        return Completed(join(swapped, asked), last.focus, terms=terms)

    def _swap(self, own: str, follow: Follow, last: Turn) -> tuple[str, tuple[str, ...]]:
        """The earlier question with a term replaced by its counterpart or parallel."""
        before = last.question
        swapped, terms = counterpart(uncounted(before.text), own)
        fresh = [w for w in follow.content if len(w) > 1 and w not in EMPTY]
        if swapped and all(says_no_more(w, terms, before.text) for w in fresh):
            return swapped, terms
        if quoted := _requoted(before.text, own):
            return quoted, ()
        words = (*self._finder.content(before.topic), *before.districts, *before.places)
        swapped = parallel(before.text, words, own)
        return swapped, (own,) if swapped else ()

    def _beside(self, own: str, last: Turn) -> list[str]:
        """覆盖率 → 森林覆盖率: indicators of the clause talked about that are named so.

        Those of the sentences cited come first, then those most like the one asked for.
        """
        clause = self._finder.dossier.plan.clause(last.focus or 0)
        words = [w for w in self._finder.content(own) if w not in EMPTY] or [own]
        if any(len(w) > 1 for w in words):  # of 氨排放 not any 排放
            words = [w for w in words if len(w) > 1 or own.startswith(w)]
        figure = asking_of(last.question.text) == _FIGURE
        found: list[tuple[float, str]] = []
        for sentence in clause.sentences if clause else ():
            cited = last.cites(sentence)
            for target in sentence.targets:
                if (
                    self._names(words, target, sentence)
                    and target.indicator not in last.question.text
                ):
                    topic, name = topic_of(last.question.text), target.indicator
                    like = len(set(name) & set(topic)) + 2 * len(pairs(name) & pairs(topic))
                    like += _MUCH * (figure and bool(target.unit))
                    found.append((like + 2.0 * cited, _WITHIN.sub("", target.indicator)))
        return list(dict.fromkeys(i for _, i in sorted(found, key=lambda f: -f[0])))[:2]

    def _names(self, words: list[str], target: Target, sentence: Sentence) -> bool:
        """Whether the words name a target: its indicator, or the stretch that states it."""
        stretch = f"{target.indicator}{target.scope}{target.text}"
        vocabulary = frozenset(self._finder.tokenizer.terms(stretch))
        return bool(words) and all(
            any(s in stretch for s in synonyms(w)) or self._finder.covered(w, vocabulary) == 1.0
            for w in words
        )


def _requoted(before: str, own: str) -> str:
    """“库”呢, after “一企一库”的“企”是指什么: the last name in quotes of its length gives way."""
    if not _QUOTED.fullmatch(own):
        return ""
    said = [m for m in _QUOTED.finditer(before) if len(m.group()) == len(own)]
    return f"{before[: said[-1].start()]}{own}{before[said[-1].end() :]}" if said else ""


def valued(own: str, last: Turn) -> bool:
    """那耕地这块的目标值, after it was asked who is responsible: not who, but how much."""
    return last.question.asks(Asked.WHO) and bool(_VALUE.search(own))
