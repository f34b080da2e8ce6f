"""python -m data.build: documents → a snapshot file, or a published snapshot in a store.

Exit code 0: every form was read and balances. 1: some form or document did not and is marked. 2: nothing was built.
"""

import sys
import traceback


def run() -> int:
    """The exit code of the command; an error of the program itself is 2 as well, never Python's own 1."""
    try:
        # Imported here so that the reader's processes, which load this module again, stay small.
        from data.intake.command import NOTHING, main
    except Exception:
        traceback.print_exc()
        return 2
    try:
        return main(sys.argv[1:])
    except Exception:
        traceback.print_exc()
        print("没有构建：程序出错，原有快照不受影响。请把上面的内容发给维护人员。", file=sys.stderr)
        return NOTHING


if __name__ == "__main__":
    sys.exit(run())
