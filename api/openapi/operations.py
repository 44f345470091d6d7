"""Operations: what one address takes and how it answers, as the Resource behind it says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import get_doc
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from ..parameters import LANG, ONLY_LANGUAGE
from ..problems import KINDS, MEDIA_TYPE, NOT_FOUND, Kind
from ..questions import Parameter
from ..v1.shapes import ProblemDetails
from . import examples, headers
from .resources import every_resource

JSON = "application/json"

_TEXT = {"type": "string"}
_VARIABLE = re.compile(r"\{(\w+)\}")
_IN_PATHS = {
    "slug": "The slug or the UUID. An old slug is redirected to the current one.",
    "id": "The UUID of the edition.",
    "language": "The `code` of a language that is offered.",
}
_EXAMPLES_IN_PATHS = {"language": "en"}


class Schema(AutoSchema):
    """Takes what a Resource says of itself."""

    view: Any  # a Resource

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        """The operation, with the headers of each of its answers, and examples."""
        operation: Any = super().get_operation(*args, **kwargs)
        for status, response in operation["responses"].items():
            response["headers"] = headers.of_status(int(status))
            for media_type, content in response.get("content", {}).items():
                if found := self._examples(int(status), media_type):
                    content["examples"] = found
        return operation

    def get_override_parameters(self) -> list[Any]:
        """Of the path, the query and the headers."""
        takes_language = any(each.name == LANG.name and each is not ONLY_LANGUAGE for each in self.view.parameters)
        asked = headers.ASKED | ({"Accept-Language": headers.ACCEPT_LANGUAGE} if takes_language else {})
        return [
            *(_in_path(name) for name in _VARIABLE.findall(self.path)),
            *(_in_query(parameter) for parameter in self.view.parameters),
            *(_in_header(name, *told) for name, told in asked.items()),
        ]

    def get_response_serializers(self) -> Any:
        """The answer, and every problem that may take its place."""
        answers: dict[Any, OpenApiResponse] = self._answers()
        answers[304] = OpenApiResponse(None, "You have the answer already.")
        if self.view.can_move:
            answers[308] = OpenApiResponse(None, "The slug has changed: follow `Location`.")
        return answers | {
            (status, MEDIA_TYPE): OpenApiResponse(ProblemDetails, _told(kinds))
            for status, kinds in sorted(self._problems().items())
        }

    def get_description(self) -> str:  # type: ignore[override]
        """What the view says of itself; `get` may be one that several views share."""
        return get_doc(self.view.__class__)

    def get_summary(self) -> str:
        """The first sentence of it."""
        return _first_line(self.get_description())

    def get_operation_id(self) -> str:
        """The name of the view, for client generators: `Factsheets` becomes `factsheets`."""
        name: str = self.view.__class__.__name__
        return name[0].lower() + name[1:]

    def get_tags(self) -> list[str]:
        """The first part of the address."""
        return [self.path.removeprefix("/api/v1/").split("/")[0] or "root"]

    def _answers(self) -> dict[Any, OpenApiResponse]:
        description = _first_line(self.get_description())
        return {
            (200, media_type): OpenApiResponse(shape, description) for media_type, shape in bodies(self.view).items()
        }

    def _problems(self) -> dict[int, list[Kind]]:
        """Kinds by status, since a status can be described only once."""
        not_found = (NOT_FOUND,) if "{" in self.path else ()
        by_status = defaultdict(list)
        for kind in dict.fromkeys((*not_found, *self.view.own_problems, *everywhere())):
            by_status[kind.status].append(kind)
        return by_status

    def _examples(self, status: int, media_type: str) -> dict[str, Any]:
        if media_type == MEDIA_TYPE:
            return examples.of_problems(self._problems()[status])
        return examples.of_answers(self.view.examples) if media_type == JSON else {}


def bodies(view: Any) -> dict[str, Any]:
    """The shape of the answer in each media type that the resource gives: its own, and that of other formats of it."""
    media_types = [format.media_type for format in view.formats]
    own, *others = media_types
    return {own: view.shape or _other_shape(own), **{media_type: _other_shape(media_type) for media_type in others}}


@cache
def everywhere() -> tuple[Kind, ...]:
    """The kinds that any request may be answered with: those that no resource has for itself."""
    own = {kind for resource in every_resource() for kind in resource.own_problems}
    return tuple(kind for kind in KINDS if kind is not NOT_FOUND and kind not in own and not kind.of_content)


def _other_shape(media_type: str) -> dict[str, Any]:
    """Texts, and JSON whose shape is a standard of its own."""
    is_json = media_type.endswith(("/json", "+json"))
    return {"type": ["object", "array"]} if is_json else dict(_TEXT)


def _told(kinds: Iterable[Kind]) -> str:
    return "\n\n".join(f"`{kind.code}`: {kind.detail}" for kind in kinds)


def _in_path(name: str) -> OpenApiParameter:
    examples = {"examples": [_EXAMPLES_IN_PATHS[name]]} if name in _EXAMPLES_IN_PATHS else {}
    schema = {"type": "string", "minLength": 1, "pattern": "^[^/]+$", **examples}
    return OpenApiParameter(name, schema, OpenApiParameter.PATH, True, _IN_PATHS.get(name, ""))


def _in_query(parameter: Parameter[Any]) -> OpenApiParameter:
    return OpenApiParameter(
        parameter.name,
        dict(parameter.schema),
        OpenApiParameter.QUERY,
        required=parameter.required,
        description=parameter.description,
    )


def _in_header(name: str, text: str, example: str) -> OpenApiParameter:
    return OpenApiParameter(name, _TEXT | {"examples": [example]}, OpenApiParameter.HEADER, description=text)


def _first_line(text: str) -> str:
    return text.split("\n")[0]
