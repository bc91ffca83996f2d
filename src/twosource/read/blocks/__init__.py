"""The blocks of a page or dump, before anything is said of them."""

from twosource.read.blocks.block import Block
from twosource.read.blocks.dump import dump_blocks
from twosource.read.blocks.page import page_blocks

__all__ = ["Block", "dump_blocks", "page_blocks"]
