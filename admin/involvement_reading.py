"""Reading what an involvement report is made of, and making it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from admin.report.edition_notes import Edition
from admin.report.groups import Speaker
from admin.report.involvement.build import involvement_report
from admin.report.involvement.material import Material, Need, Wave, Welcome
from admin.report.involvement.merge import merged_counts, merged_edition, together
from admin.report.involvement.model import About, InvolvementReport
from admin.report.involvement.narrow import at_centre, hidden_at, told_at_centres
from admin.report.round_report import round_report
from admin.report_reading import editions_of, say
from survey.initiative_parts import Initiative, KeptPartner
from survey.initiatives import State, Step
from survey.languages import best_language
from survey.needs import needs
from survey.round_counts import RoundCounts
from survey.services import Services
from survey.staff import Reach
from survey.store.action_queries import NEWEST, actions_within, find_actions
from survey.store.initiative_queries import find_initiative, steps_of
from survey.store.involvement_queries import actions_reported, rounds_reported
from survey.store.partner_queries import partners_of
from survey.store.report_queries import counts_of_rounds
from survey.store.theme_queries import words_of_rounds
from survey.store.visit_queries import visits_of_partners
from survey.visit_counts import first_two
from survey.words.moderated import RoundWords


@dataclass(frozen=True)
class Reading:
    """Who reads, and in which language: only rounds within `reach` are in the report."""

    parts: Services
    connection: Connection
    reach: Reach
    language: str


def read_involvement(reading: Reading, about: About) -> InvolvementReport:
    """The report as of today."""
    return involvement_report(read_material(reading, about))


def read_material(reading: Reading, about: About) -> Material:
    """All that the report is made of."""
    parts, connection = reading.parts, reading.connection
    today, which = parts.clock.today(), _which(about)
    ids = rounds_reported(connection, reading.reach, today, **which)
    initiative = find_initiative(connection, about.id or 0) if _is_initiative(about) else None
    waves = _waves(reading, ids, about)
    if about.kind == "organisation":
        waves = _of_organisation(reading, waves)
    material = Material(
        about=about,
        waves=tuple(sorted(waves, key=lambda one: (one.counts.closes_on, one.counts.id))),
        today=today,
        k=parts.settings.smallest_group,
        language=reading.language,
        say=say,
        simulated=parts.settings.simulated,
        actions=find_actions(
            connection, actions_within(reading.reach), actions_reported(**which), order=NEWEST
        ),
    )
    return _with_initiative(reading, material, initiative) if initiative else material


def _is_initiative(about: About) -> bool:
    return about.kind == "initiative"


def _which(about: About) -> dict[str, int | None]:
    return {
        "initiative_id": about.id if _is_initiative(about) else None,
        "centre_id": about.id if about.kind == "centre" else None,
    }


def _waves(reading: Reading, ids: Collection[int], about: About) -> Iterator[Wave]:
    counts = counts_of_rounds(reading.connection, ids)
    words = words_of_rounds(reading.connection, ids)
    for id_ in ids:
        wave = _wave(reading, counts[id_], words[id_])
        if about.kind == "centre" and about.id is not None and len(counts[id_].centres) > 1:
            hidden = hidden_at(wave.counts, wave.report, about.id)
            narrowed = at_centre(wave.counts, hidden, about.id)
            own = told_at_centres(wave.counts, wave.edition, reading.parts.settings.smallest_group)
            editions = {**wave.editions, wave.counts.version_id: own}
            here = tuple(one for one in words[id_].quotes if one.centre_id == about.id)
            # Themes and what is unread are not kept by centre, so neither is told of one.
            own_words = RoundWords(quotes=here, expired=True)
            yield _told_of(reading, narrowed, editions, own_words, hidden)
        else:
            yield wave


def _of_organisation(reading: Reading, waves: Iterable[Wave]) -> Iterator[Wave]:
    """Rounds that asked the same at the same time in different places are one wave."""
    for group in together(list(waves)):
        if len(group) == 1:
            yield group[0]
        else:
            counts = merged_counts(group)
            editions = {counts.version_id: merged_edition(group)}
            yield _told_of(reading, counts, editions, RoundWords(expired=True))


def _wave(reading: Reading, counts: RoundCounts, words: RoundWords) -> Wave:
    return _told_of(reading, counts, editions_of(reading.parts.versions, counts), words)


def _told_of(
    reading: Reading,
    counts: RoundCounts,
    editions: Mapping[int, Edition],
    words: RoundWords,
    hidden: Collection[Speaker] = (),
) -> Wave:
    own = editions[counts.version_id].questionnaire
    language = best_language([reading.language], own.languages)
    k, today = reading.parts.settings.smallest_group, reading.parts.clock.today()
    return Wave(counts, editions, round_report(counts, editions, k, language, today, words, hidden))


def _with_initiative(reading: Reading, material: Material, initiative: Initiative) -> Material:
    partners = partners_of(reading.connection, initiative.id)
    steps = steps_of(reading.connection, initiative.id)
    counted = visits_of_partners(reading.connection, [one.id for one in partners])
    return replace(
        material,
        need=_need(initiative, partners, steps, reading.language),
        steps=steps,
        funding_ends_on=initiative.times.funding_ends_on,
        goes_on=initiative.times.goes_on,
        welcomes=tuple(
            Welcome(one.partner.name, visits)
            for one in partners
            for visits in first_two(counted.get(one.id, []))
        ),
    )


def _need(
    initiative: Initiative, partners: list[KeptPartner], steps: tuple[Step, ...], language: str
) -> Need:
    """The floor is the highest that any partner has agreed on: below it one of them stops."""
    floors = [one.partner.agreement.floor for one in partners]
    agreed = [step.day for step in steps if step.state is State.NEED_CONFIRMED]
    return Need(
        addressed=initiative.about.needs,
        names=needs(language),
        floor=max((one for one in floors if one is not None), default=None),
        agreed_on=agreed[-1] if agreed else None,
    )
