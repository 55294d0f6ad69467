/**
 * `npm run bench` runs every benchmark in turn and prints each figure beside its goal. `npm run bench -- orchestrator`
 * runs only the named ones; `--peers` also installs and measures the peers; `--quick` is a smoke run; `--failures` lists
 * the requests that the skills answered wrongly, and the commands that were not heard; `--tuning` hears the tuning half of
 * those.
 * `npm run bench -- page <folder>` uses the public pages in that folder (page/suites.ts names them); `--measure names` runs
 * only that one; with `tasks` it runs only the tasks whose kind or name has the given text; `stops` measures only how soon a task stops.
 * `npm run bench -- dictation` dictates into plain fields and into the editors of this project's packages, and with a
 * `<folder>` also into those whose packages are there (e2e/harness/editors/packages.json).
 * `npm run bench -- ten-page <folder>` drives the page in that folder; `--idle-minutes` is how long it is left alone.
 */
import { cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ALL_AGENTS, benchAgents, SOME_AGENTS } from './agents/index.ts';
import { benchAttack, FULL as ALL_ATTACKS, QUICK as SOME_ATTACKS } from './attack/index.ts';
import { benchDictation } from './dictation/index.ts';
import { benchExtension } from './extension/index.ts';
import { benchFuzz } from './fuzz.ts';
import { benchHandshake } from './handshake.ts';
import { benchHeard } from './heard/index.ts';
import { printTable } from './lib/table.ts';
import { benchMetrics, FULL as ALL_METRICS, QUICK as SOME_METRICS } from './metrics.ts';
import { benchOrchestrator, FULL, QUICK } from './orchestrator/index.ts';
import { runLivekit } from './orchestrator/contestants/livekit.ts';
import { printCompared } from './orchestrator/report.ts';
import { benchPage } from './page/index.ts';
import { benchPolicies, FULL as ALL_POLICIES, QUICK as SOME_POLICIES } from './policies/index.ts';
import { benchProviders, FULL as ALL_PROVIDERS, QUICK as SOME_PROVIDERS } from './providers/index.ts';
import { benchSkills } from './skills/index.ts';
import { benchTasks } from './tasks/index.ts';
import { benchTenPage } from './ten-page/index.ts';
import { benchVoiceTurns } from './voice-turns.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    peers: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    failures: { type: 'boolean', default: false },
    tuning: { type: 'boolean', default: false },
    measure: { type: 'string' },
    'idle-minutes': { type: 'string', default: '0.5' },
  },
});

const benchmarks: Record<string, () => Promise<void>> = {
  async orchestrator() {
    const effort = values.quick ? QUICK : FULL;
    const livekit = values.peers ? await runLivekit(effort.turns) : undefined;
    printCompared('Orchestrator, scripted providers', await benchOrchestrator(effort, livekit));
  },
  async providers() {
    const effort = values.quick ? SOME_PROVIDERS : ALL_PROVIDERS;
    printTable('Cloud providers, emulated', await benchProviders(effort));
  },
  async agents() {
    printTable('Agents', await benchAgents(values.quick ? SOME_AGENTS : ALL_AGENTS));
  },
  async attack() {
    printTable('Attacks', await benchAttack(values.quick ? SOME_ATTACKS : ALL_ATTACKS));
  },
  async dictation() {
    await dictation();
  },
  async extension() {
    printTable('Interruptions in the extension', await benchExtension(values.quick ? 1 : 2));
  },
  async fuzz() {
    printTable('What is spoken for random answers', await benchFuzz(values.quick ? 300 : 10_000));
  },
  async handshake() {
    const effort = values.quick ? { rounds: 30, series: 1 } : { rounds: 200, series: 5 };
    printTable('The handshake between client and backend', await benchHandshake(effort));
  },
  async heard() {
    const { quick, failures, tuning, measure } = values;
    await benchHeard({ half: tuning ? 'tuning' : 'held-out', every: quick ? 7 : 1, failures, measure });
  },
  async metrics() {
    printTable('What metrics cost', await benchMetrics(values.quick ? SOME_METRICS : ALL_METRICS));
  },
  async policies() {
    await benchPolicies(values.quick ? SOME_POLICIES : ALL_POLICIES);
  },
  async skills() {
    await benchSkills(values.failures);
  },
  async tasks() {
    const runs = values.quick ? 1 : 3;
    printTable('Tasks of a scripted model', await benchTasks({ runs, only: values.measure }));
  },
  async 'voice-turns'() {
    printTable('Spoken turns, keyless default', await benchVoiceTurns());
  },
};

async function dictation(folder?: string): Promise<void> {
  const { quick, failures, measure } = values;
  const rows = await benchDictation({
    failures,
    every: quick ? 7 : 1,
    ...(folder !== undefined && { folder }),
    ...(measure !== undefined && { measure }),
  });
  printTable('Dictation', rows);
}

/** Benchmarks of what this project does not contain: each takes a folder, and runs only with it. */
const ofFolders: Record<string, (folder: string) => Promise<void>> = {
  async page(folder) {
    await benchPage({ folder, measure: values.measure, failures: values.failures });
  },
  dictation,
  async 'ten-page'(folder) {
    const idleMinutes = Number(values['idle-minutes']);
    printTable("TEN's own page", await benchTenPage({ folder, idleMinutes }));
  },
};

const [first = '', folder] = positionals;
const needsNone =
  Object.hasOwn(benchmarks, first) && (folder === undefined || Object.hasOwn(benchmarks, folder));
if (Object.hasOwn(ofFolders, first) && !needsNone) {
  if (folder === undefined || positionals.length > 2) {
    console.error(`Usage: npm run bench -- ${first} <folder>`);
    process.exit(2);
  }
  benchmarks[first] = () => ofFolders[first]!(resolve(folder));
  positionals.splice(1);
}
const wanted = positionals.length > 0 ? positionals : Object.keys(benchmarks);
const unknown = wanted.find((name) => !Object.hasOwn(benchmarks, name));
if (unknown !== undefined) {
  console.error(`Unknown benchmark "${unknown}": use some of ${Object.keys(benchmarks).join(', ')}.`);
  process.exit(2);
}
const load = () => loadavg()[0]!.toFixed(1);
console.log(`Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model}), load ${load()}`);
for (const name of wanted) await benchmarks[name]!();
console.log(`\nLoad at the end: ${load()}. On a machine that does other things too, compare within one run.`);
