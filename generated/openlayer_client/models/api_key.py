from __future__ import annotations

import datetime
from typing import Any, ClassVar
from uuid import UUID

from attrs import define
from attrs import field as _field

from .. import _schemas
from .._models import Model
from .._models import hidden as _hidden
from .._models import names_only as _names_only
from ..types import UNSET, Unset


@define(eq=False)
class ApiKey(Model):
    """ApiKey of the document.

    Unknown properties are kept in `additional_properties`. Source: #/components/schemas/ApiKey

    Attributes:
        id: The API key id. A UUID. Source: #/components/schemas/ApiKey/properties/id
        date_created: The API key creation date. An RFC 3339 date-time with an offset. Source:
            #/components/schemas/ApiKey/properties/dateCreated
        date_updated: The API key last update date. An RFC 3339 date-time with an offset. Source:
            #/components/schemas/ApiKey/properties/dateUpdated
        date_last_used: The API key last use date. An RFC 3339 date-time with an offset, may be null. Source:
            #/components/schemas/ApiKey/properties/dateLastUsed
        secure_key: The API key value. A secret: never printed, at most 120 characters. Source:
            #/components/schemas/ApiKey/properties/secureKey
        name: The API key name. At most 120 characters, may be null. Optional. Source:
            #/components/schemas/ApiKey/properties/name
    """

    id: UUID
    date_created: datetime.datetime
    date_updated: datetime.datetime
    date_last_used: datetime.datetime | None
    secure_key: str = _field(repr=_hidden)
    name: str | None | Unset = UNSET
    additional_properties: dict[str, Any] = _field(init=False, factory=dict, repr=_names_only)

    SCHEMA: ClassVar[_schemas.Object] = _schemas.Object(
        _schemas.Property("id", "id", _schemas.Uuid(), required=True),
        _schemas.Property("name", "name", _schemas.Nullable(_schemas.String(max_length=120))),
        _schemas.Property("dateCreated", "date_created", _schemas.DateTime(), required=True),
        _schemas.Property("dateUpdated", "date_updated", _schemas.DateTime(), required=True),
        _schemas.Property(
            "dateLastUsed", "date_last_used", _schemas.Nullable(_schemas.DateTime()), required=True
        ),
        _schemas.Property("secureKey", "secure_key", _schemas.String(max_length=120), required=True),
    )
