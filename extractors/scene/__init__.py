"""Who, where and when, for the steps that put records together from what others found."""

from extractors.scene.cast import Party, actors, agents
from extractors.scene.ground import JOURNEYS
from extractors.scene.scene import ABOUT, FAR, RANK, REPORTING, Heading, Scene

__all__ = ["ABOUT", "FAR", "JOURNEYS", "RANK", "REPORTING", "Heading", "Party", "Scene", "actors", "agents"]
