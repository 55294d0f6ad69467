import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findAlignment, pcmToFloat, rms } from '#audio';
import { prepareCall, type Call, type CallOptions } from '../harness/call.ts';
import { startEmulatedCloud, type EmulatedCloud } from '../harness/emulated-cloud.ts';

const QUESTION = 'tell me something about foxes';
const ANSWER = 'Foxes are small wild dogs. They hunt at night.';

describe('the cloud profile with emulated vendors', () => {
  let cloud: EmulatedCloud;
  let call: Call | undefined;

  beforeEach(async () => {
    cloud = await startEmulatedCloud(() => QUESTION);
    cloud.openai.answer = () => ANSWER.split(/(?<= )/).map((text) => ({ type: 'text', text }));
  });
  afterEach(async () => {
    await call?.end();
    call = undefined;
    await cloud[Symbol.asyncDispose]();
  });

  async function start(options: CallOptions = {}): Promise<Call> {
    call = await prepareCall({
      says: [{ text: 'what is twenty three times seventeen', atMs: 500 }],
      backend: cloud.backend,
      ...options,
    });
    await call.panel.click('primary');
    return call;
  }

  it('uses Deepgram, OpenAI and ElevenLabs', async () => {
    const { panel, wire, session } = await start();
    await panel.waitForTurn('user', QUESTION);
    await panel.waitForTurn('assistant', ANSWER);
    await panel.waitForStatus('Listening');

    const sessionMessage = wire.fromServer.find(
      (message) => message.type === 'data' && message.name === 'session',
    );
    expect(sessionMessage).toMatchObject({
      data: { providers: { stt: 'deepgram', llm: 'openai', tts: 'elevenlabs' } },
    });
    expect(cloud.openai.requests.map(({ userText: said }) => said)).toContain(QUESTION);
    expect(cloud.elevenlabs.requests.map(({ text }) => text).join(' ')).toBe(ANSWER);

    const { turns } = await session.waitForState('the answer to be over', (state) =>
      state.turns.some(({ assistant }) => assistant?.final === true),
    );
    const { turnId } = turns.at(-1)!;
    const sent = pcmToFloat(wire.audioOf(turnId));
    const rendered = await session.renderedOfTurn(turnId);
    expect(rms(sent)).toBeGreaterThan(0.01);
    const padded = new Float32Array(sent.length + rendered.length);
    padded.set(rendered, sent.length / 2);
    // The emulated speech is a square wave, and resampling changes its edges.
    expect(findAlignment(sent, padded).correlation).toBeGreaterThan(0.95);
  });

  it('says what to do when a vendor rejects the key', async () => {
    cloud.openai.misbehave = 'wrong_key';
    const { panel } = await start({ says: [] });
    const problem = await panel.waitForProblem(/API key/);
    expect(problem).toContain('The language model failed: The language model at 127.0.0.1');
    expect(problem).not.toContain('emulator-key');
  });
});
