"""Modules, functions and signatures are those that the document calls for, and there are no others."""

import inspect
import json
from typing import Any

import pytest

from contract import python_types
from contract.document import Document
from contract.operations import LOCATIONS, Operation, Parameter
from contract.package import FUNCTIONS, Package, module_path

_TOP_LEVEL = {"api", "client", "errors", "models", "types"}


@pytest.fixture(params=FUNCTIONS)
def function(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_operation_has_its_module_and_no_module_is_surplus(document: Document, package: Package) -> None:
    expected = {module_path(operation) for operation in document.operations}
    found = set()
    for name, is_folder in package.members("api").items():
        found |= {f"{name}.{inner}" for inner in package.members("api", name)} if is_folder else {name}
    assert found == expected
    assert len(found) == len(document.operations)


def test_no_module_is_surplus_at_the_top(package: Package) -> None:
    assert {name for name in package.members() if name[0] != "_"} == _TOP_LEVEL


def test_an_operation_has_its_four_functions_and_no_other(operation: Operation, package: Package) -> None:
    module = package.module(operation)
    found = {name for name, value in vars(module).items() if inspect.isfunction(value) and name[0] != "_"}
    assert found == set(FUNCTIONS), f"{operation.id}: {module.__name__}"


def test_the_parameters_are_the_documents(operation: Operation, function: str, package: Package) -> None:
    signature = inspect.signature(package.function(operation, function))
    by_keyword = [parameter.argument for location in LOCATIONS[1:] for parameter in operation.at(location)]
    body = ["body"] if operation.body is not None else []
    in_path = [parameter.argument for parameter in operation.at("path")]
    assert list(signature.parameters) == [*in_path, "client", *body, *by_keyword]
    for name, parameter in signature.parameters.items():
        kind = parameter.POSITIONAL_OR_KEYWORD if name in in_path else parameter.KEYWORD_ONLY
        assert parameter.kind == kind, f"{operation.id}: {name} is {parameter.kind.description}"


def test_a_parameter_has_the_documents_type(
    parameter: tuple[Operation, Parameter], function: str, package: Package
) -> None:
    operation, documented = parameter
    plain = python_types.of_parameter(documented)
    _compare_argument(operation, function, documented.argument, documented.pointer, plain, documented.required, package)


def test_the_body_has_the_documents_type(operation_with_body: Operation, function: str, package: Package) -> None:
    operation, body = operation_with_body, operation_with_body.body
    assert body is not None
    plain = python_types.union([python_types.of_content(media, argument=True) for media in body.media])
    _compare_argument(operation, function, "body", body.pointer, plain, body.required, package)


def test_the_client_is_the_one_that_security_asks_for(operation: Operation, function: str, package: Package) -> None:
    hints = package.hints(package.function(operation, function))
    expected = "AuthenticatedClient" if operation.credential == "required" else "Client"
    allowed = {expected, "AuthenticatedClient | Client"} if expected == "Client" else {expected}
    found = python_types.described(hints["client"])
    assert found in allowed, f"{operation.id}: the credential is {operation.credential}, client is {found}"


def test_the_result_is_what_the_documented_successes_say(operation: Operation, function: str, package: Package) -> None:
    expected = python_types.union([python_types.of_content(answer.media) for answer in operation.successes] or ["None"])
    found = python_types.described(package.hints(package.function(operation, function))["return"])
    wanted = f"Response[{expected}]" if function.endswith("_detailed") else expected
    assert found == wanted, f"{operation.id}: {function} returns {found}, the documented successes say {wanted}"


def test_asyncio_functions_are_coroutines_and_the_others_are_not(
    operation: Operation, function: str, package: Package
) -> None:
    is_coroutine = inspect.iscoroutinefunction(package.function(operation, function))
    assert is_coroutine == function.startswith("asyncio")


def test_the_docstring_says_what_the_document_says(operation: Operation, function: str, package: Package) -> None:
    text = _squeezed(package.function(operation, function).__doc__ or "")
    said = [operation.summary, operation.description, *(parameter.description for parameter in operation.parameters)]
    said += [operation.body.description] if operation.body else []
    if not function.endswith("_detailed"):
        said += [answer.description for answer in operation.successes]
    missing = [words for words in said if _squeezed(words) not in text]
    assert not missing, f"{operation.id}: the docstring of {function} lacks {missing}"


def test_a_default_is_told_and_not_set(
    parameter_with_default: tuple[Operation, Parameter], function: str, package: Package
) -> None:
    operation, documented = parameter_with_default
    text = _squeezed(package.function(operation, function).__doc__ or "")
    default = json.dumps(documented.schema.raw["default"])
    assert _squeezed(default) in text, f"{documented.pointer}: the docstring of {function} lacks the default {default}"


def _compare_argument(
    operation: Operation, function: str, name: str, pointer: str, plain: str, required: bool, package: Package
) -> None:
    called = package.function(operation, function)
    expected = plain if required else python_types.union([plain, "Unset"])
    found = python_types.described(package.hints(called)[name])
    assert found == expected, f"{operation.id}: {pointer} calls for {expected}, {name} of {function} is {found}"
    default: Any = inspect.signature(called).parameters[name].default
    wanted = inspect.Parameter.empty if required else package.unset
    assert default is wanted, f"{operation.id}: {pointer}: {name} of {function} defaults to {default!r}"


def _squeezed(text: str) -> str:
    """`text` without white space: a docstring is wrapped where it likes."""
    return "".join(text.split())
