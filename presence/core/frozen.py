"""``dataclass`` and ``replace`` for values, as ``dataclasses`` has them, for a tenth of the time.

And ``Any`` and ``Protocol``, which only a type checker needs: ``typing`` costs a command 8 ms. And
``Enum``, whose members the library makes slowly and finds through four calls, three of them to be
hashed; here they are found in a dictionary, and are hashed as plain objects.

The library writes, compiles and runs six functions for each class when its file is loaded, and
loads ``inspect`` for it: a quarter of what a command took. Here a class gets its ``__init__`` when
some values of it have been made. For frozen classes with slots that inherit no fields and whose
defaults are values; what asks ``dataclasses`` for their fields gets the library's own.
"""

from presence.core.library import attrgetter

TYPE_CHECKING = False
if TYPE_CHECKING:  # for a type checker they are the library's; ``typing`` costs as much
    from collections.abc import Callable
    from dataclasses import dataclass, replace
    from enum import Enum
    from typing import Any, Protocol
else:
    Any = Protocol = object

    def dataclass(*, frozen, slots):
        """Make a class of values; both have to be true, and are there to be read."""
        assert frozen
        assert slots
        return _with_fields

    def replace(value, /, **changes):
        """A value that is the same but for what is named; of a class from here."""
        cls = type(value)
        kept = {name: getattr(value, name) for name in cls.__match_args__ if name not in changes}
        return cls(**kept, **changes)

    class _Members(type):
        """The type of an ``Enum``: makes its members, and finds them by value and by name."""

        def __new__(mcs, name, bases, body):
            values = {
                key: value
                for key, value in body.items()
                if bases and not key.startswith("_") and not hasattr(value, "__get__")
            }
            rest = {key: value for key, value in body.items() if key not in values}
            cls = super().__new__(mcs, name, bases, {"__slots__": (), **rest})
            by_value, members = {}, {}
            for key, value in values.items():
                member = by_value.get(value)
                if member is None:
                    member = by_value[value] = object.__new__(cls)
                    _set_name(member, key)
                    _set_value(member, value)
                setattr(cls, key, member)
                members[key] = member
            cls._by_value, cls.__members__ = by_value, members
            return cls

        def __call__(cls, value):
            try:
                return cls._by_value[value]
            except (KeyError, TypeError):
                if value.__class__ is cls:
                    return value
                raise ValueError(f"{value!r} is not a valid {cls.__qualname__}") from None

        def __getitem__(cls, name):
            return cls.__members__[name]

        def __iter__(cls):
            return iter(cls._by_value.values())

        def __reversed__(cls):
            return reversed(cls._by_value.values())

        def __len__(cls):
            return len(cls._by_value)

        def __contains__(cls, value):
            return value.__class__ is cls or value in cls._by_value

    class Enum(metaclass=_Members):
        """What the library's is to us: names for values, each there once."""

        __slots__ = ("name", "value")

        def __repr__(self):
            return f"<{type(self).__qualname__}.{self.name}: {self.value!r}>"

        def __str__(self):
            return f"{type(self).__name__}.{self.name}"

        def __copy__(self):
            return self

        def __deepcopy__(self, _memo):
            return self

        def __reduce__(self):
            return type(self), (self.value,)

        def __setattr__(self, name, value):
            raise AttributeError(f"cannot assign to {name!r} of {self}")

    _set_name, _set_value = Enum.__dict__["name"].__set__, Enum.__dict__["value"].__set__


WITHOUT = 10  # values of a class that are made before its ``__init__`` is written

__all__ = ["Any", "Enum", "Protocol", "dataclass", "replace"]


