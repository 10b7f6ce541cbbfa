#!/bin/sh
# CPU time per request of this mock server and of nginx, for the same number of response bytes over keep-alive.
# Both are pinned to core 1 and wrk to core 0; short runs alternate in the order A B B A, since machines drift.
#
# usage: mock-server/compare-with-nginx.sh [PAIRS] [SECONDS]     (defaults: 6 pairs of 2 s)
# needs: Linux, nginx, wrk, curl, taskset
set -eu
pairs=${1:-6}
seconds=${2:-2}
connections=64
path=/bytes/83
home=$(cd "$(dirname "$0")/.." && pwd)
dir=$(mktemp -d)
mock_pid=
nginx_pid=

cleanup() {
    [ -z "$mock_pid" ] || kill "$mock_pid" 2>/dev/null || true
    [ -z "$nginx_pid" ] || kill "$nginx_pid" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$dir"
}
trap cleanup EXIT
trap 'exit 1' INT TERM

fail() {
    echo "compare-with-nginx: $1" >&2
    exit 1
}

start_mock() {
    "$home/bench" list >/dev/null
    : >"$dir/mock.out"
    taskset -c 1 "$home/bench" mock >"$dir/mock.out" &
    mock_pid=$!
    until grep -q listening "$dir/mock.out"; do
        kill -0 "$mock_pid" 2>/dev/null || fail "expected the mock server to start, got an exit"
        sleep 0.1
    done
    mock_url=$(sed 's/.*\(http:[^ ]*\).*/\1/' "$dir/mock.out")
}

response_bytes() {
    curl -s -o /dev/null -w '%{size_header} %{size_download}' "$1$path" | awk '{ print $1 + $2 }'
}

# nginx's header can't be made as short as the mock server's, so its body is made shorter by the difference.
start_nginx() {
    body=$(printf "%$((83 - 51))s" | tr ' ' x)
    cat >"$dir/nginx.conf" <<CONF
worker_processes 1;
daemon off;
pid $dir/nginx.pid;
error_log $dir/error.log;
events { worker_connections 4096; }
http {
    access_log off;
    server_tokens off;
    keepalive_requests 1000000000;
    keepalive_timeout 1h;
    default_type text/plain;
    client_body_temp_path $dir/t1; proxy_temp_path $dir/t2; fastcgi_temp_path $dir/t3;
    uwsgi_temp_path $dir/t4; scgi_temp_path $dir/t5;
    server { listen 127.0.0.1:$1; location / { return 200 "$body"; } }
}
CONF
    taskset -c 1 nginx -p "$dir" -c "$dir/nginx.conf" -e "$dir/error.log" &
    nginx_pid=$!
    nginx_url=http://127.0.0.1:$1
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        curl -s -o /dev/null "$nginx_url$path" && return
        sleep 0.2
    done
    fail "expected nginx to answer at $nginx_url, got nothing: $(cat "$dir/error.log")"
}

# User and system time of a process in microseconds: fields 14 and 15, counted after the name in parentheses.
cpu_us() {
    ticks=$(getconf CLK_TCK)
    sed 's/.*) //' "/proc/$1/stat" | awk -v t="$ticks" '{ printf "%.0f", ($12 + $13) * 1000000 / t }'
}

# CPU microseconds per request that a server process spends on one run of wrk.
run() {
    before=$(cpu_us "$1")
    requests=$(taskset -c 0 wrk -t1 -c$connections -d"$seconds"s "$2$path" | awk '/requests in/ { print $1 }')
    after=$(cpu_us "$1")
    awk -v c="$((after - before))" -v n="$requests" 'BEGIN { printf "%.3f", c / n }'
}

start_mock
start_nginx "${NGINX_PORT:-18099}"
worker=$(pgrep -P "$nginx_pid")
echo "response bytes: mock $(response_bytes "$mock_url"), nginx $(response_bytes "$nginx_url")"
[ "$(response_bytes "$mock_url")" -eq "$(response_bytes "$nginx_url")" ] ||
    fail "response bytes: expected the same of both; adapt the length of nginx's body in this script"
for _ in 1 2 3 4 5 6; do
    taskset -c 0 wrk -t1 -c$connections -d3s "$mock_url$path" >/dev/null
done
taskset -c 0 wrk -t1 -c$connections -d1s "$nginx_url$path" >/dev/null

pair=1
while [ "$pair" -le "$pairs" ]; do
    if [ $((pair % 2)) -eq 1 ]; then
        mock=$(run "$mock_pid" "$mock_url")
        nginx=$(run "$worker" "$nginx_url")
    else
        nginx=$(run "$worker" "$nginx_url")
        mock=$(run "$mock_pid" "$mock_url")
    fi
    echo "$mock $nginx" | awk '{ printf "%.3f %.3f %.3f\n", $1, $2, $1 / $2 }' | tee -a "$dir/pairs" |
        awk -v p="$pair" '{ print "pair " p ": mock " $1 " us/request, nginx " $2 " us/request, ratio " $3 }'
    pair=$((pair + 1))
done
sort -n -k3 "$dir/pairs" | awk '{ r[NR] = $3 } END { m = int((NR + 1) / 2); n = int(NR / 2) + 1;
    printf "median ratio mock/nginx: %.3f\n", (r[m] + r[n]) / 2 }'
