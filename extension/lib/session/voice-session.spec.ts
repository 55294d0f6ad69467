import { describe, expect, it } from 'vitest';
import { FakeClient } from '../testing/fake-client';
import { FakeMicrophone } from '../testing/fake-microphone';
import { fakeVoices, settled } from '../testing/fake-voice';
import type { Levels } from './level-meter';
import { VoiceSession } from './voice-session';

const URL = 'ws://127.0.0.1:8765';

function newSut() {
  const client = new FakeClient();
  const microphone = new FakeMicrophone();
  const { voices, openVoice } = fakeVoices();
  const levels: Levels[] = [];
  let nowMs = 0;
  const sut = new VoiceSession(
    { client, clientName: 'test', microphone, openVoice, nowMs: () => nowMs },
    { onChange: () => {}, onLevels: (level) => levels.push(level) },
  );
  return { sut, client, microphone, voices, levels, at: (ms: number) => (nowMs = ms) };
}

async function inCall() {
  const harness = newSut();
  harness.sut.start(URL);
  await settled();
  harness.client.open();
  harness.client.phase('listening', 1);
  return harness;
}

/** In the middle of a long answer of turn 1. */
async function speaking() {
  const harness = await inCall();
  harness.client.phase('speaking', 1);
  harness.client.speak(1, 32_000);
  await settled();
  const voice = harness.voices[0]!;
  voice.play(512);
  return { ...harness, voice };
}

