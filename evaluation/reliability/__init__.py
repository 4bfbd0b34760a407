"""What the service withstands, each figure by one command: `python -m evaluation.reliability --help`."""
