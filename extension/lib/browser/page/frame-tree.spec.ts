import { describe, expect, it } from 'vitest';
import type { FramePath, SnapshotLine } from '../../page/page-calls';
import { linesOfPage } from './frame-tree';

const line = (text: string, more: Partial<SnapshotLine> = {}): SnapshotLine => ({
  depth: 0,
  text,
  inViewport: true,
  ...more,
});

const part = (path: FramePath, prefix: string, lines: SnapshotLine[]) => ({ path, prefix, lines });

const texts = (parts: Parameters<typeof linesOfPage>[0]) =>
  linesOfPage(parts).map(({ depth, text }) => ' '.repeat(depth) + text);

describe(linesOfPage.name, () => {
  it('puts the lines of frames under their frames, with refs of their own', () => {
    const inner = part([1, 0], 'f2e', [line('checkbox "I am human"', { control: 3 })]);
    const outer = part([1], 'f1e', [line('iframe "Inner"', { depth: 1, frame: 0 })]);
    const top = part([], 'e', [
      line('button "Send"', { control: 7 }),
      line('iframe "Captcha"', { frame: 1 }),
      line('button "Cancel"', { control: 8 }),
    ]);
    expect(texts([inner, top, outer])).toEqual([
      'e7 button "Send"',
      'iframe "Captcha"',
      '  iframe "Inner"',
      '   f2e3 checkbox "I am human"',
      'e8 button "Cancel"',
    ]);
  });

  it('leaves out documents whose frame is not shown', () => {
    const hidden = part([0], 'f1e', [line('button "Hidden"', { control: 1 })]);
    expect(texts([part([], 'e', [line('heading "Page" 1')]), hidden])).toEqual(['heading "Page" 1']);
  });

  it('shows a frame that does not answer as a frame', () => {
    expect(texts([part([], 'e', [line('iframe "Ad"', { frame: 0 })])])).toEqual(['iframe "Ad"']);
  });

  it('takes the frames of shadow trees, which have no place, in order', () => {
    const top = part([], 'e', [line('iframe "A"', { frame: -1 }), line('iframe "B"', { frame: -1 })]);
    const frames = ['a', 'b'].map((name) => part([-1], 'f1e', [line(`text "${name}"`)]));
    expect(texts([top, ...frames])).toEqual(['iframe "A"', ' text "a"', 'iframe "B"', ' text "b"']);
  });

  it('says that what is in a frame below the viewport is not in the viewport', () => {
    const top = part([], 'e', [line('iframe "Far"', { frame: 0, inViewport: false })]);
    expect(linesOfPage([top, part([0], 'f1e', [line('text "a"')])])[1]?.inViewport).toBe(false);
  });
});
