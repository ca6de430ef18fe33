// SPDX-License-Identifier: BSL-1.0

// gotree compares the trees of write_trees.cpp, read from standard input, with those of
// golang.org/x/mod/sumdb/tlog: roots, and every hash of every proof.
package main

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

func stop(format string, args ...interface{}) {
	fmt.Fprintf(os.Stderr, "gotree: "+format+"\n", args...)
	os.Exit(1)
}

func check(err error, what string) {
	if err != nil {
		stop("%s: %v", what, err)
	}
}

type stored []tlog.Hash

func (s stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var hashes []tlog.Hash
	for _, index := range indexes {
		if index >= int64(len(s)) {
			return nil, fmt.Errorf("no hash %d", index)
		}
		hashes = append(hashes, s[index])
	}
	return hashes, nil
}

func hashesOf(words []string) []tlog.Hash {
	var hashes []tlog.Hash
	for _, word := range words {
		bytes, err := hex.DecodeString(word)
		check(err, "hash")
		var hash tlog.Hash
		if copy(hash[:], bytes) != len(hash) || len(bytes) != len(hash) {
			stop("a hash of %d bytes", len(bytes))
		}
		hashes = append(hashes, hash)
	}
	return hashes
}

func same(left, right []tlog.Hash) bool {
	if len(left) != len(right) {
		return false
	}
	for i := range left {
		if left[i] != right[i] {
			return false
		}
	}
	return true
}

func main() {
	var hashes stored
	var roots []tlog.Hash
	var size int64
	var trees, inclusions, consistencies int
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		switch words[0] {
		case "log":
			hashes, roots, size = nil, nil, 0
		case "leaf":
			var leaf []byte
			if len(words) == 2 {
				bytes, err := hex.DecodeString(words[1])
				check(err, "leaf")
				leaf = bytes
			}
			for int64(len(roots)) <= size { // the root before this leaf
				root, err := tlog.TreeHash(size, hashes)
				check(err, "root")
				roots = append(roots, root)
			}
			more, err := tlog.StoredHashes(size, leaf, hashes)
			check(err, "store")
			hashes = append(hashes, more...)
			size++
		case "tree":
			root, err := tlog.TreeHash(size, hashes)
			check(err, "root")
			if words[1] != strconv.FormatInt(size, 10) || !same([]tlog.Hash{root}, hashesOf(words[2:])) {
				// An empty tree has no hash in older versions of this package.
				if size != 0 {
					stop("another root at size %d", size)
				}
			}
			roots = append(roots[:size], root)
			trees++
		case "inclusion":
			index, err := strconv.ParseInt(words[1], 10, 64)
			check(err, "index")
			proof, err := tlog.ProveRecord(size, index, hashes)
			check(err, "prove")
			if !same(proof, hashesOf(words[2:])) {
				stop("another proof of leaf %d in %d", index, size)
			}
			leaf := hashes[tlog.StoredHashIndex(0, index)]
			check(tlog.CheckRecord(proof, size, roots[size], index, leaf), "inclusion")
			inclusions++
		case "consistency":
			older, err := strconv.ParseInt(words[1], 10, 64)
			check(err, "size")
			proof, err := tlog.ProveTree(size, older, hashes)
			check(err, "prove")
			if !same(proof, hashesOf(words[2:])) {
				stop("another proof from %d to %d", older, size)
			}
			check(tlog.CheckTree(proof, size, roots[size], older, roots[older]), "consistency")
			consistencies++
		default:
			stop("what is %q?", words[0])
		}
	}
	check(lines.Err(), "read")
	if trees == 0 || inclusions == 0 || consistencies == 0 {
		stop("nothing to compare")
	}
	fmt.Printf("gotree: the same, %d trees, %d inclusion and %d consistency proofs\n", trees, inclusions, consistencies)
}
