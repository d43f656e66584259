"""The play head runs along the race, and its clock ticks only while it plays."""

import pytest

from explorer.session.playback import STEPS_PER_SECOND, Playback

SECOND = 1.0


@pytest.fixture
def playback(qapp):
    head = Playback()
    head.set_length(120)
    yield head
    head.pause()


def seen(playback):
    steps = []
    playback.moved.connect(steps.append)
    return steps


def test_it_plays_by_itself_and_stops_at_the_end(qtbot, playback):
    playback.set_speed(16.0)
    with qtbot.waitSignals([playback.moved, playback.changed]):
        playback.play()
    qtbot.waitUntil(lambda: not playback.is_playing)
    assert playback.step == 120


@pytest.mark.parametrize("speed", [0.125, 0.5, 1.0, 1.5])
def test_speed_is_in_steps_a_second_however_long_the_frames(playback, speed):
    playback.set_speed(speed)
    playback.play()
    for _ in range(60):
        playback.advance(SECOND / 60)
    assert playback.step == pytest.approx(STEPS_PER_SECOND * speed, abs=1)


def test_every_step_is_told_once(playback):
    steps = seen(playback)
    playback.play()
    for _ in range(10_000):
        playback.advance(0.001)
    assert steps == list(range(1, 121))


def test_a_loop_rests_at_the_end_and_begins_again(playback):
    steps = seen(playback)
    playback.set_loop(True)
    playback.play()
    for _ in range(7):
        playback.advance(0.5)
    assert playback.is_playing
    assert steps[-4:] == [90, 120, 0, 30]


def test_play_at_the_end_begins_at_the_start(playback):
    playback.seek(1e9)
    assert playback.step == 120
    playback.play()
    assert (playback.step, playback.is_playing) == (0, True)


def test_play_again_changes_nothing(playback):
    playback.play()
    playback.advance(1.0)
    playback.play()
    assert playback.step == 60


@pytest.mark.parametrize(("wish", "step"), [(-5, 0), (0, 0), (7, 7), (120, 120), (121, 120)])
def test_seeking_stays_within_the_race(playback, wish, step):
    playback.seek(wish)
    assert playback.step == step


def test_single_steps_pause_and_go_both_ways(playback):
    playback.seek(50)
    playback.play()
    playback.step_by(2)
    assert (playback.step, playback.is_playing) == (52, False)
    playback.step_by(-1)
    assert playback.step == 51


def test_toggle_plays_and_pauses(playback):
    playback.toggle()
    assert playback.is_playing
    playback.toggle()
    assert not playback.is_playing


def test_a_shorter_race_keeps_the_place_for_when_it_is_long_again(playback):
    playback.seek(100)
    steps = seen(playback)
    playback.set_length(40)
    playback.set_length(130)
    assert steps == [40, 100]


def test_at_the_end_it_stays_at_the_end(playback):
    playback.seek(120)
    playback.set_length(40)
    playback.set_length(300)
    assert playback.step == 300


def test_play_goes_on_when_the_race_changes(playback):
    playback.play()
    playback.advance(SECOND)
    playback.set_length(70)
    assert (playback.step, playback.is_playing) == (60, True)


def test_nothing_plays_without_a_race(qapp):
    empty = Playback()
    empty.play()
    empty.toggle()
    empty.seek(3)
    assert (empty.step, empty.is_playing) == (0, False)


def test_speed_and_loop_tell_only_when_they_change(playback):
    told = []
    playback.changed.connect(lambda: told.append((playback.speed, playback.loop)))
    for speed in (1.0, 99.0, 0.0, 0.0):
        playback.set_speed(speed)
    playback.set_loop(True)
    playback.set_loop(True)
    playback.set_length(120)
    assert told == [(16.0, False), (0.125, False), (0.125, True)]


def test_a_range_is_played_again_and_again(playback):
    playback.set_range(40, 20)
    assert playback.range == (20, 40)
    steps = seen(playback)
    playback.play()
    for _ in range(400):
        playback.advance(0.01)
    assert playback.is_playing
    assert steps[0] == 20
    assert set(steps) == set(range(20, 41))
    assert steps.count(20) >= 5


@pytest.mark.parametrize(("wish", "after"), [(5, 6), (30, 31), (80, 20)])
def test_where_the_user_goes_while_a_range_plays_it_comes_back(playback, wish, after):
    playback.set_range(20, 40)
    playback.play()
    playback.seek(wish)
    assert playback.step == wish
    playback.advance(1 / 60 + 1e-9)
    assert playback.step == after


def test_the_ends_of_a_range_are_set_at_the_play_head(playback):
    told = []
    playback.changed.connect(lambda: told.append(playback.range))
    playback.seek(30)
    playback.begin_range()
    playback.seek(50)
    playback.end_range()
    playback.seek(20)
    playback.end_range()  # before the beginning: from the start
    playback.seek(90)
    playback.begin_range()  # behind the end: to the end
    playback.clear_range()
    playback.clear_range()
    assert told == [(30, 120), (30, 50), (0, 20), (90, 120), None]
    assert playback.step == 90


def test_a_range_of_no_step_is_none(playback):
    for first, last in ((7, 7), (-5, 0), (120, 500)):
        playback.set_range(first, last)
    playback.seek(0)
    playback.end_range()
    playback.seek(120)
    playback.begin_range()
    assert playback.range is None


def test_a_range_is_kept_within_a_race_of_another_length(playback):
    playback.set_range(40, 100)
    for length, expected in ((60, (40, 60)), (40, None), (0, None), (300, (40, 100))):
        playback.set_length(length)
        assert playback.range == expected
    playback.seek(70)
    playback.set_length(60)
    playback.play()
    assert playback.step == 40


def test_after_the_range_is_cleared_it_plays_to_the_end(playback):
    playback.set_range(40, 100)
    playback.seek(99)
    playback.play()
    playback.clear_range()
    playback.advance(1.0)
    assert (playback.step, playback.is_playing) == (120, False)
