"""The command line: one command per stage, thin."""

from twosource.cli.main import main

__all__ = ["main"]
