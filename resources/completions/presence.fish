# Completion of presence for fish: copy this to ~/.config/fish/completions/.

function __presence_said --description 'what the program itself knows: commands, kinds, people'
    set -l words (commandline -opc)
    set -l home
    set -l at (contains -i -- --home $words)
    and set -q words[(math $at + 1)]
    and set home --home $words[(math $at + 1)]
    eval (string escape -- $words[1] complete $argv $home) 2>/dev/null
end

function __presence_command --description 'the command that was typed'
    set -l skip 0
    for word in (commandline -opc)[2..]
        if test $skip -eq 1
            set skip 0
        else if test "$word" = --home
            set skip 1
        else if not string match -q -- '-*' $word
            echo $word
            return 0
        end
    end
    return 1
end

function __presence_in --description 'whether one of these commands was typed'
    contains -- (__presence_command; or echo) $argv
end

function __presence_after --description 'whether a word was typed after this command'
    set -l words (commandline -opc)
    set -l at (contains -i -- $argv[1] $words); and test (count $words) -gt $at
end

complete -c presence -f
complete -c presence -n 'not __presence_command' -a '(__presence_said commands)'
complete -c presence -n 'not __presence_command' -l version -d 'print the version'
complete -c presence -l home -r -a '(__fish_complete_directories)' -d 'keep all files there'
complete -c presence -l help -d 'say how it is used'
complete -c presence -n __presence_command -l json -d 'print JSON'

complete -c presence -n '__presence_in start' -a '(__presence_said kinds)'
complete -c presence -n '__presence_in start' -l with -x -a '(__presence_said people)' -d 'with whom'
complete -c presence -n '__presence_in start' -l for -x -a '15m 30m 45m 60m 90m 2h' -d 'how long'
complete -c presence -n '__presence_in start' -l until -x -d 'until when'
complete -c presence -n '__presence_in start' -l open -d 'without a planned end'
complete -c presence -n '__presence_in start' -l ago -x -a '5m 10m 30m' -d 'started some time ago'
complete -c presence -n '__presence_in start' -l place -x -d 'where'
complete -c presence -n '__presence_in start' -l note -x -d 'a note'
complete -c presence -n '__presence_in start' -l switch -d 'end the running one and start this'
complete -c presence -n '__presence_in start' -l no-spawn -d 'do not bring up the app'
complete -c presence -n '__presence_in start' -l foreground -d 'run the app here'
complete -c presence -n '__presence_in start' -l ask -d 'open the start window'
complete -c presence -n '__presence_in stop' -l at -x -d 'the end'
complete -c presence -n '__presence_in stop' -l still-going -d 'it goes on'
complete -c presence -n '__presence_in extend' -a '15m 30m 60m'
complete -c presence -n '__presence_in slip' -l undo -d 'take the last one back'
complete -c presence -n '__presence_in slip' -l for -x -a '1m 3m 5m' -d 'for how long, until now'
complete -c presence -n '__presence_in slip' -l reason -x -a 'habit needed emergency showed call' -d why
complete -c presence -n '__presence_in status' -l watch -d 'a line at every change'
complete -c presence -n '__presence_in status' -s q -l quiet -d 'only the exit code'
complete -c presence -n '__presence_in add' -l dry-run -d 'only show what was understood'
complete -c presence -n '__presence_in log' -l from -x -d 'from then on'
complete -c presence -n '__presence_in log' -l to -x -d 'up to then'
complete -c presence -n '__presence_in log' -l kind -x -a '(__presence_said kinds)' -d 'only this kind'
complete -c presence -n '__presence_in log' -l with -x -a '(__presence_said people)' -d 'only with them'
complete -c presence -n '__presence_in log' -l with-all -x -a '(__presence_said people)' -d 'only with all of them'
complete -c presence -n '__presence_in log' -l tag -x -a '(__presence_said tags)' -d 'only with it'
complete -c presence -n '__presence_in log' -l place -x -a '(__presence_said places)' -d 'only there'
complete -c presence -n '__presence_in log' -l kept -d 'only those without a look'
complete -c presence -n '__presence_in log' -l looked -d 'only those with a look'
complete -c presence -n '__presence_in log' -l not-known -d 'only those of which that is not known'
complete -c presence -n '__presence_in log' -l look-hour -x -d 'only with a look in this hour'
complete -c presence -n '__presence_in log' -l look-reason -x -a 'habit needed emergency showed call untold' -d 'only with a look for this'
complete -c presence -n '__presence_in log' -l look-source -x -a 'self input phone' -d 'only with a look noticed so'
complete -c presence -n '__presence_in log' -l overlapping -d 'only those at the same time'
complete -c presence -n '__presence_in log' -l history -d 'what became of it'
complete -c presence -n '__presence_in overlaps' -l end-first -d 'the first ends where the second begins'
complete -c presence -n '__presence_in overlaps' -l begin-second -d 'the second begins where the first ends'
complete -c presence -n '__presence_in overlaps' -l merge -d 'they are one'
complete -c presence -n '__presence_in merge' -l kind -x -a '(__presence_said kinds)' -d 'what it was'
complete -c presence -n '__presence_in log' -l text -x -d 'only what holds this'
complete -c presence -n '__presence_in log' -l unconfirmed -d 'only those whose end is open'
complete -c presence -n '__presence_in log' -l limit -x -d 'so many at most'
complete -c presence -n '__presence_in log' -l long -d 'with each look at a screen'
complete -c presence -n '__presence_in edit' -l kind -x -a '(__presence_said kinds)' -d 'what it was'
complete -c presence -n '__presence_in edit' -l with -x -a '(__presence_said people)' -d 'who was there'
complete -c presence -n '__presence_in edit' -l add -x -a '(__presence_said people)' -d 'who was there too'
complete -c presence -n '__presence_in edit' -l remove -x -a '(__presence_said people)' -d 'who was not'
complete -c presence -n '__presence_in edit' -l tag -x -a '(__presence_said tags)' -d 'give it a tag'
complete -c presence -n '__presence_in edit' -l untag -x -a '(__presence_said tags)' -d 'take a tag off'
complete -c presence -n '__presence_in edit' -l alone -d 'nobody was there'
complete -c presence -n '__presence_in edit' -l from -x -d 'when it began'
complete -c presence -n '__presence_in edit' -l to -x -d 'when it ended'
complete -c presence -n '__presence_in edit' -l for -x -d 'how long it was'
complete -c presence -n '__presence_in edit' -l place -x -a '(__presence_said places)' -d 'where'
complete -c presence -n '__presence_in edit' -l note -x -d 'a note'
complete -c presence -n '__presence_in edit' -l phones -x -a 'yes mostly no none' -d 'phones stayed down'
complete -c presence -n '__presence_in edit' -l enjoyed -x -a '1 2 3 4 5 none' -d 'how much you enjoyed it'
complete -c presence -n '__presence_in edit' -l distracted -x -a '1 2 3 4 5 none' -d 'how distracted you were'
complete -c presence -n '__presence_in edit' -l word -x -d 'your word for it'
complete -c presence -n '__presence_in edit' -l look -x -d 'add a look at a screen'
complete -c presence -n '__presence_in edit' -l reason -x -d 'why you looked' \
    -a 'habit needed emergency showed call none'
