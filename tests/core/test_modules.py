"""Compiled code can be asked for by several threads at once, also the very first time."""

import subprocess
import sys

CODE = """
import threading
from explorer.core import engine
from explorer.core.nets import compiling
from explorer.core.optimizers import OPTIMIZERS

faults, gate = [], threading.Barrier(4)


def ask(wanted):
    gate.wait()
    try:
        wanted()
    except BaseException as fault:
        faults.append(repr(fault))


asked = (engine.path, lambda: engine.rule(OPTIMIZERS["adam"]), compiling.learning, engine.tile)
threads = [threading.Thread(target=ask, args=(wanted,)) for wanted in asked]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert not faults, faults
"""


def test_threads_that_need_numba_at_the_same_moment_all_get_it():
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
