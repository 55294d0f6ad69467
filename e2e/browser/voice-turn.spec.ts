import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAlignment, pcmToFloat, rms } from '#audio';
import { prepareCall, type Call } from '../harness/call.ts';

describe('a spoken turn in the extension', () => {
  let call: Call;

  beforeAll(async () => {
    call = await prepareCall({ says: [{ text: 'what is twenty three times seventeen', atMs: 500 }] });
    await call.panel.click('primary');
  });
  afterAll(() => call.end());

  it('shows the partial transcript, and then the final one', async () => {
    await call.panel.waitForTurn('user', /what/i, { partial: true });
    await call.panel.waitForTurn('user', 'what is twenty three times seventeen');
  });

  it('shows the answer', async () => {
    await call.panel.waitForTurn('assistant', /391/);
  });

  it('renders the audio that the backend sent', async () => {
    const state = await call.session.waitForState('the answer to be over', ({ turns }) =>
      turns.some(({ assistant }) => assistant?.final === true),
    );
    const { turnId } = state.turns.at(-1)!;
    const sent = pcmToFloat(call.wire.audioOf(turnId));
    const rendered = await call.session.renderedOfTurn(turnId);
    expect(rms(sent)).toBeGreaterThan(0.01);
    expect(Math.abs(rendered.length - sent.length) / 16).toBeLessThan(150);
    // The recording begins at the first audible sample: padding lets the alignment find any offset.
    const padded = new Float32Array(sent.length + rendered.length);
    padded.set(rendered, sent.length / 2);
    expect(findAlignment(sent, padded).correlation).toBeGreaterThan(0.99);
  });

  it('reports what was played, and returns to listening', async () => {
    await call.panel.waitForStatus('Listening');
    const reports = call.wire.fromClient.flatMap((message) =>
      'type' in message && message.name === 'playback' ? [message.data] : [],
    );
    expect(reports.at(-1)).toMatchObject({ state: 'drained' });
    const end = call.wire.fromServer.find(
      (message) => message.type === 'cmd' && message.name === 'audio_end',
    );
    const totalMs = (end as { data: { total_ms: number } }).data.total_ms;
    expect(Math.abs(reports.at(-1)!.played_ms - totalMs)).toBeLessThan(100);
  });

  it('answers a typed turn in the same conversation', async () => {
    await call.panel.type('What is 20% of 80?');
    await call.panel.waitForTurn('user', 'What is 20% of 80?');
    await call.panel.waitForTurn('assistant', /16|sixteen/i);
    expect((await call.panel.conversation()).map(({ who }) => who)).toEqual([
      'user',
      'assistant',
      'user',
      'assistant',
    ]);
  });

  it('continues when the panel is closed and opened again', async () => {
    const before = await call.panel.conversation();
    await call.panel.close();
    const again = await call.browser.openPanel();
    expect(await again.conversation()).toEqual(before);
    await again.waitForStatus('Listening');
    await again.type('hello');
    await again.waitForTurn('user', 'hello');
    call.panel = again;
  });

  it('continues an answer when the service worker ends meanwhile, and the panel works', async () => {
    // The answer takes about 6 s.
    const question = 'spell incomprehensibility';
    await call.panel.type(question);
    const asked = await call.session.waitForState(
      'the answer to sound',
      (state) => state.audible && state.turns.at(-1)?.user?.text === question,
    );
    const { turnId } = asked.turns.at(-1)!;
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
});
