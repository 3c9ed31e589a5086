"""What the words of a topic are: content, names of matters, terms of the plan and its field."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from corpus.catalog import Dossier
from corpus.words import load_words
from index.ranker import Ranker
from index.tokens import Tokenizer

# Words that every question about a plan may hold; they tell nothing of its topic.
GENERIC = frozenset(load_words("generic"))
_PART = re.compile(r"[，,。；;：:！!？?（）()\n—]+")
# Lumps of asking that the tokenizer keeps whole: 归谁管, 怎么办.
_ASKED = re.compile(r"谁|哪|啥|什么|多少|怎|咋|如何")
_ACRONYM = re.compile(r"(?<=[\u4e00-\u9fff])[A-Z]{2,6}(?=[\u4e00-\u9fff])")  # 对PX项目
_ASKING = re.compile(r"谁|哪|什么|啥|几|多少|负责|牵头")

_NAME, _TELLING = 4, 3  # characters of a name, and of terms that tell what is spoken of


class Terms:
    """Knows the words of one plan and of its field."""

    def __init__(self, dossier: Dossier, ranker: Ranker) -> None:
        self._dossier, self._ranker = dossier, ranker
        self._tokenizer: Tokenizer = ranker.tokenizer
        self.content = lru_cache(maxsize=2048)(self._content)
        self.strong = lru_cache(maxsize=2048)(self._strong)

    def _content(self, topic: str) -> tuple[str, ...]:
        """Content words of a topic, each once."""
        words = [w for w in dict.fromkeys(self._tokenizer.words(topic)) if w not in GENERIC]
        words = [w for w in words if not w.isdecimal() and not _ASKED.search(w)]
        # Foreign words that nothing here knows are words of asking (“Answer in English”).
        names = {m.lower() for m in _ACRONYM.findall(topic)}
        native = [
            w for w in words
            if not w.isascii() or w in names or self._ranker.known(w) or w in self.matters
        ]  # fmt: skip
        return tuple(native or words)

    def gist(self, topic: str) -> str:
        """The parts of a rambling topic that speak of the plan's field; all when none does."""
        parts = [p for p in _PART.split(topic) if p.strip()]
        kept = [p for p in parts if self.strong(p)]
        return "，".join(kept) if kept else topic

    def _strong(self, topic: str) -> tuple[str, ...]:
        """Content words that stand in the plan's text or belong to its field."""
        words = (w for w in self.content(topic) if len(w) > 1 and not _ASKING.search(w))
        return tuple(w for w in words if any(map(self._is_term, self._tokenizer.parts(w))))

    def _is_term(self, word: str) -> bool:
        return len(word) > 1 and (word in self.terms or word in self._plan_parts)

    def named(self, topic: str) -> list[str]:
        """Names of matters in a text."""
        words = (w for w in self.content(topic) if len(w) > 1 and w in self.matters)
        return [*words, *self.in_lexicon(topic)]

    def tells(self, topic: str) -> bool:
        """Whether a part of a message says by itself what it is about."""
        words = self.strong(topic)
        named = any(w in self.matters or self.is_own(w) for w in words)
        return named and sum(map(len, words)) >= _TELLING

    def is_own(self, word: str) -> bool:
        """Whether a word is long enough to name what the plan alone calls so (生态警长)."""
        return len(word) >= _NAME and word in self._dossier.plan.source

    def in_lexicon(self, topic: str) -> list[str]:
        """Names of matters that the lexicon finds in a topic, unless they cut a word (中|水质)."""
        cut = set[int]()
        at = 0
        for word in self._tokenizer.cut(topic):
            cut |= {at, at + len(word)}
            at += len(word)
        found = [w for w, _ in self._dossier.lexicon.find(topic) if w in self.matters]
        folded = topic.lower()
        return [w for w in found if any(folded.startswith(w, i) and i + len(w) in cut for i in cut)]

    def foreign(self, topic: str) -> tuple[str, ...]:
        """Names of matters in the topic of which neither the plan nor any known question speaks."""
        words = [w for w in self.content(topic) if w in self.matters]
        words += self.in_lexicon(topic)
        official = self._dossier.lexicon.official
        return tuple(
            w
            for w in dict.fromkeys(words)
            if len(w) > 1 and not any(self.is_known(f) for f in (w, *official(w)))
        )

    def unheard(self, topic: str) -> bool:
        """Whether a topic names a matter in letters (PM10) that the plan's text has nowhere."""
        letters = (w for w in self.content(topic) if w.isascii() and w in self.field_terms)
        return any(w not in self._dossier.plan.source.lower() for w in letters)

    def is_lay(self, word: str) -> bool:
        """Whether a word is everybody's for several things, and the plan's for none (砸墙)."""
        official = self._dossier.lexicon.official(word)
        return bool(official) and not word.isascii() and word not in self._dossier.plan.source

    def is_known(self, word: str) -> bool:
        """Whether the plan, or a question known for it, holds the word."""
        return self._ranker.known(word) or word in self._dossier.plan.source

    @cached_property
    def matters(self) -> frozenset[str]:
        """Words that name one matter: the lexicon's, and those of the plan's indicators."""
        indicators = {
            t.indicator for c in self._dossier.plan.clauses for s in c.sentences for t in s.targets
        }
        named = {
            w
            for i in indicators
            for w in self._tokenizer.words(i)
            if len(w) > 1 and w not in GENERIC
        }
        return self._dossier.lexicon.matters | named

    @cached_property
    def terms(self) -> frozenset[str]:
        """Terms of the plan's own text and of its field."""
        return self.plan_terms | self.field_terms

    @cached_property
    def field_terms(self) -> frozenset[str]:
        """Terms of the field: the lexicon's official words and the words people use for them."""
        return frozenset(w.lower() for w in self._dossier.lexicon.terms)

    @cached_property
    def plan_terms(self) -> frozenset[str]:
        """Words of the plan's own text."""
        return frozenset(
            w for c in self._dossier.plan.clauses for w in self._tokenizer.words(c.text)
        )

    @cached_property
    def _plan_parts(self) -> frozenset[str]:
        """Words within the plan's compounds: 噪声 of 噪声污染."""
        parts = (p for w in self.plan_terms for p in self._tokenizer.parts(w))
        return frozenset(p for p in parts if len(p) > 1 and p not in GENERIC)
