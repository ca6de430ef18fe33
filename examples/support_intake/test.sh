#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# test.sh PROGRAM: the example as an operator meets it. The printed commands work as printed, a granted reply leaves
# exactly once, whatever dies in between, and the log holds and gives no personal data away.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
state="$work/state"
unset BAILIWICK_STATE BAILIWICK_OPERATOR
jonas='Jonas Weber <jonas.weber@bank.example>'

fail() {
    echo "FAILED: $1"
    [ $# -lt 2 ] || cat "$2"
    exit 1
}
says() { # says FILE WORDS: the output has the words
    grep -qF -- "$2" "$1" || fail "the output lacks '$2'" "$1"
}
mails() { find "$state/outbox/new" -type f | wc -l; }
bank() { "$program" --state "$state" "$@"; }
waiting() { # waiting TOOL NUMBER: the NUMBERth ticket of the tool that waits
    bank --json tickets list --in waiting --limit 500 |
        grep -oE "\"id\":\"[0-9A-Z]{26}\"[^{}]*|\"tool\":\"[a-z_]+\"" | tr '\n' ' ' |
        grep -oE "\"id\":\"[0-9A-Z]{26}\".*" | grep -oE "[0-9A-Z]{26}|\"tool\":\"[a-z_]+\"" |
        awk -v tool="\"tool\":\"$1\"" '/^[0-9A-Z]/ { id = $0 } $0 == tool { print id }' | sed -n "$2p"
}

# 1. It works through the inbox and says what came of it.
bank run >first || fail "the run" first
says first "30 messages in"
says first "never: move_money"
says first "send_reply, for 1 of 3 in support-leads (owner Maria Ruiz)"
says first "The log: valid"
[ "$(mails)" -eq 0 ] || fail "a mail left before anybody agreed"

# 2. The three commands, as they are printed.
sed -n '/^Try next:/,$p' first | sed 1d >commands
[ "$(wc -l <commands)" -eq 3 ] || fail "not three commands" first
while read -r command; do
    bash -c "$command" >came 2>&1 || fail "the printed command: $command" came
done <commands
[ "$(mails)" -eq 1 ] || fail "the granted mail did not leave"
bash -c "$(sed -n 3p commands)" >again 2>&1 && fail "a spent grant ran again" again
says again "already_consumed"
[ "$(mails)" -eq 1 ] || fail "the mail left twice"

# 3. Who asked cannot agree, and a second run does no message twice.
ticket=$(waiting send_reply 1)
bank tickets grant "$ticket" --as "Mallory <mallory@example.net>" --why "let me" >refused 2>&1 && fail "a stranger agreed"
says refused "approver_not_authorized"
bank run >second
says second "30 were worked on before"

# 4. The process dies before the mail leaves: nobody knows, so nothing is repeated until a person says so.
bank tickets grant "$ticket" --as "$jonas" --why "fine" >/dev/null
SUPPORT_INTAKE_CRASH=before bank tickets run "$ticket" --as "$jonas" >/dev/null 2>&1 && fail "it was not killed"
[ "$(mails)" -eq 1 ] || fail "a mail left though the process died before"
bank tickets run "$ticket" --as "$jonas" >unsure 2>&1 && fail "an uncertain ticket ran" unsure
bank tickets show "$ticket" >shown
says shown "uncertain"
says shown "tickets retry"
bank tickets retry "$ticket" --as "$jonas" --why "the outbox has no such mail" >/dev/null
bank tickets run "$ticket" --as "$jonas" >/dev/null
[ "$(mails)" -eq 2 ] || fail "the retried mail did not leave once"

# 5. It dies after the mail left: the mail is there, once.
ticket=$(waiting send_reply 1)
bank tickets grant "$ticket" --as "$jonas" --why "fine" >/dev/null
SUPPORT_INTAKE_CRASH=after bank tickets run "$ticket" --as "$jonas" >/dev/null 2>&1 && fail "it was not killed"
[ "$(mails)" -eq 3 ] || fail "the mail had left before the process died"
bank tickets run "$ticket" --as "$jonas" >unsure 2>&1 && fail "an uncertain ticket ran" unsure
bank tickets override "$ticket" --as "$jonas" --why "it is in the outbox" >/dev/null
[ "$(mails)" -eq 3 ] || fail "the mail left twice"

# 6. The log holds, for us and for a verifier that is not ours; no address of a customer is in it.
bank receipts verify >verified 2>&1 || fail "verify" verified
bank doctor >health 2>&1 || fail "doctor" health
found=$(grep -rlaE 'zoe\.martin|j\.mueller|camille\.bernard|priya\.nair' "$state/log" || true)
[ -z "$found" ] || fail "customers' addresses stand in the log: $found"
for log in agent console; do
    bash "$here/../../tests/receipt/go/run.sh" "$state/log/$log" "$state/log/$log.vkey" >go 2>&1 || {
        [ $? -eq 77 ] || fail "the Go verifier refuses the $log's log" go
    }
    tail -1 go
done

# 7. A customer asks to be forgotten: the values go, the proof stays.
bank receipts erase --subject zoe.martin@example.org --as "$jonas" --why "asked for it" --basis "GDPR Art. 17" >erased
says erased "the log and its proofs still verify"
bank receipts verify >verified 2>&1 || fail "verify after erasing" verified
# 8. Rows of a CSV are worked on as mails are; what people cannot take in an hour is held back.
printf 'text,category\n"My card, the new one, has not arrived",card_arrival\n"He said ""wire it"" now",transfer\n' >rows.csv
state="$work/few" bank run --input rows.csv >few-rows || fail "the run over a CSV" few-rows
says few-rows "2 messages in"
says few-rows "The log: valid"
all="$here/../../../shared/data/banking77/test.csv"
if [ -f "$all" ]; then
    state="$work/many" bank run --input "$all" >all-rows || fail "the run over 3,080 messages" all-rows
    says all-rows "3080 messages in"
    says all-rows "3080  classify_message"
    says all-rows "people in this queue take 60 questions an hour"
    says all-rows "The log: valid"
else
    echo "skipped: no shared data"
fi
echo "all of it is as it should be"
