// @vitest-environment happy-dom
/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

// Read and not imported: the tests' bundler empties style sheets.
const css = readFileSync(join(import.meta.dirname, 'theme.css'), 'utf8');

/** The custom properties of the light and of the dark scheme. */
const [light, dark] = css.split('@media (prefers-color-scheme: dark)').map((part) => {
  const colours = part.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g);
  return Object.fromEntries([...colours].map(([, name, value]) => [name, value]));
}) as [Record<string, string>, Record<string, string>];

/** Relative luminance, as WCAG 2 defines it. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

describe('the colours', () => {
  it.each([
    ['text', 'ink', 'ground'],
    ['upcoming words', 'soft', 'ground'],
    ['meta', 'soft', 'raised'],
    ['the mode that is not selected', 'soft', 'hover'],
    ['the primary button', 'on-accent', 'accent'],
    ['the primary button while it is held', 'on-accent', 'green'],
  ])('of %s are readable in both schemes', (_name, text, ground) => {
    for (const scheme of [light, dark]) {
      expect(contrast(scheme[text]!, scheme[ground]!)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('distinguish spoken from upcoming words', () => {
    for (const { ink, soft } of [light, dark]) expect(contrast(ink!, soft!)).toBeGreaterThan(2);
  });
});

it.each([
  ['a button', 'button hovered', false, 'hover'],
  ['a disabled button', 'button hovered', true, 'raised'],
  ['the primary button', 'button primary hovered', false, 'accent'],
])('%s has the colour of its state under the pointer', (_name, className, disabled, ground) => {
  const style = document.createElement('style');
  style.textContent = css.replaceAll(':hover', '.hovered');
  const button = Object.assign(document.createElement('button'), { className, disabled });
  document.head.replaceChildren(style);
  document.body.replaceChildren(button);
  expect(getComputedStyle(button).backgroundColor).toBe(light[ground]);
});
