"""The dossier: the record as a static site that opens from disk and can be published."""

from parley.views.dossier.site import write

__all__ = ["write"]
