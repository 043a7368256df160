# What only the store knows: ids of actors, venues, views and events.
_demarche_values() {
    local -a values shown
    local line
    for line in ${(f)"$(command demarche __complete $1 "${(Q)PREFIX}" -- "${(@Q)words[2,-1]}" 2>/dev/null)"}; do
        values+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  -- }")
    done
    (( $#values )) || return 1
    # The program has chosen by names too, which zsh would not find in the ids.
    compadd -U -l -d shown -a values
}

