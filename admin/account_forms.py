"""The forms about accounts: one's own, and those of others."""

from __future__ import annotations

from typing import Any

from flask_security.proxies import _security
from wtforms import PasswordField, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, ValidationError

from admin.forms import StaffForm, line_of, tidy
from survey.languages import STAFF_LANGUAGES
from survey.pages.locale import gettext
from survey.services import services
from survey.staff import Grant, Role
from survey.store.staff_queries import LONGEST_NAME, is_taken
from survey.texts import N_

WRITE_A_NAME = N_("Write your name as others know you.")
NAME_IS_LONG = N_("Write a shorter name, of at most 120 characters.")
NAME_IS_TAKEN = N_("Somebody here has that name. Add what tells you apart.")
WRITE_AN_ADDRESS = N_("Write a whole e-mail address, such as name@example.org.")
ADDRESS_IS_TAKEN = N_("There is an account with that address already.")
CHOOSE_A_PASSWORD = N_("Choose a password.")
CHOOSE_A_ROLE = N_("Choose what she or he may do.")
CHOOSE_A_PLACE = N_("Choose where: everywhere, or one or more centres or initiatives.")
EVERYWHERE_OR_SOME = N_("Choose either “everywhere” or single places, not both.")
LAST_OWNER = N_("There must be an owner. Make somebody else an owner first.")
OWNERS_ARE_EVERYWHERE = N_("An owner sees to the whole service: choose “everywhere”.")

EVERYWHERE = "everywhere"


class PersonForm(StaffForm):
    """Who somebody is: her name and address, which nobody else has."""

    user_id: int | None = None

    name = line_of(LONGEST_NAME, NAME_IS_LONG, WRITE_A_NAME)
    email = StringField(filters=[tidy], validators=[DataRequired(WRITE_AN_ADDRESS)])

    def validate_name(self, field: StringField) -> None:
        """Nobody else's."""
        if _taken("name", field.data or "", self.user_id):
            raise ValidationError(NAME_IS_TAKEN)

    def validate_email(self, field: StringField) -> None:
        """An address, and nobody else's."""
        try:
            field.data = _security.mail_util.normalize(field.data or "").lower()
        except ValueError as fault:
            raise ValidationError(WRITE_AN_ADDRESS) from fault
        if _taken("email", field.data, self.user_id):
            raise ValidationError(ADDRESS_IS_TAKEN)


class MineForm(PersonForm):
    """One's own name, address and language."""

    language = SelectField(choices=list(STAFF_LANGUAGES))  # type: ignore[arg-type] # plain values


class FinishForm(MineForm):
    """What an account lacks at first, with a password."""

    password = PasswordField(validators=[DataRequired(CHOOSE_A_PASSWORD)])

    def validate_password(self, field: PasswordField) -> None:
        """Good enough; the same is asked when it is changed."""
        known = {"name": self.name.data, "email": self.email.data}
        faults, field.data = _security.password_util.validate(field.data or "", True, **known)
        if faults:
            raise ValidationError(faults[0])


class GrantForm(StaffForm):
    """What somebody may do, and where."""

    role = StringField()
    places = SelectMultipleField(validate_choice=False)

    def offer(self, places: dict[str, str]) -> None:
        """Let these places be chosen: their keys, and what they are called."""
        self.offered = {EVERYWHERE: gettext("Everywhere"), **places}

    def validate_role(self, field: StringField) -> None:
        """One of those there are."""
        if field.data not in list(Role):
            raise ValidationError(CHOOSE_A_ROLE)

    def validate_places(self, field: SelectMultipleField) -> None:
        """Everywhere, or some of those offered."""
        chosen = field.data or []
        if not chosen or any(one not in self.offered for one in chosen):
            raise ValidationError(CHOOSE_A_PLACE)
        if EVERYWHERE in chosen and len(chosen) > 1:
            raise ValidationError(EVERYWHERE_OR_SOME)
        if self.role.data == Role.OWNER and chosen != [EVERYWHERE]:
            raise ValidationError(OWNERS_ARE_EVERYWHERE)

    def grants(self) -> list[Grant]:
        """What was chosen, once it is valid."""
        role = Role(self.role.data or "")
        return [grant_of(role, key) for key in self.places.data or []]


class InviteForm(PersonForm, GrantForm):
    """Somebody new."""


def grant_of(role: Role, key: str) -> Grant:
    """A role at the place that a form calls by this key."""
    kind, _, number = key.partition("-")
    if kind == "centre":
        return Grant(role, centre_id=int(number))
    return Grant(role, initiative_id=int(number)) if kind == "initiative" else Grant(role)


def key_of(grant: Grant) -> str:
    """What a form calls the place of a grant."""
    if grant.centre_id is not None:
        return f"centre-{grant.centre_id}"
    return f"initiative-{grant.initiative_id}" if grant.initiative_id is not None else EVERYWHERE


def filled_grants(grants: tuple[Grant, ...], revision: int) -> dict[str, Any]:
    """The fields of what somebody may do now; a person has one role here, at one or more places."""
    if not grants:
        return {"revision": revision}
    return {
        "revision": revision,
        "role": grants[0].role.value,
        "places": [key_of(one) for one in grants],
    }


def _taken(column: str, value: str, but: int | None) -> bool:
    with services().store.look() as connection:
        return is_taken(connection, column, value, but)
