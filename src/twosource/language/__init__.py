"""Account -> Parse: sentences, tokens, quote geometry, quantities, times."""

from twosource.language.parse import parse, parse_all

__all__ = ["parse", "parse_all"]
