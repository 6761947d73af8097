"""The demonstration's promises as rows, made by the same actions as a person's clicks."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from organisations.models import Organisation, OutboxMessage, User
from organisations.pictures import read_picture
from promises.actions import (
    activities,
    comments,
    content,
    drafting,
    focus_areas,
    pictures,
    publishing,
    registering,
    review,
    signing,
)
from promises.actions.drafting import start_promise
from promises.actions.freezing import freeze
from promises.actors import Actor
from promises.demo.content import FOLDER, actors, read_promises
from promises.demo.people import Cast, key_of
from promises.models import (
    Activity,
    Aim,
    DialogueBasis,
    FocusArea,
    FollowUpPlan,
    Indicator,
    Party,
    Place,
    Predecessor,
    Promise,
    PromiseContact,
    Revision,
    Section,
    Signatory,
    Signature,
    SigningProof,
)
from promises.signing import PROOF_LIFETIME

_ACTIVITY_FIELDS = (
    "text", "scope", "purpose", "target_group", "expected_effect", "approach", "term", "time_scope",
    "executor_wording", "responsible_wording", "follow_up_wording", "evaluation_wording", "outside_period_reason",
)  # fmt: skip
_PARTS = {
    "executors": "executor",
    "responsible": "responsible",
    "follow_up": "follow_up",
    "evaluation": "evaluation",
}


def load(cast: Cast) -> list[str]:
    """Make the promises that are missing; gives their slugs. One that exists is left as it has been edited."""
    made = []
    for written in read_promises():
        if not Promise.objects.filter(slug=written["slug"]).exists():
            with transaction.atomic():
                _Writer(written, cast).write()
                # The letters about it are history too: nobody waits for them.
                OutboxMessage.objects.filter(sent_at__isnull=True).update(sent_at=timezone.now())
            made.append(written["slug"])
    return made


class _Writer:
    """Writes one promise and takes it as far as its ``life`` says."""

    def __init__(self, written: dict[str, Any], cast: Cast) -> None:
        self.written = written
        self.cast = cast
        self.by = cast.users[written.get("created_by") or written["registered_by"]]
        self.counter = 0
        self.revision: Revision

    def write(self) -> None:
        self.revision = self._start()
        self._basics()
        self._text()
        self._activities()
        self._ending()
        getattr(self, f"_{self.written['life']}")()

    def _key(self) -> Any:
        self.counter += 1
        return key_of(self.written["slug"], self.counter)

    def _organisation(self, key: str) -> Organisation:
        return self.cast.organisations[key]

    def _add(self, model: Any, **values: Any) -> Any:
        return content.add_row(self.revision, model, creation_key=self._key(), values=values, by=self.by)

    # --- the text ---

    def _start(self) -> Revision:
        parties = [self._organisation(party["organisation"]) for party in self.written["parties"]]
        promise = start_promise(
            owner=self._organisation(self.written["owner"]),
            parties=parties,
            slug=self.written["slug"],
            creation_key=self._key(),
            values={"title": self.written["title"], **_period(self.written.get("period", {}))},
            by=self.by,
            registered_afterwards=self.written["life"] == "registered",
            original_url=self.written.get("original_url", ""),
        )
        return promise.revisions.get()

    def _basics(self) -> None:
        fields = ("themes", "scope_text", "time_scope", "aims_lead")
        values = {name: self.written[name] for name in fields if name in self.written}
        self.revision = drafting.save_basics(
            self.revision, edit_number=self.revision.edit_number, values=values, by=self.by
        )
        for party in self.written["parties"]:
            row = Party.objects.get(
                revision=self.revision, organisation=self._organisation(party["organisation"])
            )
            wording = {"wording": party.get("wording", "")}
            content.change_row(row, edit_number=row.edit_number, values=wording, by=self.by)
        for place in self.written.get("places", []):
            self._add(Place, **place)
        for before in self.written.get("predecessors", []):
            slug = before.get("promise")
            promise = Promise.objects.get(slug=slug) if slug else None
            self._add(
                Predecessor, promise=promise, title=before.get("title", ""), address=before.get("address", "")
            )
        self._picture()

    def _picture(self) -> None:
        shown = self.written.get("picture")
        if shown is None:
            return
        upload = SimpleUploadedFile(shown["file"], (FOLDER / shown["file"]).read_bytes())
        pictures.save_picture(
            self.revision,
            picture=read_picture(upload),
            texts={name: shown.get(name, "") for name in ("alt", "caption", "credit")},
            edit_number=0,
            creation_key=self._key(),
            by=self.by,
        )

    def _text(self) -> None:
        for section in self.written.get("sections", []):
            self._add(Section, **{**section, "body": section["body"].strip()})
        for aim in self.written.get("aims", []):
            self._add(Aim, text=aim)
        dialogue = self.written.get("dialogue")
        if dialogue:
            self._single(DialogueBasis, {**dialogue, "sources": "\n".join(dialogue.get("sources", []))})
        if self.written.get("follow_up"):
            self._single(FollowUpPlan, self.written["follow_up"])
        for indicator in self.written.get("indicators", []):
            self._add(Indicator, **indicator)

    def _single(self, model: Any, values: dict[str, Any]) -> None:
        content.save_single(
            self.revision, model, edit_number=0, creation_key=self._key(), values=values, by=self.by
        )

    def _activities(self) -> None:
        for area in self.written.get("focus_areas", []):
            fields = ("title", "background", "purpose", "goal", "problem", "theme")
            row = focus_areas.add_focus_area(
                self.revision,
                values={name: area[name].strip() for name in fields if name in area},
                places=_names(area.get("places", [])),
                creation_key=self._key(),
                by=self.by,
            )
            for activity in area.get("activities", []):
                self._activity(activity, row)
        for activity in self.written.get("activities", []):
            self._activity(activity, None)

    def _activity(self, written: dict[str, Any], area: FocusArea | None) -> None:
        values = {name: written[name].strip() for name in _ACTIVITY_FIELDS if name in written}
        values |= {"focus_area": area, **_period(written.get("period", {}))}
        people = [
            Actor(
                _PARTS[part],
                self._organisation(actor["organisation"]).pk if "organisation" in actor else None,
                actor.get("role", ""),
            )
            for part, actor in actors(written)
        ]
        row = activities.add_activity(
            self.revision,
            activities.Written(values, people, _names(written.get("places", []))),
            creation_key=self._key(),
            by=self.by,
        )
        if not row.scope:
            # Lekeberg writes how much in the sentence itself; the reading points at those words.
            activities.take_reading(row, by=self.by)

    def _ending(self) -> None:
        for signatory in self.written.get("signatories", []):
            self._add(
                Signatory,
                organisation=self._organisation(signatory["organisation"]),
                title=signatory["title"],
                statement=signatory.get("statement", "").strip(),
                original_signed_on=signatory.get("signed_on"),
                original_signed_text=signatory.get("signed_text", ""),
            )
        for contact in self.written.get("contacts", []):
            self._add(
                PromiseContact, **{**contact, "organisation": self._organisation(contact["organisation"])}
            )
        adoption = self.written.get("adoption")
        if adoption:
            review.record_adoption(self.revision, **adoption, creation_key=self._key(), by=self.by)

    # --- its life ---

    def _draft(self) -> None:
        rows = list(Activity.objects.filter(revision=self.revision).order_by("position", "pk"))
        for comment in self.written.get("comments", []):
            anchor = comment["on"]
            if anchor.startswith("activity:"):
                anchor = f"activity:{rows[int(anchor.removeprefix('activity:')) - 1].key}"
            by = self._person(comment["by"])
            comments.add_comment(
                self.revision, anchor=anchor, text=comment["text"], creation_key=self._key(), by=by
            )

    def _registered(self) -> None:
        revision = registering.register(self.revision, by=self.by)
        for login in self.written["confirmed_by"]:
            for organisation in registering.confirmable_by(self._person(login), revision.version):
                registering.confirm(revision.version, organisation=organisation, by=self._person(login))

    def _for_signature(self) -> None:
        revision = review.submit(self.revision, by=self.by)
        reviewers = [self._person(login) for login in self.written["reviewed_by"]]
        for organisation in review.awaited_parties(revision):
            review.approve(revision, organisation=organisation, by=_works_for(organisation, reviewers))
        version = freeze(revision, by=self.by)
        for login in self.written["signed_by"]:
            self._sign(version, self._person(login))

    def _published(self) -> None:
        self._for_signature()
        publishing.publish(self.revision, by=self.by)

    def _sign(self, version: Any, person: User) -> None:
        organisations = set(person.memberships.values_list("organisation", flat=True))
        signatory = next(s for s in signing.unsigned(version) if s.organisation_id in organisations)
        # The one thing that is not done as a person does it: nobody is there to type a password.
        proof = SigningProof.objects.create(
            user=person,
            version=version,
            method=Signature.Method.PASSWORD,
            expires_at=timezone.now() + PROOF_LIFETIME,
        )
        signing.sign(signatory, proof=proof, shown_sha256=version.sha256, by=person)

    def _person(self, login: str) -> User:
        return self.cast.users[login]


def _works_for(organisation: Organisation, people: list[User]) -> User:
    return next(one for one in people if one.memberships.filter(organisation=organisation).exists())


def _names(places: list[Any]) -> list[str]:
    return [place["name"] if isinstance(place, dict) else place for place in places]


def _period(written: dict[str, Any]) -> dict[str, Any]:
    return {f"period_{name}": value for name, value in written.items()}
