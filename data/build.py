"""python -m data.build: documents → a snapshot file, or a published snapshot in a store.

Exit code 0: every form was read and balances. 1: some form or document did not and is marked. 2: nothing was built.
"""

import sys

if __name__ == "__main__":
    # Imported here so that the reader's processes, which load this module again, stay small.
    from data.intake.command import main

    sys.exit(main(sys.argv[1:]))
