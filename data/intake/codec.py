"""Records ↔ JSON, for the cache: plain data that is checked at reading, where a pickle could run code."""

import json
import types
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
_Decoder = Callable[[Any], object]


class NotARecord(ValueError):
    """The JSON does not hold the record asked for."""


def to_json(record: object) -> bytes:
    """A record (frozen dataclasses, tuples, mappings, Decimals, plain values) as JSON; a dataclass becomes a list."""
    return json.dumps(_plain(record), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def from_json(content: bytes, record_type: type[T]) -> T:
    """The record again; raises NotARecord when the JSON is damaged or of another shape."""
    try:
        return cast(T, _decoder(cast(Hashable, record_type))(json.loads(content.decode("utf-8", "surrogatepass"))))
    except (ValueError, TypeError, ArithmeticError, AttributeError, RecursionError) as error:
        raise NotARecord(str(error)) from error


def _plain(value: object) -> object:
    if isinstance(value, (str, int, float)) or value is None:
        return value
    if isinstance(value, Decimal):
        return str(value)
    if is_dataclass(value):
        return [_plain(getattr(value, name)) for name in _names(cast(Hashable, type(value)))]
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    raise TypeError(f"no JSON for {type(value).__name__}")


@lru_cache(maxsize=64)
def _names(record_type: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cast(type, record_type)))


@lru_cache(maxsize=256)
def _decoder(annotation: Hashable) -> _Decoder:
    """A function that turns a JSON value into what the annotation says."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if is_dataclass(annotation):
        return _record_decoder(cast(type, annotation))
    if origin in (Union, types.UnionType):
        (inner,) = (argument for argument in arguments if argument is not type(None))
        decode = _decoder(inner)
        return lambda value: None if value is None else decode(value)
    if origin is tuple:
        decode = _decoder(arguments[0])
        return lambda value: tuple([decode(part) for part in _expect(value, list)])
    if origin is Literal:
        return lambda value: _one_of(value, arguments)
    if origin is not None and issubclass(origin, Mapping):
        decode = _decoder(arguments[1])
        return lambda value: {key: decode(part) for key, part in _expect(value, dict).items()}
    if annotation is Decimal:
        return lambda value: Decimal(_expect(value, str))
    if annotation is float:
        return lambda value: float(_expect(value, (int, float)))
    return lambda value: _expect(value, annotation)


def _record_decoder(record_type: type) -> _Decoder:
    hints = get_type_hints(record_type)
    decoders = [_decoder(hints[name]) for name in _names(cast(Hashable, record_type))]

    def decode(value: object) -> object:
        return record_type(*[part(given) for part, given in zip(decoders, _expect(value, list), strict=True)])

    return decode


def _expect(value: object, kind: object) -> Any:  # noqa: ANN401 - JSON has no narrower type
    if not isinstance(value, cast(type, kind)):
        raise NotARecord(f"{type(value).__name__} in place of {kind}")
    return value


def _one_of(value: object, allowed: tuple[object, ...]) -> object:
    if value not in allowed:
        raise NotARecord(f"{value!r} is none of {allowed}")
    return value
