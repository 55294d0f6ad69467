import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CaptureFrame } from '../audio/capture-framer';
import { FakeMicrophone } from '../testing/fake-microphone';
import { settled } from '../testing/settled';
import { Microphone, type MicrophoneState } from './microphone';
import type { MicrophoneSignal } from './signal-watch';

function newSut() {
  const browser = new FakeMicrophone();
  const states: MicrophoneState[] = [];
  const frames: CaptureFrame[] = [];
  const signals: MicrophoneSignal[] = [];
  const sut = new Microphone(browser, {
    onState: (state) => states.push(state),
    onSignal: (signal) => signals.push(signal),
    onFrame: (frame) => frames.push(frame),
  });
  return { sut, browser, states, frames, signals };
}

describe(Microphone.name, () => {
  it('goes live with the permission', async () => {
    const { sut, browser, states, frames } = newSut();
    await sut.start();
    expect(states).toEqual(['starting', 'live']);
    browser.say(Int16Array.of(1, 2, 3));
    expect(frames).toEqual([{ pcm: Int16Array.of(1, 2, 3), level: 0.2 }]);
  });

  it('waits for the permission without a prompt, and starts once it is granted', async () => {
    const { sut, browser, states } = newSut();
    browser.permission = 'prompt';
    await sut.start();
    expect(states).toEqual(['starting', 'needs_permission']);
    expect(browser.streams).toHaveLength(0);
    browser.grant('granted');
    await settled();
    expect(states.at(-1)).toBe('live');
  });

  it.each([
    ['NotFoundError', 'none'],
    ['NotReadableError', 'busy'],
    ['NotAllowedError', 'denied'],
  ])('maps %s to %s', async (failure, state) => {
    const { sut, browser, states } = newSut();
    browser.failure = failure;
    await sut.start();
    expect(states.at(-1)).toBe(state);
  });

  it('fails if the browser cannot process the audio, and releases the microphone', async () => {
    const { sut, browser, states } = newSut();
    browser.broken = true;
    await sut.start();
    expect(states.at(-1)).toBe('failed');
    expect(browser.hot).toBe(false);
    browser.broken = false;
    await sut.start();
    expect(states.at(-1)).toBe('live');
  });

  it('releases the microphone when it is stopped while it starts', async () => {
    const { sut, browser, states } = newSut();
    let open = () => {};
    browser.gate = new Promise((resolve) => (open = resolve));
    const starting = sut.start();
    await settled();
    sut.stop();
    open();
    await starting;
    expect(browser.streams).toHaveLength(1);
    expect(browser.hot).toBe(false);
    expect(states.at(-1)).toBe('off');
  });

  it('stops its track and closes its capture graph', async () => {
    const { sut, browser, frames } = newSut();
    await sut.start();
    sut.stop();
    browser.say(Int16Array.of(1));
    expect(browser.hot).toBe(false);
    expect(frames).toEqual([]);
  });

  it('ignores new devices and permissions once it is stopped', async () => {
    const { sut, browser } = newSut();
    browser.permission = 'prompt';
    await sut.start();
    sut.stop();
    browser.grant('granted');
    browser.plug();
    await settled();
    expect(browser.streams).toHaveLength(0);
  });

  it('emits silence of the same length while it is muted', async () => {
    const { sut, browser, frames } = newSut();
    await sut.start();
    sut.setMuted(true);
    browser.say(Int16Array.of(5, 6, 7));
    sut.setMuted(false);
    browser.say(Int16Array.of(8));
    expect(frames).toEqual([
      { pcm: Int16Array.of(0, 0, 0), level: 0 },
      { pcm: Int16Array.of(8), level: 0.2 },
    ]);
  });

  it('recovers with the next device after it was unplugged, and stays muted', async () => {
    const { sut, browser, states } = newSut();
    await sut.start();
    sut.setMuted(true);
    browser.unplug();
    await settled();
    expect(states.at(-1)).toBe('unplugged');
    browser.plug();
    await settled();
    expect(states).toEqual(['starting', 'live', 'unplugged', 'live']);
    expect(browser.streams.at(-1)?.track.enabled).toBe(false);
    expect(browser.captures).toBe(1);
  });

  it('switches to another microphone at once if there is one', async () => {
    const { sut, browser, states } = newSut();
    await sut.start();
    browser.streams[0]!.track.dispatchEvent(new Event('ended'));
    await settled();
    expect(browser.streams).toHaveLength(2);
    expect(states.at(-1)).toBe('live');
  });

  describe('muted by the system', () => {
    it('tells at once, and when it is over', async () => {
      const { sut, browser, signals, states } = newSut();
      await sut.start();
      browser.muteBySystem(true);
      expect(signals).toEqual(['muted']);
      browser.muteBySystem(false);
      expect(signals).toEqual(['muted', 'sound']);
      expect(states.at(-1)).toBe('live');
    });

    it('tells by its zeros alone, but not while the user has muted it', async () => {
      const { sut, browser, signals } = newSut();
      await sut.start();
      const seconds = (count: number) => browser.say(new Int16Array(count * 16_000), 0);
      sut.setMuted(true);
      seconds(10);
      expect(signals).toEqual([]);
      sut.setMuted(false);
      seconds(2);
      expect(signals).toEqual(['silent']);
      browser.say(Int16Array.of(1), 0.001);
      expect(signals).toEqual(['silent', 'sound']);
    });

    it.each([
      ['stopped', (sut: Microphone) => sut.stop()],
      ['muted by the user', (sut: Microphone) => sut.setMuted(true)],
    ])('is no longer told when it is %s', async (_, act) => {
      const { sut, browser, signals } = newSut();
      await sut.start();
      browser.say(new Int16Array(32_000), 0);
      act(sut);
      expect(signals).toEqual(['silent', 'sound']);
    });

    it('ignores the signal of a device that was replaced', async () => {
      const { sut, browser, signals } = newSut();
      await sut.start();
      const [old] = browser.streams;
      old!.track.dispatchEvent(new Event('ended'));
      await settled();
      old!.track.dispatchEvent(new Event('mute'));
      expect(signals).toEqual([]);
    });
  });

  describe('with fake time', () => {
    afterEach(() => void vi.useRealTimers());
    const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

    it.each(['none', 'unplugged'])(
      'is opened twice at most for 20 changes of devices while %s',
      async (state) => {
        vi.useFakeTimers();
        const { sut, browser, states } = newSut();
        if (state === 'none') browser.failure = 'NotFoundError';
        await sut.start();
        if (state === 'unplugged') browser.unplug();
        await pass(0);
        expect(states.at(-1)).toBe(state);
        const before = browser.attempts;
        for (let i = 0; i < 20; i++) browser.changeDevices();
        await pass(10_000);
        expect(browser.attempts - before).toBe(2);
      },
    );

    it('is tried again while it is busy, more and more seldom, until it is free', async () => {
      vi.useFakeTimers();
      const { sut, browser, states } = newSut();
      browser.failure = 'NotReadableError';
      await sut.start();
      const attempts: number[] = [];
      for (let second = 1; second <= 24; second++) {
        const before = browser.attempts;
        await pass(1_000);
        if (browser.attempts > before) attempts.push(second);
      }
      expect(attempts).toEqual([1, 3, 7, 15, 23]);
      expect(states, 'without flicker').toEqual(['starting', 'busy']);
      browser.failure = null;
      await pass(8_000);
      expect(states.at(-1)).toBe('live');
    });

    it('is not tried again after it was stopped', async () => {
      vi.useFakeTimers();
      const { sut, browser } = newSut();
      browser.failure = 'NotReadableError';
      await sut.start();
      sut.stop();
      await pass(60_000);
      expect(browser.attempts).toBe(1);
    });
  });
});
