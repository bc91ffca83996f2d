"""The blocks of a page or dump, before anything is said of them."""

from twosource.read.blocks.block import HEADINGS, SEAM, Block, Blocks, Element
from twosource.read.blocks.dump import dump_blocks
from twosource.read.blocks.page import page_blocks

__all__ = ["HEADINGS", "SEAM", "Block", "Blocks", "Element", "dump_blocks", "page_blocks"]
