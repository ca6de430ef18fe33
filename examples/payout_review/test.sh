#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# test.sh PROGRAM: the example as its people meet it, over a PostgreSQL server of its own: signed approvals by finance
# and risk, two processes that pay, a narrowed payout, and an incident with pause, uncertain ticket, override and report.
set -euo pipefail
program=$1
work=$(mktemp -d)
cd "$work"

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
if [ ! -x "$bin/initdb" ] || ! command -v ssh-keygen >/dev/null; then
    echo "skipped: no PostgreSQL server, or no ssh-keygen"
    rm -rf "$work"
    exit 0
fi
as_owner() { "$@"; }
if [ "$(id -u)" -eq 0 ]; then
    as_owner() { setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; }
    mkdir "$work/pg" && chown postgres "$work/pg" && chmod 755 "$work"
else
    mkdir "$work/pg"
fi
cd "$work/pg"
as_owner "$bin/initdb" -D "$work/pg/data" -A trust -U payout --no-sync >/dev/null
as_owner "$bin/pg_ctl" -D "$work/pg/data" -w -s -l "$work/pg/log" \
    -o "-k $work/pg -c listen_addresses= -c unix_socket_permissions=0777" start >/dev/null
trap 'as_owner "$bin/pg_ctl" -D "$work/pg/data" -s -m immediate stop || true; rm -rf "$work"' EXIT
cd "$work"
export PAYOUT_DATABASE="host=$work/pg dbname=postgres user=payout"
unset BAILIWICK_STATE BAILIWICK_OPERATOR
state="$work/state"

fail() {
    echo "FAILED: $1"
    [ $# -lt 2 ] || cat "$2"
    exit 1
}
says() { grep -qF -- "$2" "$1" || fail "the output lacks '$2'" "$1"; }
board() { "$program" --state "$state" "$@"; }
sql() { "$bin/psql" -qtAX "$PAYOUT_DATABASE" -c "$1"; }
ticket_of() { grep -E "  $1  " asked | cut -d' ' -f1; }

# 1. The agent reads the claims and asks for what it may ask for.
board run ask >asked || fail "asking" asked
[ "$(grep -c "waits for the board" asked)" -eq 3 ] || fail "not three questions" asked
says asked "out_of_bounds"          # the roof is above what the row allows: it is not even asked
[ "$(sql 'SELECT count(*) FROM ledger')" -eq 0 ] || fail "money moved before anybody agreed"

# 2. Keys of the board, and whose they are.
for who in nadia.brandt oscar.lindholm priya.raman felix.moreau; do
    ssh-keygen -q -t ed25519 -N '' -C "$who" -f "$who"
    echo "$who@insurer.example namespaces=\"bailiwick-approval\" $(cut -d' ' -f1,2 "$who.pub")"
done >"$state/allowed_signers"
nadia='Nadia Brandt <nadia.brandt@insurer.example>'
oscar='Oscar Lindholm <oscar.lindholm@insurer.example>'
priya='Priya Raman <priya.raman@insurer.example>'
felix='Felix Moreau <felix.moreau@insurer.example>'

# 3. Unsigned, by who asked, twice by finance: none of it is enough.
water=$(ticket_of C-1001)
board tickets grant "$water" --as "$nadia" --why ok >came 2>&1 && fail "an unsigned decision counted" came
says came "--key FILE"
board tickets grant "$water" --as "$felix" --why ok --key felix.moreau >came 2>&1 && fail "who asked decided" came
says came "self_approval"
board tickets grant "$water" --as "$nadia" --why ok --key priya.raman >came 2>&1 && fail "a key of another" came
board tickets grant "$water" --as "$nadia" --why "invoice seen" --key nadia.brandt >came || fail "finance" came
board tickets grant "$water" --as "$oscar" --why "invoice seen" --key oscar.lindholm >came || fail "finance twice" came
says came "risk is missing"
board run pay >came && says came "0 paid"
board tickets show "$water" --to-sign grant --as "$priya" --why "case 77 read" >statement
ssh-keygen -q -Y sign -n bailiwick-approval -f priya.raman statement
board tickets grant "$water" --as "$priya" --why "case 77 read" --signature statement.sig >came || fail "risk" came
says came "is granted"

# 4. The board answers the bicycle with less.
bicycle=$(ticket_of C-1002)
board tickets narrow "$bicycle" --to '{"amount_in_cents":40000}' --as "$priya" --why "it was ten years old" >came 2>&1 ||
    fail "narrowing" came
less=$(grep -oE "[0-9A-Z]{26}" came | tail -n 1)
[ "$less" != "$bicycle" ] || fail "no new ticket" came
for who in nadia priya; do
    name=$who; [ $who = nadia ] && key=nadia.brandt || key=priya.raman
    board tickets grant "$less" --as "${!name}" --why "less is right" --key $key >came || fail "grant of less" came
done

# 5. Two processes pay at the same time: each payment happens once.
PAYOUT_ROLE=agent-1 board run pay >one & PAYOUT_ROLE=agent-2 board run pay >two & wait
[ "$(sql 'SELECT string_agg(cents::text, chr(44) ORDER BY cents) FROM ledger')" = "40000,174000" ] ||
    fail "the ledger is not what the board signed" one

# 6. The incident: a process dies in the middle of a payment.
window=$(ticket_of C-1003)
board tickets grant "$window" --as "$nadia" --why "invoice seen" --key nadia.brandt >/dev/null
board tickets grant "$window" --as "$priya" --why "case 79 read" --key priya.raman >/dev/null
PAYOUT_CRASH=after board run pay >/dev/null 2>&1 && fail "it was not killed"
board pause --as "$felix" --why "a payment was cut off" >came || fail "pausing" came
board run pay >came 2>&1 || true
[ "$(sql 'SELECT count(*) FROM ledger')" -eq 3 ] || fail "a paused agent paid" came
board tickets list >came && says came "uncertain"
board tickets override "$window" --as "$nadia" --why "ledger entry 3 is there" >came 2>&1 &&
    fail "an unsigned override counted" came
board tickets override "$window" --as "$nadia" --why "ledger entry 3 is there" --key nadia.brandt >came ||
    fail "the override" came
says came "overridden"
board resume --as "$felix" --why "the payment is accounted for" >came || fail "resuming" came
board run pay >came && says came "0 paid"
[ "$(sql 'SELECT count(*) FROM ledger')" -eq 3 ] || fail "the payment was made twice" came

# 7. The report: what strangers can check.
board receipts verify >came || fail "the logs" came
board receipts approvals >came || fail "the signatures" came
says came "all of them good"
grep -v oscar "$state/allowed_signers" >others
board receipts approvals --signers others >came 2>&1 && fail "a signer who is not listed passed" came
board --json receipts list --type approval --limit 100 >approvals.json
python3 - <<'PY' || fail "the approvals in the receipts"
import json, subprocess
receipts = [each["receipt"] for each in json.load(open("approvals.json"))["receipts"]]
signed = [each["approval"] for each in receipts if "ssh" in each["approval"]]
assert len(signed) == 7, len(signed)
for each in signed:
    open("checked.sig", "w").write(each["ssh"]["signature"])
    for text, good in ((each["ssh"]["statement"], True), (each["ssh"]["statement"] + " ", False)):
        came = subprocess.run(["ssh-keygen", "-q", "-Y", "verify", "-n", "bailiwick-approval", "-f",
                               "state/allowed_signers", "-I", each["by"], "-s", "checked.sig"],
                              input=text.encode(), capture_output=True)
        assert (came.returncode == 0) == good, came.stderr
PY
echo "payouts: signed by two duties, paid once, checked with ssh-keygen alone"
