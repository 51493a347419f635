# Completion of presence for bash. To switch it on, put this into ~/.bashrc:
#     source …/resources/completions/presence.bash
# or copy it to ~/.local/share/bash-completion/completions/presence.

_presence_relations=(partner child parent sibling family friend housemate neighbour acquaintance
    colleague manager report customer other)

_presence_said() { # what the program itself knows: commands, kinds, people, tags …
    "${COMP_WORDS[0]}" complete "$1" "${_presence_home[@]}" 2>/dev/null
}

_presence_offer() { # the lines on stdin that begin as the word does, quoted where they need it
    local line typed=${1#[\"\']}
    while IFS= read -r line; do
        [[ ${line,,} == "${typed,,}"* ]] && COMPREPLY+=("$(printf '%q' "$line")")
    done
}

_presence_names() { # what a command on names does, and then the names that there are
    local actions='list rename merge'
    case $1 in
        people) actions+=' group show add edit due wrote not-now book met events follow-ups
            follow-up done cadence' ;;
        tags) actions+=' remove' ;;
        groups) actions='list add edit remove' ;;
        kinds) actions+=' add edit remove' ;;
    esac
    if [[ $1 == people && $2 == cadence ]]; then
        _presence_offer "$3" < <(printf '%s\n' "${_presence_relations[@]}")
    elif [[ $2 == "$1" ]]; then
        _presence_offer "$3" < <(printf '%s\n' $actions)
    else
        _presence_offer "$3" < <(_presence_said "$1")
    fi
}

