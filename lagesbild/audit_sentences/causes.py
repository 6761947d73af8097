"""The analysis of causes."""

from django.utils.translation import gettext_lazy as _

from audit.presenters import register

register(
    {
        "lagesbild.triangle_saved": _("{actor} skrev i triangeln."),
        "lagesbild.chain_step_added": _("{actor} lade till ett led i händelsekedjan: ”{what}”."),
        "lagesbild.chain_step_changed": _("{actor} ändrade ett led i händelsekedjan: ”{what}”."),
        "lagesbild.chain_step_moved": _("{actor} flyttade ett led i händelsekedjan: ”{what}”."),
        "lagesbild.chain_step_removed": _("{actor} tog bort ett led i händelsekedjan: ”{what}”."),
        "lagesbild.cause_added": _("{actor} lade till orsaken ”{what}”."),
        "lagesbild.cause_changed": _("{actor} ändrade orsaken ”{what}”."),
        "lagesbild.cause_moved": _("{actor} flyttade orsaken ”{what}”."),
        "lagesbild.cause_removed": _("{actor} tog bort orsaken ”{what}”."),
        "lagesbild.evidence_added": _("{actor} lade till ett belägg: ”{what}”."),
        "lagesbild.evidence_changed": _("{actor} ändrade ett belägg: ”{what}”."),
        "lagesbild.evidence_moved": _("{actor} flyttade ett belägg: ”{what}”."),
        "lagesbild.evidence_removed": _("{actor} tog bort ett belägg: ”{what}”."),
        "lagesbild.analysis_done": _("{actor} skrev att orsaksanalysen är klar."),
        "lagesbild.analysis_reopened": _("Orsaksanalysen är öppen igen ({actor})."),
    }
)
