// SPDX-License-Identifier: BSL-1.0
// Jobs a second of pg-boss and graphile-worker: `node run.mjs WHICH JOBS WORKERS SECONDS PAYLOAD`, with the server in
// PGHOST, PGUSER and PGDATABASE. PAYLOAD is a file of JSON that every job carries; the handlers do nothing. WHICH is one
// of the names at the end of this file.
//
// Prints one line, its fields separated by tabs: peer, settings, workers, jobs enqueued, seconds for that, jobs
// finished, seconds for that. A job is finished when the database says so. Who has not finished all after SECONDS is
// stopped there. A pool has more connections than there are workers.
import { readFileSync } from "node:fs";
import { Logger, makeWorkerUtils, run } from "graphile-worker";
import pg from "pg";
import { PgBoss } from "pg-boss";

const which = process.argv[2];
const [jobs, workers, seconds] = process.argv.slice(3, 6).map(Number);
const payload = JSON.parse(readFileSync(process.argv[6], "utf8"));
const place = { host: process.env.PGHOST, user: process.env.PGUSER, database: process.env.PGDATABASE };
const connections = workers + 4;
const batch = 1000;

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const now = () => performance.now() / 1000;

/** Calls `each` with 0 to count - 1, as many at a time as there are workers; gives the seconds that it took. */
async function inParallel(count, each) {
    const start = now();
    let next = 0;
    const lane = async () => {
        while (next < count) await each(next++);
    };
    await Promise.all(Array.from({ length: workers }, lane));
    return now() - start;
}

/** Waits until `handled` says that all were handled and `inDatabase` that all are finished, or the time is over. */
async function drained(start, handled, inDatabase) {
    const late = () => now() - start > seconds;
    while (handled() < jobs && !late()) await pause(2);
    let finished = await inDatabase();
    while (handled() >= jobs && finished < jobs && !late()) {
        await pause(2);
        finished = await inDatabase();
    }
    return { finished, took: now() - start };
}

function tell(peer, settings, enqueuing, { finished, took }) {
    console.log([peer, settings, workers, jobs, enqueuing.toFixed(6), finished, took.toFixed(6)].join("\t"));
}

const batches = (job) =>
    Array.from({ length: Math.ceil(jobs / batch) }, (_, at) =>
        Array.from({ length: Math.min(batch, jobs - at * batch) }, job),
    );

// ---- pg-boss -------------------------------------------------------------------------------------------------------

const look = new pg.Client(place);
const count = async (sql, values) => Number((await look.query(sql, values)).rows[0].count);

/** Runs `each(boss, finished)` on a new queue; `finished` counts its completed jobs. */
async function withBoss(each) {
    const boss = new PgBoss({ ...place, max: connections });
    boss.on("error", (why) => console.error(why.message));
    await boss.start();
    await boss.createQueue("pay");
    await each(boss, () => count("SELECT count(*) FROM pgboss.job WHERE name='pay' AND state='completed'"));
    await boss.deleteQueue("pay");
    await boss.stop({ graceful: false });
}

const sendEach = (boss) => inParallel(jobs, () => boss.send("pay", payload));

function work(settings, enqueue, options) {
    return withBoss(async (boss, finished) => {
        const enqueuing = await enqueue(boss);
        await look.query("CHECKPOINT");
        let handled = 0;
        const start = now();
        await boss.work("pay", { ...options, localConcurrency: workers }, async (taken) => {
            handled += taken.length;
        });
        const end = await drained(start, () => handled, finished);
        await boss.offWork("pay");
        tell("pg-boss", settings, enqueuing, end);
    });
}

/** Its worker without options takes one job every two seconds. */
const bossDefaults = () => work("defaults: send, work", sendEach, {});

const bossBatches = () =>
    work(
        "batches: insert 1,000, work on 500, without a pause",
        (boss) => {
            const all = batches(() => ({ data: payload }));
            return inParallel(all.length, (at) => boss.insert("pay", all[at]));
        },
        { batchSize: 500, burstWhenBatchFull: true },
    );

/** One job at a time as we do it, without the pauses of its worker. */
const bossSingle = () =>
    withBoss(async (boss, finished) => {
        const enqueuing = await sendEach(boss);
        await look.query("CHECKPOINT");
        let handled = 0;
        const start = now();
        const lane = async () => {
            while (now() - start < seconds) {
                const taken = await boss.fetch("pay");
                if (taken.length === 0) return;
                await boss.complete("pay", taken[0].id);
                ++handled;
            }
        };
        await Promise.all(Array.from({ length: workers }, lane));
        const end = await drained(start, () => handled, finished);
        tell("pg-boss", "one at a time: send, fetch, complete", enqueuing, end);
    });

// ---- graphile-worker -----------------------------------------------------------------------------------------------

async function graphile(settings, enqueue, preset) {
    const logger = new Logger(() => () => {});
    const pgPool = new pg.Pool({ ...place, max: connections });
    const complain = (why) => console.error(why.message);
    pgPool.on("error", complain);
    pgPool.on("connect", (client) => client.on("error", complain));
    const utilities = await makeWorkerUtils({ pgPool, logger });
    await utilities.migrate();
    const enqueuing = await enqueue(utilities);
    await look.query("CHECKPOINT");
    let handled = 0;
    const pay = async () => {
        ++handled;
    };
    const start = now();
    const runner = await run({
        pgPool,
        logger,
        noHandleSignals: true,
        crontab: "",
        taskList: { pay },
        concurrency: workers,
        preset: { worker: { ...preset, concurrentJobs: workers } },
    });
    // What is finished is deleted.
    const finished = async () => jobs - (await count("SELECT count(*) FROM graphile_worker._private_jobs"));
    const end = await drained(start, () => handled, finished);
    await runner.stop();
    await look.query("DELETE FROM graphile_worker._private_jobs");
    await utilities.release();
    await pgPool.end();
    tell("graphile-worker", settings, enqueuing, end);
}

const graphileDefaults = () =>
    graphile(
        "defaults: addJob, run",
        (utilities) => inParallel(jobs, () => utilities.addJob("pay", payload)),
        {},
    );

/** The settings of the table in its own documentation of performance. */
const graphileBatches = () =>
    graphile(
        "batches: addJobs 1,000, local queue of 500, ends written together",
        (utilities) => {
            const all = batches(() => ({ identifier: "pay", payload }));
            return inParallel(all.length, (at) => utilities.addJobs(all[at]));
        },
        { localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 },
    );

const runs = { bossDefaults, bossSingle, bossBatches, graphileDefaults, graphileBatches };
await look.connect();
await runs[which]();
await look.end();
