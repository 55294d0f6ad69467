import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig } from './load-config.js';

const ROOT = join(import.meta.dirname, '../../..');

/** Every block of JSON of a document: each is meant as a whole config file. */
const examplesOf = (document: string): string[] =>
  [...readFileSync(join(ROOT, document), 'utf8').matchAll(/```json\n(.*?)```/gs)].map(([, json]) => json!);

describe('the config examples of the documents', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-examples-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const examples = ['README.md', 'docs/providers.md'].flatMap((document) =>
    examplesOf(document).map((json, i) => [document, i + 1, json] as const),
  );

  it('are there', () => {
    expect(examples.length).toBeGreaterThan(15);
  });

  it.each(examples)('%s, number %i, can be used', async (_document, _number, json) => {
    const file = join(folder, 'earshot.config.json');
    writeFileSync(file, json);
    const given = JSON.parse(json) as Record<string, { provider?: string }>;
    const config = await loadConfig({ EARSHOT_CONFIG: file });
    for (const stage of ['stt', 'llm', 'tts'] as const) {
      const provider = given[stage]?.provider;
      if (provider) expect(config[stage]).toMatchObject({ provider });
    }
  });
});
