"""Finding the place that is meant, and deciding whether the plan really says what is asked."""
