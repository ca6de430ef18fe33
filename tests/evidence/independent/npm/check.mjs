// SPDX-License-Identifier: BSL-1.0
// check.mjs FOLDER: what write_exports has written, in the eyes of @sigstore/verify and canonicalize.
import {createPublicKey} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {bundleFromJSON} from '@sigstore/bundle';
import {toSignedEntity, toTrustMaterial, Verifier} from '@sigstore/verify';
import canonicalize from 'canonicalize';

const folder = process.argv[2];
const read = (name) => readFileSync(join(folder, name), 'utf8');
const names = readdirSync(folder);
const must = (holds, what) => {
    if (!holds) {
        console.log(what);
        process.exit(1);
    }
};

// A Sigstore bundle of a key that its reader knows: no certificate, no log of theirs, no time stamp.
const noRoot = {certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: []};
const thresholds = {ctlogThreshold: 0, tlogThreshold: 0, timestampThreshold: 0};
const key = createPublicKey(read('export.pem'));
const stranger = createPublicKey(read('log.pem'));
const verdict = (envelope, known) => {
    const bundle = bundleFromJSON({
        mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
        verificationMaterial: {publicKey: {hint: envelope.signatures[0].keyid}},
        dsseEnvelope: envelope,
    });
    const trusted = toTrustMaterial(noRoot, () => ({publicKey: known, validFor: () => true}));
    try {
        new Verifier(trusted, thresholds).verify(toSignedEntity(bundle));
        return 'good';
    } catch (fault) {
        return fault.code;
    }
};

const envelopes = names.filter((name) => name.endsWith('.dsse.json'));
for (const name of envelopes) {
    const text = read(name);
    const envelope = JSON.parse(text);
    must(verdict(envelope, key) === 'good', `${name}: ${verdict(envelope, key)}`);
    must(verdict(envelope, stranger) === 'SIGNATURE_ERROR', `${name}: taken under another key`);
    const payload = Buffer.from(envelope.payload, 'base64').toString();
    const changed = {...envelope, payload: Buffer.from(payload.replace('bailiwick', 'bailiwicK')).toString('base64')};
    must(changed.payload !== envelope.payload, `${name}: nothing to change`);
    must(verdict(changed, key) === 'SIGNATURE_ERROR', `${name}: one changed character was not seen`);
    must(canonicalize(envelope) === text, `${name}: canonicalize writes it in another way`);
    must(canonicalize(JSON.parse(payload)) === payload, `${name}: canonicalize writes its statement in another way`);
}
const leaves = names.filter((name) => name.endsWith('.leaf'));
for (const name of leaves)
    must(canonicalize(JSON.parse(read(name))) === read(name), `${name}: canonicalize writes it in another way`);
must(envelopes.length === 11 && leaves.length === 11, 'eleven receipts and envelopes were expected');
console.log(`Sigstore agrees on ${envelopes.length} envelopes, canonicalize on them and on ${leaves.length} receipts`);
