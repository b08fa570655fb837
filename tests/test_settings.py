"""The user's choices are kept; what is missing, unknown or damaged falls back to the default."""

from pathlib import Path

import pytest

from trygg_desktop.paths import data_folder, has_display, settings_folder
from trygg_desktop.settings import Settings, load_settings, save_settings


def test_choices_come_back(tmp_path: Path) -> None:
    chosen = Settings(language="en", theme="dark", recent=["/å.trygg"], page="plan", splitters={"plan": [300, 200]})

    save_settings(chosen, tmp_path)

    assert load_settings(tmp_path) == chosen
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"language": 7, "unknown": 1}', "\x00"])
def test_damaged_choices_fall_back_to_the_default(content: str, tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(content)

    assert load_settings(tmp_path) == Settings()


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    save_settings(Settings(), tmp_path / "borta")

    assert load_settings(tmp_path / "borta") == Settings()


def test_the_latest_file_stands_first_and_only_once(tmp_path: Path) -> None:
    settings = Settings()
    for number in range(12):
        settings.remember(tmp_path / f"{number}.trygg")
    settings.remember(tmp_path / "9.trygg")

    assert [Path(name).stem for name in settings.recent] == ["9", "11", "10", "8", "7", "6", "5", "4"]


def test_the_settings_folder_is_made(tmp_path: Path) -> None:
    assert settings_folder().is_dir()


def test_an_incomplete_installation_is_told() -> None:
    with pytest.raises(FileNotFoundError, match="missing from the installation"):
        data_folder("nonsense")


@pytest.mark.skipif("sys.platform in ('win32', 'darwin')")
def test_a_display_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not has_display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert has_display()
