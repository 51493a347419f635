"""Four easy words for a certificate, which a person can compare by a glance at two screens.

They are the same in every language, as a name is.
"""

from collections.abc import Sequence

_WORDS = """
acorn actor album alley amber angel ankle apple apron arch arrow atlas attic aunt autumn award
bacon badge bagel baker ballad bamboo banjo barn basil basket beach beard beaver bench berry birch
bison blanket blossom boat bonnet book bottle bottom boulder branch bread breeze brick bridge
brook broom bucket buffalo butter button cabin cactus camel canal candle canoe canyon carpet
carrot castle cedar cellar chair chalk cheese cherry chess chimney circle circus clay clock cloud
clover coast cobra coconut comet copper coral corner cotton cousin cradle crane crayon cricket
crown cube curtain daisy dancer desert diamond dinner dolphin donkey door dragon drum eagle earth
easel echo elbow elephant ember engine evening fable falcon farmer feather fennel fern ferry
fiddle finger flame flute forest fossil fountain fox frost galaxy garden garlic giant ginger
giraffe glacier glove goose grape guitar hammer harbor harp hazel hedge helmet heron hill honey
horse hotel igloo island ivory jacket jaguar jelly jewel jungle kayak kettle kitchen kite kitten
koala ladder lagoon lamp lantern lemon letter lily lion lizard lobster lotus magnet mango maple
marble market meadow melon mirror mitten monkey moon moose mosaic mountain museum mushroom napkin
needle nest noodle north nutmeg oak oasis ocean olive onion opera orange orchard otter oven owl
oyster paddle palace panda paper parrot peach peanut pearl pebble pencil pepper piano picnic
pigeon pillow pirate planet plum pocket poem pond potato puppet puzzle quartz quilt rabbit radish
rain raven ribbon river robin rocket rose saddle sailor salmon scarf school shadow sheep shell
silver spider spoon square tiger
""".split()
COUNT = 4


def words_of(digest: bytes) -> Sequence[str]:
    """The words of a fingerprint: one for each of its first bytes."""
    return tuple(_WORDS[byte] for byte in digest[:COUNT])


def hex_of(digest: bytes) -> str:
    """The fingerprint as browsers show it: ``AB:CD:…``."""
    return digest.hex(":").upper()
