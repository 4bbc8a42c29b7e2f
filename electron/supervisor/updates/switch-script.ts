/**
 * Puts a newer version in the place of the one that is ending, starts it, and waits for it to report a good start; without one, the old
 * version and its data come back. A program of its own, since neither version can watch over this: the old one is gone and the new one
 * may be broken. Every path is an argument; nothing is put into the text.
 *
 * Arguments: the old version's process, its folder or file, the new one, where the old one is kept, what leads from there to the program, the
 * data folder, the new version, and how many tenths of a second it has. What follows is handed to the program.
 */
export const switchScript = `
set -u
pid=$1 folder=$2 next=$3 before=$4 program=$5 data=$6 version=$7 patience=$8
shift 8
updates="$data/updates"
launch() { "$folder$program" "$@" </dev/null >/dev/null 2>&1 & child=$!; }
tell() { printf '%s %s' "$1" "$version" >"$updates/outcome.new" && mv "$updates/outcome.new" "$updates/outcome"; }

waited=0
while kill -0 "$pid" 2>/dev/null; do
  if [ "$waited" -ge 600 ]; then exit 1; fi
  sleep 0.1; waited=$((waited + 1))
done

rm -f "$updates/good-start"
rm -rf "$before"
if ! mv "$folder" "$before"; then tell failed; launch "$@"; exit 1; fi
if ! mv "$next" "$folder"; then mv "$before" "$folder"; tell failed; launch "$@"; exit 1; fi

launch "$@"
waited=0
while [ "$waited" -lt "$patience" ]; do
  if [ "$(cat "$updates/good-start" 2>/dev/null)" = "$version" ]; then exit 0; fi
  kill -0 "$child" 2>/dev/null || break
  sleep 0.1; waited=$((waited + 1))
done
if [ "$(cat "$updates/good-start" 2>/dev/null)" = "$version" ]; then exit 0; fi

kill -KILL "$child" 2>/dev/null
wait "$child" 2>/dev/null
rm -rf "$folder.failed" "$updates/failed"
mv "$folder" "$folder.failed"
mv "$before" "$folder"
mkdir -p "$updates/failed"
for name in companion.db ledger.db preferences.json; do
  for end in '' -wal -shm; do
    if [ -e "$data/$name$end" ]; then mv "$data/$name$end" "$updates/failed/"; fi
  done
  for end in '' -wal; do
    if [ -e "$updates/saved/$name$end" ]; then cp -p "$updates/saved/$name$end" "$data/$name$end"; fi
  done
done
tell backed-out
launch "$@"
`
