"""The mock on two documents, over real sockets: Openlayer's own, and a workshop's that uses most of OpenAPI."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

import documents
from mock_api import serve

GENERATED = Path(__file__).resolve().parents[2] / "generated" / "openapi.yaml"

WORKSHOP = b"""
openapi: 3.1.0
info: {title: Workshop, version: "1"}
servers:
  - url: https://{region}.example.com/api/v2/
    variables: {region: {default: eu}}
  - url: https://example.com/other
security:
  - token: []
paths:
  /tools:
    parameters:
      - {name: X-Trace, in: header, schema: {type: string, format: uuid}}
      - {name: limit, in: query, schema: {type: string}}
    get:
      parameters:
        - {name: limit, in: query, schema: {type: [integer, "null"], minimum: 1, maximum: 100}}
        - {name: full, in: query, schema: {type: boolean}}
        - {name: since, in: query, schema: {type: string, format: date-time}}
        - {name: tags, in: query, schema: {type: array, items: {type: string, maxLength: 5}}}
        - {name: sizes, in: query, explode: false, schema: {type: array, items: {type: integer}}}
        - name: colours
          in: query
          style: pipeDelimited
          explode: false
          schema: {$ref: "#/components/schemas/Colours"}
        - name: handles
          in: query
          style: spaceDelimited
          explode: false
          schema: {type: array, items: {type: integer}}
        - {name: where, in: query, style: deepObject, explode: true, schema: {$ref: "#/components/schemas/Where"}}
        - {name: near, in: query, schema: {type: object, properties: {lat: {type: number}}, required: [lat]}}
        - {name: sort, in: query, content: {application/json: {schema: {$ref: "#/components/schemas/Where"}}}}
        - {name: X-Sizes, in: header, schema: {type: array, items: {type: integer}}}
        - {name: Authorization, in: header, required: true, schema: {type: integer}}
        - {name: shop, in: cookie, schema: {type: integer}}
      responses:
        default: {description: fault}
        "200":
          description: all
          headers:
            X-Total: {required: true, schema: {type: integer, minimum: 7}}
            X-Hint: {schema: {type: string}}
          content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Tool"}}}}
    post:
      requestBody: {$ref: "#/components/requestBodies/NewTool"}
      responses:
        4XX: {description: fault, content: {application/json: {schema: {type: object, required: [fault]}}}}
        default: {description: fault, content: {application/json: {schema: {type: object, required: [fault]}}}}
        "201": {description: made, content: {application/json: {schema: {$ref: "#/components/schemas/Tool"}}}}
  /tools/{id}:
    parameters: [{$ref: "#/components/parameters/id"}]
    get:
      responses:
        "200": {description: one, content: {application/json: {schema: {$ref: "#/components/schemas/Tool"}}}}
    delete:
      security: []
      responses:
        "204": {description: gone}
  /tools/best:
    get:
      responses:
        "200":
          description: one of them
          content:
            application/json:
              schema:
                oneOf: [{$ref: "#/components/schemas/Saw"}, {$ref: "#/components/schemas/Hammer"}]
                discriminator: {propertyName: kind, mapping: {saw: Saw}}
  /tools/{id}/parts:
    post:
      parameters: [{$ref: "#/components/parameters/id"}]
      responses:
        "201": {description: made, content: {application/json: {schema: {$ref: "#/components/schemas/Tool"}}}}
  /tools/{id}/picture:
    put:
      parameters: [{$ref: "#/components/parameters/id"}]
      requestBody:
        required: true
        content: {application/octet-stream: {schema: {type: string, format: binary, maxLength: 4}}}
      responses:
        "204": {description: kept}
  /tools/{id}/notes:
    patch:
      parameters: [{$ref: "#/components/parameters/id"}]
      requestBody:
        content:
          application/merge-patch+json: {schema: {$ref: "#/components/schemas/Note"}}
          text/*: {schema: {type: string, maxLength: 4}}
      responses:
        2XX: {description: noted, content: {application/json: {schema: {$ref: "#/components/schemas/Note"}}}}
  /sessions:
    post:
      security: [{}, {token: []}]
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded:
            schema:
              type: object
              required: [user, password]
              additionalProperties: false
              properties:
                user: {type: string, maxLength: 5}
                password: {type: string, format: password, minLength: 8}
                remember: {type: boolean}
                rooms: {type: array, items: {type: integer}}
                place: {type: object, properties: {floor: {type: integer}}}
      responses:
        "200": {description: welcome, content: {text/plain: {schema: {type: string, minLength: 3}}}}
  /invitations/{code}:
    post:
      parameters: [{name: code, in: path, required: true, schema: {type: string, format: password, maxLength: 9}}]
      responses:
        "201":
          description: made
          content:
            application/json:
              schema: {type: object, properties: {id: {type: integer}, code: {type: string, format: password}}}
  /grid/{cell}/{span}/{trail}/{limits}:
    get:
      parameters:
        - name: cell
          in: path
          required: true
          style: label
          explode: true
          schema: &row {type: array, items: {type: integer}}
        - {name: span, in: path, required: true, style: matrix, explode: false, schema: *row}
        - {name: trail, in: path, required: true, style: matrix, explode: true, schema: *row}
        - name: limits
          in: path
          required: true
          explode: true
          schema: {type: object, properties: {low: {type: integer}}}
      responses:
        "204": {description: there}
  /drawings:
    post:
      requestBody: {content: {multipart/form-data: {schema: {type: object}}}}
      responses:
        "204": {description: kept}
  /endless:
    get:
      responses:
        "200": {description: never, content: {application/json: {schema: {$ref: "#/components/schemas/Endless"}}}}
  /only-failures:
    get:
      responses:
        default: {description: fault}
  /keyed:
    get:
      security: [{key: []}, {basic: []}]
      responses:
        "204": {description: there}
components:
  parameters:
    id: {name: id, in: path, required: true, schema: {type: string, format: uuid}}
  requestBodies:
    NewTool: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/NewTool"}}}}
  securitySchemes:
    token: {type: http, scheme: bearer}
    key: {type: apiKey, in: header, name: X-Key}
    basic: {type: http, scheme: basic}
  schemas:
    Colours: {type: array, items: {type: string, enum: [red, "bright red", green]}}
    Where:
      type: object
      properties: {price: {type: number}, inStock: {type: boolean}, years: {type: array, items: {type: integer}}}
    Endless: {type: object, required: [next], properties: {next: {$ref: "#/components/schemas/Endless"}}}
    Note: {type: object, properties: {text: {type: [string, "null"]}}}
    NewTool:
      type: object
      required: [name]
      additionalProperties: false
      properties:
        name: {type: string, minLength: 1}
        nick: {type: [string, "null"], maxLength: 4}
        price: {type: number, exclusiveMinimum: 0}
        bought: {type: string, format: date}
        pin: {type: string, format: password, maxLength: 4, pattern: "^[0-9]+$"}
        parts: {type: array, items: {$ref: "#/components/schemas/NewTool"}}
        colour: {anyOf: [{type: string, enum: [red, green]}, {type: integer, format: int32}]}
    Identified:
      type: object
      required: [id, madeAt, updatedAt, soldAt, key]
      properties:
        id: {type: string, format: uuid}
        madeAt: {type: string, format: date-time}
        updatedAt: {type: string, format: date-time}
        soldAt: {type: [string, "null"], format: date-time}
        key: {type: string, format: password, maxLength: 20}
    Tool:
      allOf:
        - {$ref: "#/components/schemas/Identified"}
        - type: object
          required: [name, price, maker]
          properties:
            name: {type: string, minLength: 1}
            nick: {type: [string, "null"]}
            price: {type: number, exclusiveMinimum: 0}
            maker: {type: object, required: [mail], properties: {mail: {type: string, format: email}}}
            colour: {type: string}
            parent: {$ref: "#/components/schemas/Tool"}
    Saw:
      type: object
      required: [kind, teeth]
      properties: {kind: {type: string}, teeth: {type: integer, minimum: 3}}
    Hammer:
      type: object
      required: [kind, weight]
      properties: {kind: {type: string}, weight: {type: number}}
"""


@pytest.fixture(scope="session")
def openlayer_document() -> dict[str, Any]:
    """Openlayer's effective document."""
    return documents.load(GENERATED)


@pytest.fixture(scope="session")
def openlayer(openlayer_document: dict[str, Any]) -> Iterator[httpx.Client]:
    """A client with a token for the mock of Openlayer's document."""
    yield from _client(openlayer_document)


@pytest.fixture(scope="session")
def workshop_log() -> list[str]:
    """What the workshop's mock logs."""
    return []


@pytest.fixture(scope="session")
def workshop(workshop_log: list[str]) -> Iterator[httpx.Client]:
    """A client with a token for the mock of the workshop's document."""
    yield from _client(documents.parse(WORKSHOP, "the workshop"), workshop_log)


@pytest.fixture(scope="session")
def without_token() -> Iterator[httpx.Client]:
    """A client that sends no credential; it takes whole URLs."""
    with httpx.Client(trust_env=False) as client:
        yield client


def _client(document: dict[str, Any], log: list[str] | None = None) -> Iterator[httpx.Client]:
    headers = {"Authorization": "Bearer a-token-of-the-tests"}
    with (
        serve(document, log=([] if log is None else log).append) as address,
        httpx.Client(base_url=address.base_url, headers=headers, trust_env=False) as client,
    ):
        yield client
