"""What in a new OpenAPI document breaks a client that was written for an old one.

Of what is asked, less may not be allowed; of what is answered, more may not be possible. A field that is gone breaks
both ways, for the service refuses fields that it does not know.
"""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
LOWER_LIMITS = ("minimum", "exclusiveMinimum", "minLength", "minItems")
UPPER_LIMITS = ("maximum", "exclusiveMaximum", "maxLength", "maxItems")


def breaking(old: Json, new: Json) -> list[str]:
    """Name every breaking change."""
    return list(Comparison(old, new).changes())


class Comparison:
    """Two documents, compared."""

    def __init__(self, old: Json, new: Json) -> None:
        self.old = old
        self.new = new
        self.compared: set[tuple[str, str, bool]] = set()

    def changes(self) -> Iterator[str]:
        """Breaking changes, operation by operation."""
        for path, operations in self.old["paths"].items():
            for method, old in operations.items():
                new = self.new["paths"].get(path, {}).get(method)
                where = f"{method.upper()} {path}"
                if new is None:
                    yield f"{where}: the operation is gone"
                else:
                    yield from self._parameters(old, new, where)
                    yield from self._bodies(old, new, where)
                    yield from self._answers(old, new, where)

    def _parameters(self, old: Json, new: Json, where: str) -> Iterator[str]:
        before, after = ({each["name"]: each for each in side.get("parameters", ())} for side in (old, new))
        for name, parameter in after.items():
            was_required = before.get(name, {}).get("required", False)
            if parameter.get("required", False) and not was_required:
                yield f"{where}: parameter `{name}` is now required"
        for name, parameter in before.items():
            if name not in after:
                yield f"{where}: parameter `{name}` is gone"
            else:
                yield from self._schemas(parameter["schema"], after[name]["schema"], f"{where}: `{name}`", asked=True)

    def _bodies(self, old: Json, new: Json, where: str) -> Iterator[str]:
        before, after = (side.get("requestBody", {}) for side in (old, new))
        if after.get("required") and not before.get("required"):
            yield f"{where}: a body is now required"
        yield from self._contents(before, after, where, asked=True)

    def _answers(self, old: Json, new: Json, where: str) -> Iterator[str]:
        for status, answer in old["responses"].items():
            if status in new["responses"]:
                yield from self._contents(answer, new["responses"][status], f"{where}: {status}", asked=False)
            elif status < "400":
                yield f"{where}: status {status} is gone"

    def _contents(self, old: Json, new: Json, where: str, *, asked: bool) -> Iterator[str]:
        after = new.get("content", {})
        for kind, content in old.get("content", {}).items():
            if kind not in after:
                yield f"{where}: {kind} is gone"
            else:
                yield from self._schemas(content["schema"], after[kind]["schema"], where, asked=asked)

    def _schemas(self, old: Json, new: Json, where: str, *, asked: bool) -> Iterator[str]:
        """Two schemas at the same place: all their alternatives."""
        names = old.get("$ref", ""), new.get("$ref", ""), asked
        if all(names[:2]):
            if names in self.compared:
                return
            self.compared.add(names)
            where = names[0].rpartition("/")[2]
        before, after = self._alternatives(self.old, old), self._alternatives(self.new, new)
        lost, gained = before.keys() - after.keys(), after.keys() - before.keys()
        for kind in sorted(lost if asked else gained):
            yield f"{where}: {kind} is no longer accepted" if asked else f"{where}: can now be {kind}"
        for kind in before.keys() & after.keys():
            yield from self._alike(before[kind], after[kind], where, asked=asked)

    def _alike(self, old: Json, new: Json, where: str, *, asked: bool) -> Iterator[str]:
        """Two schemas of one kind."""
        yield from _limits(old, new, where, asked=asked)
        before, after = old.get("properties", {}), new.get("properties", {})
        for field, schema in before.items():
            if field not in after:
                yield f"{where}.{field}: the field is gone"
            else:
                yield from self._schemas(schema, after[field], f"{where}.{field}", asked=asked)
        had, has = set(old.get("required", ())), set(new.get("required", ()))
        for field in sorted((has - had) if asked else (had - has) & after.keys()):
            yield f"{where}.{field}: is now required" if asked else f"{where}.{field}: can now be absent"
        if "items" in old and "items" in new:
            yield from self._schemas(old["items"], new["items"], f"{where}[]", asked=asked)

    def _alternatives(self, document: Json, schema: Json) -> dict[str, Json]:
        """What a schema can be, by kind: a JSON type, or one value of an enumeration."""
        if "$ref" in schema:
            found: Any = document
            for part in schema["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            return self._alternatives(document, found)
        if "anyOf" in schema:
            each = [self._alternatives(document, choice) for choice in schema["anyOf"]]
            return {kind: found for choice in each for kind, found in choice.items()}
        if "enum" in schema or "const" in schema:
            return {f"`{value}`": {} for value in schema.get("enum", [schema.get("const")])}
        kinds = schema.get("type", "anything")
        return dict.fromkeys(kinds if isinstance(kinds, list) else [kinds], schema)


def _limits(old: Json, new: Json, where: str, *, asked: bool) -> Iterator[str]:
    """Limits that have become narrower of what is asked, or wider of what is answered."""
    inner, outer = (new, old) if asked else (old, new)
    for names, narrower in ((LOWER_LIMITS, float.__gt__), (UPPER_LIMITS, float.__lt__)):
        for name in names:
            if name in inner and (name not in outer or narrower(float(inner[name]), float(outer[name]))):
                yield f"{where}: {name} was {old.get(name)}, is {new.get(name)}"
    if "pattern" in inner and inner["pattern"] != outer.get("pattern"):
        yield f"{where}: the pattern is another"
