"""Raters: is this remark rude? Three honest people answer, each by a standard of their own."""

from types import MappingProxyType

import numpy as np

from explorer.core.array import Array
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets.dials import choice, setting
from explorer.core.nets.data_sets.kind import FIELD, OUTSIDE, DataKind, Drawn
from explorer.core.randomness import DATA, uniforms

__all__ = ["RATERS"]

MAJORITY, SHARE = 3, 4  # after Ann, Bob and Cas
DIALS = MappingProxyType(
    {
        "judge": choice(
            *("Ann", "Bob", "Cas", "majority", "share"),
            help="Whose answer training takes for right: that of one rater, that of two of the "
            "three, or the share of the three who say rude",
        )
    }
)


def _draw(plan: DataPlan) -> Drawn:
    remarks = _remarks(plan.seed, plan.examples, 0)
    said, judge = _said(remarks), int(setting(plan, DIALS, "judge"))
    if judge == SHARE:
        return Drawn(remarks, said.mean(axis=0))
    if judge == MAJORITY:
        return Drawn(remarks, (said.sum(axis=0) >= 2).astype(np.float64))
    return Drawn(remarks, said[judge], np.full(len(remarks), judge, dtype=np.int8))


def _outside(plan: DataPlan) -> Drawn:
    remarks = _remarks(plan.seed, FIELD, OUTSIDE)
    group = np.repeat(np.arange(3, dtype=np.int8), FIELD)
    return Drawn(np.tile(remarks, (3, 1)), _said(remarks).ravel(), group)


def _remarks(seed: int, count: int, lane: int) -> Array:
    """Return how blunt and how sarcastic remarks are, (n, 2), each from −1 to 1."""
    return 2.0 * uniforms(seed, DATA, 2 * count, lane).reshape(count, 2) - 1.0


def _said(remarks: Array) -> Array:
    """Return what the three say of each remark, (3, n): 1 for rude."""
    bluntness, sarcasm = remarks.T
    ann = bluntness > 0.0
    bob = 0.35 * bluntness + 0.95 * sarcasm > 0.05  # minds sarcasm most
    cas = np.maximum(bluntness, sarcasm) > 0.55  # minds only what is strong
    return np.array([ann, bob, cas], dtype=np.float64)


RATERS = DataKind(
    key="raters",
    name="Raters",
    line="A toy: is this remark rude? Three honest people draw the line at different places",
    task="classes",
    features=("bluntness", "sarcasm"),
    target="remark",
    classes=("fine", "rude"),
    draw=_draw,
    plan=DataPlan("raters", examples=450, noise=0.0),
    noise_matters=False,
    source="A toy: the raters are invented.",
    dials=DIALS,
    groups=("by Ann", "by Bob", "by Cas"),
    outside=_outside,
)
