"""Large exports, streamed from the database as they are made (filled in below)."""

from starlette.routing import Route


def export_routes() -> list[Route]:
    """The routes of the exports."""
    return []
