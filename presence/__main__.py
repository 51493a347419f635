"""``python -m presence`` is the command ``presence``."""

import sys

from presence.cli.fast import main

if __name__ == "__main__":
    sys.exit(main())
