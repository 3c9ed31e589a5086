"""How right the assistant is: cases, grading, baselines, reports."""
