"""Render the package: openapi-python-client's project with the templates of this repository."""

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.schema.untrusted_string import UntrustedString
from pydantic import ValidationError

import documents
import generator_view
from classes import Enumeration
from plan import Plan
from problems import Problem

TEMPLATES = Path(__file__).parent.parent / "templates"
# The HTTP library's name stands here only; `httpx2` is a drop-in fork of it.
HTTP = "httpx"


def render(plan: Plan, config_path: Path, package: Path, where: Path | str) -> None:
    """Write the package of `plan` into the new folder `package`.

    Raises:
        Problem: The configuration is no good, ruff is missing, or the generator warns.
    """
    config = _config(config_path, package)
    data = generator_view.read(plan, config, where)
    project = _Package(plan, openapi=data, config=config, custom_template_path=TEMPLATES)
    errors = project.build()
    if errors:
        raise Problem(config_path, f"{errors[0].header}: {errors[0].detail}", "mend the post hook or the template")


class _Package(Project):
    """The generator's project, rendered from the plan: models, operations and the run-time modules."""

    def __init__(self, plan: Plan, **settings: Any) -> None:
        super().__init__(**settings)
        self.plan = plan
        classes = {found.name: found for found in plan.types.classes}
        enumerations = {name for name, found in classes.items() if isinstance(found, Enumeration)}
        self.env.filters.update(capitalised=_capitalised, literal=_literal)
        # A version is any text in OpenAPI, and a token in the header User-Agent.
        version = re.sub(r"[^A-Za-z0-9.+_-]+", "-", self.version.get_untrusted_value())
        self.env.globals.update(product=f"{self.project_name}/{version}")
        self.env.globals.update(http=HTTP, base_url=plan.base_url, classes=classes, enumerations=enumerations)

    def build(self) -> Sequence[GeneratorError]:
        """Render everything, then run the post hooks."""
        self.package_dir.mkdir(parents=True)
        self._create_package()
        self._build_models()
        self._build_api()
        (self.package_dir / "py.typed").touch()
        self._run_post_hooks()
        return self._get_errors()

    def _create_package(self) -> None:
        self._render("package_init.py.jinja", "__init__.py")
        for template in ("client.py.jinja", "errors.py.jinja", "types.py.jinja", *_runtime_templates()):
            self._render(template, template.removesuffix(".jinja"))

    def _build_models(self) -> None:
        found = self.plan.types.classes
        self._render("models_init.py.jinja", "models/__init__.py", classes=found)
        for model in self.plan.types.models:
            self._render("model.py.jinja", f"models/{model.module}.py", model=model)
        for enum in self.plan.types.enumerations:
            kind = "int" if all(isinstance(value, int) for value in enum.values.values()) else "str"
            self._render(f"{kind}_enum.py.jinja", f"models/{enum.module}.py", enum=enum)

    def _build_api(self) -> None:
        self._render("api_init.py.jinja", "api/__init__.py")
        for operation in self.plan.operations:
            folder = "api"
            if operation.folder:
                folder = f"api/{operation.folder}"
                self._render("endpoint_init.py.jinja", f"{folder}/__init__.py", tag=operation.tag)
            self._render("endpoint_module.py.jinja", f"{folder}/{operation.module}.py", operation=operation)

    def _render(self, template: str, name: str, **values: Any) -> None:
        path = self.package_dir / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(self.env.get_template(template).render(**values), encoding="utf-8")

    def _run_command(self, cmd: str) -> None:
        tool = Path(sys.executable).with_name(cmd.split()[0])
        found = str(tool) if tool.exists() else shutil.which(cmd.split()[0])
        if found is None:
            raise Problem(cmd.split()[0], "is not installed", "run make, which installs it, or pip install it")
        done = subprocess.run([found, *cmd.split()[1:]], cwd=self.package_dir, capture_output=True, text=True)
        if done.returncode:
            raise Problem(cmd, f"failed: {(done.stderr or done.stdout).strip()}", "mend the template or the hook")


def _runtime_templates() -> list[str]:
    found = [*TEMPLATES.glob("_*.py.jinja"), *TEMPLATES.glob("_*/*.py.jinja")]
    return sorted(path.relative_to(TEMPLATES).as_posix() for path in found)


def _config(path: Path, package: Path) -> Config:
    settings = documents.load(path)
    if unknown := sorted(set(settings) - set(ConfigFile.model_fields)):
        raise Problem(path, f"unknown setting {unknown[0]!r}", "remove it", f"/{unknown[0]}")
    try:
        file = ConfigFile(**settings)
    except (ValidationError, TypeError) as error:
        raise Problem(path, f"is no generator configuration: {str(error).splitlines()[0]}", "mend it") from None
    if any(not hook.split() for hook in file.post_hooks or ()):
        raise Problem(path, "a post hook is empty", "remove it", "/post_hooks")
    return Config.from_sources(
        file,
        MetaType.NONE,
        document_source=package,
        file_encoding="utf-8",
        overwrite=False,
        output_path=package,
    )


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _literal(value: object) -> str:
    """A value of the document as a Python literal, with what cannot be printed escaped."""
    return repr(value.get_untrusted_value() if isinstance(value, UntrustedString) else value)
