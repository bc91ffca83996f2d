"""Vectors of words in their sentences, from a small packaged network run in numpy."""

from twosource.language.encoder.encode import Encoded, Encoder, encoded, encoder

__all__ = ["Encoded", "Encoder", "encoded", "encoder"]
