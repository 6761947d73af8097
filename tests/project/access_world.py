"""One of each thing that an address can be about, all in Lekeberg and made from the cast."""

from datetime import date
from functools import cached_property
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from followup.actions import telling
from organisations.actions import invitations
from organisations.models import ParkedPost
from organisations.roles import RoleKey
from promises.actions import registering
from promises.models import Promise, PromiseVersion
from promises.states import Status
from tests.cast import CAST, ORGANISATIONS, Cast
from tests.factories.followup import (
    CalendarFeedFactory,
    CarriedFactory,
    EntryFactory,
    EntryPictureFactory,
    EvaluationFactory,
    FollowerFactory,
    ObservationFactory,
    OccasionFactory,
    PublicAnswerFactory,
    ReleaseFactory,
)
from tests.factories.organisations import (
    AgendaItemFactory,
    ContactFactory,
    DecisionFactory,
    GroupFactory,
    GroupMemberFactory,
    InvitationFactory,
    MandateFactory,
    MeetingFactory,
    MembershipFactory,
)
from tests.factories.promises import (
    ActivityActorFactory,
    ActivityAnswerFactory,
    ActivityFactory,
    AdoptionFactory,
    AimFactory,
    CommentFactory,
    FocusAreaFactory,
    IndicatorFactory,
    PictureFactory,
    PlaceFactory,
    PredecessorFactory,
    PromiseContactFactory,
    SectionFactory,
    SignatoryFactory,
)
from tests.promises.scene import Scene, a_draft

SECRET = "hemlig"


