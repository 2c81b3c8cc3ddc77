"""The words of the world: what is read from two hand-written tables."""
from .vocabulary import Concept, Subject, SUBJECTS, CONCEPTS, KINDS, concept_id, of_kind  # noqa: F401