complete -c presence -n '__presence_in edit' -l take-back -x -d 'it was no look'
complete -c presence -n '__presence_in edit' -l confirm -d 'it ended as the log says'
complete -c presence -n '__presence_in goals' -a 'list add edit remove break'
complete -c presence -n '__presence_in plans; and not __presence_after plans' \
    -a 'list add edit remove skip pause on off'
complete -c presence -n '__presence_in calendar; and not __presence_after calendar' \
    -a 'list add remove upcoming why refresh'
complete -c presence -n '__presence_in calendar' -l name -x -d 'what it is called here'
complete -c presence -n '__presence_in calendar' -l user -x -d 'the name that the server asks for'
complete -c presence -n '__presence_in calendar' -l password-stdin \
    -d 'read the password from standard input'
complete -c presence -n '__presence_in calendar' -l not-secret \
    -d 'keep the address in the settings file'
complete -c presence -n '__presence_in calendar' -l all -d 'all calendars of the account; all events'
complete -c presence -n '__presence_in calendar' -l days -x -d 'how far to look ahead'
for names in people tags places groups kinds
    complete -c presence -n "__presence_in $names; and __presence_after $names" \
        -a "(__presence_said $names)"
end
complete -c presence -n '__presence_in people; and not __presence_after people' \
    -a 'list rename merge group show add edit due wrote not-now book met events follow-ups follow-up done cadence'
complete -c presence -n '__presence_in people; and __presence_after people; and contains cadence (commandline -opc)' \
    -a 'partner child parent sibling family friend housemate neighbour acquaintance colleague manager report customer other'
complete -c presence -n '__presence_in people' -l nick -x -d 'what you call them'
complete -c presence -n '__presence_in people' -l relation -x -d 'what they are to you' \
    -a 'partner child parent sibling family friend housemate neighbour acquaintance colleague manager report customer other none'
