"""Pointwise: activations and losses as loops that become vector code.

These functions are compiled as they stand here, for two kinds of numbers: `real` is float64, or
float32 for maps. They also run as plain Python. Arrays are (units, examples); `width` says how
many examples count. The exponential is a polynomial on a 64th of its argument, doubled six times
by e²ˣ − 1 = p (p + 2): no branch and no table, with a relative error of about 1e-15.
"""

from math import cos, sin

import numpy as np

from explorer.core.array import Array

__all__ = ["POINTWISE", "activate", "activation_bend", "activation_slope"]

real = np.float64


def expm1(x: float) -> float:
    """Return eˣ − 1 for x up to 40 in size; beyond, as at 40."""
    x = real(40.0) if x > real(40.0) else x  # what is not a number stays so
    x = real(-40.0) if x < real(-40.0) else x
    x = x * real(0.015625)
    p = real(1.0 / 1307674368000.0) * x + real(1.0 / 87178291200.0)
    p = p * x + real(1.0 / 6227020800.0)
    p = p * x + real(1.0 / 479001600.0)
    p = p * x + real(1.0 / 39916800.0)
    p = p * x + real(1.0 / 3628800.0)
    p = p * x + real(1.0 / 362880.0)
    p = (p * x + real(1.0 / 40320.0)) * x + real(1.0 / 5040.0)
    p = (p * x + real(1.0 / 720.0)) * x + real(1.0 / 120.0)
    p = (p * x + real(1.0 / 24.0)) * x + real(1.0 / 6.0)
    p = ((p * x + real(0.5)) * x + real(1.0)) * x
    p = p * (p + real(2.0))
    p = p * (p + real(2.0))
    p = p * (p + real(2.0))
    p = p * (p + real(2.0))
    p = p * (p + real(2.0))
    return p * (p + real(2.0))


def expm1_short(x: float) -> float:
    """Return the same to the 7 digits of single numbers."""
    x = real(40.0) if x > real(40.0) else x
    x = real(-40.0) if x < real(-40.0) else x
    x = x * real(0.015625)
    p = real(1.0 / 40320.0) * x + real(1.0 / 5040.0)
    p = (p * x + real(1.0 / 720.0)) * x + real(1.0 / 120.0)
    p = (p * x + real(1.0 / 24.0)) * x + real(1.0 / 6.0)
    p = ((p * x + real(0.5)) * x + real(1.0)) * x
    p = p * (p + real(2.0))
    p = p * (p + real(2.0))
    p = p * (p + real(2.0))
    p = p * (p + real(2.0))
    p = p * (p + real(2.0))
    return p * (p + real(2.0))


def tanh(x: float) -> float:
    """Return tanh x."""
    p = expm1(x + x)
    return p / (p + real(2.0))


def sigmoid(x: float) -> float:
    """Return 1 / (1 + e⁻ˣ)."""
    p = expm1(abs(x))
    return (real(1.0) if x < real(0.0) else p + real(1.0)) / (p + real(2.0))


def softplus(x: float) -> float:
    """Return log(1 + eˣ): the positive part of x, and a rest that falls to either side.

    With u = e⁻ˣ for positive x the rest is log(1 + u) = 2 artanh(u / (2 + u)), a power series.
    """
    z = real(1.0) / (real(2.0) * expm1(abs(x)) + real(3.0))
    q = z * z
    p = real(1.0 / 31.0) * q + real(1.0 / 29.0)
    p = (p * q + real(1.0 / 27.0)) * q + real(1.0 / 25.0)
    p = (p * q + real(1.0 / 23.0)) * q + real(1.0 / 21.0)
    p = (p * q + real(1.0 / 19.0)) * q + real(1.0 / 17.0)
    p = (p * q + real(1.0 / 15.0)) * q + real(1.0 / 13.0)
    p = (p * q + real(1.0 / 11.0)) * q + real(1.0 / 9.0)
    p = (p * q + real(1.0 / 7.0)) * q + real(0.2)
    p = (p * q + real(1.0 / 3.0)) * q + real(1.0)
    return (real(0.0) if x < real(0.0) else x) + (z + z) * p


