import { describe, expect, it } from 'vitest';
import { after, heard, marks, session, START, text } from '../../testing/session-events';
import { reduce, type SessionEvent } from './session-reducer';

describe(reduce.name, () => {
  describe('the words of an answer', () => {
    const answer = text('assistant', 'One two three', 1, { is_final: false });
    const words = marks(1, [3, 0], [7, 500], [13, 1000]);
    const spokenOf = (...events: SessionEvent[]) => {
      const said = after(...events).turns.at(-1)?.assistant;
      return said?.text.slice(0, said.spoken);
    };

    it('are spoken once they begin to be played', () => {
      expect(spokenOf(words, answer)).toBe('');
      expect(spokenOf(words, answer, heard(1, 50))).toBe('One');
      expect(spokenOf(words, answer, heard(1, 50), heard(1, 510))).toBe('One two');
      expect(spokenOf(words, answer, heard(1, 1300, true))).toBe('One two three');
    });

    it('are spoken as they arrive when the audio is ahead of them', () => {
      expect(spokenOf(heard(1, 510), words, answer)).toBe('One two');
    });

    it('are all spoken once all was played, also without timings', () => {
      expect(spokenOf(answer, marks(1, [3, 0]), heard(1, 400, true))).toBe('One two three');
    });

    it('stay spoken', () => {
      expect(spokenOf(answer, words, heard(1, 510), heard(1, 480))).toBe('One two');
    });

    it('leave the panels’ state unchanged until the next word begins', () => {
      const before = [words, answer, heard(1, 510)].reduce(reduce, START);
      expect(reduce(before, heard(1, 560)).view).toBe(before.view);
      expect(reduce(before, heard(1, 1010)).view).not.toBe(before.view);
    });

    it('are spread evenly without timings', () => {
      const end: SessionEvent = { type: 'audio_end', turnId: 1, totalMs: 1300 };
      expect(spokenOf(answer, end, heard(1, 600))).toBe('One two');
    });

    it('that were never heard are kept separately after an interruption', () => {
      const cut = text('assistant', 'One two', 1, { interrupted: true });
      const { turns } = after(answer, words, heard(1, 510), cut);
      expect(turns[0]?.assistant).toMatchObject({ text: 'One two', unheard: ' three' });
      // A resumed session repeats the message.
      expect(after(answer, cut, cut).turns[0]?.assistant?.unheard).toBe(' three');
    });

    it('end at the last spoken word when the session ends', () => {
      const { turns } = after(answer, words, heard(1, 510), { type: 'closed', notice: null });
      expect(turns[0]?.assistant).toMatchObject({ text: 'One two', interrupted: true, unheard: ' three' });
    });

    it('of a new session are independent of an old turn with the same id', () => {
      expect(spokenOf(answer, words, heard(1, 1200), session(false), answer)).toBe('');
    });

    it('have timings for the latest answers only', () => {
      const events = Array.from({ length: 6 }, (_, i) => heard(i, 100));
      const { timings } = events.reduce(reduce, START);
      expect([0, 1, 2, 3, 4, 5].map((turnId) => timings.of(`1.${turnId}`).playedMs)).toEqual([
        0, 0, 100, 100, 100, 100,
      ]);
    });
  });
});
