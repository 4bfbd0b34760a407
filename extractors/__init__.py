"""The steps of the engine, in the order in which they run."""
