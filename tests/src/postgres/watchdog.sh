# Runs one throw-away PostgreSQL for one test process: `sh -c "$this" watchdog BIN DIR COMMIT`.
#
# BIN holds `initdb` and `postgres`; DIR is an empty directory that belongs to the caller's user and
# is gone afterwards. Says "ready" on standard output once the server takes connections on a socket in
# DIR. COMMIT is `on` when a commit must outlive the server, else `off`. Standard input is a pipe that the test process holds: it closes when that process ends, however it
# ends, and then the server is stopped and DIR removed. Until then a line on it is an order, answered by
# "done": pause and resume (the server is silent, and speaks again), kill (it dies at once), start.
set -eu
bin=$1
dir=$2
commit=$3
server=

finish() {
  if [ -n "$server" ]; then
    # Immediate shutdown: nobody will miss the data.
    kill -s QUIT "$server" 2>/dev/null || true
    # shellcheck disable=SC2046 # a list of process ids
    kill -s CONT $(processes) 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$dir"
}
# The server's process and its children.
processes() {
  echo "$server"
  cat "/proc/$server/task/$server/children" 2>/dev/null || pgrep -P "$server" || true
}
trap finish EXIT
trap 'exit 1' HUP INT TERM
trap '' PIPE

give_up() {
  echo "$1:" >&2
  cat "$dir/log" >&2
  exit 1
}

# The C collation orders text by bytes, as SQLite does: the same snapshots serve both databases.
"$bin/initdb" -D "$dir/data" -U guildhall --auth=trust --no-sync --encoding=UTF8 --locale=C \
  >"$dir/log" 2>&1 </dev/null || give_up "initdb failed"

# No port: nobody but this user (and root) can reach the socket. Durability is off: a crash loses nothing
# that anybody wants.
start() {
  "$bin/postgres" -D "$dir/data" -k "$dir" -c listen_addresses= -c max_connections=200 \
    -c fsync=off -c "synchronous_commit=$commit" -c full_page_writes=off \
    -c wal_level=minimal -c max_wal_senders=0 -c max_wal_size=64MB -c autovacuum=off -c timezone=UTC \
    >"$dir/log" 2>&1 </dev/null &
  server=$!
  until grep -q '^ready' "$dir/data/postmaster.pid" 2>/dev/null; do
    kill -0 "$server" 2>/dev/null || give_up "postgres did not start"
    sleep 0.02
  done
}

start
echo ready

# Takes orders until the test process ends. (A list of process ids is meant to fall apart into words.)
# shellcheck disable=SC2046
while read -r order; do
  case $order in
    # A child may end between being listed and being reached.
    pause)
      kill -s STOP "$server"
      kill -s STOP $(processes) 2>/dev/null || true
      ;;
    resume) kill -s CONT $(processes) 2>/dev/null || true ;;
    kill)
      kill -s STOP "$server"
      kill -s KILL $(processes) 2>/dev/null || true
      wait "$server" 2>/dev/null || true
      # Nobody is left to own it; a start waits for a fresh one.
      rm -f "$dir/data/postmaster.pid"
      ;;
    start) start ;;
  esac
  echo done
done
