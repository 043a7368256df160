
# What only the store knows: ids of actors, venues, views and events.
function __demarche_values
    set -l word (string replace -r '^--?[a-z-]+=' '' -- (commandline -ct))
    command demarche __complete $argv[1] "$word" -- (commandline -opc)[2..-1] 2>/dev/null
end
