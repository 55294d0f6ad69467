import { describe, expect, it } from 'vitest';
import { settled } from '../testing/settled';
import { PushToTalk } from './push-to-talk';

function newSut() {
  const log: string[] = [];
  let captured = () => {};
  const sut = new PushToTalk({
    flushCapture: () => new Promise((resolve) => (captured = resolve)),
    send: (state) => log.push(state),
  });
  return { sut, log, captured: () => captured() };
}

describe(PushToTalk.name, () => {
  it('transmits while the key is held and until the last audio before the release was captured', async () => {
    const { sut, log, captured } = newSut();
    expect(sut.transmitting).toBe(false);
    sut.press();
    expect(sut.transmitting).toBe(true);
    const ended = sut.release();
    expect(sut).toMatchObject({ held: false, transmitting: true });
    expect(log).toEqual(['down']);
    captured();
    await ended;
    expect(sut.transmitting).toBe(false);
    expect(log).toEqual(['down', 'up']);
  });

  it('ignores a second press or release', async () => {
    const { sut, log, captured } = newSut();
    await sut.release();
    sut.press();
    sut.press();
    void sut.release();
    const ended = sut.release();
    captured();
    await ended;
    expect(log).toEqual(['down', 'up']);
  });

  it('separates two utterances when the second press comes at once', async () => {
    const { sut, log, captured } = newSut();
    sut.press();
    void sut.release();
    sut.press();
    expect(log).toEqual(['down', 'up', 'down']);
    captured();
    await settled();
    expect(log).toEqual(['down', 'up', 'down']);
    expect(sut.held).toBe(true);
  });

  it('sends a held key to a new session, and nothing when the key is up', () => {
    const { sut, log } = newSut();
    sut.resend();
    sut.press();
    sut.resend();
    expect(log).toEqual(['down', 'down']);
  });

  it('sends nothing after the end of the call', async () => {
    const { sut, log, captured } = newSut();
    sut.press();
    void sut.release();
    sut.reset();
    captured();
    await settled();
    expect(log).toEqual(['down']);
    expect(sut.transmitting).toBe(false);
  });
});
