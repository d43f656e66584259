"""Record what torch makes of learning rates, long gradients and weight decay, in float64.

Run: python tests/reference/make_schedules_torch.py     (with torch 2.13; writes schedules.json)
"""

import json
from pathlib import Path

import torch
from torch.optim import SGD, lr_scheduler

torch.set_default_dtype(torch.float64)
RATE, STEPS = 0.3, 60


def factors(scheduler, *settings):
    """Return what the learning rate is multiplied with in each step."""
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=RATE)
    schedule = scheduler(optimizer, **dict(settings))
    found = []
    for _ in range(STEPS):
        found.append(optimizer.param_groups[0]["lr"] / RATE)
        optimizer.step()
        schedule.step()
    return found


def warmed(optimizer, warm_up, period, floor):
    """Return a cosine that begins with a straight line up, both counted from the first step."""
    return lr_scheduler.ChainedScheduler(
        [
            lr_scheduler.LinearLR(optimizer, 1 / warm_up, total_iters=warm_up - 1),
            lr_scheduler.CosineAnnealingLR(optimizer, period, floor * RATE),
        ],
        optimizer,
    )


def one_cycle(optimizer, period):
    """Return the one-cycle schedule, which afterwards stays where it has come to."""
    return lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=period)


SCHEDULES = [
    ({"schedule": "step", "period": 7, "factor": 0.4},
     factors(lr_scheduler.StepLR, ("step_size", 7), ("gamma", 0.4))),
    ({"schedule": "exponential", "period": 1, "factor": 0.9},
     factors(lr_scheduler.ExponentialLR, ("gamma", 0.9))),
    ({"schedule": "exponential", "period": 20, "factor": 0.25},
     factors(lr_scheduler.ExponentialLR, ("gamma", 0.25 ** (1 / 20)))),
    ({"schedule": "1/t", "period": 8},
     factors(lr_scheduler.LambdaLR, ("lr_lambda", lambda t: 1 / (1 + t / 8)))),
    ({"schedule": "1/√t", "period": 8},
     factors(lr_scheduler.LambdaLR, ("lr_lambda", lambda t: (1 + t / 8) ** -0.5))),
    ({"schedule": "linear", "period": 40, "floor": 0.1},
     factors(lr_scheduler.LinearLR, ("start_factor", 1.0), ("end_factor", 0.1),
             ("total_iters", 40))),
    ({"schedule": "cosine", "period": 59, "floor": 0.05},
     factors(lr_scheduler.CosineAnnealingLR, ("T_max", 59), ("eta_min", 0.05 * RATE))),
    ({"schedule": "warm restarts", "period": 13, "floor": 0.02},
     factors(lr_scheduler.CosineAnnealingWarmRestarts, ("T_0", 13), ("eta_min", 0.02 * RATE))),
    ({"schedule": "one-cycle", "period": 60}, factors(one_cycle, ("period", 60))),
    ({"schedule": "constant", "warm_up": 10},
     factors(lr_scheduler.LinearLR, ("start_factor", 0.1), ("total_iters", 9))),
    ({"schedule": "cosine", "period": 59, "floor": 0.0, "warm_up": 6},
     factors(warmed, ("warm_up", 6), ("period", 59), ("floor", 0.0))),
]  # fmt: skip


def clipped(gradient, longest):
    """Return a gradient after torch has clipped its norm."""
    point = torch.zeros(len(gradient), requires_grad=True)
    point.grad = torch.tensor(gradient)
    torch.nn.utils.clip_grad_norm_([point], longest)
    return point.grad.tolist()


LONG = [
    ([3.0, -4.0], 2.5), ([3.0, -4.0], 10.0), ([0.0, 0.0], 1.0), ([-2e5, 1e5], 1.0),
    ([1e-3, 2e-3, -2e-3], 1e-3),
]  # fmt: skip

if __name__ == "__main__":
    recorded = {
        "torch": torch.__version__,
        "schedules": [{"settings": s, "factors": f} for s, f in SCHEDULES],
        "clipped": [{"gradient": g, "clip": c, "clipped": clipped(g, c)} for g, c in LONG],
    }
    path = Path(__file__).with_name("schedules.json")
    path.write_text(json.dumps(recorded, ensure_ascii=False) + "\n", encoding="utf-8")
