"""How right and how fast the engine is, one command each: accuracy, suites, speed."""
