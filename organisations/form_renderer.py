"""Forms look the same everywhere: ``{{ form }}`` and ``{{ field.as_field_group }}`` use our components."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    form_template_name = "components/form.html"
    field_template_name = "components/field_group.html"
