"""English within a question, and pinyin, read as Chinese by a glossary: no model, no network.

A sentence is read phrase by phrase, the longest first: words of asking, of any office, terms of
the field, words that are dropped. Asking goes to the end, as Chinese has it, and years to the
front. A sentence that names nothing of the field is left as it is: it is no question of ours, and
an attack must be seen as it was written.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.understand.english_form import without_length
from assistant.understand.pinyin import Pinyin
from assistant.understand.spelt import in_digits
from corpus.catalog import HERE
from corpus.lexicon import Entry

_HAN = re.compile(r"[\u4e00-\u9fff]")
_FOREIGN = re.compile(r"[A-Za-z]{3}")
_SENTENCES = re.compile(r"(?<=[。！？?!；;\n])|(?<=[A-Za-z]{2}[.])(?=\s|$)")
_RUN = re.compile(r"[A-Za-z][A-Za-z0-9'’&./%₂ ,:-]*")
_TOKEN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9'’&/%₂.-]*[A-Za-z0-9%₂])?")
_YEAR = re.compile(r"20\d\d")
_ASKS = re.compile(r"谁|哪|什么|啥|几|多少|怎|咋|如何|吗|呢|何|是否|是不是")
_MEASURE = re.compile(r"(?:率|比重|比例|浓度|面积|规模|煤耗|目标|总量|使用量|排放量)$")
_CHECK = re.compile(r"\W*(?:is|are|does|do|did|will|has|have|can|was|were|should|must)\b", re.I)
# What is asked for itself; of the rest the first word of asking counts.
_STRONG = re.compile(r"由谁|什么时候|第几条|在哪里|为什么|对吗|是多少")
# English that was left stays apart from the Chinese behind it: it may be no part of the question.
_MERGED = re.compile(r"(?<![A-Za-z])([A-Za-z]+ [A-Za-z]+(?: [A-Za-z]+)+)(?=[\u4e00-\u9fff])")
_CLOSE = re.compile(r"(?<=[\u4e00-\u9fff]) | (?=[\u4e00-\u9fff])")
_ABBREVIATION = re.compile(r"[A-Za-z0-9]*[A-Z][A-Za-z0-9]*[A-Z0-9x]|[A-Z]")
_CLAUSE = re.compile(r"第\d{1,2}条")
_BARE = re.compile(r"(?<![\d.A-Za-z])\d+(?:\.\d+)?(?![\d.年%]|\s*[\u4e00-\u9fff])$")
_AMOUNT, _CHECKED = "{}是多少", "{}吗"
_LONGEST = 7
# Answer in one short sentence: …; Name the department only: …; In English, …
_ORDER = (
    r"^(?:please )?(?:(?:answer|reply|respond|write|say)\b[A-Za-z ,-]{0,60}:"
    r"|(?:answer|reply|respond)\b[A-Za-z -]{0,60},"
    r"|(?:name|give|state|list|write)\b[A-Za-z -]{0,40}\bonly[:,]"
    r"|in (?:one|a|two|three|plain|simple|english)\b[A-Za-z -]{0,40}[:,])\s*"
)
# An order of nothing but form is no part of the question: the form is read from the raw message.
_FORMAL = re.compile(
    r"(?:please|answer|reply|respond|write|say|name|give|state|list|just|only|me|in|with|as|the|an?"
    r"|one|two|three|short|single|brief|simple|plain|english|chinese|sentences?|words?|numbers?"
    r"|figures?|years?|dates?|departments?|clauses?|articles?|names?|json|table|markdown|bullets?"
    r"|points?|yes|no|or|and|[ ,:])+",
    re.I,
)
# 字段为task、deadline: names of the asker's own stay as they are.
_KEYED = re.compile(
    r"(?:字段|键|列|栏|key|field)s?(?:的?名称?|名字?)?(?:分别|依次|请|统一){0,2}(?:为|是|用|叫|取)?\s*[：:]?\s*"
    r"[A-Za-z]+(?:\s*(?:、|，|,|/|和|与|及)\s*[A-Za-z]+)*(?![A-Za-z_0-9 ])"
)


@dataclass(slots=True)
class _Reading:
    """What has been read of a sentence.

    ``chunks`` are stretches of words; each belongs before the one it follows (A of B → B A).
    """

    chunks: list[list[str]] = field(default_factory=lambda: [[]])
    asked: list[str] = field(default_factory=list)
    years: list[str] = field(default_factory=list)
    named: int = 0
    general: int = 0
    known: int = 0
    unknown: int = 0

    def take(self) -> str:
        """The words read since the last time, in the order of Chinese."""
        words = [w for chunk in reversed(self.chunks) for w in chunk]
        self.chunks = [[]]
        return _CLOSE.sub("", " ".join(words))


_NUMBERED = re.compile(
    r"\b(?:(?P<of>chapter)|clause|article)s?\s*(?:no\.?|number|#)?\s*(?P<n>\d{1,2})\b", re.I
)


class Translator:
    """Reads English and pinyin by a file, the lexicon's English entries and known Chinese words."""

    def __init__(
        self,
        entries: Iterable[Entry],
        names: Iterable[str],
        pinyin: Pinyin,
        file: Path = HERE / "english.toml",
    ) -> None:
        """``names`` are abbreviations that stay as they are: VOCs, EOD."""
        data: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
        self._names = {n.lower(): n for n in names if len(n) > 1}
        self._asking, self._units = _inverted(data["asking"]), _inverted(data["units"])
        self._general, self._field = _inverted(data["general"]), _inverted(data["field"])
        self._before, self._drop = frozenset(data["before"]), frozenset(data["drop"])
        for entry in entries:
            for variant in entry.variants:
                self._field.setdefault(variant.lower(), entry.official)
        over = "|".join(map(re.escape, sorted(data["over"], key=len, reverse=True)))
        self._over = re.compile(rf"{_ORDER}|\b(?:{over})\b[ ,:]*", re.I)
        self._pinyin = pinyin

    def __call__(self, text: str) -> str:
        """The text with its English questions, and words of English and pinyin, in Chinese."""
        if not _FOREIGN.search(text):
            return text
        plain = without_length(text)
        if plain != text and (read := self._translated(plain)) != plain:
            return read
        return self._translated(text)

    def _translated(self, text: str) -> str:
        if keyed := _HAN.search(text) and _KEYED.search(text):
            return f"{self(text[: keyed.start()])}{keyed.group()}{self(text[keyed.end() :])}"
        read = "".join(self._sentence(s) for s in _SENTENCES.split(text) if s)
        return _MERGED.sub(r"\1，", read)

    def _sentence(self, text: str) -> str:
        """One sentence; an order that leads over to a question stays apart from it."""
        turn = max((m.end() for m in self._over.finditer(text)), default=0)
        if turn and not _HAN.search(text):
            read = self._read(text[turn:])
            if read != text[turn:] and _FORMAL.fullmatch(text[:turn]):
                return read
            if read != text[turn:]:
                return f"{text[:turn].rstrip(' ,:')}。{read}"
        return self._read(text)

    def _read(self, text: str) -> str:
        han = bool(_HAN.search(text))
        numbered = _NUMBERED.search(text := in_digits(text))
        text = _NUMBERED.sub(lambda m: f"第{m['n']}{'章' if m['of'] else '条'}", text)
        reading, out, at = _Reading(), list[str](), 0
        for run in _RUN.finditer(text):
            spelt = self._within(text, run)
            if spelt:
                reading.known += 1
            else:
                self._run(run.group(), reading, keep=han)
            out += [text[at : run.start()], spelt or reading.take()]
            at = run.end()
        reading.named += bool(numbered)
        ours = reading.known > reading.unknown or bool(reading.asked and reading.named)
        plain = bool(reading.asked and reading.general and not reading.unknown)
        if not ours or not (han or reading.named or plain):
            return text
        return _put(text, "".join([*out, text[at:]]).replace("年年", "年"), reading, han)

    def _within(self, text: str, run: re.Match[str]) -> str:
        """Characters for one word in pinyin that stands close between Chinese ones; else ""."""
        sides = (text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1])
        token = run.group().strip()
        strange = not any(token in t for t in (self._field, self._general, self._asking))
        if not strange or not (_HAN.match(sides[0]) and _HAN.match(sides[1])):
            return ""
        return self._pinyin.read([token])[0] or self._pinyin.characters(token)

    def _run(self, text: str, reading: _Reading, keep: bool) -> None:
        """A stretch of English, phrase by phrase; ``keep`` strange words within Chinese."""
        tokens = _TOKEN.findall(text)
        folded = [t.lower().replace("’", "'") for t in tokens]
        at = 0
        while at < len(tokens):
            rest = range(min(_LONGEST, len(tokens) - at), 0, -1)
            size = 0
            if not (keep and _ABBREVIATION.fullmatch(tokens[at])):
                taken = (n for n in rest if self._phrase(" ".join(folded[at : at + n]), reading))
                size = next(taken, 0)
            at += size or self._strange(tokens[at:], reading, keep)

    def _phrase(self, phrase: str, reading: _Reading) -> bool:
        """Take in one phrase; False when it is not known."""
        words = reading.chunks[-1]
        for form in _forms(phrase):
            if form in self._names:
                words.append(self._names[form])
                reading.named += 1
            elif form in self._asking:
                reading.asked.append(self._asking[form])
            elif form in self._units and not words:
                reading.asked.append(f"{{}}是多少{self._units[form]}")
            elif form in self._general:
                words.append(self._general[form])
                reading.general += 1
            elif form in self._field:
                words.append(self._field[form])
                reading.named += 1
            elif form in self._before:
                reading.chunks.append([])
            elif form == _AND:
                words.append("和")
            elif form not in self._drop:
                continue
            reading.known += 1
            return True
        return False

    def _strange(self, tokens: list[str], reading: _Reading, keep: bool) -> int:
        """Take in what no phrase begins with: a year, a figure, a name, pinyin; how many tokens."""
        token, words = tokens[0], reading.chunks[-1]
        if _YEAR.fullmatch(token):
            (words if keep else reading.years).append(f"{token}年")
            return 1
        if token[0].isdigit():
            words.append(token)
            reading.known += 1
            return 1
        read, size = self._pinyin.read(tokens)
        if size:
            words.append(read)
            reading.named += 1
            reading.known += size
            return size
        reading.unknown += 1
        if keep:
            words.append(token)
        return 1