class World:
    """Made as it is asked for: a test pays only for what it looks at.

    Has the organisations and people of the cast by their fixtures' names, promises by the state they are in
    (``promise("review")``), and one row of each kind, those of a promise in its draft.
    """

    secret = SECRET

    def __init__(self) -> None:
        self.cast = Cast()
        self.scenes: dict[str, Scene] = {}
        self.people: dict[str, Any] = {}
        self.visits: list[Any] = []
        self.made: dict[str, Any] = {}

    def once(self, name: str, make: Any) -> Any:
        """The row called ``name``, made by ``make()`` the first time that it is asked for."""
        if name not in self.made:
            self.made[name] = make()
        return self.made[name]

    def __getattr__(self, name: str) -> Any:
        if name not in (*CAST, *ORGANISATIONS):
            raise AttributeError(name)
        return getattr(self.cast, name)

    # --- Promises ---------------------------------------------------------------------------------------

    def promise(self, at: str) -> Promise:
        """Lekeberg's promise with the police area, taken by the actions to where it is."""
        return self.scene(at).revision.promise

    def scene(self, at: str) -> Scene:
        if at not in self.scenes:
            self.scenes[at] = self._make(at)
        return self.scenes[at]

    def _make(self, at: str) -> Scene:
        scene = self._begin()
        if at in Status:
            return scene.advance(at)
        Promise.objects.filter(pk=scene.revision.promise_id).update(
            registered_afterwards=True, original_url="https://kommun.example/lofte.pdf"
        )
        scene.revision.promise.refresh_from_db()
        scene.revision.promise.original_file.save("original.pdf", ContentFile(b"%PDF-1.4"))
        if at == "registered":
            registering.register(scene.revision, by=self.coordinator)
        return scene

    # --- Follow-up --------------------------------------------------------------------------------------

    @cached_property
    def followed(self) -> Any:
        """A promise in force in which the landlord, who is no party, carries out one of two activities."""
        scene = self._begin()
        activity = ActivityFactory(
            revision=scene.revision, text="Belysning på gården.", scope="2 st", position=2
        )
        for part in ("executor", "responsible", "evaluation"):
            ActivityActorFactory(activity=activity, organisation=self.landlord, part=part)
        ActivityAnswerFactory(
            activity=activity,
            organisation=self.landlord,
            answered_by=self.landlord_executor,
            answered_text=activity.text,
            answered_scope=activity.scope,
        )
        return scene.advance("published").revision

    @cached_property
    def measured(self) -> Any:
        """What the promise measures."""
        return self.followed.indicators.get()

    @cached_property
    def observation(self) -> Any:
        return ObservationFactory(
            promise=self.followed.promise, indicator_key=self.measured.key, recorded_by=self.coordinator
        )

    @cached_property
    def indicator(self) -> Any:
        return IndicatorFactory(revision=self.draft)

    @cached_property
    def landlords_activity(self) -> Any:
        return self.followed.activities.get(text="Belysning på gården.")

    @cached_property
    def landlords_entry(self) -> Any:
        """A report of the landlord's, with a text and a picture that nobody has decided on."""
        revision = self.followed
        entry = EntryFactory(
            version=PromiseVersion.objects.get(revision=revision),
            activity_key=self.landlords_activity.key,
            organisation=self.landlord,
            reporter=self.landlord_executor,
            public_text="Ny belysning på gården.",
        )
        picture = EntryPictureFactory(entry=entry)
        default_storage.save(picture.file.name, ContentFile(b"x"))
        return entry

    @cached_property
    def shown_entry(self) -> Any:
        """Another report of the landlord's, whose picture everybody may see."""
        entry = EntryFactory(
            version=PromiseVersion.objects.get(revision=self.followed),
            activity_key=self.landlords_activity.key,
            organisation=self.landlord,
            reporter=self.landlord_executor,
        )
        picture = EntryPictureFactory(entry=entry)
        default_storage.save(picture.file.name, ContentFile(b"x"))
        ReleaseFactory(entry=entry, shows_picture=True, decided_by=self.coordinator)
        return entry

    @cached_property
    def delivered_report(self) -> Any:
        """From Lekeberg to its council."""
        return telling.deliver(
            self.followed.promise.owner,
            audience="council",
            starts_on=date(2027, 1, 1),
            ends_on=date(2027, 3, 31),
            creation_key=uuid4(),
            by=self.coordinator,
        )

    @cached_property
    def occasion(self) -> Any:
        """When the landlord is to do it."""
        return OccasionFactory(
            promise=self.followed.promise,
            activity_key=self.landlords_activity.key,
            organisation=self.landlord,
        )

    @cached_property
    def calendar_feed(self) -> Any:
        """The coordinator's address for all occasions."""
        return CalendarFeedFactory(user=self.coordinator)

    @cached_property
    def evaluation(self) -> Any:
        return EvaluationFactory(
            promise=self.followed.promise, evaluator=self.lekeberg, evaluated_by=self.coordinator
        )

    @cached_property
    def renewed(self) -> Any:
        """The landlord's activity, carried into the next period's draft."""
        return CarriedFactory(
            promise=self.followed.promise,
            activity_key=self.landlords_activity.key,
            successor=self.draft.promise,
        )

    @cached_property
    def answered(self) -> Promise:
        """The same promise, once its answer to those who live there is released."""
        PublicAnswerFactory(promise=self.followed.promise, released_by=self.coordinator)
        return self.followed.promise

    @cached_property
    def follower(self) -> Any:
        """A citizen who follows the promise in force."""
        return FollowerFactory(promise=self.followed.promise)

    def _begin(self) -> Scene:
        revision = a_draft(self.lekeberg, self.orebro_area)
        chair = SignatoryFactory(
            revision=revision, organisation=self.lekeberg, title="Kommunstyrelsens ordförande", position=1
        )
        chief = SignatoryFactory(
            revision=revision, organisation=self.orebro_area, title="Lokalpolisområdeschef", position=2
        )
        for person in (self.chair, self.police_chief):
            person.set_password("ett långt lösenord")
            person.save(update_fields=["password"])
        people = (self.coordinator, self.municipal_police, self.chair, self.police_chief)
        return Scene(
            self.lekeberg, self.orebro_area, *people, self.outsider_coordinator, revision, chair, chief
        )

    @cached_property
    def draft(self) -> Any:
        return self.scene("draft").revision

    @cached_property
    def section(self) -> Any:
        return SectionFactory(revision=self.draft)

    @cached_property
    def aim(self) -> Any:
        return AimFactory(revision=self.draft)

    @cached_property
    def party(self) -> Any:
        return self.draft.parties.first()

    @cached_property
    def place(self) -> Any:
        return PlaceFactory(revision=self.draft)

    @cached_property
    def predecessor(self) -> Any:
        return PredecessorFactory(revision=self.draft)

    @cached_property
    def signatory(self) -> Any:
        return self.scene("draft").chair_place

    @cached_property
    def contact(self) -> Any:
        return PromiseContactFactory(revision=self.draft, organisation=self.lekeberg)

    @cached_property
    def picture(self) -> Any:
        picture = PictureFactory(revision=self.draft)
        default_storage.save(picture.file.name, ContentFile(b"x"))
        return picture

    @cached_property
    def comment(self) -> Any:
        return CommentFactory(revision=self.draft, author=self.coordinator, organisation=self.lekeberg)

    @cached_property
    def focus_area(self) -> Any:
        return FocusAreaFactory(revision=self.draft)

    @cached_property
    def activity(self) -> Any:
        """One that the landlord, who is no party, carries out."""
        activity = ActivityFactory(revision=self.draft)
        ActivityActorFactory(activity=activity, organisation=self.landlord)
        return activity

    @cached_property
    def adoption(self) -> Any:
        return AdoptionFactory(revision=self.scene("review").revision)

    @cached_property
    def signatory_to_be(self) -> Any:
        return self.scene("for_signature").chair_place

    @cached_property
    def version(self) -> Any:
        return self.scene("published").version

    # --- Organisations ----------------------------------------------------------------------------------

    @cached_property
    def membership(self) -> Any:
        return self.coordinator.memberships.get()

    @cached_property
    def mandate(self) -> Any:
        return self.chair.mandates.get()

    @cached_property
    def mandate_to_confirm(self) -> Any:
        deputy = MembershipFactory(organisation=self.lekeberg, role=RoleKey.SIGNATORY).user
        return MandateFactory(
            user=deputy,
            organisation=self.lekeberg,
            granted_by=self.council_secretary,
            needs_confirmation=True,
        )

    @cached_property
    def invitation(self) -> Any:
        return InvitationFactory(
            organisation=self.lekeberg,
            invited_by=self.council_secretary,
            secret_digest=invitations.digest(SECRET),
        )

    @cached_property
    def function(self) -> Any:
        """A contact of the municipality."""
        return ContactFactory(organisation=self.lekeberg)

    @cached_property
    def group(self) -> Any:
        return GroupFactory(parent=self.lekeberg)

    @cached_property
    def seat(self) -> Any:
        return GroupMemberFactory(group=self.group, organisation=self.lekeberg)

    @cached_property
    def meeting(self) -> Any:
        return MeetingFactory(group=self.group)

    @cached_property
    def agenda_item(self) -> Any:
        return AgendaItemFactory(meeting=self.meeting)

    @cached_property
    def decision(self) -> Any:
        """Of another meeting: one that has decided something cannot be removed."""
        return DecisionFactory(meeting__group=self.group)

    @cached_property
    def parked(self) -> Any:
        return ParkedPost.objects.create(
            user=self.coordinator, path="/arbete/", action="/arbete/", data="text=x"
        )
