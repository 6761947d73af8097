"""What the tests of lägesbilder write, decide and mark."""

from datetime import date

WHOLE = {
    "mapping": "Narkotika säljs öppet.\n\n- på torget\n- vid badplatsen",
    "other_information": "Kommunen växer.",
    "analysis": "Platsen saknar vuxna.",
}

DECISION = {
    "decided_by_organ": "Kommunstyrelsen",
    "decided_on": date(2026, 9, 15),
    "decision_paragraph": "112",
    "case_number": "KS 2026-77",
}


def kept(given):
    """Instead of the renderer: keeps in ``given`` what it is given."""

    def render(*args, **kwargs):
        given.append(repr(args))
        return b"%PDF-"

    return render


def secret(problem):
    problem.secrecy_provision, problem.secrecy_on = "18 kap. 1 § OSL", date(2026, 10, 1)
    problem.secrecy_by = problem.municipality
    problem.save()
