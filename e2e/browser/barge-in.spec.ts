import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ServerMessage } from '#protocol';
import { startBackend, type Backend } from '../harness/backend.ts';
import { prepareCall, WITHOUT_GREETING, type Call, type CallOptions } from '../harness/call.ts';
import { OnsetWatch } from '../harness/onset-watch.ts';
import { spoken } from '../../testing/sounds.ts';

/** The messages that follow a sound: the server hears it, and later it recognises a word. */
const pauseOrPartial = (message: ServerMessage): ('pause' | 'partial')[] => {
  if (message.type === 'cmd' && message.name === 'pause_playback') return ['pause'];
  const isPartial =
    message.type === 'data' &&
    message.name === 'text_data' &&
    message.data.role === 'user' &&
    !message.data.is_final;
  return isPartial ? ['partial'] : [];
};

describe('an interruption of the answer', () => {
  let backend: Backend;
  let call: Call;
  beforeAll(async () => {
    backend = await startBackend({ config: WITHOUT_GREETING });
  });
  afterAll(() => backend.stop());

  async function start(says: CallOptions['says'] = []): Promise<void> {
    call = await prepareCall({ says, backend });
    await call.panel.click('primary');
    await call.panel.waitForStatus('Listening');
  }

  /** Asks for a long answer. @returns its turn, once it is audible */
  async function speaking(): Promise<number> {
    await call.panel.type('help');
    const { turnId } = await call.session.waitForState('the answer to sound', ({ audible }) => audible);
    return turnId;
  }

  /** Nothing of the turn was rendered after the flush, by the audio clock. */
  async function expectSilenceAfterFlush(turnId: number): Promise<void> {
    const flush = await call.session.waitForSilence('flush', turnId);
    expect(flush.silentAfterMs).toBeLessThanOrEqual(20);
    const rendered = await call.session.renderedOfTurn(turnId);
    const { turns } = await call.session.state();
    const turn = turns.find((candidate) => candidate.turnId === turnId)!;
    expect(turn.assistant).toMatchObject({ final: true, interrupted: true });
    expect(rendered.length / 16).toBeLessThan(call.wire.audioOf(turnId).length / 16);
  }

  describe('by speech', () => {
    afterEach(() => call.end());

    it('stops it', async () => {
      await start([{ text: 'stop talking', atMs: 3_500 }]);
      const turnId = await speaking();
      await call.session.waitForState('the barge-in', ({ turns }) =>
        turns.some((turn) => turn.turnId === turnId && turn.assistant?.interrupted === true),
      );
      await expectSilenceAfterFlush(turnId);
      await call.panel.waitForTurn('user', 'stop talking');
      expect(await call.panel.text()).toContain('— stopped');
    });

    it('makes it silent before the first word is recognised', async () => {
      call = await prepareCall({
        says: [
          { pcm: await spoken('right', 'awb'), atMs: 3_500 },
          { text: 'stop talking', atMs: 6_000 },
        ],
        backend,
      });
      const watch = new OnsetWatch(call.session);
      await watch.begin();
      await call.panel.click('primary');
      await call.panel.waitForStatus('Listening');
      await call.panel.type('help');
      const { turns } = await call.session.waitForState(
        'the barge-in',
        (state) => state.turns[0]?.assistant?.interrupted === true,
      );
      // By the audio clock, the fade-out of 30 ms included. `npm run bench` measures the time from the sound on.
      const pause = await call.session.waitForSilence('pause', turns[0]!.turnId);
      expect(pause.silentAfterMs).toBeLessThanOrEqual(40);
      expect(await watch.silencesAfterMs(), 'sounds that made the answer silent').not.toEqual([]);
      expect(call.wire.fromServer.flatMap(pauseOrPartial)[0]).toBe('pause');
    });
  });

  describe('by hand', () => {
    beforeAll(() => start());
    afterAll(() => call.end());

    it('with the button', async () => {
      const turnId = await speaking();
      await call.panel.click('interrupt');
      await call.session.waitForState('the answer to be interrupted', ({ turns }) =>
        turns.some((turn) => turn.turnId === turnId && turn.assistant?.interrupted === true),
      );
      await expectSilenceAfterFlush(turnId);
      await call.panel.waitForStatus('Listening');
    });

    it('with Esc, which keeps only what was heard', async () => {
      const turnId = await speaking();
      await call.panel.press('Escape');
      const { turns } = await call.session.waitForState('the answer to be interrupted', (state) =>
        state.turns.some((turn) => turn.turnId === turnId && turn.assistant?.interrupted === true),
      );
      await expectSilenceAfterFlush(turnId);
      const end = turns.find((turn) => turn.turnId === turnId)!.assistant!.text;
      expect(end.length).toBeLessThan(150);
    });
  });
});
