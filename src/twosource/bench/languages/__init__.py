"""Figures for stories told in several languages."""

from twosource.bench.languages.tables import run

__all__ = ["run"]
