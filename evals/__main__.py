"""``python -m evals``."""

from evals.cli import app

if __name__ == "__main__":
    app()
