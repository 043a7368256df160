
# What only the store knows: ids of actors, venues, views and events.
_demarche_values() {
    local line IFS=$'\n'
    COMPREPLY=()
    for line in $("$1" __complete "$2" "$3" -- "${COMP_WORDS[@]:1}" 2>/dev/null | cut -f1); do
        if [[ "$line" == *[!A-Za-z0-9._,+-]* ]]; then
            line=$(printf %q "$line")
        fi
        COMPREPLY+=("$line")
    done
    compopt +o default +o bashdefault 2>/dev/null
}

_demarche_all() {
    local word="${COMP_WORDS[COMP_CWORD]}" before="" kind="" each
    if ((COMP_CWORD > 0)); then
        before="${COMP_WORDS[COMP_CWORD-1]}"
    fi
    # Bash cuts `--actor=krem` at the sign.
    if [[ "$word" == "=" ]]; then
        word=""
    elif [[ "$before" == "=" ]] && ((COMP_CWORD > 1)); then
        before="${COMP_WORDS[COMP_CWORD-2]}"
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
        _demarche_values "$1" "$kind" "$word"
    else
        _demarche "$@"
    fi
}

if [[ "${BASH_VERSINFO[0]}" -eq 4 && "${BASH_VERSINFO[1]}" -ge 4 || "${BASH_VERSINFO[0]}" -gt 4 ]]; then
    complete -F _demarche_all -o nosort -o bashdefault -o default demarche
else
    complete -F _demarche_all -o bashdefault -o default demarche
fi
