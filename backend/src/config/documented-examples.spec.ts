import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig } from './load-config.js';

const ROOT = join(import.meta.dirname, '../../..');

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** Every JSON block of a document; each is a complete config file. */
const examplesOf = (document: string): string[] =>
  [...read(document).matchAll(/```json\n(.*?)```/gs)].map(([, json]) => json!);

/** The environment variables that an example needs. */
const variablesOf = (json: string): Record<string, string> =>
  Object.fromEntries([...json.matchAll(/(?<!\$)\$\{env:(\w+)\}/g)].map(([, name]) => [name, 'is set']));

describe('the config examples in the docs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-examples-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const documents = [
    'README.md',
    'docs/providers.md',
    'docs/observability.md',
    'docs/remote.md',
    'docs/recording.md',
    'docs/mcp.md',
  ];
  const examples = documents.flatMap((document) =>
    examplesOf(document).map((json, i) => [document, i + 1, json] as const),
  );

  it('exist', () => {
    expect(examples.length).toBeGreaterThan(15);
  });

  it.each(examples)('%s, number %i, is valid', async (_document, _number, json) => {
    const file = join(folder, 'earshot.config.json');
    writeFileSync(file, json);
    const given = JSON.parse(json) as Record<string, { provider?: string }>;
    const config = await loadConfig({ ...variablesOf(json), EARSHOT_CONFIG: file });
    for (const stage of ['stt', 'llm', 'tts'] as const) {
      const provider = given[stage]?.provider;
      if (provider) expect(config[stage]).toMatchObject({ provider });
    }
  });
});

describe('docs/providers.md', () => {
  const { $defs } = JSON.parse(read('earshot.config.schema.json')) as {
    $defs: Record<string, { properties?: object }>;
  };
  const sections = read('docs/providers.md').split(/^#{2,3} /m);
  const providers = Object.entries($defs).flatMap(([key, { properties = {} }]) => {
    const [, stage, name] = /^(stt|llm|tts)-(?!fallback$)(.+)$/.exec(key) ?? [];
    return name ? [[stage!, name, Object.keys(properties)] as const] : [];
  });

  it.each(providers)('documents %s: %s with all its options', (stage, name, options) => {
    const section = sections.find((text) => {
      const [title = ''] = text.split('\n');
      return title.startsWith(`${stage}: `) && title.includes(`\`${name}\``);
    });
    expect(section, 'its section').toBeDefined();
    // Options that all providers have are documented once.
    const own = options.filter((option) => option !== 'apiKey' && option !== 'baseURL');
    expect(own.filter((option) => !section!.includes(`\`${option}\``))).toEqual([]);
  });
});
