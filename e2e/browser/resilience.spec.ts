import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeepgramListenEmulator } from '../../testing/emulators/stt/deepgram-listen.ts';
import { choiceOf } from '../../testing/emulators/vendors.ts';
import { startBackend, type BackendOptions } from '../harness/backend.ts';
import { prepareCall, WITHOUT_GREETING, type Call } from '../harness/call.ts';

describe('a failure in a call', () => {
  /** Nothing is said here. Loading the built-in recogniser takes a third of a backend's start. */
  let recogniser: DeepgramListenEmulator;
  let config: BackendOptions['config'];
  let call: Call;
  beforeAll(async () => {
    recogniser = await new DeepgramListenEmulator().start();
    config = { ...WITHOUT_GREETING, stt: choiceOf('deepgram', recogniser) };
    call = await prepareCall({ backend: { config } });
    await call.panel.click('primary');
    await call.panel.waitForStatus('Listening');
  });
  afterAll(async () => {
    await call.end();
    await recogniser[Symbol.asyncDispose]();
  });

  it('of the backend, which restarts: it finishes its answer, the panel says so, and goes on when it is back', async () => {
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
});
