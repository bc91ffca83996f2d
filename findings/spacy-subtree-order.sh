#!/usr/bin/env bash
# spaCy 3.8.7: the tokens of Token.subtree do not always come in the order of the text.
#
# A good guess: a subtree is read from left to right, so its words joined give the phrase as it
# stands, and doc[first.i : last.i + 1] of its first and last token is the stretch it covers.
# Many programs that cut clauses, quotations or noun phrases out of news text do just that.
#
# Seen: where arcs cross (the parsers of spaCy give such trees for questions, for clauses moved
# to the end, for quotations around their speaker), a word that hangs on a later head over its
# parent's head comes after words that stand behind it in the text.  In "What did she say that he
# wanted", with "What" hanging on "wanted", the subtree of the whole sentence begins with "did":
# joined, it is another sentence; cut from its first to its last token, the sentence loses
# its first word.  The list of indices is whole, only its order is not the text's; sorting by
# Token.i, or Token.left_edge and Token.right_edge, give the right bounds.
#
# Run by hand: bash findings/spacy-subtree-order.sh
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check spacy==3.8.7 click==8.5.1 typer==0.29.2

"$folder/venv/bin/python" - <<'PYTHON'
import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

WORDS = "What did she say that he wanted".split()
HEADS = [6, 3, 3, 3, 6, 6, 3]  # "What" hangs on "wanted"; all else on the word one expects
DEPS = ["dobj", "aux", "nsubj", "ROOT", "mark", "nsubj", "ccomp"]

doc = Doc(Vocab(), words=WORDS, heads=HEADS, deps=DEPS)
root = doc[3]
subtree = list(root.subtree)
order = [t.i for t in subtree]
cut = doc[subtree[0].i : subtree[-1].i + 1].text
edges = (root.left_edge.i, root.right_edge.i)

print("spaCy", spacy.__version__)
print("subtree of the root, as given: ", order, " ".join(t.text for t in subtree))
print("cut from its first to its last:", cut)
print("left and right edge:           ", edges)

# a tree without crossing arcs is in order, so the surprise comes with the sentence, not the call
plain = Doc(Vocab(), words="She said that he wanted bread".split(),
            heads=[1, 1, 4, 4, 1, 4], deps=["nsubj", "ROOT", "mark", "nsubj", "ccomp", "dobj"])
straight = [t.i for t in plain[1].subtree]
print("a tree without crossing arcs:  ", straight)

assert spacy.__version__ == "3.8.7", spacy.__version__
assert order == [1, 2, 3, 0, 4, 5, 6], order
assert sorted(order) == list(range(7)), order
assert cut == "did she say that he wanted", cut
assert edges == (0, 6), edges
assert straight == list(range(6)), straight
print("as described")
PYTHON
