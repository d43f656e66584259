"""Record what torch makes of tiny nets: losses, gradients and trainings, in float64.

Run: python tests/reference/make_nets_torch.py     (with torch 2.13; writes nets-torch.json)
"""

import json
from itertools import pairwise
from pathlib import Path

import torch
from torch.nn import functional

torch.set_default_dtype(torch.float64)

ACTIVATIONS = {
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky-relu": lambda z: functional.leaky_relu(z, 0.1),
    "sigmoid": torch.sigmoid,
    "softplus": lambda z: functional.softplus(z, threshold=100),
    "sin": torch.sin,
    "linear": lambda z: z,
    "square": torch.square,
}
LOSSES = {
    "cross-entropy": functional.binary_cross_entropy_with_logits,
    "squared": lambda s, t: ((s - t) ** 2).sum(dim=1).mean(),
    "hinge": lambda s, t: functional.relu(1 - (2 * t - 1) * s).mean(),
    "softmax": lambda s, t: functional.cross_entropy(s, t.argmax(dim=1)),
}
# Units of each layer, activation, loss.
NETS = [
    ((2, 1), "tanh", "cross-entropy"),
    ((2, 8, 1), "tanh", "cross-entropy"),
    ((2, 16, 16, 1), "tanh", "cross-entropy"),
    ((2, 5, 4, 3, 1), "tanh", "squared"),
    ((3, 6, 1), "relu", "cross-entropy"),
    ((2, 6, 5, 1), "leaky-relu", "hinge"),
    ((2, 5, 1), "sigmoid", "squared"),
    ((2, 4, 4, 4, 1), "softplus", "cross-entropy"),
    ((1, 7, 1), "sin", "squared"),
    ((2, 3, 3, 1), "linear", "hinge"),
    ((2, 4, 4, 1), "square", "cross-entropy"),
    ((4, 3), "tanh", "softmax"),
    ((2, 8, 3), "sigmoid", "softmax"),
    ((8, 6, 4, 5), "relu", "softmax"),
    ((2, 6, 3), "sin", "squared"),
]
STEPS = 50
TRAININGS = {
    "gradient-descent": ({"learning_rate": 0.3}, 0.0),
    "momentum": ({"learning_rate": 0.1, "momentum": 0.9}, 0.0),
    "nesterov": ({"learning_rate": 0.1, "momentum": 0.9}, 0.0),
    "rmsprop": ({"learning_rate": 0.01, "decay": 0.99}, 0.0),
    "adam": ({"learning_rate": 0.03}, 0.0),
    "adam, decayed": ({"learning_rate": 0.03}, 0.1),
}


def net(sizes, activation):
    """Return a chain of linear layers and its activation."""
    layers = torch.nn.ModuleList(torch.nn.Linear(a, b) for a, b in pairwise(sizes))

    def answer(inputs):
        for layer in layers[:-1]:
            inputs = ACTIVATIONS[activation](layer(inputs))
        return layers[-1](inputs)

    return layers, answer


def examples(sizes, loss, count=23):
    """Return inputs (n, features) and targets (n, outputs)."""
    inputs = torch.randn(count, sizes[0])
    if loss == "softmax":
        return inputs, functional.one_hot(torch.randint(sizes[-1], (count,)), sizes[-1]) * 1.0
    if loss == "squared":
        return inputs, torch.randn(count, sizes[-1])
    return inputs, torch.randint(2, (count, sizes[-1])) * 1.0


def flat(layers):
    """Return all weights as one list, in torch's order."""
    return torch.nn.utils.parameters_to_vector(layers.parameters()).tolist()


def recorded(sizes, activation, loss):
    """Return a net with its mean loss and gradient."""
    layers, answer = net(sizes, activation)
    inputs, targets = examples(sizes, loss)
    value = LOSSES[loss](answer(inputs), targets)
    value.backward()
    gradient = torch.cat([p.grad.flatten() for p in layers.parameters()])
    return {
        "sizes": sizes,
        "activation": activation,
        "loss": loss,
        "inputs": inputs.tolist(),
        "targets": targets.tolist(),
        "weights": flat(layers),
        "value": value.item(),
        "gradient": gradient.tolist(),
    }


def optimizer(name, settings, decay, layers):
    """Return torch's optimizer; decay is for weights alone, not for biases."""
    rate = settings["learning_rate"]
    groups = [
        {"params": [layer.weight for layer in layers], "weight_decay": decay},
        {"params": [layer.bias for layer in layers], "weight_decay": 0.0},
    ]
    if name.startswith("adam"):
        return torch.optim.AdamW(groups, lr=rate)
    if name == "rmsprop":
        return torch.optim.RMSprop(groups, lr=rate, alpha=settings["decay"])
    momentum = settings.get("momentum", 0.0)
    return torch.optim.SGD(groups, lr=rate, momentum=momentum, nesterov=name == "nesterov")


def trained(name, settings, decay):
    """Return a full-batch training of a 2-8-1 net: its path and its losses."""
    layers, answer = net((2, 8, 1), "tanh")
    inputs, targets = examples((2, 8, 1), "cross-entropy", 40)
    stepper = optimizer(name, settings, decay, layers)
    path, losses = [flat(layers)], []
    for _ in range(STEPS):
        stepper.zero_grad()
        value = LOSSES["cross-entropy"](answer(inputs), targets)
        value.backward()
        losses.append(value.item())
        stepper.step()
        path.append(flat(layers))
    return {
        "optimizer": name.partition(",")[0],
        "settings": settings,
        "decay": decay,
        "inputs": inputs.tolist(),
        "targets": targets.tolist(),
        "path": path[:: STEPS // 5],
        "losses": losses,
    }


def main():
    """Write the file."""
    torch.manual_seed(3)
    found = {
        "made with": f"torch {torch.__version__}",
        "nets": [recorded(*one) for one in NETS],
        "trainings": [trained(name, *one) for name, one in TRAININGS.items()],
    }
    path = Path(__file__).with_name("nets-torch.json")
    path.write_text(json.dumps(found, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
