"""Tags, lemmas, trees and names: one network, one pass."""

from extractors.model.component import Config, Model, make_model

__all__ = ["Config", "Model", "make_model"]
