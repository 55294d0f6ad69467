/**
 * `npm run bench` runs every benchmark in turn and prints each figure beside its goal. `npm run bench -- orchestrator`
 * runs only the named ones; `--peers` also installs and measures the peers; `--quick` is a smoke run; `--failures` lists
 * the requests that the skills answered wrongly, and the commands that were not heard; `--tuning` hears the tuning half of
 * those.
 * `--folder` names what this project does not contain: for `page` public pages (page/suites.ts names them), for `dictation`
 * the packages of more editors (e2e/harness/editors/packages.json), for `ten-page` TEN's page, which is left alone for
 * `--idle-minutes`. `page` and `ten-page` run only with it.
 * `--measure` runs only that measure of `page`, that field of `dictation`, or the `tasks` whose kind or name has that text;
 * of `tasks`, `stops` measures only how soon a task stops.
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
    folder: { type: 'string' },
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
    const { quick, failures, measure, folder } = values;
    const rows = await benchDictation({
      failures,
      every: quick ? 7 : 1,
      ...(folder !== undefined && { folder: resolve(folder) }),
      ...(measure !== undefined && { measure }),
    });
    printTable('Dictation', rows);
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

/** Benchmarks of what this project does not contain. */
const ofFolders: Record<string, (folder: string) => Promise<void>> = {
  async page(folder) {
    await benchPage({ folder, measure: values.measure, failures: values.failures });
  },
  async 'ten-page'(folder) {
    const idleMinutes = Number(values['idle-minutes']);
    printTable("TEN's own page", await benchTenPage({ folder, idleMinutes }));
  },
};

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

const { folder } = values;
for (const [name, run] of Object.entries(ofFolders)) {
  if (folder !== undefined) benchmarks[name] = () => run(resolve(folder));
  else if (positionals.includes(name)) fail(`Usage: npm run bench -- ${name} --folder <folder>`);
}

const wanted = positionals.length > 0 ? positionals : Object.keys(benchmarks);
const unknown = wanted.find((name) => !Object.hasOwn(benchmarks, name));
if (unknown !== undefined)
  fail(`Unknown benchmark "${unknown}": use some of ${Object.keys(benchmarks).join(', ')}.`);
const load = () => loadavg()[0]!.toFixed(1);
console.log(`Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model}), load ${load()}`);
for (const name of wanted) await benchmarks[name]!();
console.log(`\nLoad at the end: ${load()}. On a machine that does other things too, compare within one run.`);