complete -c presence -n '__presence_in people' -l met -x -a 'person online none' -d 'how you met first'
complete -c presence -n '__presence_in people' -l met-on -x -d 'when you met first'
complete -c presence -n '__presence_in people' -l met-at -x -d 'where you met first'
complete -c presence -n '__presence_in people' -l link -x -d 'where they are found'
complete -c presence -n '__presence_in people' -l unlink -x -d 'a link that goes'
complete -c presence -n '__presence_in people' -l birthday -x -d '1984-04-12, or 04-12'
complete -c presence -n '__presence_in people' -l note -x -d 'what you want to remember'
complete -c presence -n '__presence_in people' -l every -x -a '1w 2w 3w 1m 3m none' -d 'how often to see them'
complete -c presence -n '__presence_in people' -l at-most -x -a '2w 3w 6w 2m 6m none' -d 'not later than that'
complete -c presence -n '__presence_in people' -l quiet-until -x -d 'nothing is said of them until then'
complete -c presence -n '__presence_in people' -l archive -d 'nothing is said of them any more'
complete -c presence -n '__presence_in people' -l unarchive -d 'they are as others again'
complete -c presence -n '__presence_in people' -l all -d 'the archived, or those done, too'
complete -c presence -n '__presence_in people' -l until -x -d 'until this day'
complete -c presence -n '__presence_in people' -l on -x -d 'on this day'
complete -c presence -n '__presence_in people' -l at -x -d 'at this time of day'
complete -c presence -n '__presence_in people' -l for -x -a '45m 60m 90m 2h' -d 'for so long'
complete -c presence -n '__presence_in people' -l kind -x -a '(__presence_said kinds)' -d 'what it is'
complete -c presence -n '__presence_in people' -l place -x -a '(__presence_said places)' -d 'where'
complete -c presence -n '__presence_in people' -l out -r -F -d 'the .ics file to write'
complete -c presence -n '__presence_in people' -l force -d 'overwrite a file that is there'
complete -c presence -n '__presence_in people' -l in -x -a '1d 3d 1w 2w' -d 'by then'
complete -c presence -n '__presence_in people' -l about -x -d 'what it is about'
complete -c presence -n '__presence_in people' -l then -x -a 'connect write book' -d 'what is to follow'
complete -c presence -n '__presence_in people' -l session -x -d 'at this session'
complete -c presence -n '__presence_in tags; and not __presence_after tags' \
    -a 'list rename merge remove'
complete -c presence -n '__presence_in places; and not __presence_after places' \
    -a 'list rename merge'
complete -c presence -n '__presence_in groups; and not __presence_after groups' \
    -a 'list add edit remove'
complete -c presence -n '__presence_in kinds; and not __presence_after kinds' \
    -a 'list add edit rename remove merge'
for names in people tags places kinds
    complete -c presence -n "__presence_in $names" -l into -x -a "(__presence_said $names)" \
        -d 'the name that stays'
end
complete -c presence -n '__presence_in groups' -l with -x -a '(__presence_said people)' -d 'who is in it'
complete -c presence -n '__presence_in groups' -l without -x -a '(__presence_said people)' \
    -d 'who is in it no more'
complete -c presence -n '__presence_in groups' -l name -x -d 'its new name'
complete -c presence -n '__presence_in kinds' -l name -x -d 'what windows show'
complete -c presence -n '__presence_in kinds' -l length -x -a '30m 60m 90m open' -d 'the usual length'
complete -c presence -n '__presence_in kinds' -l nature -x -a 'away desk' -d 'where the computer is'
complete -c presence -n '__presence_in kinds' -l sphere -x -a 'work private' -d 'work or private'
complete -c presence -n '__presence_in kinds' -l bound -x -d 'a forgotten one is closed after this'
complete -c presence -n '__presence_in kinds' -l bound-after-plan -x -d 'or so long after its planned end'
complete -c presence -n '__presence_in kinds' -l over-time -x -a 'stay count end' -d 'at the planned end'
complete -c presence -n '__presence_in kinds' -l watch -x -a 'on off' -d 'whether a look at this computer counts'
complete -c presence -n '__presence_in kinds' -l nudge -x -a 'on off' -d 'a friendly word when you look'
complete -c presence -n '__presence_in kinds' -l sleep -x -a 'ask count' -d 'a computer that sleeps'
complete -c presence -n '__presence_in kinds' -l around -x -d 'what else goes quiet' \
    -a '(__fish_append , pause-players mute-sound keep-screen-on lock-screen) none'
complete -c presence -n '__presence_in mute' -a 'status release doctor setup'
complete -c presence -n '__presence_in mute' -l look-only -d 'doctor: mute nothing for a trial'
complete -c presence -n '__presence_in courtesy; and not __fish_seen_subcommand_from add remove test' \
    -a 'list add remove test'
complete -c presence -n '__presence_in courtesy; and __fish_seen_subcommand_from list add remove test' \
    -a '(__presence_said courtesies)'
