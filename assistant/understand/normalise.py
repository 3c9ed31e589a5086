"""The first step: a question as people type or dictate it, put into the writing of the plans."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import jieba
from opencc import OpenCC

from assistant.understand.english import Translator
from assistant.understand.figures import figures, years
from assistant.understand.pinyin import Pinyin
from assistant.understand.repair import Repairer
from assistant.understand.wrapped import unwrapped
from corpus.catalog import Dossier
from corpus.lexicon import ENGLISH
from corpus.patterns import branching
from corpus.words import load_lines
from index.tokens import Tokenizer

HAN = "\u4e00-\u9fff"
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.]*")
# Kept from NFKC: punctuation of Chinese text, and the Roman numerals of 劣Ⅴ类.
_KEPT = re.compile(r"([，；：？！（）…\u2160-\u217b]+)")
# ① ends what stands before it; its digit alone would run into the words around it.
_CIRCLED = {ord("①") + i: f"（{i + 1}）" for i in range(20)}
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_WIDE = str.maketrans(",;:?!.", "，；：？！。")
# Words of Taiwan and Hong Kong that stay different after the change of characters.
_REGIONAL = {
    "空气品质": "空气质量",
    "环境品质": "环境质量",
    "细悬浮微粒": "细颗粒物",
    "悬浮微粒": "颗粒物",
    "防制": "防治",
    "资讯": "信息",
    "网路": "网络",
    "甚么": "什么",
    "汽机车": "机动车",
    "公车": "公交车",
    "厨馀": "厨余",
    "著力": "着力",
    "缐": "线",
}
# Neighbouring words that begin or end with one of grammar make no term.
_LOOSE = re.compile(r"^[的和与及或等了以对将把在到为]|[的和与及或等了以对将把在到为]$")
_UM = "[嗯呃唔诶欸]|唉[呀哟]?|额(?![度外定])|[啊哎哦噢喔][呀哟]?|喂(?=[，、。…！\\s]|你好|您好)"
_SAY = "那个|这个|就是说|就是|然后|怎么说呢"
_PAUSE = "[，、。…\\s]"
_LEAD = re.compile(
    rf"^(?:(?:{_UM})+{_PAUSE}*(?:(?:{_SAY}){_PAUSE}*)*|(?:{_SAY})(?={_PAUSE}|{_UM}|{_SAY}){_PAUSE}*"
    rf"(?:那个(?={_SAY}))?)+"
)
_WITHIN = re.compile(
    rf"(?:[嗯呃]+|(?<=[，、。…])\s*(?:{_UM}|{_SAY})(?={_PAUSE})){_PAUSE}*|那个(?=那个)"
)
# A part of the plan that is named in quotation marks: “碧水保卫战”这一章.
_QUOTED_PART = re.compile(r"[“「《\"]([^“”「」《》\"]{2,8})[”」》\"](?=[这那]一?章)")
_QUOTED_NAME = re.compile(r"“([\u4e00-\u9fff]{4,6})”")
# Put under a message by a telephone: 来自我的手机.
_SIGNED = re.compile(
    r"(?:[\s—-]*(?:来|发)自(?:我的)?\s?(?:iPhone|iPad|安卓|[^，。？！\s]{0,6}手机))+$", re.I
)
_REPEATED = re.compile(r"[，、。；：…？！~]{2,}")
_MARK = "，。？！；：、（）“”"
_SPACED = re.compile(
    rf"(?<=[{HAN}{_MARK}])\s+(?=[A-Za-z0-9{_MARK}])|(?<=[A-Za-z0-9%{_MARK}])\s+(?=[{HAN}{_MARK}])"
)
_APART = re.compile(rf"[{HAN}]+(?: [{HAN}]+)+")
# 哪些 部门推进, 臭氧 是谁管: words of grammar stand in no list of key words.
_LEANING = re.compile(r"(?<=[些由的归被把和与在到]) |(?<=哪个) | (?=[的是由要有吗呢])")
_SPACES = re.compile(r"\s+")
_ADDRESS = re.compile(r"https?://[^\s'\"<>()（）]+")
_ANY_HAN = re.compile(rf"[{HAN}]")
_ANY_WORD = re.compile(rf"[{HAN}A-Za-z0-9]")
_NARROW = re.compile(rf"(?<=[{HAN}“”》）%])\s?[,;:]|[,;:](?=\s?[{HAN}“《（])|[?!]")
_STOP = re.compile(rf"(?<=[{HAN}])\.(?=$|\s|[{HAN}])")
_SINGLE = re.compile(rf"[‘'『]([^‘’'『』]*[{HAN}][^‘’'『』]*)[’'』]")
_BRACKETS = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A question put into plain form; ``repairs`` tells the typos mended: (as written, as read)."""

    text: str
    repairs: tuple[tuple[str, str], ...] = ()


