"""What each block is."""

from twosource.read.label.labels import Labelled, label_blocks

__all__ = ["Labelled", "label_blocks"]
