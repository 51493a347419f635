"""What can go wrong, as codes and values; ``presence.words.errors`` turns them into sentences.

    PresenceError
    ├── NotUnderstood     words that Presence does not know                   exit code 2
    └── Refused           understood, but it could not be done                exit code 1
        ├── StoreError    the log cannot be opened, read or written
        ├── SettingsError a settings file that cannot be used
        ├── MuteError     the desktop could not be asked, muted or put back
        ├── CourtesyError somebody else could not be told of the session
        ├── SecretError   a token could not be kept or read
        └── LoginError    Presence cannot be started at login

The world's faults are these; a fault of our own stays a plain Python exception and goes to the log.
"""

from presence.core.frozen import Enum


class ErrorCode(Enum):
    """Why it did not work. The value is what ``--json`` shows."""

    # words
    UNKNOWN_KIND = "unknown_kind"  # text, suggestion
    AMBIGUOUS_KIND = "ambiguous_kind"  # text, candidates
    BAD_TIME = "bad_time"  # text; what: "day", where it is one
    BAD_LENGTH = "bad_length"  # text
    BAD_ENTRY = "bad_entry"  # text, part
    AMBIGUOUS_ENTRY = "ambiguous_entry"  # text, readings, lines
    BAD_FILTER = "bad_filter"  # text
    UNKNOWN_REASON = "unknown_reason"  # text, candidates
    BAD_LOOK = "bad_look"  # text
    BAD_SCORE = "bad_score"  # text
    CONFLICTING_WORDS = "conflicting_words"  # first, second
    BAD_REQUEST = "bad_request"  # detail
    # sessions
    ALREADY_RUNNING = "already_running"  # session, kinds
    NOTHING_RUNNING = "nothing_running"
    NO_LENGTH = "no_length"  # text
    TOO_LONG = "too_long"  # limit
    END_BEFORE_START = "end_before_start"  # started_at, ended_at
    IN_THE_FUTURE = "in_the_future"  # at, now
    ALREADY_OVER = "already_over"  # at
    NOTHING_TO_UNDO = "nothing_to_undo"
    NOTHING_TO_REDO = "nothing_to_redo"
    CHANGED_SINCE = "changed_since"
    NO_SUCH_SESSION = "no_such_session"  # text
    KIND_EXISTS = "kind_exists"  # text
    KIND_IN_USE = "kind_in_use"  # text
    NOTHING_TO_NUDGE = "nothing_to_nudge"  # text
    NO_SUCH_LOOK = "no_such_look"  # text
    LOOK_OUTSIDE = "look_outside"  # at, started_at, ended_at
    SPLIT_OUTSIDE = "split_outside"  # at, started_at, ended_at
    JOIN_OVER_GAP = "join_over_gap"  # ended_at, started_at
    JOIN_NEEDS_TWO = "join_needs_two"
    STILL_GOES_ON = "still_goes_on"  # session, kinds
    NO_OVERLAP = "no_overlap"
    WHICH_OVERLAP = "which_overlap"  # count
    OVERLAPS_ITSELF = "overlaps_itself"  # started_at, ended_at
    SESSION_IS_GONE = "session_is_gone"
    LIST_MOVED = "list_moved"
    KIND_IS_GONE = "kind_is_gone"  # text
    NOT_IN_SESSION = "not_in_session"  # text, what: "tag"
    # names
    NO_SUCH_PERSON = "no_such_person"  # text, suggestion
    NO_SUCH_TAG = "no_such_tag"  # text, suggestion
    NO_SUCH_PLACE = "no_such_place"  # text, suggestion
    NO_SUCH_GROUP = "no_such_group"  # text, suggestion
    NAME_TAKEN = "name_taken"  # text, what: "tag", "place", "group", "kind"
    NO_NAME = "no_name"
    MERGES_NOTHING = "merges_nothing"  # text
    # people
    AMBIGUOUS_PERSON = "ambiguous_person"  # text, candidates
    PERSON_EXISTS = "person_exists"  # text
    BAD_RELATION = "bad_relation"  # text, candidates
    BAD_DAYS = "bad_days"  # text
    BOUND_TOO_SOON = "bound_too_soon"  # days, at_most
    BAD_DAY = "bad_day"  # text
    DAY_IS_OVER = "day_is_over"  # text
    DAY_TO_COME = "day_to_come"  # text
    BAD_BIRTHDAY = "bad_birthday"  # text
    BAD_DEED = "bad_deed"  # text, candidates
    TEXT_TOO_LONG = "text_too_long"  # field, limit
    NO_SUCH_FOLLOW_UP = "no_such_follow_up"  # text
    NO_FREE_EVENING = "no_free_evening"  # days
    # goals
    BAD_GOAL = "bad_goal"  # text, part
    NO_SUCH_GOAL = "no_such_goal"  # text
    BAD_BREAK = "bad_break"  # text
    # plans
    BAD_PLAN = "bad_plan"  # text, part
    BAD_RULE = "bad_rule"  # text, part
    NO_SUCH_PLAN = "no_such_plan"  # text
    NOT_A_DAY_OF_PLAN = "not_a_day_of_plan"  # text
    # the app
    APP_DID_NOT_START = "app_did_not_start"  # detail
    APP_DID_NOT_ANSWER = "app_did_not_answer"
    NO_APP = "no_app"
    NO_SCREEN = "no_screen"
    # the programs, as they are installed
    INTEGRATED_BY_PACKAGE = "integrated_by_package"  # path
    ONLY_OWN_HOME = "only_own_home"
    APP_IS_OLDER = "app_is_older"  # path, found, known
    PIECE_NOT_WRITABLE = "piece_not_writable"  # path, detail
    TRACE_NOT_REMOVED = "trace_not_removed"  # path, detail
    KEY_NOT_LET_GO = "key_not_let_go"  # path
    # the home and the log
    HOME_NOT_WRITABLE = "home_not_writable"  # path, detail
    DISK_FULL = "disk_full"  # path
    LOG_IS_NEWER = "log_is_newer"  # path, found, known
    # Of a log that cannot be used also: backup, backup_at, session_count
    LOG_IS_DAMAGED = "log_is_damaged"  # path, detail; file, where it is not the log itself
    LOG_IS_GONE = "log_is_gone"  # path, leads_to
    LOG_IS_FOREIGN = "log_is_foreign"  # path
    LOG_IS_BUSY = "log_is_busy"  # path
    NO_LOG_YET = "no_log_yet"
    NOTHING_TO_SALVAGE = "nothing_to_salvage"  # path
    NO_SUCH_FILE = "no_such_file"  # path
    # files to exchange with
    UNKNOWN_FORMAT = "unknown_format"  # text, candidates
    FILE_EXISTS = "file_exists"  # path
    FILE_IS_READ = "file_is_read"  # path
    NOT_A_FILE = "not_a_file"  # path
    FILE_NOT_WRITABLE = "file_not_writable"  # path, detail
    FILE_NOT_READABLE = "file_not_readable"  # path, detail
    FILE_IS_EMPTY = "file_is_empty"  # path
    FILE_NOT_UTF8 = "file_not_utf8"  # path
    FILE_NOT_OURS = "file_not_ours"  # path
    FILE_IS_ANOTHER = "file_is_another"  # path, wanted, found, name
    FILE_IS_NEWER = "file_is_newer"  # path, found, known
    FILE_TOO_LARGE = "file_too_large"  # path, megabytes
    COLUMNS_MISSING = "columns_missing"  # path, columns
    NO_TIMES_IN_FILE = "no_times_in_file"  # path
    NO_SUCH_COLUMN = "no_such_column"  # path, text, columns
    DATES_EITHER_WAY = "dates_either_way"  # path
    BAD_MAPPING = "bad_mapping"  # text, candidates
    IMPORT_RUNNING = "import_running"
    IMPORT_STOPPED = "import_stopped"
    EXPORT_STOPPED = "export_stopped"
    APP_HAS_THE_LOG = "app_has_the_log"
    NEEDS_A_YES = "needs_a_yes"  # command
    # settings
    SETTINGS_BROKEN = "settings_broken"  # path, line, detail, kept
    SETTINGS_NEWER = "settings_newer"  # path, found, known
    # the mute
    MUTE_FAILED = "mute_failed"  # mechanism, detail
    MUTE_TIMED_OUT = "mute_timed_out"  # mechanism
    MUTE_LOCKED = "mute_locked"  # mechanism
    MUTE_NEEDS_LINES = "mute_needs_lines"  # mechanism, path
    LEASE_BROKEN = "lease_broken"  # path, detail
    LEASE_ELSEWHERE = "lease_elsewhere"  # path, by_hand; another computer's, or a later version's
    NO_LEASE = "no_lease"
    # the login
    LOGIN_ENTRY_FOREIGN = "login_entry_foreign"  # path, command
    LOGIN_ENTRY_NOT_WRITABLE = "login_entry_not_writable"  # path, detail
    LOGIN_STARTS_NOTHING = "login_starts_nothing"  # command
    # telling others
    COURTESY_NOT_SET_UP = "courtesy_not_set_up"  # target
    COURTESY_NEEDS = "courtesy_needs"  # target, field
    COURTESY_NO_TOKEN = "courtesy_no_token"  # target
    COURTESY_ADDRESS = "courtesy_address"  # text
    COURTESY_UNREACHABLE = "courtesy_unreachable"  # target, host
    COURTESY_NOT_TRUSTED = "courtesy_not_trusted"  # target, host
    COURTESY_TIMED_OUT = "courtesy_timed_out"  # target
    COURTESY_MOVED = "courtesy_moved"  # target, host
    COURTESY_TOKEN_REFUSED = "courtesy_token_refused"  # target
    COURTESY_ANSWERED = "courtesy_answered"  # target, detail
    COURTESY_NO_PROGRAM = "courtesy_no_program"  # target, path
    COURTESY_PROGRAM_FAILED = "courtesy_program_failed"  # target, detail
    # calendars
    CALENDAR_TROUBLE = "calendar_trouble"  # text
    NO_CALENDAR = "no_calendar"
    NO_SUCH_CALENDAR = "no_such_calendar"  # text, candidates
    WHICH_CALENDAR = "which_calendar"  # candidates
    NO_SUCH_EVENT = "no_such_event"  # text
    AMBIGUOUS_EVENT = "ambiguous_event"  # text, candidates
    # the phone on the table
    NO_TABLE = "no_table"
    TABLE_IS_FULL = "table_is_full"  # most
    NO_SUCH_PHONE = "no_such_phone"  # text, candidates
    NO_NETWORK = "no_network"
    NO_SUCH_NETWORK = "no_such_network"  # text, candidates
    PAGE_NOT_OPEN = "page_not_open"  # detail
    PHONES_UNREADABLE = "phones_unreadable"  # path, detail
    # the keyring
    NO_KEYRING = "no_keyring"
    KEYRING_REFUSED = "keyring_refused"  # detail


class PresenceError(Exception):
    """A fault of the world or of the words, told to the person; ``values`` fill the sentence."""

    exit_code = 1

    def __init__(self, code: ErrorCode, **values: object) -> None:
        super().__init__(code.value, values)
        self.code = code
        self.values = values


class NotUnderstood(PresenceError):
    """The words are not ones that Presence knows."""

    exit_code = 2


class Refused(PresenceError):
    """The words are clear, and yet it could not be done."""


class StoreError(Refused):
    """The log or another file in the home cannot be used."""


class SettingsError(Refused):
    """The settings file cannot be used."""


class MuteError(Refused):
    """The desktop could not be asked, muted or put back."""


class CourtesyError(Refused):
    """Somebody else could not be told of the session."""


class SecretError(Refused):
    """A token could not be kept or read."""


class LoginError(Refused):
    """Presence cannot be started at login, or this cannot be undone."""
