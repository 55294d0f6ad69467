// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { actOf } from '../lib/testing/pages';
import { call, click, show, status } from '../lib/testing/render-panel';

const asking = actOf({
  id: 'a7',
  state: 'asking',
  what: 'Sending the form "Order"',
  question: 'Send the form "Order" on shop.example: 2 tickets, 48 euros. Yes or no?',
});
const escape = (target: Element | Window, more = {}) => fireEvent.keyDown(target, { key: 'Escape', ...more });
const textBox = () => screen.getByRole('textbox', { name: 'Type to Earshot' });
const yes = { type: 'answer_approval', id: 'a7', answer: 'yes' };
const no = { ...yes, answer: 'no' };

/** Lets the time pass in which a click was meant for what was there before. */
async function read() {
  vi.advanceTimersByTime(500);
  await tick();
}

describe('the approval card', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('asks for a spoken answer only where the microphone hears it', async () => {
    const { change } = await show({ ...call, acts: [asking] });
    expect(screen.getByTestId('approval').textContent).toContain('Say yes or no');
    await change({ muted: true });
    expect(screen.getByTestId('approval').textContent).toContain('Press yes or no, or type it');
  });

  it('asks what exactly, where, and is announced', async () => {
    const { change } = await show(call);
    expect(screen.queryByTestId('approval')).toBeNull();
    await change({ acts: [asking] });
    expect(status()).toBe('Yes or no?');
    expect(screen.getByRole('alert').textContent).toBe(asking.question);
    expect(screen.getByTestId('approval').textContent).toContain('Earshot asks · shop.example');
  });

  it.each([
    ['Yes', yes],
    ['No', no],
  ])('answers by %s, once it could be read', async (button, request) => {
    const { requests } = await show({ ...call, acts: [asking] });
    await click(button);
    expect(requests).toEqual([]);
    await read();
    await click(button);
    expect(requests).toEqual([request]);
  });

  it('offers to allow it always, only where that may be remembered', async () => {
    const { requests, change } = await show({ ...call, acts: [asking] });
    expect(screen.queryByTestId('approval-always')).toBeNull();
    await change({ acts: [{ ...asking, id: 'a8', alwaysOn: 'shop.example' }] });
    await read();
    await click('Always on shop.example');
    expect(requests).toEqual([{ type: 'answer_approval', id: 'a8', answer: 'always' }]);
  });

  it('shows what the backend asks about its own tools', async () => {
    const question = { id: 'q1', question: 'Delete the note?', mayRemember: true, untilMs: 0 };
    const { requests } = await show({ ...call, question });
    expect(status()).toBe('Yes or no?');
    expect(screen.getByRole('alert').textContent).toBe('Delete the note?');
    await read();
    await click('Always for this tool');
    expect(requests).toEqual([{ type: 'answer_approval', id: 'q1', answer: 'always' }]);
  });

  it('counts the last seconds, for the eye', async () => {
    const { change } = await show({ ...call, acts: [{ ...asking, askedUntilMs: Date.now() + 60_000 }] });
    expect(screen.queryByText(/s left/)).toBeNull();
    await change({ acts: [{ ...asking, askedUntilMs: Date.now() + 9_500 }] });
    expect(screen.getByText(/s left/).textContent).toMatch(/^(?:9|10) s left\.$/);
    expect(screen.getByText(/s left/).getAttribute('aria-hidden')).toBe('true');
  });

  it('takes Esc as a no, and not as Stop', async () => {
    const { requests, change } = await show({ ...call, phase: 'speaking', acts: [asking] });
    await read();
    await escape(window);
    expect(requests).toEqual([no]);
    await change({ acts: [] });
    await escape(window);
    expect(requests).toEqual([no, { type: 'interrupt' }]);
  });

  it('treats Esc as Stop while the question is new', async () => {
    const { requests } = await show({ ...call, phase: 'speaking', acts: [asking] });
    await escape(window);
    expect(requests).toEqual([{ type: 'interrupt' }]);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a held Esc', () => escape(window, { repeat: true })],
    ['Esc in the text box', () => escape(textBox())],
    ['Enter', () => fireEvent.keyDown(window, { key: 'Enter' })],
    ['Space', () => fireEvent.keyDown(window, { key: ' ' })],
    ['the letter y', () => fireEvent.keyDown(window, { key: 'y' })],
  ])('is not answered by %s', async (_name, press) => {
    const { requests } = await show({ ...call, acts: [asking] });
    await read();
    await press();
    expect(requests).toEqual([]);
  });

  it('is stopped by the button, also after its words', async () => {
    const { requests } = await show({ ...call, acts: [asking] });
    await click('Stop');
    expect(requests).toEqual([{ type: 'interrupt' }]);
  });

  it('is there in the settings too, where Esc goes back', async () => {
    const { requests } = await show({ ...call, acts: [asking] });
    await click('Settings');
    await read();
    expect(screen.getByTestId('approval').closest('[hidden]')).toBeNull();
    await escape(window);
    expect(requests).toEqual([]);
    await escape(window);
    expect(requests).toEqual([no]);
  });

  it('takes the focus from nothing, and leaves it to no button', async () => {
    const { change } = await show(call);
    textBox().focus();
    await change({ acts: [asking] });
    expect(document.activeElement).toBe(textBox());
    await change({ acts: [] });
    textBox().blur();
    await change({ acts: [asking] });
    expect(document.activeElement).toBe(screen.getByTestId('approval'));
  });

  it('gives the focus to the call when it goes with it', async () => {
    const { change } = await show({ ...call, acts: [asking] });
    await read();
    screen.getByRole('button', { name: 'Yes' }).focus();
    await click('Yes');
    await change({ acts: [actOf({ id: 'a7' })] });
    await tick();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Mute' }));
  });

  it('leaves the focus nowhere if it was on none of its buttons', async () => {
    const { change } = await show({ ...call, acts: [asking] });
    expect(document.activeElement).toBe(screen.getByTestId('approval'));
    await change({ acts: [] });
    await tick();
    expect(document.activeElement).toBe(document.body);
  });

  it('can be answered while the question is still spoken, which changes the state again and again', async () => {
    const { requests, change } = await show({ ...call, acts: [asking] });
    for (let times = 0; times < 5; times++) {
      vi.advanceTimersByTime(100);
      await change({ acts: [{ ...asking }] });
    }
    await click('Yes');
    expect(requests).toEqual([yes]);
  });

  it('starts each question unread', async () => {
    const { requests, change } = await show({ ...call, acts: [asking] });
    await read();
    await change({ acts: [actOf({ id: 'a7' }), { ...asking, id: 'a8' }] });
    await click('Yes');
    expect(requests).toEqual([]);
  });
});
