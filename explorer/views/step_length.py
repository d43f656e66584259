"""Step size: how far each path moves at each step."""

from explorer.session.session import Session
from explorer.views.race_chart import RaceChart
from explorer.views.step_series import step_length, work_of

__all__ = ["StepLengthView"]

TIP = (
    "The length of each step. A method that closes in takes ever shorter steps; one that "
    "overshoots keeps them long; one that runs away makes them grow. On a logarithmic height "
    "steps of length zero are left out."
)


class StepLengthView(RaceChart):
    """The step lengths of the session's race."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, step_length, "Step size", TIP, work=work_of(step_length))
