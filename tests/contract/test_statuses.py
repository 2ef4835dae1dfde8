"""Every status that the document does not describe is the error that its number says."""

import pytest

from contract.api import Api
from contract.arguments import Simplest
from contract.document import Document
from contract.operations import Operation
from contract.statuses import INTERIM, ON_THE_WIRE, TELLING, error_class


def test_a_status_that_is_no_documented_success_is_its_error(
    operation: Operation, document: Document, simplest: Simplest, api: Api
) -> None:
    arguments = simplest[operation]
    # Together, the operations are asked about every status.
    position, count = document.operations.index(operation), len(document.operations)
    asked = sorted({*TELLING, *list(ON_THE_WIRE)[position::count]})
    for status in (status for status in asked if not operation.is_success(status)):
        api.reply(status)
        expected = error_class(status)
        for function in ("sync", "asyncio"):
            with pytest.raises(api.package.errors.OpenlayerError) as caught:
                api.call(function, operation, arguments)
            found = caught.value
            assert type(found).__name__ == expected, (
                f"{operation.id}: {status} is {expected}, {function} raises {found!r}"
            )
            assert getattr(found, "status_code", None) == status
        for function in ("sync_detailed", "asyncio_detailed"):
            response = api.call(function, operation, arguments)
            assert (response.status_code, response.parsed) == (status, None), f"{operation.id}: {status}"


def test_an_interim_answer_is_passed_over(operation: Operation, simplest: Simplest, api: Api) -> None:
    final = next(status for status in TELLING if not operation.is_success(status))
    api.reply(final, interim=INTERIM)
    for function in ("sync_detailed", "asyncio_detailed"):
        response = api.call(function, operation, simplest[operation])
        assert response.status_code == final, f"{operation.id}: {function} gives {response.status_code}"


def test_every_error_is_the_kind_that_its_name_says(api: Api) -> None:
    errors = api.package.errors
    for status in ON_THE_WIRE:
        assert issubclass(getattr(errors, error_class(status)), errors.APIStatusError)
    assert issubclass(errors.APIStatusError, errors.OpenlayerError)
