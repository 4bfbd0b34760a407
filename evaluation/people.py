"""Officials and their roles against the gold."""

from evaluation.case import Case
from evaluation.gold import GoldOfficial, GoldRole
from evaluation.likeness import Pairs, fold, same_person, same_title
from schemas.official import Official, Role


def judge_officials(case: Case) -> None:
    """Count the officials, and for each that is found its roles."""
    gold_officials, found_officials = case.gold.officials, case.answer.officials
    pairs = Pairs(gold_officials, found_officials, like_official)
    for i, j in pairs.pairs:
        gold, found = gold_officials[i], found_officials[j]
        if not gold.optional:
            case.score.count("officials", right=1)
            same = fold(gold.name) == fold(found.name)
            case.check("official full name", same, "officials", "wrong name", gold.name, found.name, gold.name)
        judge_roles(case, gold, found)
    for i in sorted(pairs.missed):
        gold = gold_officials[i]
        if not gold.optional:
            case.score.count("officials", missed=1)
            case.score.count("roles", missed=sum(not role.optional for role in gold.roles))
            case.note("officials", "missed", gold.name, quote=gold.name)
    for j in sorted(pairs.extra):
        found = found_officials[j]
        case.score.count("officials", extra=1)
        case.score.count("roles", extra=len(found.roles))
        case.note(
            "officials", "extra", found=found.name, quote=found.mentions[0].text if found.mentions else found.name
        )


def judge_roles(case: Case, gold: GoldOfficial, found: Official) -> None:
    """Count the roles of one official."""
    pairs = Pairs(gold.roles, found.roles, like_role)
    required = {i for i, role in enumerate(gold.roles) if not (gold.optional or role.optional)}
    for i, j in pairs.pairs:
        if i in required:
            one, other = gold.roles[i], found.roles[j]
            case.score.count("roles", right=1)
            case.compare("role country", one.country, other.country, gold.name)
            case.compare("role status", one.status, other.status, gold.name)
            case.compare("role office", one.office, other.office, gold.name)
    case.score.count("roles", missed=len(pairs.missed & required), extra=0 if gold.optional else len(pairs.extra))
    for i in sorted(pairs.missed & required):
        case.note("roles", "missed", f"{gold.name}: {gold.roles[i].title}", quote=gold.name)
    for j in sorted(pairs.extra):
        role = found.roles[j]
        shown = f"{found.name}: {role.title} ({role.office}, {role.country}, {role.status}) by {role.rule}"
        case.note("roles", "extra", found=shown, quote=role.evidence[0].text if role.evidence else found.name)


def like_official(gold: GoldOfficial, found: Official) -> float:
    """Whether they are the same person, and more where the full names are equal."""
    named = any(same_person(name, found.name) for name in (gold.name, *gold.aliases))
    return 2 * (fold(gold.name) == fold(found.name)) + named


def like_role(gold: GoldRole, found: Role) -> float:
    """Whether the titles agree, and more where country and status do."""
    if not same_title((gold.title, *gold.titles), found.title):
        return 0
    return 1 + (gold.country == found.country) + (gold.status == found.status)
