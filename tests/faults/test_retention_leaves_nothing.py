"""P29: what was deleted, because its time was up or by its receipt code, is in no byte on the disk."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from sqlalchemy import make_url, update

from survey.intake.erase import erase_by_receipt
from survey.intake.receipts import code_of
from survey.retention import Today, delete_due
from survey.store.engine import Store
from survey.store.tables import Round
from tests.world import KEY, NOW, World, relatives_answer

NAME = "Kanariefugl Pedersen"
ASIDE = "Undulat Hansen"
ID = "0123456789abcdef" * 2
LATER = NOW + timedelta(days=14 + 731)


def held(store: Store) -> bytes:
    """Every byte of the database and of its log."""
    path = Path(make_url(str(store.engine.url)).database or "")
    files = [file for file in path.parent.glob(f"{path.name}*") if file.is_file()]
    assert len(files) >= 2, "the log is searched too"
    return b"".join(file.read_bytes() for file in files)


def spoken(world: World) -> None:
    """Answers with a name in them: one stored, one kept aside, and many around them."""
    words = {"matters": {"status": "answered", "value": NAME}}
    answers = world.submission()["answers"] | words
    world.deliver(relatives_answer(world, answers=answers), ID, world.link_code)
    said = relatives_answer(world, version="f" * 64, display={"screen": ASIDE})
    world.deliver(said, "a" * 32, world.link_code)
    for number in range(300):
        world.deliver(world.submission(), f"{number:032x}")


def test_of_the_test_what_is_there_is_found(small_world: World) -> None:
    spoken(small_world)
    assert all(text.encode() in held(small_world.store) for text in (NAME, ASIDE, ID))


def test_what_has_been_kept_long_enough_is_in_no_byte(small_world: World) -> None:
    spoken(small_world)
    gone = delete_due(small_world.store, KEY, Today(LATER, LATER.date(), 730))
    assert (gone.answers, gone.aside) == ({small_world.round_id: 301}, 1)
    found = [text for text in (NAME, ASIDE, ID) if text.encode() in held(small_world.store)]
    assert found == []


def test_what_was_erased_by_its_code_is_in_no_byte(small_world: World) -> None:
    with small_world.store.write() as connection:
        connection.execute(update(Round).values(offers_receipts=True))
    spoken(small_world)
    parts = small_world.store, small_world.versions, KEY
    assert erase_by_receipt(*parts, code_of(ID))
    assert erase_by_receipt(*parts, code_of("a" * 32))
    found = [text for text in (NAME, ASIDE, ID) if text.encode() in held(small_world.store)]
    assert found == []


def test_a_reader_holds_nothing_up(small_world: World) -> None:
    """The log cannot be emptied while somebody reads it; it is another time."""
    spoken(small_world)
    with small_world.store.read() as reading:
        reading.exec_driver_sql("SELECT count(*) FROM response").all()
        small_world.deliver(small_world.submission(), "b" * 32)
        assert small_world.store.empty_log() is False
    assert small_world.store.empty_log() is True
