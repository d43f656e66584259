"""Adam, 300 steps from 512 x 512 starts: this engine beside JAX and Optax, interleaved.

    python benchmarks/engine.py [--size 512] [--steps 300] [--rounds 3]

Both run in float64 on all cores and keep only where each start ends; compiling is not counted.
Ours checks every lane in every step for divergence and undefined values, JAX does not. JAX is left
out, with one line, where it or Optax is not installed (pip install landscape-explorer[bench]).
"""

import argparse
import time
from collections.abc import Callable

import numpy as np

from explorer.core.array import Array
from explorer.core.descent import descend, warm_up
from explorer.core.ends import ends
from explorer.core.landscape import Landscape
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.run import Run
from explorer.core.suggestion import suggested

RATE = 0.05


def main() -> None:
    """Print nanoseconds per start and step, and what a race of eight costs."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--size", type=int, default=512)
    parser.add_argument("--steps", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    rivals = jax_adam(options.steps)
    if rivals is None:
        print("JAX and Optax are not installed: ours alone.")
    for key in ("himmelblau", "rastrigin"):
        landscape = LANDSCAPES[key]
        starts = grid(landscape, options.size)
        work = {"explorer": ours(landscape, options.steps)}
        if rivals is not None:
            work["jax + optax"] = rivals[key]
        compare(key, work, starts, options.steps, options.rounds)
    race(options.rounds)


def grid(landscape: Landscape, size: int) -> Array:
    """Return size x size starts (n, 2) over the box."""
    axes = [np.linspace(low, high, size) for low, high in landscape.box]
    return np.stack([c.ravel() for c in np.meshgrid(*axes)], axis=1)


def ours(landscape: Landscape, steps: int) -> Callable[[Array], Array]:
    """Return our way from starts to ends."""
    adam = OPTIMIZERS["adam"](learning_rate=RATE)
    return lambda starts: ends(landscape, adam, starts, steps, tolerance=0).points


def jax_adam(steps: int) -> dict[str, Callable[[Array], Array]] | None:
    """Return the same with JAX and Optax, jit and vmap; None where they are not installed."""
    try:
        import jax
        import optax
    except ImportError:
        return None
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)

    def himmelblau(p):
        x, y = p
        return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2

    def rastrigin(p):
        return 20 + jnp.sum(p**2 - 10 * jnp.cos(2 * jnp.pi * p))

    adam = optax.adam(RATE)

    def descent(loss):
        slope = jax.grad(loss)

        def step(_, carry):
            p, state = carry
            move, state = adam.update(slope(p), state)
            return optax.apply_updates(p, move), state

        def one(p):
            return jax.lax.fori_loop(0, steps, step, (p, adam.init(p)))[0]

        many = jax.jit(jax.vmap(one))
        return lambda starts: np.asarray(many(starts).block_until_ready())

    return {"himmelblau": descent(himmelblau), "rastrigin": descent(rastrigin)}


def compare(
    key: str, work: dict[str, Callable[[Array], Array]], starts: Array, steps: int, rounds: int
) -> None:
    """Time each in turn, round by round, and print the best and the median of each."""
    results = {name: run(starts) for name, run in work.items()}
    times: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(rounds):
        for name, run in work.items():
            begun = time.perf_counter()
            run(starts)
            times[name].append(time.perf_counter() - begun)
    scale = 1e9 / (len(starts) * steps)
    for name, taken in times.items():
        best, median = min(taken) * scale, float(np.median(taken)) * scale
        print(f"{key:12s} {name:12s} {best:7.2f} ns per start and step, median {median:.2f}")
    if len(results) == 2:
        one, other = results.values()
        agree = float(np.mean(np.all(np.abs(one - other) < 1e-6, axis=1)))
        print(f"{key:12s} the same end for {agree:.2%} of the starts")


def race(rounds: int) -> None:
    """Print what a drag costs: eight optimizers, 300 steps, verdicts included."""
    himmelblau = LANDSCAPES["himmelblau"]
    warm_up()
    kinds = list(OPTIMIZERS.values())[:8]
    runs = [Run(himmelblau, suggested(kind, himmelblau), (0.25, -0.5)) for kind in kinds]
    descend(runs)
    taken = []
    for _ in range(20 * rounds):
        begun = time.perf_counter()
        descend(runs)
        taken.append(time.perf_counter() - begun)
    best, median = min(taken) * 1e3, float(np.median(taken)) * 1e3
    print(f"8 optimizers x 300 steps, with verdicts: {best:.2f} ms, median {median:.2f} ms")


if __name__ == "__main__":
    main()
