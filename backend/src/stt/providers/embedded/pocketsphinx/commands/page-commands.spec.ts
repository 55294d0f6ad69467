import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FliteEngine } from '../../../../../tts/providers/embedded/flite/flite-engine.js';
import { LIBRARIES, MODEL_FOLDER } from '../debian-files.js';
import { loadPocketSphinx } from '../library.js';
import { PHONE_DICTIONARY } from './grammar-decoder.js';
import { PageCommands } from './page-commands.js';

const sphinx = loadPocketSphinx(LIBRARIES);
const folder = mkdtempSync(join(tmpdir(), 'earshot-pages-'));
const phonesFile = join(folder, 'phones.dict');
writeFileSync(phonesFile, PHONE_DICTIONARY);
const voices = new FliteEngine();
const MEAN = new Float32Array([42, -2, 1, 8, 1, -3, -1, -2, -4, -1, -4, -1, 1]);

describe(PageCommands.name, () => {
  let failures: string[];
  let sut: PageCommands;

  const created = (modelFolder = MODEL_FOLDER) =>
    new PageCommands(sphinx, modelFolder, phonesFile, ({ message }) => failures.push(message));
  beforeEach(() => {
    failures = [];
    sut = created();
  });
  afterEach(() => sut.free());
  afterAll(async () => {
    await voices.close();
    rmSync(folder, { recursive: true });
  });

  /** What is heard of a sentence, without a first pass beside it. */
  async function meaningOf(words: string): Promise<string | undefined> {
    const recogniser = sut.take(1)!;
    recogniser.begin(MEAN);
    recogniser.push((await voices.synthesize(words, { voice: 'slt' }))!);
    const candidate = recogniser.candidate([]);
    recogniser.end();
    return candidate?.meaning.text;
  }

  it('hears names that no dictionary has, once they are pronounced', async () => {
    sut.set(1, { names: ['Nespresso Vertuo Next', 'Gift cards'], numbers: [] });
    expect(await meaningOf('click gift cards')).toBe('click Gift cards');
    await sut.complete;
    expect(await meaningOf('open nespresso vertuo next')).toBe('open Nespresso Vertuo Next');
    expect(failures).toEqual([]);
  });

  it('hears one segment at a time, so that others do not wait longer', () => {
    sut.set(1, { names: ['Sign in'], numbers: [] });
    sut.set(2, { names: ['Sign up'], numbers: [] });
    const recogniser = sut.take(1)!;
    recogniser.begin(MEAN);
    expect(sut.take(2)).toBeUndefined();
    recogniser.end();
    expect(sut.take(2)).toBe(recogniser);
  });

  it('forgets the page of a session that is over, and one without names', () => {
    sut.set(1, { names: ['Sign in'], numbers: [] });
    sut.set(2, { names: ['Sign in'], numbers: [] });
    sut.delete(1);
    sut.set(2, { names: [], numbers: [] });
    expect([sut.take(1), sut.take(2)]).toEqual([undefined, undefined]);
  });

  it('goes on as without a page where a page cannot be used, and says why', () => {
    sut = created(join(folder, 'missing'));
    sut.set(1, { names: ['Sign in'], numbers: [] });
    expect(sut.take(1)).toBeUndefined();
    expect(failures).toEqual([expect.stringMatching(/no such file/)]);
  });

  it('hears nothing more in a segment in which it failed, and starts anew with the next', async () => {
    sut.set(1, { names: ['Gift cards'], numbers: [] });
    const recogniser = sut.take(1)!;
    recogniser.begin(MEAN);
    // PocketSphinx refuses a second beginning.
    recogniser.begin(MEAN);
    expect(failures).toEqual(['PocketSphinx cannot start an utterance.']);
    recogniser.push(new Int16Array(4_096));
    expect(recogniser.candidate([])).toBeUndefined();
    recogniser.end();
    expect(await meaningOf('click gift cards')).toBe('click Gift cards');
  });

  it('keeps its memory over hundreds of pages with other words', { timeout: 30_000 }, () => {
    const dictionary = readFileSync(join(MODEL_FOLDER, 'cmudict-en-us.dict'), 'latin1');
    const words = dictionary.match(/^[a-z]{4,8}(?= )/gm)!;
    const visit = (page: number) => {
      const names = Array.from({ length: 40 }, (_, i) => words[((page * 40 + i) * 7) % words.length]!);
      sut.set(1, { names, numbers: [] });
      sut.take(1);
    };
    for (let page = 0; page < 50; page++) visit(page);
    const before = process.memoryUsage().rss;
    for (let page = 50; page < 300; page++) visit(page);
    expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(30);
    expect(failures).toEqual([]);
  });
});
