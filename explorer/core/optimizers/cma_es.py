"""CMA-ES: a cloud of children that learns the shape of the valley it is in."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from explorer.core.array import Array
from explorer.core.chance import Chance
from explorer.core.cloud import (
    CLOUD,
    MOST_CHILDREN,
    adapted,
    begin,
    drawn,
    ranked,
    usual_children,
)
from explorer.core.cloud_restarts import is_over, next_search
from explorer.core.eigen import eigenpairs
from explorer.core.marks import Dots, Mark, Moment, Ring
from explorer.core.optimizer import MATRIX, NUMBER, VECTOR, Optimizer, whole_rule
from explorer.core.param import choice, param
from explorer.core.probe import World
from explorer.core.suggesting import of_width

__all__ = ["CMAES"]


@dataclass(frozen=True)
class CMAES(Optimizer):
    """Draw children from a cloud; move it to the lower half, and stretch it the way they went."""

    key = "cma-es"
    name = "CMA-ES"
    group = "derivative free"
    unminded = ("shift", "height", "order")
    equation = (
        "xᵢ ~ m + σ N(0, C);  m ← Σ wᵢ xᵢ over the lower half;  C ← mix of C, of the path p pᵀ and "
        "of Σ wᵢ yᵢ yᵢᵀ with yᵢ = (xᵢ − m)/σ;  σ grows while the path q is longer than by chance"
    )
    source = (
        "Hansen and Ostermeier 2001; Hansen 2016, The CMA evolution strategy: a tutorial; IPOP: "
        "Auger and Hansen 2005; BIPOP: Hansen 2009"
    )
    differs = (
        "Weights and rates are pycma's, with negative weights. pycma lets children fall out of "
        "the box, as you may here; it also ends when the median "
        "stands still for long, and looks at the shape of the cloud less often in many "
        f"dimensions; here no generation has more than {MOST_CHILDREN} children."
    )
    cost = "1 value for each child: 6 in the plane"
    draws = "The lowest place seen so far; the ring is around the mean m."
    derivatives = "value"
    most_dim = 100
    symbols = {"mean": "m", "sigma": "σ", "covariance": "C", "drift": "p", "path": "q"}
    suggests = {"size": of_width(0.3, net=0.3)}

    size: float = param(
        0.5,
        1e-9,
        1e9,
        "Standard deviation of the first children",
        log=True,
        slider_low=1e-4,
        slider_high=10.0,
    )
    members: int = param(
        0,
        0,
        MOST_CHILDREN,
        "Children in a generation; 0: as many as is usual, 6 in the plane",
        whole=True,
        label="children",
        slider_high=50,
    )
    restarts: int = choice(
        0,
        ("none", "IPOP: twice as many each time", "BIPOP: many and few in turn"),
        "What it does when a search is over: begins again anywhere in the box, or ends",
    )
    edge: int = choice(
        1,
        ("fall anywhere", "are mirrored at the edge"),
        "Children that would fall out of the box",
        main=False,
        label="out of the box",
    )
    tolerance: float = param(
        1e-11,
        0.0,
        1e6,
        "A search is over when its children are equally high for long: no farther apart",
        log=True,
        main=False,
        label="same height",
        slider_low=1e-15,
        slider_high=1.0,
    )

    @staticmethod
    @whole_rule(
        memory={
            "mean": VECTOR,
            "sigma": NUMBER,
            "covariance": MATRIX,
            "path": VECTOR,
            "drift": VECTOR,
            "children": MOST_CHILDREN * VECTOR,
            "heights": MOST_CHILDREN * NUMBER,
            "books": 7 * NUMBER,
        },
        calls=(*CLOUD, is_over, next_search),
    )
    def step(
        point: Array,
        height: Array,
        mean: Array,
        sigma: Array,
        covariance: Array,
        path: Array,
        drift: Array,
        children: Array,
        heights: Array,
        books: Array,
        step: int,
        world: World,
        chance: Chance,
        size: float,
        members: float,
        restarts: float,
        edge: float,
        tolerance: float,
    ) -> bool:
        dim = point.shape[0]
        least = max(2, int(members)) if members > 0.0 else usual_children(dim)
        place, lengths = np.empty(dim), np.empty(dim)
        matrix, axes = np.empty((dim, dim)), np.empty((dim, dim))
        if step == 1:
            for d in range(dim):
                place[d] = point[d, 0]
            begin(mean, covariance, path, drift, place)
            sigma[0], books[0] = size, least
        count = int(books[0])
        for d in range(dim):
            for e in range(dim):
                matrix[d, e] = covariance[d * dim + e]
        eigenpairs(matrix, axes)
        widest, thinnest = 0.0, np.inf
        for d in range(dim):
            lengths[d] = sqrt(max(matrix[d, d], 0.0))
            widest, thinnest = max(widest, lengths[d]), min(thinnest, lengths[d])
        drawn(
            *(world, chance, point, height, mean, sigma, axes, lengths),
            *(children, heights, count, edge),
        )
        books[1] += 1.0
        ended = is_over(books, heights, sigma[0], widest, thinnest, size, tolerance, dim)
        if not ended:
            order = np.empty(count)
            ranked(heights, count, order)
            adapted(
                *(mean, sigma, covariance, path, drift, children),
                *(order, axes, lengths, count, int(books[1])),
            )
        elif restarts > 0.0:
            next_search(world, chance, books, sigma, size, restarts, least, place)
            begin(mean, covariance, path, drift, place)
            ended = False
        return ended

    @classmethod
    def marks(cls, moment: Moment) -> tuple[Mark, ...]:
        dim, first = moment.point.size, moment.step == 1
        mean = moment.point if first else moment.before["mean"]
        sigma = moment.settings["size"] if first else float(moment.before["sigma"][0])
        shape = np.eye(dim) if first else moment.before["covariance"].reshape(dim, dim)
        matrix = tuple(tuple(row) for row in (sigma**2 * shape).tolist())
        places = tuple(tuple(place) for place in moment.looks[:, 1:].tolist())
        return (
            Ring(tuple(mean.tolist()), matrix, "where children usually fall: σ and C"),
            Dots(places, "the children of this step"),
        )
