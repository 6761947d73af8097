from datetime import date

import pytest

from lagesbild.models import Cause, Evidence, Layer, Problem
from lagesbild.problem_texts import problem_texts
from lagesbild.querysets import causes_in_force, problems_in_force, shared_problems, with_texts
from tests.factories.lagesbild import CauseFactory, EvidenceFactory, ProblemFactory

pytestmark = pytest.mark.django_db

SECRET = {"secrecy_provision": "OSL 18 kap. 1 §", "secrecy_on": date(2026, 1, 1)}


def texts(**how):
    return problem_texts(with_texts(Problem.objects.all()), **how)


def test_the_parties_read_all_of_it(lekeberg):
    one = ProblemFactory(municipality=lekeberg, when="Kvällar", trend="more", trend_text="Dubbelt")
    top = CauseFactory(problem=one)
    EvidenceFactory(cause=top, source="Polisen", strength=Evidence.Strength.STRONG)
    CauseFactory(problem=one, parent=top, text="Schemat")

    [text] = texts()

    assert (text.text, text.when, text.trend, text.owner) == (
        one.what,
        "Kvällar",
        "Ökar. Dubbelt",
        "Lekebergs kommun",
    )
    [cause] = text.causes
    assert (cause.id, cause.is_direct, cause.evidence[0].strength) == (top.pk, True, "Väl belagt")
    assert [(child.text, child.is_direct) for child in cause.children] == [("Schemat", False)]


def test_everybody_reads_only_what_was_written_for_everybody(lekeberg):
    one = ProblemFactory(
        municipality=lekeberg, layer=Layer.PUBLIC, public_text="För alla", when="Hemligt", is_joint=True
    )
    hidden = CauseFactory(problem=one, text="Internt")
    EvidenceFactory(cause=hidden)
    CauseFactory(problem=one, parent=hidden, public_text="Ingen vuxen där")
    ProblemFactory(municipality=lekeberg, layer=Layer.PUBLIC)
    ProblemFactory(municipality=lekeberg, public_text="Inte än")
    ProblemFactory(
        municipality=lekeberg, layer=Layer.PUBLIC, public_text="Sekretess", secrecy_by=lekeberg, **SECRET
    )

    [text] = texts(for_everybody=True)

    assert (text.text, text.when, text.owner, text.sources) == ("För alla", "", "", ())
    [cause] = text.causes
    assert (cause.text, cause.evidence, cause.is_direct) == ("Ingen vuxen där", (), False)
    assert "Internt" not in str(text)


def test_what_is_secret_is_masked_for_the_parties_too(lekeberg):
    ProblemFactory(municipality=lekeberg, what="Hemligt", secrecy_by=lekeberg, **SECRET)

    [text] = texts()

    assert text.is_masked
    assert "Hemligt" not in str(text)
    assert "OSL 18 kap. 1 §" in text.text


@pytest.mark.parametrize("count", [1, 3])
def test_the_texts_cost_the_same_however_many(lekeberg, count, django_assert_num_queries):
    for _n in range(count):
        EvidenceFactory(cause__problem=ProblemFactory(municipality=lekeberg))

    with django_assert_num_queries(5):
        texts()


def test_in_force_is_neither_ended_nor_part_of_a_joint_one(lekeberg, kungsor):
    joint = ProblemFactory(municipality=lekeberg, is_joint=True)
    own = ProblemFactory(municipality=lekeberg, layer=Layer.OWN)
    part = ProblemFactory(municipality=lekeberg, joined_into=joint)
    ended = ProblemFactory(municipality=lekeberg, is_active=False)
    ProblemFactory(municipality=kungsor)
    for one in (joint, own, part, ended):
        CauseFactory(problem=one)

    assert set(problems_in_force(lekeberg.pk)) == {joint, own}
    assert list(shared_problems(lekeberg.pk)) == [joint]
    assert list(causes_in_force(lekeberg.pk)) == [Cause.objects.get(problem=joint)]
