
# What only the store knows: ids of actors, venues, views and events, and the terms of a filter.
# $3 is what is typed of the value, $4 what bash replaces of it, which begins after the last `:` or `=` outside of quotes.
_demarche_values() {
    local line IFS=$'\n' quoted="$5"
    COMPREPLY=()
    for line in $("$1" __complete "$2" "$3" -- "${COMP_WORDS[@]:1}" 2>/dev/null | cut -f1); do
        # A term that goes on gets no space behind it.
        [[ "$line" == *: ]] && compopt -o nospace 2>/dev/null
        line="${line#"${3%"$4"}"}"
        if [[ -z "$quoted" && "$line" == *[!A-Za-z0-9._,:=+-]* ]]; then
            line=$(printf %q "$line")
        fi
        COMPREPLY+=("$line")
    done
    compopt +o default +o bashdefault 2>/dev/null
}

_demarche_all() {
    local word="${COMP_WORDS[COMP_CWORD]}" before="" kind="" each quoted="" typed at
    at=$COMP_CWORD
    typed="$word"
    case "$word" in
    [\'\"]*)
        quoted=1
        typed="${word:1}"
        word="$typed"
        ;;
    *)
        # Bash cuts `--actor=krem` and `actor:krem` at the signs.
        if [[ "$word" == [=:] ]]; then
            word=""
            [[ "$typed" == "=" ]] && typed=""
        fi
        while ((at > 1)) && [[ "${COMP_WORDS[at]}" == ":" || "${COMP_WORDS[at-1]}" == ":" ]]; do
            ((at -= 1))
            typed="${COMP_WORDS[at]}$typed"
        done
        ;;
    esac
    if [[ "${COMP_WORDS[at]}" == "=" ]] && ((at > 1)); then
        before="${COMP_WORDS[at-1]}"
    elif ((at > 1)) && [[ "${COMP_WORDS[at-1]}" == "=" ]]; then
        before="${COMP_WORDS[at-2]}"
    elif ((at > 0)); then
        before="${COMP_WORDS[at-1]}"
    fi
    # `-a speaker=krem`: the value has a sign of its own.
    if [[ "$before" != -* ]]; then
        if [[ "${COMP_WORDS[at]}" == "=" ]] && ((at > 2)); then
            typed="$before="
            before="${COMP_WORDS[at-2]}"
        elif ((at > 3)) && [[ "${COMP_WORDS[at-1]}" == "=" ]]; then
            typed="$before=$typed"
            before="${COMP_WORDS[at-3]}"
        fi
    fi
    case "$before" in
@FLAGS@
    esac
    if [[ -z "$kind" && "$word" != -* && "$before" != -* ]]; then
        for each in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
            case "$each" in
            @EVENTS@)
                kind=event
                break
                ;;
            esac
        done
    fi
    if [[ -n "$kind" ]]; then
        _demarche_values "$1" "$kind" "$typed" "$word" "$quoted"
    else
        _demarche "$@"
    fi
}

if [[ "${BASH_VERSINFO[0]}" -eq 4 && "${BASH_VERSINFO[1]}" -ge 4 || "${BASH_VERSINFO[0]}" -gt 4 ]]; then
    complete -F _demarche_all -o nosort -o bashdefault -o default demarche
else
    complete -F _demarche_all -o bashdefault -o default demarche
fi
