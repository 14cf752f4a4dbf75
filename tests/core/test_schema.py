"""The API's document: complete, and every choice has a name of its own."""

from django.core.management import call_command


def test_it_is_made_without_a_warning(tmp_path, db):
    where = tmp_path / "schema.yml"
    call_command("spectacular", "--fail-on-warn", "--validate", file=str(where))
    assert "openapi: 3" in where.read_text()[:200]
