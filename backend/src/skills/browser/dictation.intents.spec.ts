import { describe, expect, it, vi } from 'vitest';
import { ask } from '../testing/ask.js';
import { skillContext } from '../testing/skill-context.js';

describe('dictation', () => {
  it.each([
    'dictate',
    'start dictating',
    'Dictation.',
    'take dictation',
    'please start the dictation',
    'type what I say',
  ])('begins by "%s"', async (said) => {
    const dictate = vi.fn(async () => undefined);
    expect(await ask(said, { ...skillContext(), dictate })).toMatch(/^Dictating/);
    expect(dictate).toHaveBeenCalledOnce();
  });

  it('says why the client cannot write', async () => {
    const dictate = async () => 'No text field has the focus.';
    expect(await ask('start dictating', { ...skillContext(), dictate })).toBe('No text field has the focus.');
  });

  it.each(['dictate hello world', 'what is a dictation'])('does not begin by "%s"', async (said) => {
    const dictate = vi.fn();
    await ask(said, { ...skillContext(), dictate });
    expect(dictate).not.toHaveBeenCalled();
  });

  it('says where it works if the client writes nothing', async () => {
    expect(await ask('start dictating')).toMatch(/click a text field/);
  });

  it('has not begun when it is stopped', async () => {
    expect(await ask('stop dictating', { ...skillContext(), dictate: vi.fn() })).toBe("I'm not dictating.");
  });
});
