# What only the store knows: ids of actors, venues, views and events, and the terms of a filter.
_demarche_values() {
    # `_arguments` puts what the list is headed by before our own word.
    local kind="${@[-1]}" line value
    local -a values shown open head=("${(@)@[1,-2]}")
    for line in ${(f)"$(command demarche __complete $kind "${(Q)PREFIX}" -- "${(@Q)words[2,-1]}" 2>/dev/null)"}; do
        value="${line%%$'\t'*}"
        # A term that goes on gets no space behind it.
        if [[ "$value" == *: ]]; then
            open+=("$value")
        else
            values+=("$value")
            shown+=("${line/$'\t'/  -- }")
        fi
    done
    (( $#values + $#open )) || return 1
    # The program has chosen by names too, which zsh would not find in the ids.
    (( $#open )) && compadd $head -U -S '' -a open
    (( $#values )) && compadd $head -U -l -d shown -a values
    return 0
}

