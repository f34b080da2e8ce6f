"""How fast and how large: `python -m tests.bench [part …]`. Figures of one run on this machine; nothing is asserted."""
