"""The objects and enumerations of the document."""

from .api_key import ApiKey
from .create_api_key_in_workspace_body import CreateApiKeyInWorkspaceBody

__all__ = [
    "ApiKey",
    "CreateApiKeyInWorkspaceBody",
]
