import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../harness/cdp.ts';
import { startBackend, type Backend } from '../harness/backend.ts';
import { prepareCall, WITHOUT_GREETING, type Call, type CallOptions } from '../harness/call.ts';

const loudest = (pcm: Int16Array): number =>
  pcm.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

describe('the microphone', () => {
  let backend: Backend;
  let call: Call;
  beforeAll(async () => {
    backend = await startBackend({ config: WITHOUT_GREETING });
  });
  afterAll(() => backend.stop());

  async function prepare(options: CallOptions = {}): Promise<void> {
    call = await prepareCall({ ...options, backend });
  }

  describe('in a call', () => {
    beforeAll(async () => {
      // Late enough that the microphone is muted before the words come, also on a slow machine.
      await prepare({ says: [{ text: 'what time is it', atMs: 4_000 }] });
      await call.panel.click('primary');
      await call.panel.waitForStatus('Listening');
    });
    afterAll(() => call.end());

    it('is sent as silence while muted, and the call stays up', async () => {
      await call.panel.click('primary');
      await call.panel.waitForStatus('Muted: it cannot hear you');
      const from = call.wire.fromClient.length;
      // The words are over after six seconds of the recording.
      await until(
        'six seconds of microphone audio',
        async () => call.wire.microphoneFrom(from).length > 6 * 16_000,
      );
      expect(loudest(call.wire.microphoneFrom(from))).toBe(0);
      expect(await call.panel.conversation()).toEqual([]);
      await call.panel.click('primary');
      await call.panel.waitForStatus('Listening');
    });

    it('is sent in frames of at most 50 ms', async () => {
      expect(call.wire.microphoneFrom(0).length).toBeGreaterThan(16_000);
      const lengths = call.wire.fromClient.flatMap((message) =>
        'audio' in message ? [message.audio.length] : [],
      );
      expect(Math.max(...lengths)).toBeLessThanOrEqual(Math.ceil(1_600 / 3) * 4);
    });

    it('unplugged: the panel says so, the call continues, and the microphone recovers', async () => {
      await call.session.unplugMicrophone();
      await call.panel.waitForStatus('Microphone unplugged');
      await call.panel.type('hello');
      await call.panel.waitForTurn('user', 'hello');
      await call.session.plugMicrophone();
      await call.panel.waitForStatus('Listening');
    });
  });

  describe('with a problem', () => {
    afterEach(() => call.end());

    it('delivers only zeros: the panel says so, and when it is over', async () => {
      const zeros = new Int16Array(4 * 16_000);
      await prepare({ says: [{ pcm: zeros, atMs: 3_000 }] });
      await call.panel.click('primary');
      await call.panel.waitForStatus('Listening');
      await call.panel.waitForProblem(/No sound comes from your microphone/);
      await until('the end of the problem', async () => (await call.panel.problem()) === '');
    });

    it('denied: the panel says so, typing works, and Fix it opens Chrome’s settings', async () => {
      await prepare({ microphone: 'denied' });
      await call.panel.click('primary');
      await call.panel.waitForProblem(/blocks the microphone/);
      await call.panel.type('What is 2 plus 3?');
      await call.panel.waitForTurn('assistant', /5|five/i);
      expect(await call.panel.primary()).toBe('Fix it');
      await call.panel.click('primary');
      await until('Chrome’s settings of the extension', async () =>
        (await call.browser.cdp.targets()).some(({ url }) =>
          url.startsWith('chrome://settings/content/siteDetails'),
        ),
      );
    });

    it('not allowed yet: opens the permission page, and the call starts once it is granted', async () => {
      await prepare({ microphone: 'prompt' });
      await call.panel.click('primary');
      await call.panel.waitForStatus('Waiting for permission');
      const page = await call.browser.welcomePage();
      await page.getByText('One thing first: your microphone').waitFor();
      await call.browser.context.grantPermissions(['microphone']);
      await page.getByText('Earshot can hear you').waitFor();
      await call.panel.waitForStatus('Listening');
    });
  });
});
