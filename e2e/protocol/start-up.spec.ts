import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CLOSED_ADDRESS } from '../../testing/closed-address.ts';
import { startBackend } from '../harness/backend.ts';

const SDKS = [
  '@anthropic-ai/sdk',
  '@cartesia/cartesia-js',
  '@deepgram/sdk',
  '@google/genai',
  'elevenlabs',
  'openai',
];

describe.concurrent('the start of the backend', () => {
  /** The npm packages that a backend with this config has loaded when it is ready. */
  async function packagesOf(config: Record<string, unknown>): Promise<string[]> {
    const folder = mkdtempSync(join(tmpdir(), 'earshot-packages-'));
    const file = join(folder, 'packages.json');
    const recorder = pathToFileURL(join(import.meta.dirname, '../harness/record-modules.ts'));
    const backend = await startBackend({
      config,
      env: { NODE_OPTIONS: `--import=${recorder.href}`, PACKAGES: file },
    });
    try {
      await backend.ready();
    } finally {
      await backend.stop();
    }
    const packages = JSON.parse(readFileSync(file, 'utf8')) as string[];
    rmSync(folder, { recursive: true });
    return packages;
  }

  it('loads no vendor SDK when no vendor is configured', async () => {
    const packages = await packagesOf({ llm: { provider: 'skills' } });
    expect(packages).toContain('@nestjs/core');
    expect(packages.filter((name) => SDKS.includes(name))).toEqual([]);
  });

  it('loads the SDK of the configured provider, and no other', async () => {
    const llm = { provider: 'openai', options: { baseURL: `http://${CLOSED_ADDRESS}/v1`, model: 'm' } };
    const packages = await packagesOf({ llm });
    expect(packages.filter((name) => SDKS.includes(name))).toEqual(['openai']);
  });

  it.each([
    ['a port that is taken', (port: number) => ({ port }), /^Port \d+ is taken/],
    [
      'an address that is not its own',
      () => ({ env: { HOST: '192.0.2.1' } }),
      /^192\.0\.2\.1 is not an address/,
    ],
  ])('reports %s in one sentence, once', async (_, options, words) => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const failure = (await startBackend(options(port)).catch((error: Error) => error)) as Error;
    other.close();
    const [, ...printed] = failure.message.trim().split('\n');
    expect(printed).toEqual([expect.stringMatching(words)]);
  });

  it('reports the problems of its configuration, and ends', async () => {
    await expect(startBackend({ config: { stt: { provider: 'unknown' } } })).rejects.toThrow(/unknown/);
  });
});
