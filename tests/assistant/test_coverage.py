"""What is said of a place of the plan."""

from __future__ import annotations

from assistant.decide.coverage import Coverage
from assistant.engine import Assistant


def test_of_a_clause_is_said_what_its_text_and_all_questions_for_it_say(
    assistant: Assistant,
) -> None:
    dossier, ranker = assistant.dossier, assistant.retriever.ranker
    coverage = Coverage(dossier, ranker, lambda topic: (topic,))
    for clause in dossier.plan.clauses[::9]:
        chapter = dossier.plan.chapter(clause.chapter)
        asked = (p for p in dossier.paraphrases if p.start < clause.end and p.end > clause.start)
        texts = [clause.text, clause.title, *(q for p in asked for q in p.questions)]
        texts += [chapter.title] if chapter else []
        terms = {t for text in texts for t in ranker.tokenizer.terms(text)}
        assert coverage.vocabulary((clause.start, clause.end)) == terms
