import { expect, it, vi } from 'vitest';
import {
  CLAUSES,
  each,
  never,
  readAll,
  unfinished,
  type TtsContract,
  type TtsFixture,
} from './tts-fixture.js';

const NEVER_MS = 600_000;

/** How a stream ends when it is aborted or its reader leaves. `bench/providers/cancel.ts` measures how fast. */
export function cancelChecks(
  fixture: TtsFixture,
  { remote = true, vendorFinishesAfterCancel = false }: TtsContract,
): void {
  it('stops on abort in mid-speech, and frees what it held', async () => {
    // A vendor that finishes after a cancel must end; any other sends no next frame.
    if (remote) fixture.emulator.frameDelayMs = vendorFinishesAfterCancel ? 10 : NEVER_MS;
    const reader = fixture.stream(each([CLAUSES.join(' ').repeat(4), ...CLAUSES]));
    expect((await reader.next()).done).toBe(false);
    const pending = reader.next();
    fixture.abort.abort();
    await pending;
    expect((await reader.next()).done).toBe(true);
    await fixture.untilIdle();
  });

  it('stops when its reader leaves while it waits for audio', async () => {
    if (remote) fixture.emulator.misbehave = 'stall';
    const reader = fixture.stream(remote ? unfinished(CLAUSES[0]!) : never());
    const pending = reader.next();
    if (remote) {
      await vi.waitFor(() => expect(fixture.emulator.requests.length).toBeGreaterThan(0));
      // From now on the emulator confirms the end of an answer; the text that it has stays unspoken.
      fixture.emulator.misbehave = undefined;
    }
    void reader.return?.();
    expect((await pending).done).toBe(true);
    await fixture.untilIdle();
  });

  it('ends on abort while it waits for text', async () => {
    const next = fixture.stream(never()).next();
    fixture.abort.abort();
    expect((await next).done).toBe(true);
    await fixture.untilIdle();
  });

  if (remote)
    it('sends no text if it was aborted before', async () => {
      const options = { language: 'en-US', signal: AbortSignal.abort() };
      // A cancelled provider may end or throw: the stage reads neither.
      await readAll(fixture.provider.synthesize(each(CLAUSES), options)).catch(() => undefined);
      expect(fixture.emulator.requests).toEqual([]);
      await fixture.untilIdle();
    });
}
