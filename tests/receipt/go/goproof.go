// SPDX-License-Identifier: BSL-1.0

// goproof checks offline, with other people's code, that a receipt is in a log that witnesses saw.
//
//	goproof <receipt file> <tlog-proof file> <log's verifier key> [<witness's verifier key> ...]
package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func stop(format string, args ...interface{}) {
	fmt.Fprintf(os.Stderr, "goproof: "+format+"\n", args...)
	os.Exit(1)
}

func check(err error, what string) {
	if err != nil {
		stop("%s: %v", what, err)
	}
}

// witness is a note.Verifier for cosignature/v1, which the package does not have.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
	time uint64
}

func newWitness(text string) *witness {
	parts := strings.SplitN(text, "+", 3)
	if len(parts) != 3 {
		stop("a witness's key has three parts")
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	check(err, "witness's key")
	if len(key) != 33 || key[0] != 4 {
		stop("not a witness's Ed25519 key")
	}
	id := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	w := &witness{name: parts[0], hash: binary.BigEndian.Uint32(id[:]), key: key[1:]}
	if fmt.Sprintf("%08x", w.hash) != parts[1] {
		stop("the id of the witness's key is not that of the key")
	}
	return w
}

func (w *witness) Name() string    { return w.name }
func (w *witness) KeyHash() uint32 { return w.hash }
func (w *witness) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	w.time = binary.BigEndian.Uint64(signature)
	message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", w.time, text)
	return ed25519.Verify(w.key, []byte(message), signature[8:])
}

func hashOf(text string) tlog.Hash {
	bytes, err := base64.StdEncoding.DecodeString(text)
	check(err, "hash")
	var hash tlog.Hash
	if copy(hash[:], bytes) != len(hash) || len(bytes) != len(hash) {
		stop("a hash of %d bytes", len(bytes))
	}
	return hash
}

func main() {
	if len(os.Args) < 4 {
		stop("usage: goproof <receipt> <proof> <log's key> [<witness's key> ...]")
	}
	receipt, err := os.ReadFile(os.Args[1])
	check(err, "read")
	file, err := os.ReadFile(os.Args[2])
	check(err, "read")
	parts := strings.SplitN(string(file), "\n\n", 2)
	if len(parts) != 2 {
		stop("a proof has two parts")
	}
	lines := strings.Split(parts[0], "\n")
	if lines[0] != "c2sp.org/tlog-proof@v1" {
		stop("not a tlog-proof")
	}
	lines = lines[1:]
	if len(lines) > 0 && strings.HasPrefix(lines[0], "extra ") {
		lines = lines[1:]
	}
	if len(lines) == 0 || !strings.HasPrefix(lines[0], "index ") {
		stop("a proof without an index")
	}
	index, err := strconv.ParseInt(lines[0][len("index "):], 10, 64)
	check(err, "index")
	var proof tlog.RecordProof
	for _, line := range lines[1:] {
		proof = append(proof, hashOf(line))
	}

	log, err := note.NewVerifier(strings.TrimSpace(os.Args[3]))
	check(err, "log's key")
	verifiers := []note.Verifier{log}
	for _, text := range os.Args[4:] {
		verifiers = append(verifiers, newWitness(strings.TrimSpace(text)))
	}
	opened, err := note.Open([]byte(parts[1]), note.VerifierList(verifiers...))
	check(err, "checkpoint")
	if len(opened.Sigs) != len(verifiers) {
		stop("%d of %d keys have signed", len(opened.Sigs), len(verifiers))
	}
	head := strings.Split(opened.Text, "\n")
	if len(head) != 4 || head[3] != "" || head[0] != log.Name() {
		stop("not a checkpoint of this log")
	}
	size, err := strconv.ParseInt(head[1], 10, 64)
	check(err, "size")
	check(tlog.CheckRecord(proof, size, hashOf(head[2]), index, tlog.RecordHash(receipt)), "inclusion")
	fmt.Printf("goproof: valid, receipt %d of %d, %d witnesses\n", index, size, len(verifiers)-1)
}
