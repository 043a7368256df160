
# What only the store knows: ids of actors, venues, views and events, and the terms of a filter.
function __demarche_values
    set -l word (commandline -ct | string replace -r '^--?[a-z-]+=' '' | string replace -r '^["\']' '')
    command demarche __complete $argv[1] "$word" -- (commandline -opc)[2..-1] 2>/dev/null
end