def wave(x: float, quarter: float) -> float:
    """Return sin x, or cos x where `quarter` is 0.5, for x up to a million in size."""
    turns = np.floor(x * real(0.3183098861837907) + real(0.5) + quarter)
    # Half turns are taken off in three parts, of which the first two are short and so exact.
    half = turns - quarter
    r = ((x - half * real(3.1415925025939941)) - half * real(1.5099578831723193e-07)) - half * real(
        1.0780605716316238e-14
    )
    q = r * r
    p = real(-1.0 / 121645100408832000.0) * q + real(1.0 / 355687428096000.0)
    p = (p * q - real(1.0 / 1307674368000.0)) * q + real(1.0 / 6227020800.0)
    p = (p * q - real(1.0 / 39916800.0)) * q + real(1.0 / 362880.0)
    p = (p * q - real(1.0 / 5040.0)) * q + real(1.0 / 120.0)
    p = ((p * q - real(1.0 / 6.0)) * q) * r + r
    odd = turns - real(2.0) * np.floor(turns * real(0.5))
    return p * (real(1.0) - real(2.0) * odd)  # type: ignore[no-any-return]


def activate(code: int, sums: Array, received: Array, width: int) -> None:
    """Fill what the next layer receives."""
    for j in range(sums.shape[0]):
        z, a = sums[j], received[j]
        if code == 0:
            for i in range(width):
                a[i] = tanh(z[i])
        elif code == 1:
            for i in range(width):
                a[i] = real(0.0) if z[i] < real(0.0) else z[i]
        elif code == 2:
            for i in range(width):
                a[i] = z[i] * real(0.1) if z[i] < real(0.0) else z[i]
        elif code == 3:
            for i in range(width):
                a[i] = sigmoid(z[i])
        elif code == 4:
            for i in range(width):
                a[i] = softplus(z[i])
        elif code == 5:
            if is_moderate(z, width):
                for i in range(width):
                    a[i] = wave(z[i], real(0.0))
            else:
                for i in range(width):
                    a[i] = sin(z[i]) if z[i] - z[i] == real(0.0) else real(np.nan)
        elif code == 6:
            for i in range(width):
                a[i] = z[i]
        else:
            for i in range(width):
                a[i] = z[i] * z[i]


def is_moderate(z: Array, width: int) -> bool:
    """Tell whether all sums are so small that their waves keep all digits."""
    over = 0
    for i in range(width):
        over += not abs(z[i]) < real(1e5)
    return over == 0


def activation_slope(code: int, sums: Array, received: Array, slopes: Array, width: int) -> None:
    """Multiply `slopes` by the derivative of the activation."""
    for j in range(sums.shape[0]):
        z, a, b = sums[j], received[j], slopes[j]
        if code == 0:
            for i in range(width):
                b[i] = b[i] * (real(1.0) - a[i] * a[i])
        elif code == 1:
            for i in range(width):
                b[i] = b[i] if z[i] > real(0.0) else real(0.0)
        elif code == 2:
            for i in range(width):
                b[i] = b[i] if z[i] > real(0.0) else b[i] * real(0.1)
        elif code == 3:
            for i in range(width):
                b[i] = b[i] * (a[i] * (real(1.0) - a[i]))
        elif code == 4:
            for i in range(width):
                b[i] = b[i] * sigmoid(z[i])
        elif code == 5:
            if is_moderate(z, width):
                for i in range(width):
                    b[i] = b[i] * wave(z[i], real(0.5))
            else:
                for i in range(width):
                    b[i] = b[i] * (cos(z[i]) if z[i] - z[i] == real(0.0) else real(np.nan))
        elif code == 7:
            for i in range(width):
                b[i] = b[i] * (z[i] + z[i])


def activation_bend(code: int, sums: Array, received: Array, bends: Array, width: int) -> None:
    """Fill the second derivative of the activation."""
    for j in range(sums.shape[0]):
        z, a, b = sums[j], received[j], bends[j]
        for i in range(width):
            if code == 0:
                b[i] = -2.0 * a[i] * (1.0 - a[i] * a[i])
            elif code == 3:
                b[i] = a[i] * (1.0 - a[i]) * (1.0 - 2.0 * a[i])
            elif code == 4:
                s = sigmoid(z[i])
                b[i] = s * (1.0 - s)
            elif code == 5:
                b[i] = -a[i]
            else:
                b[i] = 2.0 if code == 7 else 0.0


POINTWISE = (
    *(expm1_short, expm1, tanh, sigmoid, softplus, wave, is_moderate, activate, activation_slope),
)
