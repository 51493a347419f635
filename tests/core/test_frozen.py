"""Values made without ``dataclasses`` are as those made with it."""

import copy
import dataclasses
import enum
import inspect
import pickle
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import pytest

from presence.core.frozen import WITHOUT, Enum, dataclass, replace


@dataclass(frozen=True, slots=True)
class Ours:
    """A value."""

    name: str
    count: int = 3
    names: Sequence[str] = ()

    @property
    def twice(self) -> int:
        return self.count * 2


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """A value."""

    name: str
    count: int = 3
    names: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    number: int

    def __post_init__(self) -> None:
        if self.number < 0:
            raise ValueError(self.number)


class Answer(Enum):
    """A name for a value."""

    YES = "yes"
    NO = "no"
    NEVER = "no"  # the same in another word

    @property
    def is_good(self) -> bool:
        return self is Answer.YES


class TheirAnswer(enum.Enum):
    YES = "yes"
    NO = "no"
    NEVER = "no"  # noqa: PIE796  # an alias, as the library allows one


@dataclass(frozen=True, slots=True)
class Empty:
    pass


def test_a_value_is_made_shown_and_compared_as_the_library_does_it() -> None:
    ours, theirs = Ours("a", names=("b",)), Theirs("a", names=("b",))
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert (ours.name, ours.count, ours.names, ours.twice) == ("a", 3, ("b",), 6)
    assert ours == Ours("a", 3, ("b",))
    assert ours != Ours("a", 4, ("b",))
    assert ours != object()
    assert hash(ours) == hash(theirs)
    assert len({Checked(1), Checked(1), Checked(2)}) == 2
    assert Empty() == Empty()


def test_nothing_of_it_can_be_set_or_deleted() -> None:
    value = Ours("a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.name = "b"  # type: ignore[misc]  # that is what is tried
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.name
    assert not hasattr(value, "__dict__")


def test_what_is_missing_or_too_much_is_refused() -> None:
    with pytest.raises(TypeError, match="name"):
        Ours()  # type: ignore[call-arg]  # that is what is tried
    with pytest.raises(TypeError, match="other"):
        Ours("a", other=1)  # type: ignore[call-arg]  # as above
    with pytest.raises(TypeError):
        replace(Ours("a"), other=1)  # type: ignore[call-arg]  # as above


def test_it_is_looked_at_after_it_is_made() -> None:
    assert Checked(1).number == 1
    with pytest.raises(ValueError, match="-1"):
        replace(Checked(1), number=-1)


def test_a_copy_may_differ_in_some_fields() -> None:
    value = Ours("a", 5)
    assert replace(value, name="b") == dataclasses.replace(value, name="b") == Ours("b", 5)
    assert copy.copy(value) == copy.deepcopy(value) == pickle.loads(pickle.dumps(value)) == value


def test_the_library_knows_it() -> None:
    assert dataclasses.is_dataclass(Ours)
    names = [each.name for each in dataclasses.fields(Ours)]
    assert names == [each.name for each in dataclasses.fields(Theirs)]
    assert [each.default for each in dataclasses.fields(Ours)][1:] == [3, ()]
    assert dataclasses.asdict(Ours("a")) == dataclasses.asdict(Theirs("a"))
    assert inspect.signature(Ours) == inspect.signature(Theirs)
    match Ours("a", 4):
        case Ours(name, count):
            assert (name, count) == ("a", 4)


def test_fields_of_another_class_are_not_inherited() -> None:
    with pytest.raises(TypeError, match="inherited"):

        @dataclass(frozen=True, slots=True)
        class More(Ours):
            more: int = 1


def test_loading_it_does_not_load_the_library() -> None:
    script = "import sys, presence.core.frozen; print('dataclasses' in sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert said.stdout == "False\n"


def test_the_first_values_are_made_as_those_after_them() -> None:
    @dataclass(frozen=True, slots=True)
    class New:
        name: str
        count: int = 3

        def __post_init__(self) -> None:
            if self.count < 0:
                raise ValueError(self.count)

    for number in range(WITHOUT * 2):
        assert New("a", count=number) == New(count=number, name="a") == New("a", number)
        assert (New("a").name, New("a").count) == ("a", 3)


@pytest.mark.parametrize("is_first", [True, False])
def test_a_value_that_lacks_a_field_or_has_one_too_many_is_refused(is_first: bool) -> None:
    @dataclass(frozen=True, slots=True)
    class New:
        name: str
        count: int = 3

        def __post_init__(self) -> None:
            if self.count < 0:
                raise ValueError(self.count)

    if not is_first:
        for _turn in range(WITHOUT):
            New("a")
    make: Any = New
    for given, named in ((), {}), (("a", 1, 2), {}), (("a",), {"name": "b"}), (("a",), {"x": 1}):
        with pytest.raises(TypeError, match="__init__"):
            make(*given, **named)
    with pytest.raises(ValueError, match="-1"):
        make("a", -1)


def test_names_of_values_are_as_the_library_has_them() -> None:
    ours, theirs = Answer.YES, TheirAnswer.YES
    assert (ours.name, ours.value, str(ours)) == (theirs.name, theirs.value, "Answer.YES")
    assert repr(ours) == repr(theirs).replace("Their", "")
    assert [each.name for each in Answer] == [each.name for each in TheirAnswer] == ["YES", "NO"]
    assert [each.name for each in reversed(Answer)] == ["NO", "YES"]
    assert list(Answer.__members__) == list(TheirAnswer.__members__) == ["YES", "NO", "NEVER"]
    assert (Answer("no"), Answer["NO"], Answer(ours)) == (Answer.NEVER, Answer.NO, ours)
    assert len(Answer) == len(TheirAnswer) == 2
    assert ours in Answer
    assert ours.is_good
    assert {ours: 1}[Answer("yes")] == 1
    assert isinstance(ours, Enum)


def test_a_name_of_a_value_is_there_once_whatever_is_done_with_it() -> None:
    for again in (copy.copy(Answer.NO), copy.deepcopy([Answer.NO])[0]):
        assert again is Answer.NO
    assert pickle.loads(pickle.dumps(Answer.NO)) is Answer.NO
    with pytest.raises(AttributeError):
        Answer.NO.value = "yes"  # type: ignore[misc]  # that is what is refused


@pytest.mark.parametrize("value", ["perhaps", None, [], 1])
def test_a_value_without_a_name_is_refused_as_the_library_does_it(value: object) -> None:
    with pytest.raises(ValueError, match="is not a valid Answer") as ours:
        Answer(value)
    with pytest.raises(ValueError, match="is not a valid TheirAnswer") as theirs:
        TheirAnswer(value)
    assert str(ours.value) == str(theirs.value).replace("TheirAnswer", "Answer")
