"""Train a small PyTorch net, slice the land around its path, and save it for Explorer.

    pip install torch landscape-explorer
    python pytorch_slice.py
    landscape-explorer open path.npz

Only this example needs PyTorch. Any library will do: Explorer asks for the weights as one flat
array for each step, and for a function from such an array to the loss.
"""

import numpy as np
import torch
from torch.nn.utils import parameters_to_vector, vector_to_parameters

import explorer

torch.manual_seed(0)

# Two half-moons, 200 points.
angle = torch.pi * torch.rand(200)
upper = torch.arange(200) < 100
inputs = torch.stack(
    [
        torch.where(upper, torch.cos(angle), 1 - torch.cos(angle)),
        torch.where(upper, torch.sin(angle), 0.5 - torch.sin(angle)),
    ],
    dim=1,
)
inputs += 0.2 * torch.randn(200, 2)
targets = upper.float()[:, None]

net = torch.nn.Sequential(torch.nn.Linear(2, 8), torch.nn.Tanh(), torch.nn.Linear(8, 1))
optimizer = torch.optim.Adam(net.parameters(), lr=0.03)
loss_of = torch.nn.BCEWithLogitsLoss()

path = []
for _ in range(400):
    path.append(parameters_to_vector(net.parameters()).detach().double().numpy().copy())
    optimizer.zero_grad()
    loss_of(net(inputs), targets).backward()
    optimizer.step()
path.append(parameters_to_vector(net.parameters()).detach().double().numpy().copy())


@torch.no_grad()
def loss(weights: np.ndarray) -> float:
    """Return the loss of the net with these weights."""
    vector_to_parameters(torch.from_numpy(weights).float(), net.parameters())
    return float(loss_of(net(inputs), targets))


found = explorer.slice_of(loss, np.array(path), name="My PyTorch net")
found.save("path.npz")
record = found.recording
print(f"{record.weights} weights, loss {record.losses[0]:.3f} to {record.losses[-1]:.4f}")
print(f"{100 * record.share:.1f} % of the path lies in the plane")
