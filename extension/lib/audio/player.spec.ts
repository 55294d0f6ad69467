import { describe, expect, it } from 'vitest';
import { fakePlaybackOutputs } from '../testing/fake-playback-output';
import { settled } from '../testing/settled';
import { Player, type PlayerEvents } from './player';

const tone = (samples: number) => new Int16Array(samples).fill(0x2000);

function newSut({ latencyMs = 0 } = {}) {
  const { outputs, openOutput } = fakePlaybackOutputs(latencyMs);
  const log: string[] = [];
  const events: PlayerEvents = {
    onPlaying: () => {},
    onStarved: ({ turnId, heardMs }) => log.push(`starved ${turnId} ${heardMs}`),
    onDrained: ({ turnId, heardMs }) => log.push(`drained ${turnId} ${heardMs}`),
    onFlushed: ({ turnId, heardMs }) => log.push(`flushed ${turnId} ${heardMs}`),
    onPaused: ({ turnId, heardMs }) => log.push(`paused ${turnId} ${heardMs}`),
    onSilent: () => {},
    onFailed: (error) => log.push(`failed ${String(error)}`),
  };
  return { sut: new Player(openOutput, events), outputs, log, events };
}

describe(Player.name, () => {
  it('opens an output at the rate of the audio and plays all of it', async () => {
    const { sut, outputs, log } = newSut();
    sut.push(1, tone(2400), 24_000);
    sut.push(1, tone(2400), 24_000);
    sut.end(1);
    await settled();
    expect(outputs.map(({ sampleRateHz }) => sampleRateHz)).toEqual([24_000]);
    outputs[0]!.play(250);
    expect(outputs[0]!.rendered.filter((value) => value !== 0)).toHaveLength(4800);
    expect(log).toEqual(['drained 1 200']);
  });

  it('plays through the prepared output, and opens another one for another rate', async () => {
    const { sut, outputs } = newSut();
    sut.prepare(16_000);
    sut.prepare(16_000);
    sut.push(1, tone(160), 16_000);
    await settled();
    expect(outputs).toHaveLength(1);
    sut.end(1);
    outputs[0]!.play(20);
    sut.push(2, tone(160), 24_000);
    await settled();
    expect(outputs.map(({ closed }) => closed)).toEqual([true, false]);
  });

  it('reports at a flush what was rendered, minus the output latency', async () => {
    const { sut, outputs, log } = newSut({ latencyMs: 40 });
    sut.push(1, tone(16_000), 16_000);
    await settled();
    outputs[0]!.play(480);
    sut.flush(1);
    expect(log).toEqual(['flushed 1 440']);
  });

  it('never plays audio of a flushed turn, however late it comes', async () => {
    const { sut, outputs } = newSut();
    sut.push(1, tone(1600), 16_000);
    await settled();
    sut.flush(1);
    outputs[0]!.play(20);
    const before = outputs[0]!.rendered.length;
    sut.push(1, tone(16_000), 16_000);
    outputs[0]!.play(200);
    expect(outputs[0]!.rendered.slice(before).every((value) => value === 0)).toBe(true);
  });

  it('flushes audio that waits for its output to open', async () => {
    const { sut, outputs, log } = newSut();
    sut.push(1, tone(1600), 16_000);
    sut.flush(1);
    await settled();
    expect(log).toEqual(['flushed 1 0']);
    expect(outputs[0]!.commands).toEqual([]);
  });

  it('reports a flush once', async () => {
    const { sut, log } = newSut();
    expect(sut.flush(3)).toBe(true);
    expect(sut.flush(3)).toBe(false);
    expect(log).toEqual(['flushed 3 0']);
  });

  it('plays out one output before it opens another at another rate', async () => {
    const { sut, outputs, log } = newSut();
    sut.push(1, tone(1600), 16_000);
    sut.end(1);
    await settled();
    sut.push(2, tone(2400), 24_000);
    sut.end(2);
    await settled();
    expect(outputs).toHaveLength(1);
    outputs[0]!.play(120);
    await settled();
    expect(outputs.map(({ sampleRateHz, closed }) => [sampleRateHz, closed])).toEqual([
      [16_000, true],
      [24_000, false],
    ]);
    outputs[1]!.play(120);
    expect(log).toEqual(['drained 1 100', 'drained 2 100']);
  });

  it('does not wait for a flushed turn when the rate changes', async () => {
    const { sut, outputs } = newSut();
    sut.push(1, tone(16_000), 16_000);
    await settled();
    sut.push(2, tone(2400), 24_000);
    sut.flush(1);
    await settled();
    expect(outputs.map(({ sampleRateHz }) => sampleRateHz)).toEqual([16_000, 24_000]);
    expect(outputs[1]!.commands.map(({ type }) => type)).toEqual(['push']);
  });

  describe('pause', () => {
    it('holds a turn whose output is still opening', async () => {
      const { sut, outputs } = newSut();
      sut.push(1, tone(1600), 16_000);
      sut.pause(1);
      await settled();
      outputs[0]!.play(100);
      expect(outputs[0]!.rendered.every((value) => value === 0)).toBe(true);
      sut.resume();
      outputs[0]!.play(100);
      expect(outputs[0]!.rendered.some((value) => value !== 0)).toBe(true);
    });

    it('reports its position', async () => {
      const { sut, outputs, log } = newSut();
      sut.push(1, tone(16_000), 16_000);
      await settled();
      outputs[0]!.play(480);
      sut.pause(1);
      outputs[0]!.play(100);
      expect(log).toEqual(['paused 1 510']);
    });

    it('ends with audio of a newer turn, and loses nothing of the paused one', async () => {
      const { sut, outputs, log } = newSut();
      sut.push(1, tone(1600), 16_000);
      await settled();
      outputs[0]!.play(8);
      sut.pause(1);
      outputs[0]!.play(100);
      sut.push(2, tone(1600), 16_000);
      sut.end(2);
      outputs[0]!.play(300);
      expect(log.slice(1)).toEqual(['drained 1 100', 'drained 2 100']);
      // The pause has ended: there is nothing to resume.
      sut.resume();
      expect(outputs[0]!.commands.filter(({ type }) => type === 'resume')).toHaveLength(1);
    });

    it('continues with more audio of the paused turn', async () => {
      const { sut, outputs } = newSut();
      sut.push(1, tone(1600), 16_000);
      await settled();
      sut.pause(1);
      sut.push(1, tone(1600), 16_000);
      outputs[0]!.play(200);
      expect(outputs[0]!.rendered.every((value) => value === 0)).toBe(true);
    });

    it('does nothing after the flush of its turn', async () => {
      const { sut, outputs } = newSut();
      sut.push(1, tone(1600), 16_000);
      await settled();
      sut.flush(1);
      expect(sut.pause(1)).toBe(false);
      sut.push(2, tone(1600), 16_000);
      outputs[0]!.play(50);
      expect(outputs[0]!.rendered.some((value) => value !== 0)).toBe(true);
    });
  });

  it('plays turn 1 of a new session after a reset', async () => {
    const { sut, outputs } = newSut();
    sut.push(5, tone(160), 16_000);
    await settled();
    sut.flush(5);
    sut.reset();
    sut.push(1, tone(160), 16_000);
    sut.end(1);
    outputs[0]!.play(30);
    expect(outputs[0]!.rendered.some((value) => value !== 0)).toBe(true);
  });

  it('closes an output that opens after the player was closed', async () => {
    const { sut, outputs } = newSut();
    sut.push(1, tone(160), 16_000);
    sut.close();
    await settled();
    expect(outputs.map(({ closed }) => closed)).toEqual([true]);
  });

  it('reports an output that cannot be opened, and tries again with the next audio', async () => {
    const { outputs, openOutput } = fakePlaybackOutputs();
    const failures: unknown[] = [];
    let broken = true;
    const { events } = newSut();
    const sut = new Player(
      (rate, onReport) => (broken ? Promise.reject(new Error('no output')) : openOutput(rate, onReport)),
      { ...events, onFailed: (error) => failures.push(error) },
    );
    sut.push(1, tone(160), 16_000);
    await settled();
    expect(failures).toHaveLength(1);
    broken = false;
    sut.push(2, tone(160), 16_000);
    await settled();
    expect(outputs).toHaveLength(1);
  });
});
