"""Addresses of safety walks, their points and protocols."""

from django.urls import URLPattern, URLResolver, path

from lagesbild.views import walk_points, walk_protocols, walks

_ALL = "<slug:slug>/trygghetsvandringar/"
_ONE = f"{_ALL}<int:pk>/"
_POINT = f"{_ONE}punkter/<int:point>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(_ALL, walks.index, name="walks"),
    path(f"{_ALL}ny/", walks.add, name="add_walk"),
    path(_ONE, walks.detail, name="walk"),
    path(f"{_ONE}andra/", walks.edit, name="edit_walk"),
    path(f"{_ONE}checklista/", walks.checklist, name="walk_checklist"),
    path(f"{_ONE}genomford/", walks.held, name="walk_held"),
    path(f"{_ONE}planerad/", walks.plan_again, name="plan_walk_again"),
    path(f"{_ONE}publicera/", walks.publish, name="publish_walk"),
    path(f"{_ONE}ta-tillbaka/", walks.take_back, name="take_back_walk"),
    path(f"{_ONE}till-dialog/", walks.make_dialogue, name="walk_to_dialogue"),
    path(f"{_ONE}ta-bort/", walks.remove, name="remove_walk"),
    path(f"{_ONE}protokoll/", walk_protocols.protocol_page, name="walk_protocol"),
    path(f"{_ONE}protokoll.pdf", walk_protocols.protocol_pdf, name="walk_protocol_pdf"),
    path(f"{_ONE}protokoll.docx", walk_protocols.protocol_docx, name="walk_protocol_docx"),
    path(f"{_ONE}notera/", walk_points.record, name="record_point"),
    path(f"{_POINT}andra/", walk_points.edit, name="edit_point"),
    path(f"{_POINT}lage/", walk_points.follow, name="follow_point"),
    path(f"{_POINT}ta-bort/", walk_points.remove, name="remove_point"),
    path(f"{_POINT}bild/", walk_points.picture, name="walk_picture"),
]