class Normaliser:
    """Puts questions into plain form: ``normaliser(question)``."""

    def __init__(
        self,
        words: Iterable[str],
        counts: Mapping[str, int],
        everyday: Iterable[str] = (),
        translate: Callable[[str], str] = str,
        names: Iterable[str] = (),
    ) -> None:
        """``words`` are what typos are mended to; ``everyday`` words are only left alone.

        ``names`` are words that stand in quotation marks.

        ``counts`` tells how common general words are; what only begins one counts 0.
        """
        words, everyday = tuple(words), tuple(everyday)
        self._cases = _cases((*words, *everyday))
        self._repair = Repairer(words, counts, everyday, names)
        self._translate = translate

    def __call__(self, question: str) -> Normalised:
        """The question in simplified characters, figures and the plan's terms."""
        text = unwrapped(_ADDRESS.sub(" ", question))
        text = standard(simplified(_SIGNED.sub("", plain(text))))
        read = punctuated(figures(text))
        text = self._translate(read)
        # What holds no space, and no word put for a foreign one, is read already.
        spaced = text if text == read and " " not in text else self._spaced(text)
        text = _QUOTED_PART.sub(r"\1", years(without_fillers(spaced)))
        text = _LATIN.sub(self._cased, text)
        return Normalised(*self._repair(text.strip()))

    def _cased(self, match: re.Match[str]) -> str:
        """The usual writing of an abbreviation typed in all small or all capital letters."""
        name = match.group()
        return self._cases.get(name.lower(), name) if name.islower() or name.isupper() else name

    def _spaced(self, text: str) -> str:
        """Without spaces, but for those between foreign words and between listed key words."""
        return _APART.sub(self._joined, _SPACED.sub("", figures(text)))

    def _joined(self, match: re.Match[str]) -> str:
        """Key words stay apart; characters spaced out, or a word broken in two, are joined."""
        parts = match.group().split(" ")
        whole = "".join(parts)
        if min(map(len, parts)) > 1 and not self._repair.crosses(parts):
            return _LEANING.sub("", match.group())
        return whole


def normaliser_for(dossier: Dossier, tokenizer: Tokenizer) -> Normaliser:
    """The normaliser of a plan: knows its words, its departments and the thesaurus."""
    jieba.initialize()  # Tokenizer.frequency reads the general dictionary, loaded only on demand
    everyday = (v for e in dossier.lexicon.entries for v in e.variants)
    terms = terms_of(dossier, tokenizer)
    english = (e for e in dossier.lexicon.entries if e.field == ENGLISH)
    names = _LATIN.findall(dossier.plan.source)
    translate = Translator(english, names, Pinyin(terms, tokenizer.frequency))
    known = (*everyday, *dossier.short_forms)
    quoted = _QUOTED_NAME.findall(dossier.plan.source)
    return Normaliser((*terms, *quoted), tokenizer.counts, known, translate, quoted)


