"""How often verdicts are right on runs whose end is known: the confusion table.

    python benchmarks/verdicts.py [--wrong]

Rows are what is known of a run, from theory or another computation; columns are what was said.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # the labelled runs belong to the tests

from tests.core.labelled_runs import confusion, judged_runs


def main() -> None:
    """Print the table, and with --wrong the runs that were judged wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    judged = judged_runs()
    print(confusion(judged))
    if options.wrong:
        for one in judged:
            if not one.is_right:
                print(one.line)


if __name__ == "__main__":
    main()
