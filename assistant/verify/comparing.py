"""What one piece claims that another one does not: figures, dates, comparators, negations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.verify.claims import BOUNDS, FREE, HEDGE, REACH, STRICT, FaultKind, Word
from assistant.verify.evidence import Atom

Finding = tuple[FaultKind, str, str]


def compare(atom: Atom, quote: Atom) -> Iterator[Finding]:
    """Figures, dates, comparators and negations of ``atom`` that ``quote`` does not have."""
    keys = {f.key for f in quote.figures}
    for figure in atom.figures:
        if figure.key not in keys:
            same = any(figure.digits == f.digits for f in quote.figures)
            kind = FaultKind.UNIT if same else FaultKind.FIGURE
            yield kind, figure.text, f"引文没有“{figure.text}”。"
    bases = {m.key for m in quote.moments}
    wrong = (atom.dues - quote.dues) | ({m.key for m in atom.moments if m.base} - bases)
    if wrong:
        named = [m.text for m in atom.moments if m.key in wrong]
        text = named[0] if named else atom.text
        yield FaultKind.DATE, text, "引文中管辖这句话的日期不同。"
    yield from _compare_words(atom, quote)
    yield from _compare_negations(atom, quote)


def _compare_words(atom: Atom, quote: Atom) -> Iterator[Finding]:
    mine, theirs = atom.kinds, quote.kinds
    for word in atom.words:
        if mine[word.kind] > theirs[word.kind]:
            yield FaultKind.COMPARATOR, word.text, f"引文没有“{word.text}”。"
            return
    needed = STRICT if atom.figures else HEDGE
    for word in quote.words:
        left = word.kind in needed or (word.kind in BOUNDS and _surrounded(atom, quote, word))
        if left and mine[word.kind] < theirs[word.kind]:
            yield FaultKind.COMPARATOR, atom.text, f"引文中还有“{word.text}”。"
            return


def _compare_negations(atom: Atom, quote: Atom) -> Iterator[Finding]:
    theirs = [n.kind for n in quote.negations]
    for negation in atom.negations:
        if not _negated(negation, theirs) and not FREE.match(negation.kind):
            yield FaultKind.NEGATION, negation.kind, f"引文没有“{negation.kind}”。"
            return
    for negation in quote.negations:
        for denied, bare in _denials(negation, quote):
            if _bare(atom.text, denied, bare) > _bare(quote.text, denied, bare):
                yield FaultKind.NEGATION, bare, f"引文说的是“{denied}”。"
                return


def _surrounded(atom: Atom, quote: Atom, word: Word) -> bool:
    """Both sides of a bound are there, the bound is not: 县级城市 for 县级及以上城市."""
    before, after = quote.text[: word.start].removesuffix("及")[-2:], quote.text[word.end :][:2]
    return before in atom.text and after in atom.text


def _denials(negation: Word, quote: Atom) -> Iterator[tuple[str, str]]:
    """The negation with its surroundings, and the same without it."""
    after = negation.kind[len(negation.text) :][:2]
    before = quote.text[max(0, negation.start - 2) : negation.start]
    if len(after) == 2:
        yield negation.text + after, after
    if len(before) == 2:
        yield before + negation.text + after[:1], before + after[:1]


def _negated(negation: Word, theirs: Sequence[str]) -> bool:
    """Negates the same words; where they are cut off at the end of a piece, what is left."""
    cut = len(negation.text) < len(negation.kind) < len(negation.text) + REACH
    return any(negation.kind == k or (cut and k.startswith(negation.kind)) for k in theirs)


def _bare(text: str, denied: str, bare: str) -> int:
    """How often the negated words stand there without the negation."""
    return text.count(bare) - (text.count(denied) if bare in denied else 0)