_AND = "and"
# An “and” that joins no two things of the sentence.
_LOOSE = re.compile(r"(?:^|(?<=[，,。]))和|和(?=和|[由是归在有要到什谁哪多怎请]|[，,。]|$)")


_WHO = re.compile("由谁")
_DUTY = re.compile(r"(?<![\u4e00-\u9fff])(?:来)?(?:管|负责|抓|处理)(?=[\u4e00-\u9fff]{2})")


def _put(text: str, body: str, reading: _Reading, han: bool) -> str:
    """The sentence in Chinese: years, matter, what is asked."""
    end = re.search(r"[\s。！？?!；;\n.]*$", body)
    stem, mark = (
        (body[: end.start()], end.group().strip(" .").replace("?", "？")) if end else (body, "")
    )
    stem = _LOOSE.sub("", stem)
    if not han:
        stem = "".join(dict.fromkeys(reading.years)) + stem.strip()
    if _ASKS.search(stem):
        return stem + mark
    asked = list(dict.fromkeys(reading.asked))
    strong = [a for a in asked if _STRONG.search(a)]
    if any(a.startswith(_AMOUNT) and a != _AMOUNT for a in strong):
        strong = [a for a in strong if a != _AMOUNT]
    chosen = strong[:2] or asked[:1]
    if "{}对吗" in chosen and _BARE.search(stem):  # a figure whose unit is not told proves nothing
        stem, chosen = _BARE.sub("", stem), [_AMOUNT]
    if not chosen and mark.endswith(("？", "?")):
        chosen = [_CHECKED] if _CHECK.match(text) else [_AMOUNT] if _MEASURE.search(stem) else []
    if not chosen:
        return stem + mark
    if chosen == [_AMOUNT] and _CLAUSE.fullmatch(stem):  # the targets in clause 10
        stem = f"{stem}的目标"
    if _WHO.search(chosen[0]):
        stem = _DUTY.sub("", stem, count=1)
    first = chosen[0].format(stem)
    return "，".join([first, *(c.format("") for c in chosen[1:])]) + (mark or "？")


def _forms(phrase: str) -> Iterable[str]:
    """A phrase and its singular."""
    yield phrase
    yield phrase.replace("-", " ")
    if phrase.endswith("ies"):
        yield phrase[:-3] + "y"
    if phrase.endswith("es"):
        yield phrase[:-2]
    if phrase.endswith("s") and not phrase.endswith("ss"):
        yield phrase[:-1]


def _inverted(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Chinese by English, lower case."""
    return {v.lower(): official for official, variants in table.items() for v in variants}
