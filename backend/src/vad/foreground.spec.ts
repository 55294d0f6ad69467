import { describe, expect, it } from 'vitest';
import { Foreground } from './foreground.js';

/** A frame at a level in dBFS. */
const frame = (level: number) =>
  new Int16Array(512).map((_, i) => (i % 2 ? 1 : -1) * Math.round(32_768 * 10 ** (level / 20)));

function push(sut: Foreground, level: number, frames: number, probability = 0.9): number[] {
  return Array.from({ length: frames }, () => sut.push(frame(level), probability));
}

describe(Foreground.name, () => {
  it('lets nothing begin with voices that are no louder than the room', () => {
    const sut = new Foreground();
    expect(Math.max(...push(sut, -42, 30), ...push(sut, -38, 10), ...push(sut, -41, 30))).toBeLessThan(0.4);
  });

  it('lets a voice begin at once that rises above the room, and in a silent one', () => {
    const sut = new Foreground();
    push(sut, -42, 30);
    expect(push(sut, -30, 3)).toEqual([0.9, 0.9, 0.9]);
    const quiet = new Foreground();
    push(quiet, -Infinity, 30, 0);
    expect(push(quiet, -60, 3)).toEqual([0.9, 0.9, 0.9]);
  });

  it('hears on where a voice sinks for a moment, and its end where it stays there', () => {
    const sut = new Foreground();
    push(sut, -42, 30, 0.1);
    push(sut, -25, 20);
    expect(push(sut, -41, 3)).toEqual([0.9, 0.9, 0.9]);
    push(sut, -25, 5);
    expect(push(sut, -41, 6).slice(3)).toEqual([0, 0, 0]);
  });

  it('takes a long speech for no room', () => {
    const sut = new Foreground();
    push(sut, -60, 30, 0.1);
    expect(push(sut, -30, 300)).toEqual(Array(300).fill(0.9));
    expect(push(sut, -40, 10)).toEqual(Array(10).fill(0.9));
  });

  it('hears a voice that was there first as soon as it rises', () => {
    const sut = new Foreground();
    push(sut, -30, 5);
    push(sut, -38, 1);
    expect(push(sut, -28, 2)).toEqual([0.9, 0.9]);
  });

  it('gets used to a room that grew louder', () => {
    const sut = new Foreground();
    push(sut, -60, 62, 0.1);
    push(sut, -40, 60, 0.1);
    expect(Math.max(...push(sut, -38, 10))).toBeLessThan(0.4);
  });

  it('changes nothing of what is no speech', () => {
    const sut = new Foreground();
    expect(push(sut, -40, 3, 0.02)).toEqual([0.02, 0.02, 0.02]);
  });
});
