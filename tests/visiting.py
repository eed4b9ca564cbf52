"""The one client that opens every page, looking at each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from survey.staff import Grant
from survey.store.engine import Store
from survey.store.staff_queries import give, new_sign_in_link
from survey.store.tables import StaffUser
from tests.looking import faults
from tests.world import NOW, World


def make_ready(store: Store, name: str, grants: Iterable[Grant] = ()) -> int:
    """Give an account all it needs, as though its owner had seen to it; returns its number."""
    named = StaffUser.name == name
    values = {"password": "!", "tf_primary_method": "authenticator"}
    with store.write() as connection:
        connection.execute(update(StaffUser).where(named).values(**values))
        user_id = connection.execute(select(StaffUser.id).where(named)).scalar_one()
        if grants:
            give(connection, user_id, grants)
    return user_id


@dataclass(frozen=True)
class Pages:
    """Opens pages of one instance, looking at each."""

    world: World
    client: FlaskClient

    def open(self, path: str, status: int = 200, **asked: Any) -> str:
        """The page at `path`; every page is held against the rules."""
        return self.look(self.client.get(path, **asked), status)

    def post(self, path: str, form: Mapping[str, object], status: int) -> str:
        """The page that answers a posted form."""
        return self.look(self.client.post(path, data=form), status)

    def look(self, response: TestResponse, status: int) -> str:
        """The text of a response that is a page of this status."""
        assert response.status_code == status, response.get_data(as_text=True)[:2000]
        assert response.mimetype == "text/html"
        html = response.get_data(as_text=True)
        assert faults(html) == []
        return html

    def sign_in(self, name: str = "Anna", *grants: Grant, now: datetime = NOW) -> None:
        """Sign in as a member of staff whose account is ready: an owner, or with these grants."""
        token = new_sign_in_link(self.world.store, name, now, make=True)
        make_ready(self.world.store, name, grants)
        self.open(f"/admin/sign-in/link/{token}")
        csrf = self.csrf(f"/admin/sign-in/link/{token}")
        assert self.client.post(f"/admin/sign-in/link/{token}", data=csrf).status_code == 303

    def csrf(self, path: str) -> dict[str, str]:
        """The hidden field of the form at `path`."""
        html = self.client.get(path).get_data(as_text=True)
        return {"csrf_token": html.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]}
