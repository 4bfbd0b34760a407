"""What officials tell of themselves in quotations: "I met President X in Lima on Monday"."""

from extractors.scene import Scene
from extractors.statements.quoting import quoting
from extractors.syntax import predicate

SPEAKER = frozenset({"i", "me", "my", "our", "us", "we"})


def hear(scene: Scene) -> frozenset[int]:
    """The quoted tokens of clauses in which an official speaks of himself; his pronouns are made to stand for him."""
    heard: set[int] = set()
    for utterance in quoting(scene.doc).utterances:
        speaker = utterance.speaker.official if utterance.speaker is not None else None
        for part in utterance.parts if speaker is not None else ():
            own = [i for i in range(part.start, part.end) if scene.words[i] in SPEAKER]
            scene.people.update((i, speaker) for i in own if speaker is not None)
            clauses = {predicate(scene.doc[i]).i for i in own}
            heard.update(i for i in range(part.start, part.end) if clauses and predicate(scene.doc[i]).i in clauses)
    return frozenset(heard)
