"""Creation keys of the demonstration's rows: the same at every run, so that none comes twice."""

from uuid import NAMESPACE_URL, UUID, uuid5


def key_of(*parts: object) -> UUID:
    return uuid5(NAMESPACE_URL, "/".join(["demo", "lagesbild", *map(str, parts)]))
