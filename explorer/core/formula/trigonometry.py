"""Sine and cosine as plain arithmetic, so that a loop over points becomes vector code.

The argument is reduced by multiples of pi/2 in three parts (Cody and Waite 1980), then the
polynomials of fdlibm (Sun Microsystems 1993; the cosine in FreeBSD's form) do the rest. Within
LIMIT the result is off by less than one unit in the last place; beyond it the library is asked.
"""

__all__ = ["LIMIT", "TURN"]

LIMIT = 1e5  # the first part times the multiple is exact up to here
TURN = '''\
def turn(u):
    """Return the sine and the cosine of an angle that is not far out."""
    k = floor(u * 0.6366197723675814 + 0.5)
    a = u - k * 1.5707963267341256
    b = k * 6.077100506303966e-11
    t = a - b
    e = k * 2.0222662487959506e-21 - ((a - t) - b)
    y = t - e
    d = (t - y) - e
    z = y * y
    v = z * y
    p = 2.7557313707070068e-06 + z * (-2.5050760253406863e-08 + z * 1.58969099521155e-10)
    p = 0.00833333333332249 + z * (-0.0001984126982985795 + z * p)
    s = y - ((z * (0.5 * d - v * p) - d) - v * -0.16666666666666632)
    w = z * z
    f = 0.0416666666666666 + z * (-0.001388888888887411 + z * 2.480158728947673e-05)
    g = -2.7557314351390663e-07 + z * (2.087572321298175e-09 + z * -1.1359647557788195e-11)
    g = z * f + w * w * g
    h = 0.5 * z
    w = 1.0 - h
    c = w + (((1.0 - w) - h) + (z * g - y * d))
    q = k - 4.0 * floor(k * 0.25)
    odd = (q == 1.0) | (q == 3.0)
    sine = c if odd else s
    cosine = s if odd else c
    sine = -sine if q >= 2.0 else sine
    cosine = -cosine if (q == 1.0) | (q == 2.0) else cosine
    return sine, cosine
'''
