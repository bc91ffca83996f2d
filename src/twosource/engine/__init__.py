"""The pipeline, embedded: accounts in, analysis and dossiers out."""

from twosource.engine.pipeline import Track, analyse, articles, dossiers, quiet

__all__ = ["Track", "analyse", "articles", "dossiers", "quiet"]
