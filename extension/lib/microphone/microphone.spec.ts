import { describe, expect, it } from 'vitest';
import type { CaptureFrame } from '../audio/capture-framer';
import { FakeMicrophone } from '../testing/fake-microphone';
import { settled } from '../testing/settled';
import { Microphone, type MicrophoneState } from './microphone';

function newSut() {
  const browser = new FakeMicrophone();
  const states: MicrophoneState[] = [];
  const frames: CaptureFrame[] = [];
  const sut = new Microphone(browser, {
    onState: (state) => states.push(state),
    onFrame: (frame) => frames.push(frame),
  });
  return { sut, browser, states, frames };
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
});
