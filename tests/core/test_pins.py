"""The staff's PIN: four digits, of which only a slow hash is kept."""

from __future__ import annotations

from survey.pins import keep_pin, new_pin, read_kept
from survey.store.device_queries import move_device, pin_of, set_pin, unpair
from survey.store.setup_queries import add_centre, units_of
from tests.world import World


def test_a_pin_is_four_digits_and_fits_itself_alone() -> None:
    pin = new_pin()
    assert len(pin) == 4
    assert pin.isdigit()
    kept = keep_pin("0042")
    assert kept.fits("0042")
    assert not kept.fits("0043")
    assert not kept.fits("42")
    assert read_kept(str(kept)) == kept
    assert "0042" not in str(kept)
    assert keep_pin("0042").hash != kept.hash, "each has a salt of its own"


def test_a_tablet_has_the_pin_it_was_given_last(world: World) -> None:
    device = world.channel(world.device_token).id
    with world.store.read() as connection:
        assert pin_of(connection, device) is None
    assert set_pin(world.store, device, keep_pin("1111"))
    assert set_pin(world.store, device, keep_pin("2222"))
    assert not set_pin(world.store, 999, keep_pin("2222"))
    with world.store.read() as connection:
        kept = pin_of(connection, device)
    assert kept
    assert kept.fits("2222")


def test_a_tablet_moves_within_its_own_centre_only(world: World) -> None:
    device = world.channel(world.device_token).id
    with world.store.session() as session:
        eg, _ = (unit.id for unit in units_of(session, world.centre_id))
        other = add_centre(session, "Lindehuset", ["Have"])
        (strange,) = (unit.id for unit in units_of(session, other.id))
    assert move_device(world.store, device, eg)
    for nowhere in (strange, 999):
        assert not move_device(world.store, device, nowhere)
    assert world.channel(world.device_token).unit_id == eg
    assert move_device(world.store, device, None)
    assert world.channel(world.device_token).unit_id is None


def test_an_unpaired_tablet_is_unknown(world: World) -> None:
    unpair(world.store, world.channel(world.device_token).id)
    with world.store.read() as connection:
        assert connection.exec_driver_sql("SELECT token_hash FROM device").scalar() is None
