#!/bin/sh
# Runs a command with TEST_NATS_URL naming a private NATS server with JetStream on a free loopback port, and removes
# it after. Tests that stop servers of their own find the program in TEST_NATS_SERVER.
#   sh .ci/postgres.sh sh .ci/nats.sh npx jest test/store
# Installs Debian's nats-server where it is missing; where it cannot be had, the command runs without it.
set -eu
find_server() { command -v nats-server || ls /usr/sbin/nats-server 2>/dev/null || true; }
server=$(find_server)
if [ -z "$server" ]; then
  { apt-get update -qq && apt-get install -y -qq nats-server; } >/dev/null 2>&1 || true
  server=$(find_server)
fi
if [ -z "$server" ]; then
  echo "nats.sh: no nats-server, and it cannot be installed here: what needs it is SKIPPED" >&2
  [ $# -gt 0 ] || exit 69
  exec "$@"
fi

dir=$(mktemp -d /tmp/plumbline-nats-XXXXXX)
port=$(node -e 's=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
"$server" -a 127.0.0.1 -p "$port" -js -sd "$dir" >"$dir/server.log" 2>&1 &
pid=$!
stop() {
  kill "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
  rm -rf "$dir"
}
trap stop EXIT
trap 'exit 130' INT TERM

ready() { node -e 's=require("net").connect(+process.argv[1],"127.0.0.1",()=>process.exit(0));s.on("error",()=>process.exit(1))' "$port"; }
tries=0
until ready; do
  tries=$((tries + 1))
  if [ "$tries" -ge 100 ] || ! kill -0 "$pid" 2>/dev/null; then
    cat "$dir/server.log" >&2
    exit 70
  fi
  sleep 0.1
done
TEST_NATS_URL="nats://127.0.0.1:$port"
TEST_NATS_SERVER=$server
export TEST_NATS_URL TEST_NATS_SERVER
if [ $# -gt 0 ]; then
  "$@"
else
  echo "$TEST_NATS_URL"
  while :; do sleep 3600 & wait $!; done
fi