def terms_of(dossier: Dossier, tokenizer: Tokenizer) -> tuple[str, ...]:
    """Words of a plan's text and of official terms, neighbouring ones joined, names, places."""
    official = [e.official for e in dossier.lexicon.entries]
    terms = dict.fromkeys((*dossier.registry.aliases, *official))
    terms |= dict.fromkeys((*dossier.districts, dossier.place, *dossier.names))
    terms |= dict.fromkeys(tokenizer.words(dossier.plan.source))
    for run in re.findall(rf"[{HAN}]+", "\n".join((dossier.plan.source, *official))):
        words = jieba.lcut(run, HMM=False)
        for size in (1, 2, 3):
            joined = zip(*(words[i:] for i in range(size)), strict=False)
            terms |= dict.fromkeys("".join(ws) for ws in joined if len(ws[0]) > 1)
    terms = {t: None for t in terms if len(t) > 1 and not _LOOSE.search(t)}
    return (*terms, *dict.fromkeys(_LATIN.findall(dossier.plan.source)))


def _cases(words: Iterable[str]) -> dict[str, str]:
    """Usual writing of abbreviations by lower case: vocs → VOCs; the first one counts."""
    found: dict[str, str] = {}
    for name in (n for w in words for n in _LATIN.findall(w)):
        if not name.islower():
            found.setdefault(name.lower(), name)
    return found


def plain(text: str) -> str:
    """NFKC but for Chinese punctuation; no control, zero-width or broken characters."""
    text = "".join(
        " " if c in "\n\r\t" else c
        for c in text.translate(_CIRCLED)
        if c in "\n\r\t"
        or (unicodedata.category(c) not in _DROPPED and not "\ufe00" <= c <= "\ufe0f")
    )
    parts = _KEPT.split(text)
    parts[1::2] = [p.upper() for p in parts[1::2]]
    parts[::2] = [unicodedata.normalize("NFKC", p) for p in parts[::2]]
    return _SPACES.sub(" ", "".join(parts)).strip()


def simplified(text: str) -> str:
    """Traditional to Simplified, when there is a character that only Traditional text has."""
    if _plainly_simplified(text) or not any(map(_traditional, text)):
        return text
    text = _opencc().convert(text)
    for there, here in _REGIONAL.items():
        text = text.replace(there, here)
    return text


def standard(text: str) -> str:
    """Words of dialects and of the net as the standard language has them."""
    if _any_dialect().search(text):
        for there, here in _dialect():
            text = there.sub(here, text)
    return text


@lru_cache(maxsize=1)
def _dialect() -> tuple[tuple[re.Pattern[str], str], ...]:
    pairs = (line.split("\t") for line in load_lines("dialect"))
    return tuple((re.compile(there), here) for there, here in pairs)


@lru_cache(maxsize=1)
def _any_dialect() -> re.Pattern[str]:
    """Any of them: most texts have none, and one search is faster than two hundred."""
    return branching("|".join(f"(?:{there.pattern})" for there, _ in _dialect()))


@lru_cache(maxsize=1)
def _opencc() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=1 << 13)
def _traditional(char: str) -> bool:
    return not _plainly_simplified(char) and bool(_opencc().convert(char) != char)


def _plainly_simplified(text: str) -> bool:
    """Whether a text is written in characters of GB 2312, none of which is only Traditional."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def punctuated(text: str) -> str:
    """Full-width punctuation beside Han characters, each mark once."""
    if _ANY_HAN.search(text):
        text = _STOP.sub("。", _NARROW.sub(_wide, text))
        text = _BRACKETS.sub(lambda m: _bracketed(m, text), text)
        text = text if "“" in text else _SINGLE.sub(r"“\1”", text)
    return _REPEATED.sub(lambda m: "？" if "？" in m.group() else m.group()[0], text)


def _wide(match: re.Match[str]) -> str:
    return match.group().strip().translate(_WIDE)


def _bracketed(match: re.Match[str], text: str) -> str:
    around = text[max(0, match.start() - 1) : match.end() + 1]
    return f"（{match[1]}）" if _ANY_HAN.search(around) else match.group()


def without_fillers(text: str) -> str:
    """Without the sounds of hesitation that speech recognition writes down."""
    kept = _WITHIN.sub("", _LEAD.sub("", text)).strip()
    return kept if _ANY_WORD.search(kept) else text
