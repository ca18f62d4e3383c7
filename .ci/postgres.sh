#!/bin/sh
# Runs a command with TEST_DATABASE_URL naming a private Postgres on a free loopback port, and removes it after.
#   .ci/postgres.sh npx jest test/store
# Without a command it prints the address and waits for Ctrl-C. Needs initdb and pg_ctl (Debian: postgresql).
set -eu
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb || echo /initdb)")
[ -x "$bin/initdb" ] || { echo "postgres.sh: no initdb found; install postgresql" >&2; exit 69; }

dir=$(mktemp -d /tmp/plumbline-postgres-XXXXXX)
port=$(node -e 's=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
# The server refuses to run as root.
if [ "$(id -u)" = 0 ]; then
  user=postgres
  id "$user" >/dev/null 2>&1 || user=nobody
  chown "$user" "$dir"
  as() { (cd / && runuser -u "$user" -- "$@"); }
else
  as() { "$@"; }
fi
stop() {
  as "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$dir"
}
trap stop EXIT
trap 'exit 130' INT TERM

as "$bin/initdb" -D "$dir/data" -U plumbline -A trust -E UTF8 >"$dir.log" 2>&1 || { cat "$dir.log" >&2; exit 70; }
rm -f "$dir.log"
as "$bin/pg_ctl" -D "$dir/data" -w -l "$dir/server.log" \
  -o "-h 127.0.0.1 -p $port -k $dir" start >/dev/null || { cat "$dir/server.log" >&2; exit 70; }
TEST_DATABASE_URL="postgres://plumbline@127.0.0.1:$port/postgres"
export TEST_DATABASE_URL
if [ $# -gt 0 ]; then
  "$@"
else
  echo "$TEST_DATABASE_URL"
  while :; do sleep 3600 & wait $!; done
fi
