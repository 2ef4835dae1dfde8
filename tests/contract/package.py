"""The package under test, found by the names that the document and the mapping give."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from typing import Any, get_type_hints

from contract.operations import Operation
from contract.schema import Schema

NAME = "openlayer_client"
FUNCTIONS = ("sync", "asyncio", "sync_detailed", "asyncio_detailed")


class Package:
    """The parts of an importable `openlayer_client`."""

    def __init__(self) -> None:
        self.root = importlib.import_module(NAME)
        self.models = importlib.import_module(f"{NAME}.models")
        self.errors = importlib.import_module(f"{NAME}.errors")
        self.types = importlib.import_module(f"{NAME}.types")

    @property
    def unset(self) -> Any:
        """What an omitted argument or property is."""
        return self.types.UNSET

    def function(self, operation: Operation, name: str) -> Callable[..., Any]:
        """One of an operation's four functions."""
        found: Callable[..., Any] = getattr(self.module(operation), name)
        return found

    def module(self, operation: Operation) -> Any:
        """An operation's module."""
        return importlib.import_module(f"{NAME}.api.{module_path(operation)}")

    def class_of(self, schema: Schema) -> Any:
        """The class of a model or an enum."""
        return getattr(self.models, schema.class_name)

    def hints(self, annotated: Any) -> dict[str, Any]:
        """The annotations of a class or a function, resolved."""
        return get_type_hints(annotated, localns=vars(self.models))

    def members(self, *folders: str) -> dict[str, bool]:
        """The modules under a folder of the package, and whether each is a folder itself."""
        found = importlib.import_module(".".join([NAME, *folders]))
        return {module.name: module.ispkg for module in pkgutil.iter_modules(found.__path__)}

    def public_classes(self) -> set[str]:
        """The names of the classes that `models` exports."""
        return {name for name, value in vars(self.models).items() if inspect.isclass(value) and name[0] != "_"}


def module_path(operation: Operation) -> str:
    """Where an operation's module is, from `api` on."""
    return f"{operation.folder}.{operation.module}" if operation.folder else operation.module
