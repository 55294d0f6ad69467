import { describe, expect, it } from 'vitest';
import { Clipboard, MAX_COPIED_CHARS, type SystemClipboard } from './clipboard';

function systemClipboard(text: string | null = null) {
  const system = { text, read: () => system.text, write: (copied: string) => ((system.text = copied), true) };
  return system satisfies SystemClipboard;
}

describe(Clipboard.name, () => {
  it('keeps the text to itself while the clipboard is not permitted', () => {
    const sut = new Clipboard(() => null);
    expect(sut.text()).toBeNull();
    expect(sut.copy('pears')).toBe("Earshot's own clipboard");
    expect(sut.text()).toBe('pears');
  });

  it('writes into the clipboard where it is permitted, and reads what else was copied there', () => {
    const system = systemClipboard();
    const sut = new Clipboard(() => system);
    expect(sut.copy('pears')).toBe('the clipboard');
    expect(system.text).toBe('pears');
    system.text = 'apples';
    expect(sut.text()).toBe('apples');
  });

  it('falls back to its own text if the clipboard gives none', () => {
    const sut = new Clipboard(() => ({ read: () => '', write: () => false }));
    expect(sut.copy('pears')).toBe("Earshot's own clipboard");
    expect(sut.text()).toBe('pears');
  });

  it('holds no more than a text of limited length', () => {
    const sut = new Clipboard(() => null);
    sut.copy('x'.repeat(MAX_COPIED_CHARS + 1));
    expect(sut.text()).toHaveLength(MAX_COPIED_CHARS);
  });
});
