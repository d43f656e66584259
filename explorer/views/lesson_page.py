"""The page of a lesson: its text, what one expects, what came of it, and what to try next."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from explorer.core.nets.tiny_net import TinyNet
from explorer.session.document import Document
from explorer.session.draws import drawn_again
from explorer.session.lesson import Step
from explorer.session.lesson_player import LessonPlayer
from explorer.session.lesson_text import single_format, written
from explorer.session.session import Session
from explorer.views.lesson_answer import AnswerCard, DrawButtons, Verdict
from explorer.views.lesson_curves import LessonCurves
from explorer.views.lesson_goal import TryCard
from explorer.views.lesson_question import QuestionCard
from explorer.views.lesson_scroll import ReadingArea
from explorer.views.lesson_sources import LessonSources
from explorer.views.lesson_table import NumbersTable, SpreadShown
from explorer.views.lesson_text import LessonText
from explorer.views.theme import GAP

__all__ = ["LessonPage", "draw_words"]

MANY = 8  # draws of a spread


class LessonPage(ReadingArea):
    """One step of the lesson that is open. It scrolls; the buttons below it stay."""

    arranged = Signal()  # there is something else to be reached by Tab

    def __init__(self, session: Session) -> None:
        inside = QWidget()
        super().__init__(inside)
        self._player: LessonPlayer = session.lessons
        self._was_at: tuple[str, int, bool] | None = None  # lesson, step, and whether revealed
        self._title = QLabel()
        self._title.setProperty("role", "title")
        self._title.setWordWrap(True)
        self._text = LessonText()
        self.question, self.answer = QuestionCard(), AnswerCard()
        self.table, self.draws = NumbersTable(), DrawButtons()
        self.curves, self.goal = LessonCurves(), TryCard()
        self.sources = LessonSources()
        self._place(inside)
        self.question.chosen.connect(self.expect)
        self.question.asked.connect(self._player.reveal)
        self.draws.again.connect(self._player.draw_again)
        self.draws.spread.connect(self._player.want_spread)
        self._player.changed.connect(self.refresh)
        self._player.measured.connect(self.refresh)
        self._player.goal_moved.connect(self._show_goal)
        self.refresh()

    def expect(self, option: int) -> None:
        """Expect an option, and see what came of it."""
        step = self._player.step
        if step is not None and 0 <= option < len(step.options) and not self._player.is_revealed:
            self._player.predict(option)
            self._player.reveal()

    def stops(self) -> tuple[QWidget, ...]:
        """Return where the keyboard stops on the page, from top to bottom."""
        question, draws = self.question, self.draws
        parts = (
            *(self._text, question.question, *question.options, question.skip, self.answer.text),
            *(draws.again_button, draws.spread_button, self.goal.hint, *self.sources.texts),
        )
        return tuple(part for part in parts if part.focusPolicy() != Qt.FocusPolicy.NoFocus)

    def refresh(self, *_: object) -> None:
        """Show the step as it stands now."""
        player, step, lesson = self._player, self._player.step, self._player.lesson
        if step is None or lesson is None:
            self._was_at = None
            return
        self._title.setText(player.fill(step.title).replace("**", ""))
        self._title.setVisible(bool(step.title))
        self._text.show_text(player.fill(step.text))
        self._show_question(step)
        self._show_answer(step)
        self._show_goal()
        is_last = player.index == len(lesson.steps) - 1
        self.sources.show_lesson(lesson if is_last else None)
        self._move((lesson.key, player.index, player.is_revealed))

    def _show_question(self, step: Step) -> None:
        player = self._player
        self.question.setVisible(bool(step.question))
        self.question.show_question(
            player.fill(step.question),
            [player.fill(option.text).replace("**", "") for option in step.options],
        )
        right = player.right_options if player.numbers is not None else None
        self.question.show_outcome(player.prediction, player.is_revealed, right)

    def _show_answer(self, step: Step) -> None:
        player = self._player
        is_shown = player.is_revealed
        self.answer.setVisible(is_shown and bool(step.answer))
        if step.answer:
            self.answer.show_answer(self._verdict(step), player.fill(step.answer))
        rows = player.table() if is_shown else ()
        forms = {number.name: single_format(number) for number in step.numbers}
        spreads = {
            name: SpreadShown(
                spread.values,
                (
                    written(spread.lowest, forms[name]),
                    written(spread.median, forms[name]),
                    written(spread.highest, forms[name]),
                ),
            )
            for name, spread in player.spreads.items()
        }
        self.table.show_rows(rows, spreads, player.draw)
        self.draws.setVisible(is_shown and bool(step.numbers))
        is_whole = bool(spreads) and all(len(one.values) >= MANY for one in spreads.values())
        has_draws = step.vary != "nothing"
        self.draws.show_source(self._source(step), has_draws, bool(rows), not is_whole)
        self.curves.setVisible(is_shown and bool(step.curves))
        if step.curves:
            self.curves.show_finding(player.curves)

    def _verdict(self, step: Step) -> Verdict:
        player = self._player
        if not step.question or player.prediction is None:
            return "told"
        if player.numbers is None:
            return "unknown"
        return "right" if player.prediction in player.right_options else "wrong"

    def _source(self, step: Step) -> str:
        player = self._player
        if player.fault:
            return player.fault
        if player.numbers is None:
            return "Being measured …"
        if step.vary == "nothing":
            return "Measured just now. Nothing here is left to chance."
        drawn = drawn_again(step.document, player.draw, step.vary)
        return f"Measured just now, {draw_words(drawn, player.draw)}."

    def _show_goal(self, *_: object) -> None:
        player, step = self._player, self._player.step
        if step is None:
            return
        goal = player.goal
        self.goal.setVisible(player.is_revealed and (bool(step.try_next) or goal is not None))
        words, now, is_met = ("", "", False)
        if goal is not None:
            words, now, is_met = goal.words.replace("**", ""), goal.value, goal.was_met
        self.goal.show_hint(player.fill(step.try_next), words, now, is_met)

    def _move(self, now: tuple[str, int, bool]) -> None:
        """Begin another step at its top; bring an answer that just came into view."""
        before, self._was_at = self._was_at, now
        if before != now:
            self.arranged.emit()
        if before is None or before[:2] != now[:2]:
            self.verticalScrollBar().setValue(0)
        elif now[2] and not before[2]:
            # Where the answer lies is known when it has been laid out.
            QTimer.singleShot(0, self, self._show_what_came)

    def _show_what_came(self) -> None:
        card = self.answer if self.answer.isVisible() else self.table
        self.ensureWidgetVisible(card, 0, 2 * GAP)

    def _place(self, inside: QWidget) -> None:
        column = QVBoxLayout(inside)
        column.setContentsMargins(4 * GAP, GAP, 4 * GAP, 3 * GAP)
        column.setSpacing(3 * GAP)
        for widget in (
            self._title,
            self._text,
            self.question,
            self.answer,
            self.table,
            self.curves,
            self.draws,
            self.goal,
            self.sources,
        ):
            column.addWidget(widget)
        column.addStretch()


def draw_words(document: Document, draw: int) -> str:
    """Return which draw it is, and the seeds that made it."""
    net = document.landscape
    if isinstance(net, TinyNet):
        seeds = f"data seed {net.data.seed}, weights seed {net.init_seed}"
    else:
        seeds = f"seed {document.seed}"
    which = "in the lesson's own draw" if draw == 0 else f"in draw {draw}"
    return f"{which} ({seeds})"
