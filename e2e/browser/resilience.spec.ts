import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CLOSED_ADDRESS } from '../../testing/closed-address.ts';
import { DeepgramListenEmulator } from '../../testing/emulators/stt/deepgram-listen.ts';
import { choiceOf } from '../../testing/emulators/vendors.ts';
import { startBackend, type BackendOptions } from '../harness/backend.ts';
import { prepareCall, WITHOUT_GREETING, type Call } from '../harness/call.ts';
import { ExtensionBrowser } from '../harness/browser.ts';

describe('a failure', () => {
  /** Nothing is said here. Loading the built-in recogniser takes a third of a backend's start. */
  let recogniser: DeepgramListenEmulator;
  let config: BackendOptions['config'];
  let call: Call | undefined;
  beforeAll(async () => {
    recogniser = await new DeepgramListenEmulator().start();
    config = { ...WITHOUT_GREETING, stt: choiceOf('deepgram', recogniser) };
  });
  afterAll(() => recogniser[Symbol.asyncDispose]());
  afterEach(async () => {
    await call?.end();
    call = undefined;
  });

  it('of the service worker during an answer: the answer continues, and the panel works', async () => {
    call = await prepareCall({ backend: { config } });
    await call.panel.click('primary');
    await call.panel.waitForStatus('Listening');
    // The answer takes about 6 s.
    await call.panel.type('spell incomprehensibility');
    const { turnId } = await call.session.waitForState('the answer to sound', ({ audible }) => audible);
    await call.browser.killWorker();
    const { turns } = await call.session.waitForState('the answer to be over', (state) =>
      state.turns.some((turn) => turn.turnId === turnId && turn.assistant?.final === true),
    );
    expect(turns.at(-1)!.assistant!.interrupted).toBe(false);
    const sent = call.wire.audioOf(turnId);
    expect(Math.abs((await call.session.renderedOfTurn(turnId)).length - sent.length) / 16).toBeLessThan(150);
    await call.panel.type('What is 2 plus 3?');
    await call.panel.waitForTurn('assistant', /5|five/i);
  });

  it('of the backend, which restarts: it finishes its answer, the panel says so, and goes on when it is back', async () => {
    call = await prepareCall({ backend: { config } });
    await call.panel.click('primary');
    await call.panel.waitForStatus('Listening');
    await call.panel.type('What is the capital of Japan?');
    await call.session.waitForState('the answer to sound', ({ audible }) => audible);
    const { port } = call.backend;
    const ended = call.backend.stop('SIGTERM');
    await call.panel.waitForStatus('Backend restarting');
    await call.panel.waitForProblem(/The backend at .* is restarting/);
    await call.panel.waitForTurn('assistant', /Tokyo/);
    const { turns } = await call.session.waitForState('its text', (state) => state.turns.length > 0);
    expect(turns.at(-1)!.assistant).toMatchObject({ final: true, interrupted: false });
    const before = await call.panel.conversation();
    await ended;
    call.backend = await startBackend({ port, config });
    await call.panel.waitForStatus('Listening');
    expect((await call.panel.conversation()).slice(0, before.length)).toEqual(before);
    await call.panel.type('What is the capital of France?');
    await call.panel.waitForTurn('assistant', /Paris/);
  });

  it('to reach the backend at all: the panel says how to start it', async () => {
    const browser = await ExtensionBrowser.launch({ backendUrl: `ws://${CLOSED_ADDRESS}` });
    try {
      const panel = await browser.openPanel();
      await panel.click('primary');
      await panel.waitForStatus('Backend not running');
      expect(await panel.problem()).toMatch(/npm start/);
      expect(await panel.primary()).toBe('Retry now');
    } finally {
      await browser.close();
    }
  });
});
