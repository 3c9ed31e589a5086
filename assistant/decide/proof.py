"""Whether a place of the plan proves what a question claims: only then is it told “是的”.

A claim is proved when every word of it stands in one piece of the text (between commas), in the
same order, under the same negations. Citizens' words for official ones prove nothing: then the
plan's own sentence is shown without a verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.verify.claims import negations, normalise
from corpus.numerals import HAN_DIGITS
from corpus.words import load_words

# Words of grammar, free to come and go; 都 只 才 已 可 能 are none: they change the claim.
_GRAMMAR = frozenset(
    "的了得地把被这那个是要在到有和与及、将须应由为于中上之以也其家等达,。?!:;“”'\"《》()— \n"
)
_CUT = re.compile(r"[,;。!?\n]")
_YEAR = re.compile(r"(?:到|在|于)?(20\d\d)年(?:年?底)?(?:之?前)?")
_PLACE = re.compile(rf"第?[(]?[{HAN_DIGITS}\d]{{1,4}}[)]?条(?:款|文)?(?:里面?|中|当中)?")
_SHORTEST = 2
_A_NOT_A = re.compile(r"([\u4e00-\u9fff])不\1")
_TURNS = re.compile(
    r"[只光都全均各才已没不未非无仅唯停超低高满多少反颠]|必须|一律|一刀切|硬|封顶|上限|下限|允许|可以|能|一样|相同|强制"
    r"|自愿|翻|倍|成|减半|一半|分之|冬|唯一|以内|以下|之内|至|例外|单|拖|推迟|提前|还|再|分别|昼|假|错|岔"
)
_SHORT_OF = re.compile(r"(?<!到)不(?=[到足满])")  # no frame of a question: 不到20%
# Words of duty claim more with these: 只由, 唯一, 没有它的事.
_MORE = re.compile(r"[没不只唯独就仅]|一家|单")


def proves(claim: str, text: str, around: str = "") -> bool:
    """Whether ``text`` proves ``claim``.

    ``around`` is what else may name the matter, such as the clause's title.
    """
    rest = _bare(normalise(claim))
    dates = set(_YEAR.findall(rest))
    if dates - set(_YEAR.findall(normalise(text))):
        return False
    rest = _YEAR.sub(" ", rest)
    pieces = [p for p in _CUT.split(normalise(text)) if p]
    scope = normalise(around)
    return any(_laid(rest, piece, scope) for piece in pieces)


def _bare(claim: str) -> str:
    """A claim without the frames that make a question of it, and the clause that it is put to."""
    claim = _PLACE.sub(" ", _frames().sub(" ", claim))
    return _A_NOT_A.sub(r"\1", claim).replace("每立方米", "/立方米")


def plain_duty(claim: str) -> bool:
    """Whether a claim of who is responsible claims no more than that (not: 只由, 唯一, 没有)."""
    return not _MORE.search(_bare(normalise(claim)))


@lru_cache(maxsize=1)
def _frames() -> re.Pattern[str]:
    words = sorted({normalise(w) for w in load_words("claimframes")}, key=len, reverse=True)
    return re.compile("|".join(re.escape(w) for w in words if w))


def turns(claim: str) -> bool:
    """Whether a claim has words that turn or sharpen it (只, 必须, 低于): figures prove it not."""
    return bool(_SHORT_OF.search(claim) or _TURNS.search(_bare(normalise(claim))))


def _laid(claim: str, piece: str, scope: str) -> bool:
    """Whether the claim's words stand in the piece in their order, the rest being grammar."""
    at, told = 0, False
    for run in _runs(claim, piece + "\n" + scope):
        if len(run) < _SHORTEST:
            if run not in _GRAMMAR:
                return False
            continue
        found = piece.find(run, at)
        if found >= 0:
            at, told = found + len(run), True
        elif run not in scope:
            return False
    return told and len(negations(piece)) == len(negations(claim))


def _runs(claim: str, text: str) -> Iterator[str]:
    """The claim cut into the longest runs that stand in ``text``, and single other characters."""
    at = 0
    while at < len(claim):
        size = 1
        while at + size < len(claim) and claim[at : at + size + 1] in text:
            size += 1
        yield claim[at : at + size]
        at += size
