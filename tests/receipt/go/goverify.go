// SPDX-License-Identifier: BSL-1.0

// goverify checks a receipt log with other people's code: golang.org/x/mod, as Debian packages it.
//
//	goverify <log folder> <verifier key>
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func stop(format string, args ...interface{}) {
	fmt.Fprintf(os.Stderr, "goverify: "+format+"\n", args...)
	os.Exit(1)
}

func check(err error, what string) {
	if err != nil {
		stop("%s: %v", what, err)
	}
}

// head opens a signed checkpoint; its first line is the log's name, so tlog.ParseTree is no help.
func head(path string, key note.Verifier) tlog.Tree {
	text, err := os.ReadFile(path)
	check(err, "read")
	opened, err := note.Open(text, note.VerifierList(key))
	check(err, path)
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[3] != "" || lines[0] != key.Name() {
		stop("%s: not three lines of this log", path)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err, path)
	root, err := base64.StdEncoding.DecodeString(lines[2])
	check(err, path)
	tree := tlog.Tree{N: size}
	if copy(tree.Hash[:], root) != len(tree.Hash) {
		stop("%s: the root is no hash", path)
	}
	return tree
}

type files struct{ folder string }

func (f files) Height() int                            { return 8 }
func (f files) SaveTiles(tiles []tlog.Tile, _ [][]byte) {}

// read gives a tile, or the beginning of the full one in its place.
func (f files) read(tile tlog.Tile) ([]byte, error) {
	path := tile.Path()
	path = strings.Replace(path, "tile/8/data/", "tile/entries/", 1)
	path = strings.Replace(path, "tile/8/", "tile/", 1)
	data, err := os.ReadFile(filepath.Join(f.folder, path))
	if err != nil && tile.W < 256 {
		full := tile
		full.W = 256
		data, err = f.read(full)
		if err == nil && tile.L >= 0 {
			data = data[:tile.W*tlog.HashSize]
		}
	}
	return data, err
}

func (f files) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		data, err := f.read(tile)
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func main() {
	if len(os.Args) != 3 {
		stop("usage: goverify <log folder> <verifier key>")
	}
	folder := os.Args[1]
	key, err := note.NewVerifier(strings.TrimSpace(os.Args[2]))
	check(err, "verifier key")
	tree := head(filepath.Join(folder, "checkpoint"), key)
	reader := tlog.TileHashReader(tree, files{folder})
	if tree.N > 0 {
		root, err := tlog.TreeHash(tree.N, reader)
		check(err, "root")
		if root != tree.Hash {
			stop("the root of the tiles is not that of the checkpoint")
		}
	}

	// Every entry: a sample would miss an edited one.
	for first := int64(0); first < tree.N; first += 256 {
		width := tree.N - first
		if width > 256 {
			width = 256
		}
		bundle, err := files{folder}.read(tlog.Tile{H: 8, L: -1, N: first / 256, W: int(width)})
		check(err, "entries")
		hashes, err := files{folder}.read(tlog.Tile{H: 8, L: 0, N: first / 256, W: int(width)})
		check(err, "tile")
		for i := int64(0); i < width; i++ {
			if len(bundle) < 2 || len(bundle)-2 < int(binary.BigEndian.Uint16(bundle)) {
				stop("entry %d is cut short", first+i)
			}
			size := 2 + int(binary.BigEndian.Uint16(bundle))
			hash := tlog.RecordHash(bundle[2:size])
			if !bytes.Equal(hash[:], hashes[i*tlog.HashSize:(i+1)*tlog.HashSize]) {
				stop("entry %d differs from its hash", first+i)
			}
			bundle = bundle[size:]
		}
	}

	for i := 0; i < 200 && tree.N > 0; i++ {
		index := rand.Int63n(tree.N)
		proof, err := tlog.ProveRecord(tree.N, index, reader)
		check(err, "prove")
		hashes, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
		check(err, "hash")
		check(tlog.CheckRecord(proof, tree.N, tree.Hash, index, hashes[0]), "inclusion")
	}

	older, _ := filepath.Glob(filepath.Join(folder, "checkpoint.*"))
	for _, path := range older {
		before := head(path, key)
		if before.N == 0 {
			continue
		}
		proof, err := tlog.ProveTree(tree.N, before.N, reader)
		check(err, path)
		check(tlog.CheckTree(proof, tree.N, tree.Hash, before.N, before.Hash), path)
	}
	fmt.Printf("goverify: valid, %d receipts, %d older checkpoints\n", tree.N, len(older))
}