complete -c presence -n '__presence_in courtesy' -l token-stdin -d 'read the token from standard input'
complete -c presence -n '__presence_in phone' -l guests -d 'for everybody at the table'
complete -c presence -n '__presence_in phone' -l network -x -d 'of several networks, this one'
complete -c presence -n '__presence_in phone' -l list -d 'which phones are remembered'
complete -c presence -n '__presence_in phone' -l revoke -x -a '(__presence_said phones)' -d 'forget this phone'
complete -c presence -n '__presence_in restore' -a '(__presence_said backups)'
complete -c presence -n '__presence_in restore' -l salvage -d 'save what can be saved of a damaged log'
complete -c presence -n '__presence_in restore' -l dry-run -d 'only show what it would change'
complete -c presence -n '__presence_in restore' -l yes -d 'do not ask'
complete -c presence -n '__presence_in verify' -a '(__presence_said backups)'
complete -c presence -n '__presence_in export; and not __presence_after export' -a '(__presence_said exports)'
complete -c presence -n '__presence_in export; and __presence_after export' -F
complete -c presence -n '__presence_in export' -l from -x -d 'from this day or time on'
complete -c presence -n '__presence_in export' -l to -x -d 'up to this day, or this time'
complete -c presence -n '__presence_in export' -l kind -x -a '(__presence_said kinds)' -d 'only this kind'
complete -c presence -n '__presence_in export' -l with -x -a '(__presence_said people)' -d 'only with this person'
complete -c presence -n '__presence_in export' -l tag -x -a '(__presence_said tags)' -d 'only with this tag'
complete -c presence -n '__presence_in export' -l force -d 'overwrite the file if it is there'
complete -c presence -n '__presence_in export' -l without-names -d 'leave out people, places, tags and notes'
complete -c presence -n '__presence_in import; and not __presence_after import' -a '(__presence_said imports)'
complete -c presence -n '__presence_in import; and __presence_after import' -F
complete -c presence -n '__presence_in import' -l dry-run -d 'only show what it would do'
complete -c presence -n '__presence_in import' -l map -x -d 'the column that is what, of any table'
complete -c presence -n '__presence_in import' -l dates -x -a 'dmy mdy ymd' -d 'how days are written in a table'
complete -c presence -n '__presence_in import' -l rejects -r -F -d 'write what is left out into this file'
complete -c presence -n '__presence_in import' -l force -d 'overwrite a file that is there'
complete -c presence -n '__presence_in import' -l update -d 'take what the file has, where the log has other content'
complete -c presence -n '__presence_in import' -l unlocks -d 'unlocks of a phone within sessions, to be accepted or not'
complete -c presence -n '__presence_in unlocks; and not __fish_seen_subcommand_from list accept dismiss delete' \
    -a 'list accept dismiss delete'
complete -c presence -n '__presence_in unlocks' -l reason -x -a 'habit needed emergency showed call' -d 'why the phone was looked at'
complete -c presence -n '__presence_in forget' -l person -x -a '(__presence_said people)' -d 'somebody'
complete -c presence -n '__presence_in forget' -l with-sessions -d 'and every session they were in'
complete -c presence -n '__presence_in forget' -l before -x -d 'everything before that day'
complete -c presence -n '__presence_in forget' -l everything -d 'the whole log and its backups'
complete -c presence -n '__presence_in forget' -l dry-run -d 'only show what would go'
complete -c presence -n '__presence_in forget' -l yes -d 'do not ask'
complete -c presence -n '__presence_in week month year' -l compare -x -a last -d 'beside another one'
complete -c presence -n '__presence_in week month year' -l by -x -a relation -d 'with whom'
complete -c presence -n '__presence_in week month year' -l averages -d 'with --by, beside published averages'
complete -c presence -n '__presence_in week month year' -l hours -d 'only the hours by kind'
complete -c presence -n '__presence_in week month year' -l html -r -F -d 'write it as a web page'
complete -c presence -n '__presence_in week month year' -l png -r -F -d 'write it as a picture'
complete -c presence -n '__presence_in week month year' -l pdf -r -F -d 'write it as a PDF'
complete -c presence -n '__presence_in week month year' -l with-names -d 'files name people and places too'
complete -c presence -n '__presence_in week month year' -l force -d 'overwrite a file that is there'
complete -c presence -n '__presence_in week month year' -l from -x -d 'any days: from this one on'
complete -c presence -n '__presence_in week month year' -l to -x -d 'and up to this one'
complete -c presence -n '__presence_in integrate' -l dry-run -d 'only show what would be written'
complete -c presence -n '__presence_in uninstall' -l keep-log -d 'the log stays, with its backups'
complete -c presence -n '__presence_in uninstall' -l export-log -r -F -d 'write everything into a file, then delete the log'
complete -c presence -n '__presence_in uninstall' -l delete-log -d 'the log goes as well, and its backups'
complete -c presence -n '__presence_in uninstall' -l dry-run -d 'only show what would go'
complete -c presence -n '__presence_in uninstall' -l yes -d 'do not ask'
complete -c presence -n '__presence_in doctor' -l paths -d 'where the files lie'
