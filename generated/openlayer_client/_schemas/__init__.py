"""Schema objects: each reads JSON data into a Python value (`decode`) and writes it back (`encode`).

Reading checks types, formats, `required` and null, and lets constraints such as `maxLength` pass, for a server
may grow. Writing checks everything when it is `strict`, which is how requests are made.
"""

from .containers import Anything, Array, Map, Nullable, Schema
from .faults import SchemaFault, is_array, is_mapping
from .formatted import Base64, Binary, Date, DateTime, Uuid
from .objects import Object, Property, Reference
from .scalars import Boolean, Choice, Constant, Integer, Null, Number, String
from .unions import Discriminated, Union

__all__ = [
    "Anything",
    "Array",
    "Base64",
    "Binary",
    "Boolean",
    "Choice",
    "Constant",
    "Date",
    "DateTime",
    "Discriminated",
    "Integer",
    "Map",
    "Null",
    "Nullable",
    "Number",
    "Object",
    "Property",
    "Reference",
    "Schema",
    "SchemaFault",
    "String",
    "Union",
    "Uuid",
    "is_array",
    "is_mapping",
]
