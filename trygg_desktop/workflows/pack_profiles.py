"""Profiles of packs: the ready ones and the saved, found, changed and kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from trygg_desktop.domain.organisation import Body
from trygg_desktop.domain.pack_profiles import (
    ITEMS,
    READY_PROFILES,
    PackProfile,
    Part,
    ReadyProfile,
    read_parts,
    ready_for,
    write_parts,
)
from trygg_desktop.errors import UserError
from trygg_desktop.formats import Locale, fold
from trygg_desktop.messages import N_, Message
from trygg_desktop.store.project import Project

_ITEMS_NAME = N_("The items of the agenda")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenProfile:
    """What a pack is built after. ``id`` is that of the saved profile, 0 for a ready one."""

    name: str
    parts: tuple[Part, ...]
    is_public: bool = False
    with_papers: bool = True
    id: int = 0


def list_profiles(project: Project, body_id: int, loc: Locale) -> list[ChosenProfile]:
    """Return the profiles a body can choose among: its own and the common ones by name, then the ready ones, that of
    its kind first.
    """
    saved = project.all(PackProfile, "body_id = ? OR body_id IS NULL ORDER BY body_id IS NULL, name", (body_id,))
    usual = ready_for(project.get(Body, body_id).kind)
    ready = [usual, *(other for other in READY_PROFILES if other is not usual)]
    taken = {fold(profile.name) for profile in saved}
    return [
        *(_chosen(profile) for profile in saved),
        *(chosen for one in ready if fold((chosen := choose_ready(one, loc)).name) not in taken),
    ]


def choose_ready(ready: ReadyProfile, loc: Locale) -> ChosenProfile:
    """Return a ready profile in the reader's language."""
    parts = tuple(Part(key, loc.t(title) if title else "") for key, title in ready.parts)
    return ChosenProfile(name=loc.t(ready.name), parts=parts, with_papers=ready.with_papers)


def _chosen(profile: PackProfile) -> ChosenProfile:
    return ChosenProfile(
        name=profile.name,
        parts=read_parts(profile.parts),
        is_public=profile.is_public,
        with_papers=profile.with_papers,
        id=profile.id,
    )


def find_profile(project: Project, body_id: int, name: str, loc: Locale) -> ChosenProfile:
    """Return a profile by its name, or by the key of a ready one (``tertial``). Raises ``UserError`` listing them."""
    found = [profile for profile in list_profiles(project, body_id, loc) if fold(profile.name) == fold(name)]
    if found:
        return found[0]
    by_key = [ready for ready in READY_PROFILES if ready.key == name]
    if by_key:
        return choose_ready(by_key[0], loc)
    names = ", ".join(loc.t("“{text}”", text=profile.name) for profile in list_profiles(project, body_id, loc))
    raise UserError("There is no profile “{name}”. There are {names}.", name=name, names=names)


def choose_profile(
    project: Project, body_id: int, loc: Locale, name: str | None, *, is_public: bool = False
) -> ChosenProfile | None:
    """Return the profile of a name, made public where asked; without a name the usual parts. Raises as
    ``find_profile``.
    """
    if name is None:
        return ChosenProfile(name="", parts=(), is_public=True) if is_public else None
    found = find_profile(project, body_id, name, loc)
    return replace(found, is_public=found.is_public or is_public)


def name_parts() -> dict[str, Message]:
    """Return what every part is called, in the usual order; the agenda's items come first."""
    from trygg_desktop.packs.sections import SECTIONS

    return {ITEMS: _ITEMS_NAME, **{section.key: section.title for section in SECTIONS}}


def save_profile(
    project: Project,
    *,
    name: str,
    parts: Sequence[Part],
    body_id: int | None,
    is_public: bool = False,
    with_papers: bool = True,
) -> int:
    """Keep a profile for a body, or for all, and return its id; one of the same name is replaced.

    Raises ``UserError`` when it has no name or no part.
    """
    name = " ".join(name.split())
    if not name:
        raise UserError("Give the profile a name.")
    if not parts:
        raise UserError("A pack needs at least one part.")
    profile = PackProfile(
        body_id=body_id, name=name, parts=write_parts(parts), is_public=is_public, with_papers=with_papers
    )
    same = project.all(PackProfile, "body_id IS ? AND name = ?", (body_id, name))
    with project.change(N_("Save the pack profile “{name}”", name=name)) as step:
        if not same:
            return step.add(profile)
        step.set(PackProfile, same[0].id, parts=profile.parts, is_public=is_public, with_papers=with_papers)
        return same[0].id


def remove_profile(project: Project, profile_id: int) -> None:
    """Remove a saved profile."""
    profile = project.get(PackProfile, profile_id)
    with project.change(N_("Remove the pack profile “{name}”", name=profile.name)) as step:
        step.remove(PackProfile, profile_id)