def _with_fields(cls: type) -> type:
    """The same class with slots, and with what a value needs; slots can only be given anew."""
    if any(hasattr(base, "__match_args__") for base in cls.__bases__):
        raise TypeError(f"{cls.__name__}: fields are not inherited here")
    body = dict(cls.__dict__)
    hints = body.get("__annotations__", {})
    names = tuple(hints)
    defaults = {name: body.pop(name) for name in names if name in body}
    for own in ("__dict__", "__weakref__"):
        body.pop(own, None)
    made = {
        "__slots__": names,
        "__match_args__": names,
        "__qualname__": cls.__qualname__,
        "__init__": _Init(hints, defaults),
        "__dataclass_fields__": _Library("__dataclass_fields__", hints, defaults),
        "__dataclass_params__": _Library("__dataclass_params__", hints, defaults),
        "__setattr__": _refuse_to_set,
        "__delattr__": _refuse_to_delete,
        "__reduce__": _reduced,
    }
    values = _values_getter(names)
    if "__eq__" not in body:
        made["__eq__"] = _equality(values)
        made["__hash__"] = lambda self: hash(values(self))
    if "__repr__" not in body:
        made["__repr__"] = _repr
    return type(cls)(cls.__name__, cls.__bases__, body | made)


class _Init:
    """Stands where ``__init__`` will be: to write one takes as long as to do without it ten times.

    A command makes a few values of most classes, and is over before one is worth to be written.
    """

    def __init__(self, hints: dict[str, object], defaults: dict[str, object]) -> None:
        self._hints, self._defaults = hints, defaults
        self._left = WITHOUT

    def __get__(self, value: object, cls: type) -> "Any":
        self._left -= 1
        if value is None or self._left < 0:
            return self._written(value, cls)

        def init(*given: object, **named: object) -> None:
            values = {**self._defaults, **dict(zip(self._hints, given, strict=False)), **named}
            told = len(given) + len(named)
            is_odd = values.keys() != self._hints.keys() or told > len(self._hints)
            if is_odd or not named.keys().isdisjoint(list(self._hints)[: len(given)]):
                self._written(value, cls)(*given, **named)  # which says what is wrong with it
                return
            for name, of_field in values.items():
                object.__setattr__(value, name, of_field)
            if hasattr(cls, "__post_init__"):
                value.__post_init__()  # type: ignore[attr-defined]  # just asked for

        return init

    def _written(self, value: object, cls: type) -> "Any":
        places: dict[str, Any] = {f"_set_{n}": getattr(cls, n).__set__ for n in self._hints}
        places |= {f"_default_{name}": default for name, default in self._defaults.items()}
        asked = [f"{n}=_default_{n}" if n in self._defaults else n for n in self._hints]
        lines = [f"_set_{name}(self, {name})" for name in self._hints]
        if hasattr(cls, "__post_init__"):
            lines.append("self.__post_init__()")
        body = "\n    ".join(lines or ["pass"])
        exec(f"def __init__(self, {', '.join(asked)}):\n    {body}", places)  # noqa: S102  # our own names
        init = places["__init__"]
        init.__annotations__ = {**self._hints, "return": None}
        init.__qualname__ = f"{cls.__qualname__}.__init__"
        setattr(cls, "__init__", init)  # noqa: B010  # mypy refuses to assign to a method
        return init if value is None else init.__get__(value, cls)


class _Library:
    """What ``dataclasses`` knows of a class, when somebody asks it: of one made in its way."""

    def __init__(self, name: str, hints: dict[str, object], defaults: dict[str, object]) -> None:
        self._name, self._hints, self._defaults = name, hints, defaults

    def __get__(self, value: object, cls: type) -> object:
        from dataclasses import dataclass as library

        pattern = type(cls.__name__, (), {"__annotations__": self._hints, **self._defaults})
        found = getattr(library(frozen=True)(pattern), self._name)
        setattr(cls, self._name, found)
        return found


def _values_getter(names: tuple[str, ...]) -> "Callable[[object], tuple[object, ...]]":
    if len(names) == 1:
        (only,) = map(attrgetter, names)
        return lambda self: (only(self),)
    return attrgetter(*names) if names else lambda _self: ()


def _equality(
    values: "Callable[[object], tuple[object, ...]]",
) -> "Callable[[object, object], object]":
    def equals(self: object, other: object) -> object:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    return equals


def _repr(self: "Any") -> str:
    fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{type(self).__qualname__}({fields})"


def _reduced(self: "Any") -> tuple[object, ...]:
    """For copies and pickles."""
    return type(self), tuple(getattr(self, name) for name in self.__match_args__)


def _refuse_to_set(self: object, name: str, value: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: object, name: str) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")
