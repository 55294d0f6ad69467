import { afterEach, describe, expect, it } from 'vitest';
import { prepareCall, type Call, type CallOptions } from '../harness/call.ts';
import { OnsetWatch } from '../harness/onset-watch.ts';
import { spoken } from '../../testing/sounds.ts';

describe('an interruption of the answer', () => {
  let call: Call;
  afterEach(() => call.end());

  /** A call in which a long answer is audible. */
  async function speaking(says: CallOptions['says'] = []): Promise<number> {
    call = await prepareCall({ says });
    await call.panel.click('primary');
    await call.panel.waitForStatus('Listening');
    await call.panel.type('help');
    const { turnId } = await call.session.waitForState('the answer to sound', ({ audible }) => audible);
    return turnId;
  }

  /** Nothing of the turn was rendered after the flush, by the audio clock. */
  async function expectSilenceAfterFlush(turnId: number): Promise<void> {
    const flush = await call.session.waitForStop('flush', turnId);
    expect(flush.silentAfterMs).toBeLessThanOrEqual(20);
    const rendered = await call.session.renderedOfTurn(turnId);
    const { turns } = await call.session.state();
    const turn = turns.find((candidate) => candidate.turnId === turnId)!;
    expect(turn.assistant).toMatchObject({ final: true, interrupted: true });
    expect(rendered.length / 16).toBeLessThan(call.wire.audioOf(turnId).length / 16);
  }

  it('by voice', async () => {
    const turnId = await speaking([{ text: 'stop talking', atMs: 3_500 }]);
    await call.session.waitForState('the barge-in', ({ turns }) =>
      turns.some((turn) => turn.turnId === turnId && turn.assistant?.interrupted === true),
    );
    await expectSilenceAfterFlush(turnId);
    await call.panel.waitForTurn('user', 'stop talking');
    expect(await call.panel.text()).toContain('— stopped');
  });

  it('by voice makes the answer silent when the sound begins', async () => {
    const right = await spoken('right', 'awb');
    call = await prepareCall({
      says: [
        { pcm: right, atMs: 3_500 },
        { pcm: right, atMs: 6_000 },
        { text: 'stop talking', atMs: 8_500 },
      ],
    });
    const watch = new OnsetWatch(call.session);
    await watch.begin();
    await call.panel.click('primary');
    await call.panel.waitForStatus('Listening');
    await call.panel.type('help');
    await call.session.waitForState(
      'the barge-in',
      ({ turns }) => turns[0]?.assistant?.interrupted === true,
      20_000,
    );
    const silences = await watch.silencesAfterMs();
    // How long it takes is measured by `npm run bench`.
    expect(silences).not.toEqual([]);
  });

  it('by the button', async () => {
    const turnId = await speaking();
    await call.panel.click('interrupt');
    await call.session.waitForState('the answer to be interrupted', ({ turns }) =>
      turns.some((turn) => turn.turnId === turnId && turn.assistant?.interrupted === true),
    );
    await expectSilenceAfterFlush(turnId);
    await call.panel.waitForStatus('Listening');
  });

  it('by Esc, which keeps only what was heard', async () => {
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
