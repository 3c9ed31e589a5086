"""Plain methods, and the assistant with one part taken away: what each part brings.

Every baseline ranks clauses ("right clause first"); those that reply are graded strictly as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from assistant.answer import Answer, Citation, DepartmentRef, Status
from corpus.catalog import Dossier
from corpus.lexicon import Lexicon
from corpus.model import Piece, Plan, Sentence, Task
from evals.bench import HOME, Bench, open_bench, reopen
from evals.cases import Case
from evals.precedents import plainly
from evals.run import Ask, Rank, generate, ranked, score_one
from index.build import tokenizer_for
from index.lexical import LexicalIndex
from index.ranker import Weights, without
from index.tokens import bigrams

CHUNK = 500

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a baseline did with one case: ``first`` None where no clause is expected."""

    case: Case
    first: bool | None
    right: bool | None


@dataclass(frozen=True, slots=True)
class Baseline:
    """A named way of finding and, with ``bench`` or ``ask``, of replying."""

    name: str
    rank: Rank
    bench: Bench | None = None
    ask: Ask | None = None


def run(baseline: Baseline, cases: Sequence[Case], plan: Plan) -> list[Outcome]:
    """Put every case to a baseline."""
    if baseline.bench is None:
        return [Outcome(c, _first(c, baseline.rank(query(c))), None) for c in cases]
    records = generate(baseline.bench, cases, baseline.ask, baseline.rank)
    return [
        Outcome(c, _first(c, r.ranking), score_one(c, r, plan).right)
        for c, r in zip(cases, records, strict=True)
    ]


def _first(case: Case, ranking: Sequence[str]) -> bool | None:
    if not case.required:
        return None
    return any(place in case.required for place in "".join(ranking[:1]).split("+"))


def query(case: Case) -> str:
    """What plain methods search for: the question behind the one before it."""
    return " ".join((*case.history[-1:], case.question))


def baselines(
    full: Bench, home: Path = HOME, progress: Progress = lambda _: None
) -> Iterator[Baseline]:
    """All baselines, the plainest first, the whole assistant last."""
    dossier, weights = full.dossier, Weights()
    yield Baseline(f"固定{CHUNK}字分块+BM25", chunks(dossier))
    yield Baseline("整条+jieba BM25", clauses(dossier))
    yield Baseline("整条+jieba与二元字BM25", clauses(dossier, with_bigrams=True))
    best = BestSentence(dossier)
    yield Baseline("最相似句+其责任括号", best.rank, full, best.ask)
    off: dict[str, Weights] = {
        "仅向量": without(weights, **{f.name: 0 for f in fields(Weights) if f.name != "dense"}),
        "仅词面": without(weights, dense=0),
    }
    for name, changed in off.items():
        yield _assistant(name, reopen(dossier, full.generation, changed))
    cut: dict[str, tuple[str, Dossier]] = {
        "无词库": ("without-lexicon", replace(dossier, lexicon=Lexicon(()))),
        # One gap stays, for an index of no questions at all cannot be built.
        "无问法": ("without-paraphrases", replace(dossier, paraphrases=(), gaps=dossier.gaps[:1])),
    }
    for name, (folder, poorer) in cut.items():
        progress(f"基线“{name}”：建索引")
        yield _assistant(name, open_bench(home / "baselines" / folder, poorer))
    yield _assistant("不看问过的问题", plainly(full))
    yield Baseline("不会拒答", lambda q: ranked(full, q), full, Unrefusing(full, best).ask)
    yield _assistant("完整系统", full)


def _assistant(name: str, bench: Bench) -> Baseline:
    return Baseline(name, lambda q: ranked(bench, q), bench)


def chunks(dossier: Dossier) -> Rank:
    """Chunks of fixed length cut through the text, found by BM25 over jieba's words.

    A chunk's place names every clause it touches ("12+13"): any of them counts as found.
    """
    plan, words = dossier.plan, tokenizer_for(dossier).words
    texts = [
        Piece(plan.source[at : at + CHUNK], at, at + CHUNK)
        for at in range(0, len(plan.source), CHUNK)
    ]
    index = LexicalIndex.build([words(t.text) for t in texts])
    return lambda q: tuple(_touched(plan, texts[i]) for i in _order(index, words(q)))


