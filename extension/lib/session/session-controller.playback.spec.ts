import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { settled } from '../testing/fake-playback-output';
import { inCall, speaking } from '../testing/session-harness';
import { MAX_PAUSE_MS } from './pause-limit';
import { SessionController } from './session-controller';

describe(SessionController.name, () => {
  describe('stop speaking', () => {
    it('is silent at once and tells the backend exactly what was heard', async () => {
      const { sut, client, output } = await speaking();
      sut.interrupt();
      const before = output.rendered.length;
      output.play(100);
      const fade = 16 * 5;
      expect(output.rendered.slice(before + fade).every((value) => value === 0)).toBe(true);
      expect(client.sent('interrupt')).toEqual([{ turn_id: 1, played_ms: 512 }]);
      expect(client.sent('playback').at(-1)).toEqual({ turn_id: 1, played_ms: 512, state: 'flushed' });
    });

    it('asks once, however often the key is pressed and whatever the backend answers', async () => {
      const { sut, client, output } = await speaking();
      sut.interrupt();
      sut.interrupt();
      client.cmds.emit({ type: 'cmd', name: 'flush', data: { turn_id: 1, reason: 'interrupt' } });
      output.play(50);
      expect(client.sent('interrupt')).toHaveLength(1);
      const flushed = client
        .sent('playback')
        .filter((data) => (data as { state: string }).state === 'flushed');
      expect(flushed).toHaveLength(1);
    });

    it('stops an answer of which nothing was heard yet', async () => {
      const { sut, client, outputs } = await inCall();
      client.phase('thinking', 1);
      sut.interrupt();
      expect(client.sent('interrupt')).toEqual([{ turn_id: 1, played_ms: 0 }]);
      client.speak(1, 1600);
      await settled();
      outputs[0]!.play(200);
      expect(outputs[0]!.rendered.every((value) => value === 0)).toBe(true);
    });

    it('does not touch the turn that the user is speaking', async () => {
      const { sut, client, outputs } = await inCall();
      client.phase('listening', 2);
      sut.interrupt();
      expect(client.sent('interrupt')).toEqual([]);
      client.speak(2, 1600);
      outputs[0]!.play(200);
      expect(outputs[0]!.rendered.some((value) => value !== 0)).toBe(true);
    });

    it('stops what still sounds after the backend went on to listen', async () => {
      const { sut, client } = await speaking();
      client.phase('listening', 2);
      sut.interrupt();
      expect(client.sent('interrupt')).toEqual([{ turn_id: 1, played_ms: 512 }]);
    });
  });

  describe('playback', () => {
    it('flushes on the backend’s word and lets nothing of that turn out afterwards', async () => {
      const { client, output } = await speaking();
      client.cmds.emit({ type: 'cmd', name: 'flush', data: { turn_id: 1, reason: 'barge_in' } });
      output.play(20);
      const before = output.rendered.length;
      client.speak(1, 16_000);
      output.play(200);
      expect(output.rendered.slice(before).every((value) => value === 0)).toBe(true);
      expect(client.sent('playback').at(-1)).toMatchObject({ turn_id: 1, state: 'flushed' });
      expect(client.sent('interrupt')).toEqual([]);
    });

    it('holds and resumes the same audio', async () => {
      const { client, output, sut } = await speaking();
      client.cmds.emit({ type: 'cmd', name: 'pause_playback', data: { turn_id: 1 } });
      output.play(300);
      const held = sut.state.turns;
      client.cmds.emit({ type: 'cmd', name: 'resume_playback', data: { turn_id: 1 } });
      client.cmds.emit({ type: 'cmd', name: 'audio_end', data: { turn_id: 1, total_ms: 2000, text: '' } });
      output.play(2000);
      expect(held).toEqual(sut.state.turns);
      expect(client.sent('playback').at(-1)).toEqual({ turn_id: 1, played_ms: 2000, state: 'drained' });
    });

    it('says where it holds, and flushes what it holds', async () => {
      const { client, output } = await speaking();
      client.cmds.emit({ type: 'cmd', name: 'pause_playback', data: { turn_id: 1 } });
      output.play(300);
      const heldAt = { turn_id: 1, played_ms: 542 };
      expect(client.sent('playback').at(-1)).toEqual({ ...heldAt, state: 'playing' });
      client.cmds.emit({ type: 'cmd', name: 'flush', data: { turn_id: 1, reason: 'barge_in' } });
      output.play(50);
      expect(client.sent('playback').at(-1)).toEqual({ ...heldAt, state: 'flushed' });
    });

    it('says at once where it ran dry, so that nobody counts on', async () => {
      const { client, output } = await speaking();
      output.play(1600);
      expect(client.sent('playback').at(-1)).toEqual({ turn_id: 1, played_ms: 2000, state: 'playing' });
      client.cmds.emit({ type: 'cmd', name: 'audio_end', data: { turn_id: 1, total_ms: 2000, text: '' } });
      output.play(10);
      expect(client.sent('playback').at(-1)).toMatchObject({ state: 'drained' });
    });

    it('lets the next answer be heard, whatever was held before it', async () => {
      const { client, output } = await speaking();
      client.cmds.emit({ type: 'cmd', name: 'pause_playback', data: { turn_id: 1 } });
      output.play(100);
      const before = output.rendered.length;
      client.speak(2, 1600);
      output.play(100);
      expect(output.rendered.slice(before).some((value) => value !== 0)).toBe(true);
    });

    it('goes on after a reconnect, whatever was being checked before it', async () => {
      const { client, output } = await speaking();
      client.cmds.emit({ type: 'cmd', name: 'pause_playback', data: { turn_id: 1 } });
      output.play(100);
      const before = output.rendered.length;
      client.reconnects.emit({ attempt: 1, delayMs: 500, at: 500 });
      output.play(100);
      expect(output.rendered.slice(before).every((value) => value !== 0)).toBe(true);
    });

    it('keeps what was heard with the turn', async () => {
      const { client, output, sut, at } = await speaking();
      client.cmds.emit({ type: 'cmd', name: 'audio_end', data: { turn_id: 1, total_ms: 2000, text: '' } });
      client.text('assistant', 'A long answer.', 1, { is_final: false });
      at(1000);
      output.play(288);
      expect(sut.state.turns[0]?.assistant).toMatchObject({ spoken: 'A long'.length });
      expect(sut.state.audible).toBe(true);
      output.play(1500);
      expect(sut.state.turns[0]?.assistant).toMatchObject({ spoken: 'A long answer.'.length });
    });

    it('goes on through a reconnect that resumes the session', async () => {
      const { client, output } = await speaking();
      const before = output.rendered.length;
      client.reconnects.emit({ attempt: 1, delayMs: 500, at: 500 });
      client.open({ resumed: true });
      output.play(104);
      expect(output.rendered.slice(before).every((value) => value !== 0)).toBe(true);
    });

    it('begins anew where the backend has forgotten the session', async () => {
      const { client, output, sut } = await speaking();
      client.text('assistant', 'Old answer.', 1);
      client.reconnects.emit({ attempt: 1, delayMs: 500, at: 500 });
      client.open({ resumed: false });
      client.text('assistant', 'New answer.', 1);
      output.play(8);
      const before = output.rendered.length;
      output.play(100);
      expect(output.rendered.slice(before).every((value) => value === 0)).toBe(true);
      expect(sut.state.turns.map(({ assistant }) => assistant?.text)).toEqual(['Old answer.', 'New answer.']);
    });
  });

  describe('a pause that nobody ends', () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
    afterEach(() => void vi.useRealTimers());

    async function paused() {
      const starting = speaking();
      await vi.advanceTimersByTimeAsync(10);
      const harness = await starting;
      harness.client.cmds.emit({ type: 'cmd', name: 'pause_playback', data: { turn_id: 1 } });
      harness.output.play(100);
      const audible = () => {
        const before = harness.output.rendered.length;
        harness.output.play(100);
        return harness.output.rendered.slice(before).some((value) => value !== 0);
      };
      return { ...harness, audible };
    }

    it('ends by itself', async () => {
      const { audible } = await paused();
      vi.advanceTimersByTime(MAX_PAUSE_MS - 1);
      expect(audible()).toBe(false);
      vi.advanceTimersByTime(1);
      expect(audible()).toBe(true);
    });

    it('lasts longer where the backend asks again', async () => {
      const { client, audible } = await paused();
      vi.advanceTimersByTime(MAX_PAUSE_MS - 1);
      client.cmds.emit({ type: 'cmd', name: 'pause_playback', data: { turn_id: 1 } });
      vi.advanceTimersByTime(MAX_PAUSE_MS - 1);
      expect(audible()).toBe(false);
    });

    it('leaves the next answer alone once it was flushed', async () => {
      const { client, audible } = await paused();
      client.cmds.emit({ type: 'cmd', name: 'flush', data: { turn_id: 1, reason: 'barge_in' } });
      client.speak(2, 16_000);
      expect(audible()).toBe(true);
      client.cmds.emit({ type: 'cmd', name: 'pause_playback', data: { turn_id: 2 } });
      audible();
      vi.advanceTimersByTime(MAX_PAUSE_MS - 1);
      expect(audible()).toBe(false);
    });
  });
});
