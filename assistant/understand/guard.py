"""Attempts to turn the assistant: attack is cut away, and what is left may be a question."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from assistant.understand.ngrams import NgramModel, load_ngrams
from corpus.asking import STATED
from corpus.catalog import HERE
from corpus.patterns import Filed, branching

_ENDS = re.compile(r"(?<=[。！!？?；;…\n])|(?<=[a-z])(?<!www)\.(?=\s|$)|(?<=——)|-{3,}", re.I)
_COMMAS = re.compile(
    r"(?<=[，,：:、])|(?<=[a-zA-Z#>\]】）)”\"])\s+(?=[一-鿿]|\d+年)|(?<=[一-鿿])\s+"
)
_ENGLISH = re.compile(r"[A-Za-z][!-~]*(?:[\s，：“”]+[!-~]+){3,}[”。！？]*")
_WHETHER = re.compile(r"([要该])不\1")
_ECHOES = 7
_REPEATED = re.compile(rf"(.{{1,24}}?)\1{{{_ECHOES},}}", re.S)
_DOUBLE = re.compile(r"([，、])[，、]+")
_HAN = re.compile(r"[一-鿿]")
_TALK = re.compile(r"[A-Za-z]{2,} +[A-Za-z]{2,} +[A-Za-z]{2,}")
_NAME = re.compile(r"\{([a-z]+)\}")
_FLAGS = re.I | re.S
_EDGES = " \t\n，,;；：:*#>/—…、\"'”）)]】"
# So many characters of a question can stand without the sentences before it.
_WHOLE = 8
# What is shorter and asks nothing is no question of a man who swears.
_WORD = 4
_LONGEST_ECHO = 60
WEIGHTS = Path(__file__).with_name("attacks.json")
ATTACK, ELSEWHERE = "attack", "elsewhere"
# How likely a sentence must be an attack to be cut where no pattern knows it: more than the plans'
# own known questions ever are (a test holds that).
HOSTILE, _PART_HOSTILE = 0.95, 0.5
# Of a message that is refused anyway less is needed to tell what it is.
_HARMLESS = 0.1
_UNANSWERED_HOSTILE, _NAMED_HOSTILE, _FOREIGN = 0.75, 0.85, 0.5


@dataclass(frozen=True, slots=True)
class Screened:
    """What is left of a message; ``abused`` is set when only swearing was cut."""

    text: str
    attacked: bool = False
    abused: bool = False


@dataclass(frozen=True, slots=True)
class _Family:
    """Attacks of one kind.

    A ``wide`` one spoils its whole sentence, not only a clause of it; one whose other clauses count
    only where they name a matter is ``named``.
    """

    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    wide: bool
    named: bool


class Guard:
    """Screens messages by the words of a file."""

    def __init__(
        self,
        words: Path = HERE / "guard.toml",
        model: NgramModel | None = None,
        names: Callable[[str], Collection[str]] = lambda text: (),
    ) -> None:
        """``names`` gives the matters of the plan's field that a text names."""
        self._names = names
        data = tomllib.loads(words.read_text("utf-8"))
        self._words: dict[str, str] = data["words"]
        self._asking, self._over = self._compiled(data["asking"]), self._compiled(data["over"])
        self._whatever = self._compiled(data["whatever"])
        self._anew = self._compiled(f"(?={data['anew']})")
        self._lead = self._compiled(f"^(?:{data['lead']})+")
        self._shield, self._of_duty = self._compiled(data["shield"]), self._compiled(data["duty"])
        self._payloads = tuple(self._compiled(p) for p in data["payload"]["patterns"])
        self._marks = self._compiled(data["payload"]["marks"])
        self._form = self._compiled(data["payload"]["form"])
        self._abuse = self._compiled("|".join(data["abuse"]["patterns"]))
        self._families = tuple(self._family(f) for f in data["family"])
        forms = ((n, p) for n, f in enumerate(data["family"]) for p in f["patterns"])
        self._filed = Filed(((n, self._full(p)) for n, p in forms), _FLAGS)
        self._model = model or load_ngrams(WEIGHTS, (ATTACK, ELSEWHERE, STATED))
        self.screen = lru_cache(maxsize=512)(self._screen)
        self.hostility = lru_cache(maxsize=64)(self._hostility)

    def _screen(self, text: str) -> Screened:
        plain = self._form.sub(" ", text)
        if len(plain) - len(set(plain)) >= _ECHOES:
            plain = _REPEATED.sub(r"\1", plain)
        echo = len(text) - len(plain) > _LONGEST_ECHO
        cleaned = plain
        for payload in self._payloads:
            cleaned = payload.sub("。", cleaned)
        if not self.asks(cleaned) and self._marks.search(plain):
            cleaned = self._marks.sub("\n", plain)
        swept = cleaned
        if self._abuse.search(cleaned):
            swept = _DOUBLE.sub(r"\1", self._abuse.sub("", cleaned))
        kept = self._strange([(s, self._left(s)) for s in self._sentences(swept)])
        attacked = echo or cleaned != plain or any(left is not s for s, left in kept)
        if not attacked:
            return self._sworn(swept) if swept != plain else Screened(plain)
        return Screened(self._question([left for _, left in kept]), attacked=True)

    def _strange(self, kept: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Foreign sentences that named nothing of the field go beside a question that does."""
        foreign = [not _HAN.search(s) and bool(_TALK.search(s)) for s, _ in kept]
        if not any(foreign) or not any(
            _HAN.search(s) and self.asks(left) and self._names(left) for s, left in kept
        ):
            return kept
        return [(s, "" if f else left) for f, (s, left) in zip(foreign, kept, strict=True)]

    def _sworn(self, swept: str) -> Screened:
        """What is left of a message when its swearing is cut out; odds and ends are nothing."""
        left = swept.strip(_EDGES + "。！!")
        word = len(_HAN.findall(left)) < _WORD or self.hostility(left) >= _PART_HOSTILE
        word = word and not self.asks(left)
        return Screened("" if word else left, abused=True)

    def _sentences(self, text: str) -> list[str]:
        pieces = [p for whole in _ENDS.split(text) for p in _apart(whole)]
        return [s for p in pieces for s in self._anew.split(p) if s.strip()]

    def _left(self, sentence: str) -> str:
        """The sentence itself when nothing is wrong with it; else the questions in it."""
        said = _WHETHER.sub(r"是否\1", sentence)  # 要不要管…: no wish that they should not
        families = map(self._families.__getitem__, sorted(set(self._filed.among(said))))
        found = [(f, m) for f in families for m in self._found(f, said, sentence)]
        if not found:
            return self._spared(sentence)
        if any(f.wide for f, _ in found):
            return ""
        # To make something up is no question; one of a matter beside it is (随便编一个数：…多少).
        freely = not any(f.named for f, _ in found)
        asked = "，".join(
            g
            for g in self._gaps(sentence, [m.span() for _, m in found])
            if self.asks(g) and (freely or self._names(g)) and self.hostility(g) < self._bar(g)
        )
        # “把优良天数比率改成95%，目标是多少”: what was to be altered is what is asked about.
        topics = [m["topic"] for _, m in found if "topic" in m.re.groupindex and m["topic"]]
        if asked and topics and len(_HAN.findall(asked)) <= _WHOLE:
            return topics[0] + asked
        return asked or (sentence if self._harmless(sentence) else "")

    def _harmless(self, sentence: str) -> bool:
        """Whether a sentence with words of an attack asks like any other (以市政府名义发的吗)."""
        return self.asks(sentence) and self.hostility(sentence) < _HARMLESS

    def _hostility(self, text: str) -> float:
        """How likely (0 … 1) a sentence is an attack by its wording, whatever it names."""
        return self._likely(text)[ATTACK]

    def foreignness(self, text: str) -> float:
        """How likely (0 … 1) a message is of the rest of the world by its wording."""
        return self._likely(text)[ELSEWHERE]

    def _likely(self, text: str) -> dict[str, float]:
        """How likely a text is an attack, a question of the rest of the world, or one of a plan."""
        if len(_HAN.findall(text)) < _WORD and len(text.split()) < _WORD:
            return {ATTACK: 0.0, ELSEWHERE: 0.0, STATED: 1.0}
        return self._model.probabilities(text)

    def verdict(self, text: str) -> str:
        """What a message is that no place of the plan answers: ATTACK, ELSEWHERE, or STATED."""
        likely, named = self._likely(text), bool(self._names(text))
        bar = _NAMED_HOSTILE if named else _UNANSWERED_HOSTILE
        if likely[ATTACK] >= (HOSTILE if len(text) < _WHOLE else bar):
            return ATTACK
        return ELSEWHERE if likely[ELSEWHERE] >= _FOREIGN and not named else STATED

    def _spared(self, sentence: str) -> str:
        """A sentence, or the questions in it where it is hostile by its wording."""
        if self.hostility(sentence) < HOSTILE or self._of_duty.search(sentence):
            return sentence
        parts = [(p, self.hostility(p)) for p in _COMMAS.split(sentence)]
        return "".join(p for p, h in parts if h < self._bar(p) and self.asks(p))

    def _bar(self, part: str) -> float:
        """How hostile a part of a hostile sentence may sound: more where it names a matter."""
        return HOSTILE if self._names(part) else _PART_HOSTILE

    def _gaps(self, sentence: str, hits: list[tuple[int, int]]) -> list[str]:
        """The stretches of a sentence whose clauses no attack touches."""
        bounds = [0, *(m.end() for m in _COMMAS.finditer(sentence)), len(sentence)]
        turns = [m.end() for m in self._over.finditer(sentence)]
        bounds = sorted({*bounds, *turns})
        gaps, gap = [], ""
        for start, end in pairwise(bounds):
            if any(a < end and b > start for a, b in hits):
                gaps.append(gap)
                gap = ""
            else:
                gap += sentence[start:end]
        return [*gaps, gap]

    def _found(self, family: _Family, said: str, sentence: str) -> list[re.Match[str]]:
        if family.unless and family.unless.search(self._shield.sub("", sentence)):
            return []
        return list(family.pattern.finditer(said))

    def asks(self, text: str) -> bool:
        """Whether ``text`` asks something, in some words."""
        text = self._whatever.sub("", text)
        return bool(self._asking.search(text)) and len(_HAN.findall(text) or text.split()) >= 3

    def _question(self, pieces: list[str]) -> str:
        """The question among the pieces; what does not ask stays only where it is needed."""
        pieces = [self._lead.sub("", p.strip()) for p in pieces]
        asking = [p for p in pieces if self.asks(p)]
        enough = sum(len(_HAN.findall(p)) for p in asking) >= _WHOLE
        kept = asking if enough else [p for p in pieces if p.strip(_EDGES + "。！!？?")]
        return self._lead.sub("", "".join(kept)).strip(_EDGES)

    def _family(self, data: dict[str, Any]) -> _Family:
        unless = self._compiled(data["unless"]) if "unless" in data else None
        return _Family(
            self._compiled("|".join(data["patterns"])),
            unless,
            data.get("wide", False),
            data.get("named", False),
        )

    def _compiled(self, pattern: str) -> re.Pattern[str]:
        return branching(self._full(pattern), _FLAGS)

    def _full(self, pattern: str) -> str:
        """A pattern with the words it names."""
        return _NAME.sub(lambda m: self._words[m.group(1)], pattern)


def _apart(text: str) -> list[str]:
    """English sentences apart from the Chinese around them."""
    bounds = [0, *(b for m in _ENGLISH.finditer(text) for b in m.span()), len(text)]
    return [text[a:b] for a, b in pairwise(bounds)]
