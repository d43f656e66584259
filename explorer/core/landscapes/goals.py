"""Two goals on one map: a score adds them up or takes the worse, and where its bottom lies."""

from explorer.core.landscape import Constant, Landscape

__all__ = ["GOALS"]

# Fonseca and Fleming's two goals: a dent each, at opposite corners.
FIRST = "1 - exp(-(x - 1/sqrt(2))^2 - (y - 1/sqrt(2))^2)"
SECOND = "1 - exp(-(x + 1/sqrt(2))^2 - (y + 1/sqrt(2))^2)"
# A bowl each: one is steep along y, the other along x.
FIRST_BOWL = "((x - 1.2)^2 + 3*(y - 0.6)^2)/2"
SECOND_BOWL = "(3*(x + 1)^2 + (y + 0.8)^2)/2"
# An assistant of x effort and y flattery. Flattery pleases a rater and is of no use.
DISAPPROVAL = "0.6*(x^2/2 - x) + 0.3*y^2 - 1.2*y"
USELESSNESS = "(x^2 + y^2)/2 - x"
WEIGHT = Constant("weight", 0.5, 0.0, 1.0, "How much goal 1 counts; the rest is goal 2's")
JUDGED = ("minus approval", "minus true use")

GOALS: tuple[Landscape, ...] = (
    Landscape(
        key="two-goals-sum",
        name="Two goals, added",
        formula=f"weight*({FIRST}) + (1 - weight)*({SECOND})",
        box=((-2.0, 2.0), (-2.0, 2.0)),
        line="No weight makes it meet half-way",
        source="goals: Fonseca & Fleming 1995; why sums miss the middle: Das & Dennis 1997",
        constants=(WEIGHT,),
        # At equal weights x = y = u/√2, where u = tanh 2u; the way over is a saddle.
        minima=(
            (0.677057588438444, 0.677057588438444),
            (-0.677057588438444, -0.677057588438444),
        ),
        lowest=0.49006709083443967,
        start=(-1.6, 0.4),
        tags=("two goals", "equal minima", "saddle", "smooth"),
        goals=(FIRST, SECOND),
        beside="goals",
    ),
    Landscape(
        key="two-goals-worst",
        name="The worse goal",
        formula=f"max(weight*({FIRST}), (1 - weight)*({SECOND}))",
        box=((-2.0, 2.0), (-2.0, 2.0)),
        line="A crease leads to a fair middle",
        source="goals: Fonseca & Fleming 1995; the worse of weighted goals: Bowman 1976",
        constants=(WEIGHT,),
        minima=((0.0, 0.0),),
        lowest=0.31606027941427883,  # (1 − 1/e)/2
        start=(-1.6, 0.4),
        tags=("two goals", "kink"),
        goals=(FIRST, SECOND),
        beside="goals",
    ),
    Landscape(
        key="two-goals-bowls",
        name="Two bowls, added",
        formula=f"weight*({FIRST_BOWL}) + (1 - weight)*({SECOND_BOWL})",
        box=((-2.0, 2.0), (-2.0, 2.0)),
        line="Move the weight: the bottom glides",
        source="defined here; on sums of convex goals: Geoffrion 1968",
        constants=(WEIGHT,),
        minima=((-0.45, 0.25),),
        lowest=1.275,
        start=(1.5, -1.6),
        tags=("two goals", "convex", "smooth"),
        goals=(FIRST_BOWL, SECOND_BOWL),
        beside="goals",
    ),
    Landscape(
        key="approval",
        name="Approval",
        formula=DISAPPROVAL,
        box=((-1.0, 3.0), (-1.0, 3.0)),
        line="What raters reward: flattery pays",
        source="defined here; x: effort, y: flattery, height: minus what a rater gives",
        minima=((1.0, 2.0),),
        lowest=-1.5,
        start=(0.0, 0.0),
        tags=("two goals", "convex", "smooth"),
        goals=(DISAPPROVAL, USELESSNESS),
        goal_names=JUDGED,
        beside="goals",
    ),
    Landscape(
        key="true-use",
        name="True use",
        formula=USELESSNESS,
        box=((-1.0, 3.0), (-1.0, 3.0)),
        line="What helps indeed: effort alone",
        source="defined here; x: effort, y: flattery, height: minus what it is good for",
        minima=((1.0, 0.0),),
        lowest=-0.5,
        start=(0.0, 2.0),
        tags=("two goals", "convex", "smooth"),
        goals=(DISAPPROVAL, USELESSNESS),
        goal_names=JUDGED,
        beside="goals",
    ),
)
