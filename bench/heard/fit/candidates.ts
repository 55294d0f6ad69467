/**
 * What the recogniser of page commands makes of each tuning recording, with all that its confidence is computed from. Runs in
 * its own process and prints JSON.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as recogniserModule from '../../../backend/src/stt/providers/embedded/pocketsphinx/commands/command-recogniser.ts';
import type { Features } from '../../../backend/src/stt/providers/embedded/pocketsphinx/commands/command-features.ts';
import type * as decoderModule from '../../../backend/src/stt/providers/embedded/pocketsphinx/decoder.ts';
import type * as embeddedModule from '../../../backend/src/stt/providers/embedded/embedded.ts';
import type * as filesModule from '../../../backend/src/stt/providers/embedded/pocketsphinx/debian-files.ts';
import type * as libraryModule from '../../../backend/src/stt/providers/embedded/pocketsphinx/library.ts';
import type * as modelModule from '../../../backend/src/stt/providers/embedded/pocketsphinx/language-model/language-model.ts';
import type * as pagesModule from '../../../backend/src/stt/providers/embedded/pocketsphinx/commands/page-commands.ts';
import type * as sentencesModule from '../../../backend/src/skills/domain-sentences.ts';
import { built } from '../../lib/built.ts';
import type { Half, Kind, Target } from '../corpus.ts';
import { recordings, type Recording } from '../recordings.ts';

export interface Job {
  half: Half;
  share: number;
  shares: number;
}

export interface Row {
  id: string;
  page: string;
  words: string;
  kind: Kind;
  synthesizer: string;
  noise: string;
  isCommand: boolean;
  /** What was understood; undefined if it was no command of the page. */
  heard: { text: string; target: string; isRight: boolean; features: Features } | undefined;
}

type Candidate = NonNullable<ReturnType<recogniserModule.CommandRecogniser['candidate']>>;

/** How long the silence before and after the speech is: as the speech gate leaves it, which is not always the same. */
const BEFORE_MS = [180, 230, 280];
const PAUSE_MS = [130, 160, 190, 220];
/** Its voices choose nothing. */
const LEFT_OUT = 'festival';
const LEAD_IN_MS = 430;
const SAMPLES_PER_MS = 16;
const FRAME_SAMPLES = 512;
const SESSION = 0;

const job = JSON.parse(process.argv[2]!) as Job;
const P = 'backend/src/stt/providers/embedded';
const { TUNING } = await built<typeof embeddedModule>(`${P}/embedded.js`);
const { LIBRARIES, MODEL_FOLDER } = await built<typeof filesModule>(`${P}/pocketsphinx/debian-files.js`);
const { loadPocketSphinx } = await built<typeof libraryModule>(`${P}/pocketsphinx/library.js`);
const { loadLanguageModel } = await built<typeof modelModule>(
  `${P}/pocketsphinx/language-model/language-model.js`,
);
const { Decoder } = await built<typeof decoderModule>(`${P}/pocketsphinx/decoder.js`);
const { toCommand } = await built<typeof recogniserModule>(
  `${P}/pocketsphinx/commands/command-recogniser.js`,
);
const { PageCommands } = await built<typeof pagesModule>(`${P}/pocketsphinx/commands/page-commands.js`);
const { domainSentences } = await built<typeof sentencesModule>('backend/src/skills/domain-sentences.js');

const cacheFolder = mkdtempSync(join(tmpdir(), 'earshot-fit-'));
const sphinx = loadPocketSphinx(LIBRARIES);
const language = loadLanguageModel(sphinx, {
  sentences: domainSentences().join('\n'),
  cacheFolder,
  libraries: LIBRARIES,
  modelFolder: MODEL_FOLDER,
  tuning: TUNING,
});
const decoder = await Decoder.create(sphinx, language, MODEL_FOLDER, TUNING);
const pages = new PageCommands(sphinx, MODEL_FOLDER, language.phonesFile, (error) => {
  throw error;
});
/** The mean cepstrum of each voice, as a session keeps it; the first of two recordings of a voice begins without. */
const means = new Map<string, Float32Array>();

const mine = (await recordings(job.half))
  .filter(({ synthesizer }) => synthesizer !== LEFT_OUT)
  .filter((_, i) => i % job.shares === job.share)
  .toSorted((a, b) => a.page.id.localeCompare(b.page.id) || Number(a.numbersShown) - Number(b.numbersShown));
const rows: Row[] = [];
let shown = '';
for (const [i, recording] of mine.entries()) {
  const key = `${recording.page.id} ${recording.numbersShown}`;
  if (key !== shown) await show(recording);
  shown = key;
  rows.push(rowOf(recording, hear(recording, i)));
}
rmSync(cacheFolder, { recursive: true });
process.stdout.write(JSON.stringify(rows), () => process.exit(0));

async function show({ page, numbersShown }: Recording): Promise<void> {
  const numbers = numbersShown ? page.names.map((_, i) => i + 1) : [];
  pages.set(SESSION, { names: page.names, numbers });
  await pages.complete;
}

function hear(recording: Recording, index: number): Candidate | undefined {
  const { voice, noise } = recording;
  const pcm = recording.pcm();
  const at = (ms: number) => Math.round(ms * SAMPLES_PER_MS);
  const start = at(recording.speechStartMs - BEFORE_MS[index % BEFORE_MS.length]!);
  const commands = pages.take(SESSION)!;
  const known = means.get(`${voice} ${noise}`);
  decoder.begin(pcm.subarray(start - at(LEAD_IN_MS), start), known, commands);
  const end = at(recording.speechEndMs + PAUSE_MS[index % PAUSE_MS.length]!);
  for (let from = start; from < end; from += FRAME_SAMPLES)
    decoder.push(pcm.subarray(from, Math.min(end, from + FRAME_SAMPLES)));
  const candidate = decoder.candidate();
  const { mean } = decoder.end();
  if (known) means.delete(`${voice} ${noise}`);
  else means.set(`${voice} ${noise}`, mean);
  return candidate;
}

function rowOf(recording: Recording, candidate: Candidate | undefined): Row {
  const { id, page, words, kind, synthesizer, noise, target } = recording;
  const { meaning, features } = candidate && toCommand(candidate) ? candidate : {};
  const isRight = meaning !== undefined && target !== null && isMeant(meaning, target);
  return {
    ...{ id, page: page.id, words, kind, synthesizer, noise, isCommand: target !== null },
    heard: meaning && features && { text: meaning.text, target: meaning.target, isRight, features },
  };
}

function isMeant({ kind, target }: Candidate['meaning'], meant: Target): boolean {
  if ('number' in meant) return kind === 'number' && target === String(meant.number);
  if ('command' in meant) return kind === 'command' && target === meant.command;
  return (kind === 'name' || kind === 'bare') && target === meant.name;
}
