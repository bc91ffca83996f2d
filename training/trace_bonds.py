"""The chance that two accounts are no two reporters' own, from their bonds: its constants.

    python training/trace_bonds.py ../shared/eval/trace tests/stories/open

Prints what each set gives while it is held out, the reliability table of these nested
chances, and the two constants fitted on all, for ``decide.BONDS`` and ``decide.NO_BONDS``.
How they are fitted, and on what, stands in ``twosource/bench/trace/bond_fit.py``.
"""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import numpy as np

from twosource.bench.trace.bond_fit import LOOSE, bond_inputs, bond_sets, constants, fit_bonds

BINS = (0.0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 1.0)


def main() -> None:
    """Print the nested figures, their reliability, and the constants."""
    sets = bond_sets(Path(sys.argv[1]), Path(sys.argv[2]))
    said: list[tuple[float, bool]] = []
    for name, rows in sets.items():
        model = fit_bonds([r for other, of in sets.items() if other != name for r in of])
        chance = model.predict_proba(bond_inputs(rows))[:, 1]
        print("without {}: BONDS {}, NO_BONDS {}".format(name, *constants(model)))
        for label in sorted({r[2] for r in rows}):
            at = np.array([r[2] == label for r in rows])
            told, doubt = (float((chance[at] >= least).mean()) for least in (0.5, 0.2))
            print(f"{name} {label} ({at.sum()}): linked {told:.3f}, .2 and more {doubt:.3f}")
        said += [(c, r[1]) for c, r in zip(chance, rows, strict=True) if r[2] not in LOOSE]
    gold = np.array([g for _, g in said])
    weight = np.where(gold, 1.0 / gold.sum(), 1.0 / (~gold).sum())
    chance = np.array([c for c, _ in said])
    print("chance, pairs, dependent (each class weighing the same)")
    for low, high in pairwise(BINS):
        at = (low <= chance) & (chance < high)
        if at.any():
            share = weight[at & gold].sum() / weight[at].sum()
            print(f"{low} to {high}: {at.sum()}, {share:.3f}")
    model = fit_bonds([r for of in sets.values() for r in of])
    print("BONDS {}, NO_BONDS {}".format(*constants(model)))


if __name__ == "__main__":
    main()
