from __future__ import annotations

from typing import Any, ClassVar

from attrs import define
from attrs import field as _field

from .. import _schemas
from .._models import Model
from .._models import names_only as _names_only
from ..types import UNSET, Unset


@define(eq=False)
class CreateApiKeyInWorkspaceBody(Model):
    """CreateApiKeyInWorkspaceBody of the document.

    Unknown properties are kept in `additional_properties`. Source: #/paths/~1workspaces~1{workspaceId}~1api-keys/post/requestBody/content/application~1json/schema

    Attributes:
        name: The API key name. At most 120 characters, may be null. Optional. Source:
            #/paths/~1workspaces~1{workspaceId}~1api-keys/post/requestBody/content/application~1json/schema/properties/name
    """

    name: str | None | Unset = UNSET
    additional_properties: dict[str, Any] = _field(init=False, factory=dict, repr=_names_only)

    SCHEMA: ClassVar[_schemas.Object] = _schemas.Object(
        _schemas.Property("name", "name", _schemas.Nullable(_schemas.String(max_length=120))),
    )
