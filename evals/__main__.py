"""``python -m evals``."""

from evals.cli.main import app

if __name__ == "__main__":
    app()