def clauses(dossier: Dossier, with_bigrams: bool = False) -> Rank:
    """Whole clauses and parts found by BM25 over jieba's words, or words and bigrams."""
    plan, words = dossier.plan, tokenizer_for(dossier).words
    pieces: list[tuple[str, Piece]] = [(str(c.number), c) for c in plan.clauses]
    pieces += [(p.kind.value, p) for p in plan.parts]

    def terms(text: str) -> list[str]:
        return [*words(text), *(bigrams(text) if with_bigrams else ())]

    index = LexicalIndex.build([terms(p.text) for _, p in pieces])
    return lambda q: tuple(pieces[i][0] for i in _order(index, terms(q)))


def _order(index: LexicalIndex, terms: Sequence[str], limit: int = 20) -> list[int]:
    scores = index.scores(terms)
    return [int(i) for i in (-scores).argsort(kind="stable")[:limit] if scores[i] > 0]


def _touched(plan: Plan, chunk: Piece) -> str:
    spans = [(str(c.number), c.start, c.end) for c in plan.clauses]
    spans += [(p.kind.value, p.start, p.end) for p in plan.parts]
    return "+".join(name for name, start, end in spans if start < chunk.end and chunk.start < end)


class BestSentence:
    """Replies with the best-matching sentence and the bracket that covers it; never refuses."""

    def __init__(self, dossier: Dossier) -> None:
        self._plan = dossier.plan
        self._words = tokenizer_for(dossier).words
        self._found: list[tuple[Sentence, Task | None, str]] = [
            (s, t, str(t.clause)) for t in dossier.plan.tasks() for s in t.sentences
        ]
        self._found += [(s, None, p.kind.value) for p in dossier.plan.parts for s in p.sentences]
        self._index = LexicalIndex.build([self._terms(s.text) for s, _, _ in self._found])

    def _terms(self, text: str) -> list[str]:
        return [*self._words(text), *bigrams(text)]

    def rank(self, question: str) -> tuple[str, ...]:
        """Places of the best sentences."""
        order = _order(self._index, self._terms(question))
        return tuple(dict.fromkeys(self._found[i][2] for i in order))

    def ask(self, case: Case) -> Answer:
        """The reply to a case."""
        order = _order(self._index, self._terms(query(case)), 1) or [0]
        sentence, task, part = self._found[order[0]]
        return _quote(self._plan, case, sentence, task, part)


def _quote(plan: Plan, case: Case, sentence: Sentence, task: Task | None, part: str) -> Answer:
    clause = plan.clause(task.clause) if task else None
    citation = Citation(
        number=1,
        plan_id=plan.id,
        part="clause" if clause else part,
        clause=clause.number if clause else None,
        label=clause.label if clause else "",
        title=clause.title if clause else "",
        chapter="",
        quote=sentence.text,
        start=sentence.start,
        end=sentence.end,
    )
    duties = task.duties if task else ()
    bracket = task.responsibility.text if task and task.responsibility else ""
    return Answer(
        id=case.id,
        question=case.question,
        standalone_question=query(case),
        status=Status.ANSWERED,
        answer=f"{sentence.text}{bracket}[1]",
        citations=(citation,),
        departments=tuple(DepartmentRef(d.name, d.role, task.clause, 1) for d in duties if task),
    )


class Unrefusing:
    """The assistant, but a refusal is replaced by the best sentence and its bracket."""

    def __init__(self, bench: Bench, fallback: BestSentence) -> None:
        self._assistant, self._fallback = bench.assistant, fallback

    def ask(self, case: Case) -> Answer:
        """The reply to a case; refusals never."""
        answer = self._assistant.ask(case.question, case.history, case.id)
        return answer if answer.status.has_evidence else self._fallback.ask(case)
