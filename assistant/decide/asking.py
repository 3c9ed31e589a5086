"""What is asked of a matter, whatever the matter is: a small fitted model over the asking frame.

The frame is the question with the words of the plan and its field, departments, years and figures
taken out: “□一共要花多少钱”. A logistic model over its character n-grams tells which aspect is
asked for. The weights in ``asking.json`` come from ``python -m evals wording``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from assistant.decide.find import Finder
from assistant.understand.ngrams import NgramModel, load_ngrams
from assistant.understand.parts import pieces
from assistant.understand.question import Question
from assistant.understand.reader import kinds_of
from corpus.asking import MATTER, PLACE, STATED, load_aspects

WEIGHTS = Path(__file__).with_name("asking.json")
# How likely an aspect must be to count as asked for; more where the place speaks of all words.
BAR, SURE = 0.65, 0.9
# Whether the plan speaks of it, and 现在说说: no words of what has been done by now.
_TOLD = re.compile(
    r"(?:提|写|说|讲|谈|规定|涉及)(?:到|及)?(?:了|过)?(?:没有?|吗)(?=[？?。！!，,]|$)"
    r"|(?:现在|这会儿|下面|接下来)(?:我|请|就|再|给|麻烦)*(?:说说?|讲讲?|告诉|回答|介绍|轮到|问问?|看看)"
)
# So many, told and not asked: 来了几台车, 那几家公司都不来.
_SOME = re.compile(r"(?:[了过好那这]|^)几[\u4e00-\u9fff]")
# A sentence told before a question, unless it orders something: 给个名单。…？
_TELLS = re.compile(
    r"(?:^|(?<=[。！!]))(?![^。！!？?]*(?:给|请|列|告诉|说说|讲|问|报|写))[^。！!？?]*[。！!](?=.*[？?])"
)
# Orders a name or a number besides what is asked: 涉及哪几家，点个名.
_ORDERS = re.compile(
    r"个?[河湾村厂镇店]名(?:字|称)?$|(?:请|都|再|把)*(?:报|点|列|念|说|写|给|发)[^，。？]{0,6}(?:名字?|名单|名称|电话|号码|地址|金额|价)(?:报|点|列|念|说|写|给|发)?[^，。？]{0,3}$"
)
_EITHER = re.compile(r"^[^，。？]{1,8}还是[^，。？]{1,8}$")  # 早上还是晚上
_YEAR = re.compile(r"20\d{2}年?")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_MATTERS = re.compile(rf"{MATTER}(?:[的和与、及]?{MATTER})+")


@dataclass(frozen=True, slots=True)
class Asks:
    """The likeliest aspect besides what plans say, and how likely any such aspect is (0 … 1)."""

    kind: str
    unsaid: float


class Asking:
    """Reads which aspect a question asks for."""

    def __init__(self, finder: Finder, model: NgramModel | None = None) -> None:
        self._finder = finder
        self._model = model or load_asking()
        self.read = lru_cache(maxsize=1024)(self._read)

    def _read(self, question: Question) -> Asks:
        likely = self._model.probabilities(self.frame(question))
        stated = likely.pop(STATED)
        return Asks(max(likely, key=lambda kind: likely[kind]), 1.0 - stated)

    def frame(self, question: Question) -> str:
        """The question without its matter."""
        text = asking_part(question.plain)
        for mention in question.mentions:
            text = text.replace(mention.text, "◇")
        for name in (*question.districts, *question.places):
            text = text.replace(name, PLACE)
        words = self._finder.tokenizer.cut(_YEAR.sub("Y", text))
        masked = "".join(self._masked(words))
        return _MATTERS.sub(MATTER, _FIGURE.sub("0", masked))

    def _masked(self, words: Sequence[str]) -> Iterator[str]:
        """The words without the matter, nor what stands beside it in the plan: 全市主要海湾."""
        at = 0
        while at < len(words):
            end = self._end_of(words, at)
            told = any(map(self._is_matter, words[at:end]))
            yield MATTER if told else words[at]
            at = end if told else at + 1

    def _end_of(self, words: Sequence[str], at: int) -> int:
        """Where the stretch of the plan that begins at a word ends; no word of asking ends it."""
        source, end = self._finder.dossier.plan.source, at + 1
        if self._plain(words[at]):
            return end
        for after in range(at + 2, len(words) + 1):
            if "".join(words[at:after]) not in source:
                break
            end = end if self._plain(words[after - 1]) else after
        return end

    def _plain(self, word: str) -> bool:
        """Whether a word may be one of asking, not of the matter."""
        return len(word) < 2 or word in self._words or bool(_FIGURE.fullmatch(word))

    def _is_matter(self, word: str) -> bool:
        if self._plain(word):
            return False
        return word in self._finder.matters or bool(self._finder.strong(word))

    @cached_property
    def _words(self) -> frozenset[str]:
        """Words of asking, which stay in a frame though a plan may use them (补贴, 名单)."""
        frames = (f for a in load_aspects() for f in a.frames)
        cut = self._finder.tokenizer.cut
        return frozenset(w for f in frames for w in cut(f.replace(MATTER, " ")) if len(w) > 1)


@lru_cache(maxsize=64)
def asking_part(text: str) -> str:
    """The pieces of a message that ask something; all of it when none does by itself."""
    text = _TOLD.sub("", text)
    said = pieces(_TELLS.sub("", text))
    asking = [p for p in said if kinds_of(p) or _ORDERS.match(p)]
    asking += [p for p in said if asking and p not in asking and _EITHER.search(p)]
    told = [p for p in asking[:-1] if not kinds_of(_SOME.sub("", p))]
    return "，".join(p for p in asking if p not in told) if asking else text


def load_asking() -> NgramModel:
    """The fitted model."""
    return load_ngrams(WEIGHTS, tuple(a.kind for a in load_aspects()))
