"""Sine and cosine as plain arithmetic, so that a loop over points becomes vector code.

The argument is reduced by multiples of pi/2 in three parts (Cody and Waite 1980), then the
polynomials of fdlibm (Sun Microsystems 1993; the cosine in FreeBSD's form) do the rest. Within
LIMIT the result is off by less than one unit in the last place; beyond it the library is asked.
"""

__all__ = ["LIMIT", "cosine", "reduction", "sine"]

LIMIT = 1e5  # the first part times the multiple is exact up to here

# {u} is the argument, {n} the number of the register it is in.
REDUCTION = """\
k{n} = floor({u} * 0.6366197723675814 + 0.5)
a{n} = {u} - k{n} * 1.5707963267341256
b{n} = k{n} * 6.077100506303966e-11
t{n} = a{n} - b{n}
e{n} = k{n} * 2.0222662487959506e-21 - ((a{n} - t{n}) - b{n})
y{n} = t{n} - e{n}
d{n} = (t{n} - y{n}) - e{n}
z{n} = y{n} * y{n}
v{n} = z{n} * y{n}
p{n} = 2.7557313707070068e-06 + z{n} * (-2.5050760253406863e-08 + z{n} * 1.58969099521155e-10)
p{n} = 0.00833333333332249 + z{n} * (-0.0001984126982985795 + z{n} * p{n})
s{n} = y{n} - ((z{n} * (0.5 * d{n} - v{n} * p{n}) - d{n}) - v{n} * -0.16666666666666632)
w{n} = z{n} * z{n}
f{n} = 0.0416666666666666 + z{n} * (-0.001388888888887411 + z{n} * 2.480158728947673e-05)
g{n} = -2.7557314351390663e-07 + z{n} * (2.087572321298175e-09 + z{n} * -1.1359647557788195e-11)
g{n} = z{n} * f{n} + w{n} * w{n} * g{n}
h{n} = 0.5 * z{n}
w{n} = 1.0 - h{n}
c{n} = w{n} + (((1.0 - w{n}) - h{n}) + (z{n} * g{n} - y{n} * d{n}))
q{n} = k{n} - 4.0 * floor(k{n} * 0.25)
o{n} = (q{n} == 1.0) | (q{n} == 3.0)"""
SINE = """\
{r} = c{n} if o{n} else s{n}
{r} = -{r} if q{n} >= 2.0 else {r}"""
COSINE = """\
{r} = s{n} if o{n} else c{n}
{r} = -{r} if (q{n} == 1.0) | (q{n} == 2.0) else {r}"""


def reduction(argument: str, number: int) -> list[str]:
    """Return the lines that both the sine and the cosine of an argument need."""
    return REDUCTION.format(u=argument, n=number).splitlines()


def sine(result: str, number: int) -> list[str]:
    """Return the lines that leave the sine in `result`, after the reduction."""
    return SINE.format(r=result, n=number).splitlines()


def cosine(result: str, number: int) -> list[str]:
    """Return the lines that leave the cosine in `result`, after the reduction."""
    return COSINE.format(r=result, n=number).splitlines()
