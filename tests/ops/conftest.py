"""Places for services of our own, beside those of the checkout."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config import embedded


@pytest.fixture(scope="module")
def open_folder() -> Iterator[Path]:
    """A folder that every account may enter, as a checkout usually is; pytest's own is closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="anju-test-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def new_checkout(open_folder: Path) -> Iterator[Callable[[str], Path]]:
    """Makes empty checkouts; their services are stopped at the end."""
    made: list[Path] = []

    def make(name: str) -> Path:
        folder = open_folder / name
        folder.mkdir(parents=True)
        made.append(folder)
        return folder

    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        patch.delenv("REDIS_URL", raising=False)
        yield make
        for folder in made:
            if folder.exists():
                embedded.stop(folder)
