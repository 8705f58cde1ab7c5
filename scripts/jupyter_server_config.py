"""Settings of Jupyter for the environment that `make` sets up: notebooks open saved.

JupyterLab writes into an open notebook which Python its kernel is, and holds a notebook that says anything else for
changed. What is committed names no version, since that differs from machine to machine: it is added here on reading.
"""

from typing import Any

from ipykernel.ipkernel import IPythonKernel
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager


class SavedNotebooks(AsyncLargeFileManager):
    """Files as they are, but notebooks with the Python that will run them."""

    async def get(self, *given: Any, **options: Any) -> Any:
        """Return a file or folder; a notebook of Python names the version of this Python."""
        model = await super().get(*given, **options)  # type: ignore[no-untyped-call]
        if model["type"] == "notebook" and model["content"] is not None:
            metadata = model["content"]["metadata"]
            if metadata.get("language_info", {}).get("name") == "python":
                metadata["language_info"] = dict(IPythonKernel.language_info)
        return model


c = get_config()  # type: ignore[name-defined]  # noqa: F821 - Jupyter gives it to this file
c.ServerApp.contents_manager_class = SavedNotebooks
