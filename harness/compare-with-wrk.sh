#!/bin/sh
# CPU time per fetch of every style beside wrk's, over keep-alive with 64 in flight, against the same mock server in the same
# minutes: wrk, then one round of all styles, and so on. wrk is a yardstick here and not needed for anything else.
#
# usage: harness/compare-with-wrk.sh [ROUNDS] [STYLES]     (default: 4 rounds of every style)
# needs: Linux, wrk, taskset
set -eu
rounds=${1:-4}
styles=${2:-}
target=/bytes/83
home=$(cd "$(dirname "$0")/.." && pwd)
dir=$(mktemp -d)
mock_pid=

cleanup() {
    [ -z "$mock_pid" ] || kill "$mock_pid" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$dir"
}
trap cleanup EXIT
trap 'exit 1' INT TERM

fail() {
    echo "compare-with-wrk: $1" >&2
    exit 1
}

command -v wrk >/dev/null || fail "wrk: expected it on the PATH, got none; apt-get install wrk"
command -v taskset >/dev/null || fail "taskset: expected it on the PATH, got none; apt-get install util-linux"

start_mock() {
    "$home/bench" list >/dev/null
    taskset -c 1 "$home/bench" mock --exit-with-stdin <"$dir/stdin" >"$dir/mock.out" &
    mock_pid=$!
    exec 3>"$dir/stdin"
    until grep -q listening "$dir/mock.out"; do
        kill -0 "$mock_pid" 2>/dev/null || fail "expected the mock server to start, got an exit"
        sleep 0.1
    done
    url=$(sed 's/.*\(http:[^ ]*\).*/\1/' "$dir/mock.out")$target
}

# User and system time of a wrk run over its requests, in microseconds.
wrk_us() {
    # shellcheck disable=SC2016 # expanded by the inner shell, whose children's times are wanted
    taskset -c 0 sh -c 'wrk -t1 -c64 -d"$1"s "$2"; times' sh "$1" "$url" >"$dir/wrk.out"
    awk '/requests in/ { requests = $1 } END { split($1, u, "m"); split($2, s, "m"); sub("s", "", u[2]); sub("s", "", s[2])
        printf "%.3f\n", (u[1] * 60 + u[2] + s[1] * 60 + s[2]) * 1e6 / requests }' "$dir/wrk.out"
}

mkfifo "$dir/stdin"
start_mock
wrk_us 5 >/dev/null
round=1
while [ "$round" -le "$rounds" ]; do
    before=$(wrk_us 3)
    "$home/bench" run --in-flight 64 --rounds 1 --slices 30 --results "$dir/runs" ${styles:+--styles "$styles"} >/dev/null
    after=$(wrk_us 3)
    for csv in "$dir"/runs/*/results.csv; do
        awk -F, -v before="$before" -v after="$after" '$9 == "cpu_us_per_fetch" {
            wrk = (before + after) / 2; printf "%s %.3f %.3f %.3f %s\n", $3, $11, wrk, $11 / wrk, $12 }' "$csv"
    done >>"$dir/rows"
    rm -rf "$dir/runs"
    round=$((round + 1))
done

printf '%-28s %10s %10s %s\n' style 'us/fetch' 'wrk us' 'ratio to wrk: median (lowest-highest round)'
cut -d' ' -f1 "$dir/rows" | awk '!seen[$0]++' | while read -r arm; do
    awk -v arm="$arm" '$1 == arm' "$dir/rows" | sort -n -k4 | awk -v arm="$arm" '
        { us[NR] = $2; wrk[NR] = $3; ratio[NR] = $4 }
        END { m = int((NR + 1) / 2); n = int(NR / 2) + 1
            printf "%-28s %10.2f %10.2f %.2f (%.2f-%.2f)\n", arm, (us[m] + us[n]) / 2, (wrk[m] + wrk[n]) / 2, (ratio[m] + ratio[n]) / 2, ratio[1], ratio[NR] }'
done
