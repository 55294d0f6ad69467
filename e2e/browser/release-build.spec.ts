import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXTENSION_DIRS, type ExtensionBuild } from '../harness/browser.ts';
import { startFakeCall, type FakeCall } from '../harness/fake-call.ts';

/** Strings and property names of the inspector and the render tap, which the minifier keeps. */
const TEST_ONLY = [/__earshot(?!Page)/, /microphoneTracks/, /silence_measured/];

function scripts(build: ExtensionBuild): string {
  const dir = EXTENSION_DIRS[build];
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(dir, name), 'utf8'))
    .join('\n');
}

describe('the release build of the extension', () => {
  it('contains neither the inspector nor the render tap, which the test build contains', () => {
    const found = (build: ExtensionBuild) => TEST_ONLY.filter((text) => text.test(scripts(build)));
    expect(found('release')).toEqual([]);
    expect(found('test')).toEqual(TEST_ONLY);
  });

  it('names the licences of the packages that it contains', () => {
    const licences = (file: string) => readFileSync(join(EXTENSION_DIRS.release, file), 'utf8');
    for (const name of ['svelte', '@lucide/svelte', 'wxt'])
      expect(licences('licenses.md')).toMatch(new RegExp(`^## ${name} `, 'm'));
    expect(licences('licenses-page.md')).toMatch(/^## @mozilla\/readability /m);
  });

  describe('in the browser', () => {
    let call: FakeCall;
    beforeAll(async () => {
      call = await startFakeCall({ build: 'release' });
    });
    afterAll(() => call.end());

    it('has no inspector', async () => {
      expect(await call.session.page.evaluate<string>('typeof globalThis.__earshot')).toBe('undefined');
    });

    it('sends the microphone and plays an answer to its end', async () => {
      const { backend, panel } = call;
      backend.phase('speaking', 1);
      backend.text('assistant', 'One two three.', 1, false);
      backend.speak(1, 300);
      const { data } = await backend.waitForCommand(
        'playback',
        (command) => command.data.state === 'drained',
      );
      expect(data).toMatchObject({ turn_id: 1, played_ms: 300 });
      backend.text('assistant', 'One two three.', 1);
      await panel.waitForTurn('assistant', 'One two three.');
      expect(backend.frames.length).toBeGreaterThan(0);
    });
  });
});
