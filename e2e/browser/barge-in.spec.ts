import { afterEach, describe, expect, it } from 'vitest';
import { prepareCall, type Call, type CallOptions } from '../harness/call.ts';

describe('stopping the answer', () => {
  let call: Call;
  afterEach(() => call.end());

  /** A call in which a long answer is audible. */
  async function speaking(says: CallOptions['says'] = []): Promise<number> {
    call = await prepareCall({ says });
    await call.panel.click('primary');
    await call.panel.waitForStatus('Listening');
    await call.panel.type('help');
    const { turnId } = await call.session.waitForState('the answer to sound', ({ sounding }) => sounding);
    return turnId;
  }

  /** Nothing of the turn was rendered after the flush, and its silence came at once. */
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

  it('by the button', async () => {
    const turnId = await speaking();
    await call.panel.click('stop-speaking');
    await call.session.waitForState('the answer to be cut', ({ turns }) =>
      turns.some((turn) => turn.turnId === turnId && turn.assistant?.interrupted === true),
    );
    await expectSilenceAfterFlush(turnId);
    await call.panel.waitForStatus('Listening');
  });

  it('by Esc, and what was heard is what stays', async () => {
    const turnId = await speaking();
    await call.panel.press('Escape');
    const { turns } = await call.session.waitForState('the answer to be cut', (state) =>
      state.turns.some((turn) => turn.turnId === turnId && turn.assistant?.interrupted === true),
    );
    await expectSilenceAfterFlush(turnId);
    const end = turns.find((turn) => turn.turnId === turnId)!.assistant!.text;
    expect(end.length).toBeLessThan(150);
  });
});
