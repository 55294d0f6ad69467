// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/svelte';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { actOf } from '../lib/testing/pages';
import { answerOf, call, click, show, turnOf } from '../lib/testing/render-panel';

/** Scrolls a conversation of that height, of which 400 pixels are in view. */
async function scrollTo(top: number, height: number): Promise<HTMLElement> {
  const scroller = document.querySelector<HTMLElement>('.scroller')!;
  Object.defineProperties(scroller, {
    clientHeight: { value: 400, configurable: true },
    scrollHeight: { value: height, configurable: true },
  });
  scroller.scrollTop = top;
  await fireEvent.scroll(scroller);
  return scroller;
}

describe('the conversation', () => {
  it('marks an interrupted answer', async () => {
    const assistant = answerOf('The capital', { interrupted: true });
    await show({ ...call, turns: [turnOf(1, { assistant })] });
    expect(screen.getByRole('log').textContent).toMatch(/The capital\s+— stopped/);
  });

  it('shows spoken and upcoming words differently, in the same element', async () => {
    const answer = answerOf('One two three', { final: false, spoken: 3 });
    const { change } = await show({ ...call, phase: 'speaking', turns: [turnOf(1, { assistant: answer })] });
    const log = screen.getByRole('log');
    const upcoming = () => log.querySelector('[data-part=upcoming]')?.textContent;
    const paragraph = log.querySelector('p');
    expect(upcoming()).toBe(' two three');
    await change({ turns: [turnOf(1, { assistant: { ...answer, spoken: 7 } })] });
    expect(upcoming()).toBe(' three');
    expect(log.querySelector('p')).toBe(paragraph);
    expect(paragraph?.textContent?.trim()).toBe('One two three');
  });

  it('shows the newest turns of a long conversation, and all on demand', async () => {
    const turns = Array.from({ length: 50 }, (_, i) =>
      turnOf(i + 1, { assistant: answerOf(`Answer ${i + 1}.`) }),
    );
    const { change } = await show({ ...call, turns });
    const answers = () =>
      screen.getAllByTestId('assistant').map(({ textContent }) => /Answer \d+/.exec(textContent)?.[0]);
    expect([answers().length, answers()[0], answers().at(-1)]).toEqual([40, 'Answer 11', 'Answer 50']);
    await click('Show 10 earlier');
    expect(answers()).toHaveLength(50);
    expect(document.activeElement).toBe(screen.getByRole('log'));
    await change({ turns: turns.slice(0, 3) });
    await change({ turns });
    expect(answers()).toHaveLength(40);
  });

  it.each([
    ['follows the latest words after a click on Undo', 'Undo: Clicked Sign in', false],
    ['stays where the user has dragged the scroll bar', null, true],
  ])('%s while its size changes', async (_what, button, stays) => {
    const speaking = turnOf(1, { assistant: answerOf('One two three', { final: false, spoken: 3 }) });
    await show({ ...call, phase: 'speaking', turns: [speaking], acts: [actOf({ undoable: true })] });
    const scroller = await scrollTo(600, 1_000);
    const pressed = button === null ? scroller : screen.getByRole('button', { name: button });
    await fireEvent.pointerDown(pressed);
    // Shorter for a moment, so that the browser has moved the view, and longer now.
    await scrollTo(300, 1_700);
    expect(screen.queryByRole('button', { name: 'Jump to latest' }) !== null).toBe(stays);
  });

  it.each([
    ['the line that is spoken', { final: false, spoken: 3 }, 660],
    ['the end', {}, 1_600],
  ])('follows %s, although an older answer has no end', async (_where, newer, top) => {
    const rects = vi.spyOn(Element.prototype, 'getClientRects').mockImplementation(function (this: Element) {
      return [new DOMRect(0, 0, 0, this.textContent.includes('old') ? 100 : 900)] as unknown as DOMRectList;
    });
    onTestFinished(() => rects.mockRestore());
    const old = turnOf(1, { assistant: answerOf('An old one', { final: false, spoken: 2 }) });
    await show({ ...call, turns: [old, turnOf(2, { assistant: answerOf('One two', newer) })] });
    const scroller = await scrollTo(0, 2_000);
    await fireEvent.input(screen.getByTestId('text-input'), { target: { value: 'hello' } });
    await fireEvent.keyDown(screen.getByTestId('text-input'), { key: 'Enter' });
    expect(scroller.scrollTop).toBe(top);
  });

  it('goes on following when a banner came and went in a frame, and the browser moved the view', async () => {
    const { change } = await show({ ...call, turns: [turnOf(1, { assistant: answerOf('One') })] });
    const scroller = await scrollTo(600, 1_000);
    await change({ notice: { code: 'playback_failed' } });
    await scrollTo(460, 1_000);
    expect(scroller.scrollTop).toBe(600);
    expect(screen.queryByRole('button', { name: 'Jump to latest' })).toBeNull();
  });

  it('folds the words that were never heard, and remembers whether the user unfolded them', async () => {
    const assistant = answerOf('The **capital', { interrupted: true, unheard: ' of Japan** is:\n\n- Tokyo' });
    const stopped = turnOf(1, { assistant });
    const { change } = await show({ ...call, turns: [stopped] });
    const rest = () => screen.getByRole('log').querySelector<HTMLElement>('[data-part=unheard]');
    const button = (name: string) => screen.getByRole('button', { name });
    expect(screen.getByRole('log').querySelector('strong')?.textContent).toBe('capital');
    expect(rest()).toBeNull();
    expect(button('Show the rest').getAttribute('aria-expanded')).toBe('false');
    await click('Show the rest');
    expect(rest()?.textContent).toMatch(/^\s*of Japan is:\s*Tokyo\s*$/);
    expect([...(rest()?.querySelectorAll('strong, li') ?? [])].map(({ textContent }) => textContent)).toEqual(
      [' of Japan', 'Tokyo'],
    );
    expect(button('Hide the rest').getAttribute('aria-controls')).toBe(rest()?.id);
    await change({ turns: [stopped, turnOf(2, { user: { text: 'next', final: true } })] });
    expect(rest()).not.toBeNull();
    await click('Settings');
    await click('Back');
    expect(rest()).not.toBeNull();
    await click('Hide the rest');
    expect(rest()).toBeNull();
  });

  it.each([
    ['all was heard', answerOf('All of it.', { interrupted: true }), '— stopped'],
    ['the rest is not known', answerOf('Other words', { interrupted: true, unheard: '' }), '— stopped'],
    ['only white space is left', answerOf('All of it.', { interrupted: true, unheard: '\n\n' }), '— stopped'],
  ])('has nothing to unfold if %s', async (_when, assistant, note) => {
    await show({ ...call, turns: [turnOf(1, { assistant })] });
    expect(screen.getByRole('log').textContent).toContain(note);
    expect(screen.queryByRole('button', { name: 'Show the rest' })).toBeNull();
  });

  it('does not call an answer stopped that goes on after its question', async () => {
    const assistant = {
      ...answerOf('Send the', { interrupted: true, unheard: ' form?' }),
      goesOn: true as const,
    };
    await show({ ...call, turns: [turnOf(1, { assistant })] });
    expect(screen.getByRole('log').textContent).toContain('Send the');
    expect(screen.getByRole('log').textContent).not.toMatch(/stopped|form/);
  });

  it('renders Markdown of answers and no HTML, and shows the user’s words as they are', async () => {
    const text = '# Title\n\n**Bold** <img src=x onerror=alert(1)>[a](https://a.example) [b](javascript:b)';
    const user = { text: '**not bold** <b>x</b>', final: true };
    await show({ ...call, turns: [turnOf(1, { user, assistant: answerOf(text) })] });
    const log = screen.getByRole('log');
    expect(log.querySelector('strong')?.textContent).toBe('Bold');
    expect(log.querySelector('img, script, b')).toBeNull();
    expect(screen.getByTestId('user').textContent).toContain(user.text);
    const links = screen.getAllByRole<HTMLAnchorElement>('link');
    expect(links.map(({ href, target, rel }) => [href, target, rel])).toEqual([
      ['https://a.example/', '_blank', 'noopener noreferrer'],
    ]);
  });

  it('keeps the elements of an answer while it grows and is spoken', async () => {
    const answer = answerOf('# Title\n\nOne **two** three', { final: false, spoken: 7 });
    const { change } = await show({ ...call, phase: 'speaking', turns: [turnOf(1, { assistant: answer })] });
    const elements = () => [...screen.getByRole('log').querySelectorAll('h3, p, strong')];
    const before = elements();
    const text = `${answer.text} four\n\n- five`;
    await change({ turns: [turnOf(1, { assistant: { ...answer, text, spoken: 12 } })] });
    expect(elements()).toEqual(before);
    expect(screen.getByRole('log').textContent).toContain('five');
  });

  it('keeps the examples after the greeting, until the user has said or typed something', async () => {
    const greeting = turnOf(0, { assistant: answerOf("Hi, I'm listening.") });
    const example = () => screen.queryByRole('button', { name: 'Set a timer for five minutes' });
    const { change } = await show({ ...call, turns: [greeting] });
    expect(example()).not.toBeNull();
    await change({ pending: [{ id: 1, text: 'hello' }] });
    expect(example()).toBeNull();
    await change({ pending: [], turns: [greeting] });
    expect(example()).not.toBeNull();
    await change({ turns: [greeting, turnOf(1, { user: { text: 'what', final: false } })] });
    expect(example()).toBeNull();
  });
});