_presence() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local command='' at each options=''
    local -a _presence_home=()
    COMPREPLY=()
    for ((at = 1; at < COMP_CWORD; at++)); do
        each=${COMP_WORDS[at]}
        if [[ $each == --home && at+1 -lt COMP_CWORD ]]; then
            ((at++))
            _presence_home=(--home "${COMP_WORDS[at]/#\~/$HOME}")
        elif [[ $each != -* && -z $command ]]; then
            command=$each
        fi
    done

    case $before in
        --home)
            mapfile -t COMPREPLY < <(compgen -d -- "$word")
            return
            ;;
        --kind) _presence_offer "$word" < <(_presence_said kinds); return ;;
        --with | --without | --person | --add | --remove) _presence_offer "$word" < <(_presence_said people); return ;;
        --tag | --untag) _presence_offer "$word" < <(_presence_said tags); return ;;
        --revoke) _presence_offer "$word" < <(_presence_said phones); return ;;
        --place) _presence_offer "$word" < <(_presence_said places); return ;;
        --into) _presence_offer "$word" < <(_presence_said "$command"); return ;;
        --for | --length) _presence_offer "$word" <<<$'15m\n30m\n45m\n60m\n90m\n2h'; return ;;
        --ago) _presence_offer "$word" <<<$'5m\n10m\n30m'; return ;;
        --look-source) _presence_offer "$word" <<<$'self\ninput\nphone'; return ;;
        --look-reason)
            _presence_offer "$word" <<<$'habit\nneeded\nemergency\nshowed\ncall\nuntold'
            return
            ;;
        --relation)
            _presence_offer "$word" < <(printf '%s\n' "${_presence_relations[@]}" none)
            return
            ;;
        --by) _presence_offer "$word" <<<relation; return ;;
        --met) _presence_offer "$word" <<<$'person\nonline\nnone'; return ;;
        --then) _presence_offer "$word" <<<$'connect\nwrite\nbook'; return ;;
        --every | --at-most) _presence_offer "$word" <<<$'1w\n2w\n3w\n1m\n3m\nnone'; return ;;
        --in) _presence_offer "$word" <<<$'1d\n3d\n1w\n2w'; return ;;
        --out)
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            return
            ;;
        --reason) _presence_offer "$word" <<<$'habit\nneeded\nemergency\nshowed\ncall'; return ;;
        --nature) _presence_offer "$word" <<<$'away\ndesk'; return ;;
        --sphere) _presence_offer "$word" <<<$'work\nprivate'; return ;;
        --around)
            each=${word%"${word##*,}"} # what is there of the list
            _presence_offer "$word" < <(
                printf '%s\n' "$each"{pause-players,mute-sound,keep-screen-on,lock-screen} none
            )
            return
            ;;
        --phones) _presence_offer "$word" <<<$'yes\nmostly\nno\nnone'; return ;;
        --enjoyed | --distracted) _presence_offer "$word" <<<$'1\n2\n3\n4\n5\nnone'; return ;;
        --watch | --nudge)
            if [[ $command == kinds ]]; then
                _presence_offer "$word" <<<$'on\noff'
                return
            fi
            ;;
        --sleep) _presence_offer "$word" <<<$'ask\ncount'; return ;;
        --over-time) _presence_offer "$word" <<<$'stay\ncount\nend'; return ;;
        --until | --at | --from | --to | --note | --text | --limit | --name | --bound | \
            --bound-after-plan | --look | --take-back | --word)
            return
            ;;
    esac

    if [[ $word == -* ]]; then
        case $command in
            '') options='--home --help --version' ;;
            start) options='--with --for --until --open --ago --place --note --switch --no-spawn
                --foreground --ask' ;;
            stop) options='--at --still-going' ;;
            slip) options='--reason --for --undo' ;;
            status) options='--watch --quiet' ;;
            week | month | year) options='--by --averages --compare --hours --from --to --html --png --pdf
                --with-names --force' ;;
            add) options='--dry-run' ;;
            log) options='--from --to --kind --with --with-all --tag --place --text --kept --looked
                --not-known --look-hour --look-reason --look-source
                --unconfirmed --overlapping --limit --long --history' ;;
            overlaps) options='--end-first --begin-second --merge' ;;
            merge) options='--kind' ;;
            edit) options='--kind --with --add --remove --tag --untag --alone --from --to --for --place --note --phones
                --enjoyed --distracted --word --look --reason --take-back --confirm' ;;
            people) options='--nick --relation --met --met-on --met-at --link --unlink --birthday
                --note --every --at-most --quiet-until --archive --unarchive --all --until --on --at
                --for --kind --place --out --force --in --about --then --session --into' ;;
            tags | places) options='--into' ;;
            groups) options='--with --without --name' ;;
            kinds) options='--into --name --length --nature --sphere --over-time --bound
                --bound-after-plan --watch --nudge --sleep --around' ;;
            mute) options='--look-only' ;;
            courtesy) options='--token-stdin' ;;
            phone) options='--guests --network --list --revoke' ;;
            calendar) options='--name --user --password-stdin --not-secret --all --days' ;;
            restore) options='--salvage --dry-run --yes' ;;
            export) options='--from --to --kind --with --tag --force --without-names' ;;
            import) options='--dates --dry-run --force --map --rejects --unlocks --update' ;;
            unlocks) options='--reason' ;;
            forget) options='--person --with-sessions --before --everything --dry-run --yes' ;;
            integrate) options='--dry-run' ;;
            uninstall) options='--keep-log --export-log --delete-log --dry-run --yes' ;;
            doctor) options='--paths' ;;
        esac
        [[ -z $command ]] || options+=' --json --home --help'
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
        return
    fi
    case $command in
        '') _presence_offer "$word" < <(_presence_said commands) ;;
        start) _presence_offer "$word" < <(_presence_said kinds) ;;
        extend) _presence_offer "$word" <<<$'15m\n30m\n60m' ;;
        kinds | people | tags | places | groups) _presence_names "$command" "$before" "$word" ;;
        goals) [[ $before != goals ]] || _presence_offer "$word" <<<$'list\nadd\nedit\nremove\nbreak' ;;
        plans) [[ $before != plans ]] || _presence_offer "$word" <<<$'list\nadd\nedit\nremove\nskip\npause\non\noff' ;;
        calendar) [[ $before != calendar ]] || _presence_offer "$word" <<<$'list\nadd\nremove\nupcoming\nwhy\nrefresh' ;;
        mute) _presence_offer "$word" <<<$'status\nrelease\ndoctor\nsetup' ;;
        unlocks) [[ $before != unlocks ]] || _presence_offer "$word" <<<$'list\naccept\ndismiss\ndelete' ;;
        restore | verify) _presence_offer "$word" < <(_presence_said backups) ;;
        export | import)
            case $before in
                export | import) _presence_offer "$word" < <(_presence_said "${before}s") ;;
                *) mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
            esac
            ;;
        courtesy)
            case $before in
                courtesy) _presence_offer "$word" <<<$'list\nadd\nremove\ntest' ;;
                list | add | remove | test)
                    _presence_offer "$word" < <(_presence_said courtesies)
                    ;;
            esac
            ;;
    esac
}

complete -F _presence presence
