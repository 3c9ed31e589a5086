"""Finding what a plan says. Knows the corpus, nothing of answering."""
