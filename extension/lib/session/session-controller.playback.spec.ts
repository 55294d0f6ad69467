import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { settled } from '../testing/settled';
import { actOf } from '../testing/pages';
import type { Act } from '../tools/acts';
import { inCall, speaking } from '../testing/session-harness';
import { MAX_PAUSE_MS } from './pause-limit';
import { SessionController } from './session-controller';

describe(SessionController.name, () => {
  describe('interrupt', () => {
    it('is silent at once and reports exactly what was heard', async () => {
      const { sut, client, output } = await speaking();
      sut.interrupt();
      const before = output.rendered.length;
      output.play(100);
      const fade = 16 * 5;
      expect(output.rendered.slice(before + fade).every((value) => value === 0)).toBe(true);
      expect(client.sent('interrupt')).toEqual([{ turn_id: 1, played_ms: 512 }]);
      expect(client.sent('playback').at(-1)).toEqual({ turn_id: 1, played_ms: 512, state: 'flushed' });
    });

    it('is sent once, also when the key is pressed again and the backend answers with a flush', async () => {
      const { sut, client, output } = await speaking();
      sut.interrupt();
      sut.interrupt();
      client.commandEvent.emit({ type: 'cmd', name: 'flush', data: { turn_id: 1, reason: 'interrupt' } });
      output.play(50);
      expect(client.sent('interrupt')).toHaveLength(1);
      const flushed = client
        .sent('playback')
        .filter((data) => (data as { state: string }).state === 'flushed');
      expect(flushed).toHaveLength(1);
    });

    it('stops an answer before its first audio', async () => {
      const { sut, client, outputs } = await inCall();
      client.phase('thinking', 1);
      sut.interrupt();
      expect(client.sent('interrupt')).toEqual([{ turn_id: 1, played_ms: 0 }]);
      client.speak(1, 1600);
      await settled();
      outputs[0]!.play(200);
      expect(outputs[0]!.rendered.every((value) => value === 0)).toBe(true);
    });

    it('does not wait for the audio output where nothing of the answer was played', async () => {
      const { sut, client, output } = await speaking();
      client.phase('thinking', 2);
      const send = vi.spyOn(output, 'send').mockReturnValue();
      sut.interrupt();
      send.mockRestore();
      expect(client.sent('interrupt')).toEqual([{ turn_id: 2, played_ms: 0 }]);
    });

    it('stops an answer although the audio output never told how much of an earlier one was heard', async () => {
      const { sut, client, output } = await speaking();
      const send = vi.spyOn(output, 'send').mockReturnValue();
      sut.interrupt();
      send.mockRestore();
      client.phase('speaking', 2);
      client.speak(2, 16_000);
      output.play(2_000);
      sut.interrupt();
      expect(client.sent('interrupt')).toEqual([{ turn_id: 2, played_ms: 512 }]);
    });

    it('does not stop the turn that the user is speaking', async () => {
      const { sut, client, outputs } = await inCall();
      client.phase('listening', 2);
      sut.interrupt();
      expect(client.sent('interrupt')).toEqual([]);
      client.speak(2, 1600);
      outputs[0]!.play(200);
      expect(outputs[0]!.rendered.some((value) => value !== 0)).toBe(true);
    });

    it.each<[string, { acts?: Act[]; question?: string }, { turn_id?: number }[]]>([
      ['a question about an act', { acts: [actOf({ turnId: 3, state: 'asking' })] }, [{ turn_id: 3 }]],
      ['an act', { acts: [actOf({ turnId: 3, state: 'running' })] }, [{ turn_id: 3 }]],
      ['an act of another program', { acts: [actOf({ turnId: -1, state: 'running' })] }, []],
      ['an act that is done', { acts: [actOf({ turnId: 3, state: 'done' })] }, []],
      ['a question of the backend', { question: 'Delete the note?' }, [{}]],
    ])('stops the task of %s while nothing is said', async (_, { acts = [], question }, interrupts) => {
      const { sut, client } = await inCall();
      for (const act of acts) sut.report({ type: 'act', act });
      if (question !== undefined)
        sut.report({ type: 'question', question: { id: 'q', question, mayRemember: false, untilMs: 0 } });
      client.phase('listening', 4);
      sut.interrupt();
      expect(client.sent('interrupt')).toEqual(interrupts);
    });

    it('stops an answer that is audible after the backend went on to listen', async () => {
      const { sut, client } = await speaking();
      client.phase('listening', 2);
      sut.interrupt();
      expect(client.sent('interrupt')).toEqual([{ turn_id: 1, played_ms: 512 }]);
    });
  });

  describe('playback', () => {
    it('flushes on the backend’s command and plays nothing of that turn afterwards', async () => {
      const { client, output } = await speaking();
      client.commandEvent.emit({ type: 'cmd', name: 'flush', data: { turn_id: 1, reason: 'barge_in' } });
      output.play(20);
      const before = output.rendered.length;
      client.speak(1, 16_000);
      output.play(200);
      expect(output.rendered.slice(before).every((value) => value === 0)).toBe(true);
      expect(client.sent('playback').at(-1)).toMatchObject({ turn_id: 1, state: 'flushed' });
      expect(client.sent('interrupt')).toEqual([]);
    });

    it('knows an answer that goes on as another turn', async () => {
      const { client, sut } = await speaking();
      client.text('assistant', 'Send the form?', 1, { is_final: false });
      const data = { turn_id: 1, reason: 'replaced', goes_on_as: 2 } as const;
      client.commandEvent.emit({ type: 'cmd', name: 'flush', data });
      client.text('assistant', 'Send', 1, { is_final: true, interrupted: true });
      expect(sut.state.turns[0]?.assistant).toMatchObject({ interrupted: true, goesOn: true });
    });

    it('pauses and resumes without losing audio', async () => {
      const { client, output, sut } = await speaking();
      client.commandEvent.emit({ type: 'cmd', name: 'pause_playback', data: { turn_id: 1 } });
      output.play(300);
      const held = sut.state.turns;
      client.commandEvent.emit({ type: 'cmd', name: 'resume_playback', data: { turn_id: 1 } });
      client.endAudio(1, 2_000);
      output.play(2000);
      expect(held).toEqual(sut.state.turns);
      expect(client.sent('playback').at(-1)).toEqual({ turn_id: 1, played_ms: 2000, state: 'drained' });
    });

    it('reports where it paused, and flushes the paused turn', async () => {
      const { client, output } = await speaking();
      client.commandEvent.emit({ type: 'cmd', name: 'pause_playback', data: { turn_id: 1 } });
      output.play(300);
      const heldAt = { turn_id: 1, played_ms: 542 };
      expect(client.sent('playback').at(-1)).toEqual({ ...heldAt, state: 'playing' });
      client.commandEvent.emit({ type: 'cmd', name: 'flush', data: { turn_id: 1, reason: 'barge_in' } });
      output.play(50);
      expect(client.sent('playback').at(-1)).toEqual({ ...heldAt, state: 'flushed' });
    });

    it('reports at once where it starved, so that the backend does not extrapolate', async () => {
      const { client, output } = await speaking();
      output.play(1600);
      expect(client.sent('playback').at(-1)).toEqual({ turn_id: 1, played_ms: 2000, state: 'playing' });
      client.endAudio(1, 2_000);
      output.play(10);
      expect(client.sent('playback').at(-1)).toMatchObject({ state: 'drained' });
    });

    it('plays the next answer after a pause that was never resumed', async () => {
      const { client, output } = await speaking();
      client.commandEvent.emit({ type: 'cmd', name: 'pause_playback', data: { turn_id: 1 } });
      output.play(100);
      const before = output.rendered.length;
      client.speak(2, 1600);
      output.play(100);
      expect(output.rendered.slice(before).some((value) => value !== 0)).toBe(true);
    });

    it('resumes a paused answer when the connection is lost', async () => {
      const { client, output } = await speaking();
      client.commandEvent.emit({ type: 'cmd', name: 'pause_playback', data: { turn_id: 1 } });
      output.play(100);
      const before = output.rendered.length;
      client.reconnectingEvent.emit({ code: 1006, attempt: 1, delayMs: 500, at: 500 });
      output.play(100);
      expect(output.rendered.slice(before).every((value) => value !== 0)).toBe(true);
    });

    it('tracks the spoken words of the turn', async () => {
      const { client, output, sut, at } = await speaking();
      client.endAudio(1, 2_000);
      client.text('assistant', 'A long answer.', 1, { is_final: false });
      at(1000);
      output.play(288);
      expect(sut.state.turns[0]?.assistant).toMatchObject({ spoken: 'A long'.length });
      expect(sut.state.audible).toBe(true);
      output.play(1500);
      expect(sut.state.turns[0]?.assistant).toMatchObject({ spoken: 'A long answer.'.length });
    });

    it('continues through a reconnect that resumes the session', async () => {
      const { client, output } = await speaking();
      const before = output.rendered.length;
      client.reconnectingEvent.emit({ code: 1006, attempt: 1, delayMs: 500, at: 500 });
      client.open({ resumed: true });
      output.play(104);
      expect(output.rendered.slice(before).every((value) => value !== 0)).toBe(true);
    });

    it('drops the old answer when a new session begins', async () => {
      const { client, output, sut } = await speaking();
      client.text('assistant', 'Old answer.', 1);
      client.reconnectingEvent.emit({ code: 1006, attempt: 1, delayMs: 500, at: 500 });
      client.open({ resumed: false });
      client.text('assistant', 'New answer.', 1);
      output.play(8);
      const before = output.rendered.length;
      output.play(100);
      expect(output.rendered.slice(before).every((value) => value === 0)).toBe(true);
      expect(sut.state.turns.map(({ assistant }) => assistant?.text)).toEqual(['Old answer.', 'New answer.']);
    });
  });

  describe('a pause that the backend does not end', () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
    afterEach(() => void vi.useRealTimers());

    async function paused() {
      const starting = speaking();
      await vi.advanceTimersByTimeAsync(10);
      const harness = await starting;
      harness.client.commandEvent.emit({ type: 'cmd', name: 'pause_playback', data: { turn_id: 1 } });
      harness.output.play(100);
      const audible = () => {
        const before = harness.output.rendered.length;
        harness.output.play(100);
        return harness.output.rendered.slice(before).some((value) => value !== 0);
      };
      return { ...harness, audible };
    }

    it('ends after its limit', async () => {
      const { audible } = await paused();
      vi.advanceTimersByTime(MAX_PAUSE_MS - 1);
      expect(audible()).toBe(false);
      vi.advanceTimersByTime(1);
      expect(audible()).toBe(true);
    });

    it('lasts longer when the backend repeats it', async () => {
      const { client, audible } = await paused();
      vi.advanceTimersByTime(MAX_PAUSE_MS - 1);
      client.commandEvent.emit({ type: 'cmd', name: 'pause_playback', data: { turn_id: 1 } });
      vi.advanceTimersByTime(MAX_PAUSE_MS - 1);
      expect(audible()).toBe(false);
    });

    it('does not affect the next answer once it was flushed', async () => {
      const { client, audible } = await paused();
      client.commandEvent.emit({ type: 'cmd', name: 'flush', data: { turn_id: 1, reason: 'barge_in' } });
      client.speak(2, 16_000);
      expect(audible()).toBe(true);
      client.commandEvent.emit({ type: 'cmd', name: 'pause_playback', data: { turn_id: 2 } });
      audible();
      vi.advanceTimersByTime(MAX_PAUSE_MS - 1);
      expect(audible()).toBe(false);
    });
  });

  describe('a command of the backend', () => {
    it('mutes the microphone once the answer was played', async () => {
      const { sut, client, microphone, output } = await speaking();
      client.commandEvent.emit({ type: 'cmd', name: 'mute', data: { turn_id: 1 } });
      client.endAudio(1, 2_000);
      expect(sut.state.muted).toBe(false);
      output.play(2_000);
      expect(sut.state.muted).toBe(true);
      microphone.say(Int16Array.of(5));
      expect(client.audio.at(-1)).toEqual(Int16Array.of(0));
    });

    it('ends the call once the answer was played', async () => {
      const { sut, client, microphone, output } = await speaking();
      client.commandEvent.emit({ type: 'cmd', name: 'hang_up', data: { turn_id: 1 } });
      client.endAudio(1, 2_000);
      output.play(2_000);
      await vi.waitFor(() => expect(sut.state).toMatchObject({ connection: 'off', microphone: 'off' }));
      expect(microphone.hot).toBe(false);
    });
  });
});
