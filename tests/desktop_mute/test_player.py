"""The player: D-Bus by hand, and commands, as the guard has them."""

import os
import socket
import threading
import time
from _socket import socket as bare_socket
from binascii import hexlify
from pathlib import Path

import pytest
from jeepney import (
    DBusAddress,
    Endianness,
    HeaderFields,
    Message,
    new_error,
    new_method_call,
    new_method_return,
    new_signal,
)

from presence.core.lease import Recipe, Step
from presence.desktop.lease import player
from tests.desktop_mute.muted_desktops import DunstDesktop
from tests.fake_servers import Deaf

CALL = new_method_call(DBusAddress("/a", "b.c", "d.e"), "Do")
CALL.header.serial = 7


def recipe_of(dunst: DunstDesktop, bus: str = "") -> Recipe:
    from presence.desktop.dbus import SessionBus

    mechanism = dunst.kind(SessionBus(dunst.address))
    reading = mechanism.read()
    recipe = mechanism.recipe(reading)
    assert recipe is not None
    mechanism.mute(reading)
    return Recipe(recipe.ask, recipe.ours, recipe.restore, bus or recipe.bus)


def test_addresses_are_read_as_the_specification_writes_them() -> None:
    address = (
        "tcp:host=localhost,port=1;unix:path=/run/a%20b%c3%a9,guid=7;"
        "unix:abstract=/tmp/dbus-x;unix:dir=/tmp;rubbish"
    )
    assert player.socket_addresses(address) == ["/run/a bé", "\0/tmp/dbus-x"]


def answered(*messages: Message, order: Endianness = Endianness.little) -> bare_socket:
    """A socket on which these have arrived."""
    ours, theirs = socket.socketpair()
    with theirs:
        for message in messages:
            message.header.endianness = order
            theirs.sendall(message.serialise(serial=99))
    return bare_socket(fileno=ours.detach())


@pytest.mark.parametrize("order", [Endianness.little, Endianness.big])
def test_an_answer_is_read_in_either_byte_order(order: Endianness) -> None:
    reply = new_method_return(CALL, "sv", ("some words", ("b", True)))
    reply.header.fields[HeaderFields.sender] = ":1.22"
    reply.header.fields[HeaderFields.destination] = ":1.7"
    error = new_error(CALL, "org.example.Error.No", "s", ("no",))
    signal = new_signal(DBusAddress("/x/y", interface="a.b"), "Changed", "as", (["a", "b"],))
    connection = answered(signal, reply, error, order=order)
    deadline = time.monotonic() + 15
    kinds = [player._read_message(connection, deadline) for _ in range(3)]
    assert [(kind, serial) for kind, serial, _ in kinds] == [(4, 0), (2, 7), (3, 7)]
    assert b"some words" in kinds[1][2]
    assert b"org.example.Error.No" in kinds[2][2]
    with pytest.raises(player.NotPlayed):  # they hung up
        player._read_message(connection, deadline)
    connection.close()


def test_a_stream_that_is_no_dbus_is_given_up() -> None:
    ours, theirs = socket.socketpair()
    theirs.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    connection = bare_socket(fileno=ours.detach())
    with theirs, pytest.raises(player.NotPlayed):
        player._read_message(connection, time.monotonic() + 15)
    connection.close()


def test_a_recipe_is_played_over_an_abstract_address_too(
    dunst: DunstDesktop, tmp_path: Path
) -> None:
    name = f"\0presence-test-{os.getpid()}"
    server = socket.socket(socket.AF_UNIX)
    server.bind(name)
    server.listen()
    relay = threading.Thread(target=relay_once, args=(server, dunst.address), daemon=True)
    relay.start()
    recipe = recipe_of(dunst, f"unix:abstract={name[1:]},guid={hexlify(b'x').decode()}")
    assert player.play(recipe) == player.RESTORED
    assert dunst.state() == "0"
    relay.join(2)


def relay_once(server: socket.socket, address: str) -> None:
    """Hands one connection on to the bus."""
    with server:
        near, _ = server.accept()
    far = socket.socket(socket.AF_UNIX)
    far.connect(address.removeprefix("unix:path="))

    def pump(source: socket.socket, target: socket.socket) -> None:
        while data := source.recv(4096):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)

    back = threading.Thread(target=pump, args=(far, near), daemon=True)
    back.start()
    pump(near, far)
    back.join(2)
    near.close()
    far.close()


def test_a_bus_that_is_no_more_is_replaced_by_the_one_named(dunst: DunstDesktop) -> None:
    recipe = recipe_of(dunst, "unix:path=/nonexistent")
    assert player.play(recipe) == player.COULD_NOT
    assert dunst.is_quiet()
    assert player.play(recipe, dunst.address) == player.RESTORED
    assert dunst.state() == "0"


def test_a_desktop_that_takes_the_order_and_does_nothing_was_not_put_back(bus: str) -> None:
    server = Deaf(bus)
    server.level = 100
    ask = player_recipe(bus)
    assert player.play(ask) == player.COULD_NOT
    server.stop()


def player_recipe(bus: str) -> Recipe:
    from presence.desktop.dbus import SessionBus
    from presence.desktop.mute.mechanism import Reading
    from presence.desktop.mute.mechanisms.dunst import Dunst

    return Dunst(SessionBus(bus)).recipe(Reading(is_muted=False, prior="false", was="off"))


def test_a_command_is_asked_in_plain_language_and_its_answer_stripped() -> None:
    assert player.run(["/bin/sh", "-c", "echo; echo '  false  '"]) == b"false"
    assert player.run(["/bin/sh", "-c", "echo $LC_ALL $DBUS_SESSION_BUS_ADDRESS"], "unix:x") == (
        b"C unix:x"
    )


def test_a_command_that_fails_hangs_or_is_not_there_has_no_answer() -> None:
    for command in (["/bin/false"], ["/nonexistent"], ["nonexistent-program"]):
        with pytest.raises(player.NotPlayed):
            player.run(command)
    began = time.monotonic()
    with pytest.raises(player.TookTooLong):
        player.run(["/bin/sleep", "30"], time_limit=0.1)
    assert time.monotonic() - began < 15


def test_a_recipe_of_commands_is_played(tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text("false\n")
    recipe = Recipe(
        ask=Step(command=("/bin/cat", str(key))),
        ours=b"false",
        restore=Step(command=("/bin/sh", "-c", f"echo true > {key}")),
    )
    assert player.is_still_ours(recipe)
    assert player.play(recipe) == player.RESTORED
    assert key.read_text() == "true\n"
    assert player.play(recipe) == player.LEFT_ALONE
    key.unlink()
    assert player.is_still_ours(recipe) is None
    assert player.play(recipe) == player.COULD_NOT
