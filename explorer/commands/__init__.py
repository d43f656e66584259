"""What the command line can do, one command a file; `explorer/cli.py` reads the arguments."""