describe(VoiceSession.name, () => {
  describe('start', () => {
    it('connects once the microphone is live, and asks to be greeted', async () => {
      const { sut, client } = newSut();
      sut.start(URL);
      expect(client.urls).toEqual([]);
      await settled();
      expect(client.urls).toEqual([URL]);
      expect(client.sessions).toEqual([{ client: 'test', greeting: true }]);
      expect(sut.state).toMatchObject({ connection: 'connecting', microphone: 'live' });
    });

    it('waits for the permission before anybody is greeted', async () => {
      const { sut, client, microphone } = newSut();
      microphone.permission = 'prompt';
      sut.start(URL);
      await settled();
      expect(client.urls).toEqual([]);
      microphone.grant('granted');
      await settled();
      expect(client.urls).toEqual([URL]);
    });

    it('connects without a microphone where there is none, for typing', async () => {
      const { sut, client, microphone } = newSut();
      microphone.failure = 'NotFoundError';
      sut.start(URL);
      await settled();
      expect(client.urls).toEqual([URL]);
      expect(sut.state.microphone).toBe('none');
    });

    it('leaves nothing running when hung up while it starts', async () => {
      const { sut, client, microphone } = newSut();
      sut.start(URL);
      sut.hangUp();
      await settled();
      expect(client.urls).toEqual([]);
      expect(microphone.hot).toBe(false);
      expect(sut.state).toMatchObject({ connection: 'off', microphone: 'off' });
    });

    it('ends with a notice where the address is none', async () => {
      const { sut, client } = newSut();
      client.connect = () => void (client.state = 'closed');
      sut.start('nonsense');
      await settled();
      expect(sut.state).toMatchObject({ connection: 'off', notice: { code: 'bad_address' } });
    });
  });

  describe('microphone', () => {
    it('sends frames in the call, and goes on while it reconnects', async () => {
      const { sut, client, microphone } = await inCall();
      microphone.say(Int16Array.of(1));
      client.reconnects.emit({ attempt: 1, delayMs: 1000, at: 1000 });
      expect(sut.state.retry).toEqual({ attempt: 1, atMs: 1000 });
      microphone.say(Int16Array.of(2));
      expect(client.audio).toEqual([Int16Array.of(1), Int16Array.of(2)]);
    });

    it('sends silence while it is muted', async () => {
      const { sut, client, microphone } = await inCall();
      sut.setMuted(true);
      microphone.say(Int16Array.of(9, 9));
      expect(client.audio).toEqual([Int16Array.of(0, 0)]);
    });

    it('keeps the call and typed turns when it is unplugged', async () => {
      const { sut, client, microphone } = await inCall();
      microphone.unplug();
      await settled();
      expect(sut.state).toMatchObject({ connection: 'open', microphone: 'unplugged' });
      sut.sendText('still here', URL);
      expect(client.sent('text_input')).toEqual([{ text: 'still here' }]);
      microphone.plug();
      await settled();
      expect(sut.state.microphone).toBe('live');
      expect(client.urls).toHaveLength(1);
    });
  });

  describe('typed turns', () => {
    it('open a session without a microphone and without a greeting', async () => {
      const { sut, client, microphone } = newSut();
      sut.sendText('hello', URL);
      await settled();
      expect(client.sessions).toEqual([{ client: 'test', greeting: false }]);
      expect(client.sent('text_input')).toEqual([{ text: 'hello' }]);
      expect(microphone.streams).toHaveLength(0);
      expect(sut.state.pending.map(({ text }) => text)).toEqual(['hello']);
    });

    it('gain a microphone on the same connection', async () => {
      const { sut, client } = newSut();
      sut.sendText('hello', URL);
      client.open();
      sut.start(URL);
      await settled();
      expect(client.urls).toHaveLength(1);
      expect(sut.state).toMatchObject({ connection: 'open', microphone: 'live' });
    });
  });

  describe('stop speaking', () => {
    it('is silent at once and tells the backend exactly what was heard', async () => {
      const { sut, client, voice } = await speaking();
      sut.stopSpeaking();
      const before = voice.rendered.length;
      voice.play(100);
      const fade = 16 * 5;
      expect(voice.rendered.slice(before + fade).every((value) => value === 0)).toBe(true);
      expect(client.sent('interrupt')).toEqual([{ turn_id: 1, played_ms: 512 }]);
      expect(client.sent('playback').at(-1)).toEqual({ turn_id: 1, played_ms: 512, state: 'flushed' });
    });

    it('asks once, however often the key is pressed and whatever the backend answers', async () => {
      const { sut, client, voice } = await speaking();
      sut.stopSpeaking();
      sut.stopSpeaking();
      client.cmds.emit({ type: 'cmd', name: 'flush', data: { turn_id: 1, reason: 'interrupt' } });
      voice.play(50);
      expect(client.sent('interrupt')).toHaveLength(1);
      const flushed = client
        .sent('playback')
        .filter((data) => (data as { state: string }).state === 'flushed');
      expect(flushed).toHaveLength(1);
    });

    it('stops an answer of which nothing was heard yet', async () => {
      const { sut, client, voices } = await inCall();
      client.phase('thinking', 1);
      sut.stopSpeaking();
      expect(client.sent('interrupt')).toEqual([{ turn_id: 1, played_ms: 0 }]);
      client.speak(1, 1600);
      await settled();
      voices[0]!.play(200);
      expect(voices[0]!.rendered.every((value) => value === 0)).toBe(true);
    });

    it('does not touch the turn that the user is speaking', async () => {
      const { sut, client, voices } = await inCall();
      client.phase('listening', 2);
      sut.stopSpeaking();
      expect(client.sent('interrupt')).toEqual([]);
      client.speak(2, 1600);
      voices[0]!.play(200);
      expect(voices[0]!.rendered.some((value) => value !== 0)).toBe(true);
    });

    it('stops what still sounds after the backend went on to listen', async () => {
      const { sut, client } = await speaking();
      client.phase('listening', 2);
      sut.stopSpeaking();
      expect(client.sent('interrupt')).toEqual([{ turn_id: 1, played_ms: 512 }]);
    });
  });

  describe('playback', () => {
    it('flushes on the backend’s word and lets nothing of that turn out afterwards', async () => {
      const { client, voice } = await speaking();
      client.cmds.emit({ type: 'cmd', name: 'flush', data: { turn_id: 1, reason: 'barge_in' } });
      voice.play(20);
      const before = voice.rendered.length;
      client.speak(1, 16_000);
      voice.play(200);
      expect(voice.rendered.slice(before).every((value) => value === 0)).toBe(true);
      expect(client.sent('playback').at(-1)).toMatchObject({ turn_id: 1, state: 'flushed' });
      expect(client.sent('interrupt')).toEqual([]);
    });

    it('holds and resumes the same audio', async () => {
      const { client, voice, sut } = await speaking();
      client.cmds.emit({ type: 'cmd', name: 'pause_playback', data: { turn_id: 1 } });
      voice.play(300);
      const held = sut.state.turns;
      client.cmds.emit({ type: 'cmd', name: 'resume_playback', data: { turn_id: 1 } });
      client.cmds.emit({ type: 'cmd', name: 'audio_end', data: { turn_id: 1, total_ms: 2000, text: '' } });
      voice.play(2000);
      expect(held).toEqual(sut.state.turns);
      expect(client.sent('playback').at(-1)).toEqual({ turn_id: 1, played_ms: 2000, state: 'drained' });
    });

    it('keeps what was heard with the turn', async () => {
      const { client, voice, sut, at } = await speaking();
      client.text('assistant', 'A long answer.', 1);
      client.cmds.emit({ type: 'cmd', name: 'audio_end', data: { turn_id: 1, total_ms: 2000, text: '' } });
      at(1000);
      voice.play(488);
      expect(sut.state.turns[0]).toMatchObject({ totalMs: 2000, playedMs: 1000 });
      expect(sut.state.sounding).toBe(true);
    });

    it('goes on through a reconnect that resumes the session', async () => {
      const { client, voice } = await speaking();
      const before = voice.rendered.length;
      client.reconnects.emit({ attempt: 1, delayMs: 500, at: 500 });
      client.open({ resumed: true });
      voice.play(104);
      expect(voice.rendered.slice(before).every((value) => value !== 0)).toBe(true);
    });

    it('begins anew where the backend has forgotten the session', async () => {
      const { client, voice, sut } = await speaking();
      client.text('assistant', 'Old answer.', 1);
      client.reconnects.emit({ attempt: 1, delayMs: 500, at: 500 });
      client.open({ resumed: false });
      client.text('assistant', 'New answer.', 1);
      voice.play(8);
      const before = voice.rendered.length;
      voice.play(100);
      expect(voice.rendered.slice(before).every((value) => value === 0)).toBe(true);
      expect(sut.state.turns.map(({ assistant }) => assistant?.text)).toEqual(['Old answer.', 'New answer.']);
    });
  });

  it('hangs up: microphone, socket and voice are closed, the conversation stays', async () => {
    const { sut, client, microphone, voice } = await speaking();
    client.text('user', 'hello', 1);
    sut.setMuted(true);
    sut.hangUp();
    expect(microphone.hot).toBe(false);
    expect(client.state).toBe('closed');
    expect(voice.closed).toBe(true);
    expect(sut.state).toMatchObject({ connection: 'off', microphone: 'off', muted: false, phase: 'idle' });
    expect(sut.state.turns[0]?.user?.text).toBe('hello');
  });

  it('says why a backend turned it away, and gives the microphone back', async () => {
    const { sut, client, microphone } = await inCall();
    client.closes.emit({ code: 1008, reason: 'Only one', intended: false, willReconnect: false });
    expect(sut.state).toMatchObject({ connection: 'off', notice: { code: 'refused', text: 'Only one' } });
    expect(microphone.hot).toBe(false);
  });

  it('tries again at once when asked', async () => {
    const { sut, client } = await inCall();
    sut.retryNow(URL);
    expect(client.retries).toBe(0);
    client.reconnects.emit({ attempt: 2, delayMs: 8000, at: 8000 });
    sut.retryNow(URL);
    expect(client.retries).toBe(1);
    expect(sut.state).toMatchObject({ connection: 'reconnecting', retry: null });
  });

  it('tries another address where it was changed meanwhile, without another click on Start', async () => {
    const { sut, client, microphone } = await inCall();
    client.reconnects.emit({ attempt: 2, delayMs: 8000, at: 8000 });
    sut.retryNow('ws://localhost:9000');
    expect(client.urls).toEqual([URL, 'ws://localhost:9000']);
    expect(sut.state).toMatchObject({ connection: 'connecting', backendUrl: 'ws://localhost:9000' });
    expect(microphone.hot).toBe(true);
  });

  it('is greeted once, not after every reconnect', async () => {
    const { client } = await inCall();
    expect(client.sessions.map(({ greeting }) => greeting)).toEqual([true, false]);
  });

  it('gathers the loudness of both voices into at most 20 messages a second', async () => {
    const { microphone, levels, at } = await inCall();
    levels.length = 0;
    for (let ms = 1000; ms < 2000; ms += 10) {
      at(ms);
      microphone.say(Int16Array.of(1), ms === 1510 ? 0.9 : 0.1);
    }
    expect(levels.length).toBeLessThanOrEqual(20);
    expect(levels.some(({ user }) => user === 0.9)).toBe(true);
  });
});
