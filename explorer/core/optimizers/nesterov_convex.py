"""Nesterov's own schedule: a momentum that grows from nothing towards all."""

from dataclasses import dataclass

from explorer.core.array import Array
from explorer.core.marks import Arrow, Dots, Mark, Moment
from explorer.core.optimizer import NUMBER, VECTOR, Optimizer, whole_rule
from explorer.core.param import choice
from explorer.core.probe import World, slope_at
from explorer.core.suggesting import of_width, per_curvature
from explorer.core.usual_settings import learning_rate

__all__ = ["NesterovConvex"]


@dataclass(frozen=True)
class NesterovConvex(Optimizer):
    """Roll with a momentum that grows at each step: ever faster, and ever wider swings.

    On convex land it needs but the root of the steps of gradient descent. With a restart, it
    begins anew whenever it climbs, and the swings are gone.
    """

    key = "nesterov-convex"
    name = "Nesterov, growing momentum"
    group = "first order"
    unminded = ("shift", "turn", "mirror")
    equation = (
        "x ← y − η g(y);  y ← x + (k − 1) / (k + 2) · (x − the last x);  k ← k + 1;  "
        "restart: k ← 1 where g · (x − the last x) > 0"
    )
    source = "Nesterov 1983; Su, Boyd and Candès 2016; restart: O'Donoghue and Candès 2015"
    differs = (
        "The momentum of torch, Keras and Optax does not grow. Other texts have k / (k + 3) or a "
        "root in its place: the same in the long run. The restart is that of the gradient; the "
        "other kind compares heights."
    )
    draws = "The look-ahead points y, where the gradient is taken; the ball x is marked."
    symbols = {"ball": "x", "age": "k"}
    suggests = {"learning_rate": per_curvature(0.1), "restart": of_width(None, net=1)}

    learning_rate: float = learning_rate(0.01)
    restart: int = choice(
        0, ("never", "when it climbs"), "Whether the momentum begins anew where the ball climbs"
    )

    @staticmethod
    @whole_rule(memory={"ball": VECTOR, "age": NUMBER})
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        ball: Array,
        age: Array,
        step: int,
        world: World,
        learning_rate: float,
        restart: float,
    ) -> bool:
        climb = 0.0
        for d in range(point.shape[0]):
            if step == 1:
                ball[d] = point[d, 0]
            move = point[d, 0] - learning_rate * gradient[d, 0] - ball[d]
            climb += gradient[d, 0] * move
        age[0] = 1.0 if restart > 0.5 and climb > 0.0 else age[0] + 1.0
        share = (age[0] - 1.0) / (age[0] + 2.0)
        for d in range(point.shape[0]):
            reached = point[d, 0] - learning_rate * gradient[d, 0]
            point[d, 0] = reached + share * (reached - ball[d])
            ball[d] = reached
        slope_at(world, point, height, gradient)
        return False

    @classmethod
    def marks(cls, moment: Moment) -> tuple[Mark, ...]:
        ball = tuple(moment.after["ball"].tolist())
        ahead = Arrow(ball, tuple(moment.next.tolist()), "look ahead")
        return Dots((ball,), "the ball"), ahead
