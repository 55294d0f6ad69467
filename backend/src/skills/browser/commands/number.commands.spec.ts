import { describe, expect, it } from 'vitest';
import { numberSoundingLike } from '../../../language/en/browser/number-homophones.js';
import { ask } from '../../testing/ask.js';
import { fakeConversation } from '../testing/fake-browser.js';

const PAGE = ' e1 link "Pricing"\n e2 link "Our team"\n e3 link "Contact us"';

/** A page that shows these numbers on its links, the first one on the first link. */
function numbered(...numbers: number[]) {
  const refs = numbers.map((number, i) => ({ number, ref: `e${i + 1}` }));
  return fakeConversation(PAGE, {
    show_numbers: ({ refs: only }) => ({
      ok: true,
      numbers: Array.isArray(only) ? only.map((ref: unknown, i) => ({ number: i + 1, ref })) : refs,
    }),
  });
}

describe('a number that sounds like another one', () => {
  it.each([
    [13, 30],
    [14, 40],
    [15, 50],
    [16, 60],
    [17, 70],
    [18, 80],
    [19, 90],
  ])('is asked about where both are shown: %i and %i', async (teen, ten) => {
    for (const said of [teen, ten]) {
      const { ask, acts } = numbered(teen, ten, 7);
      await ask('show numbers');
      const question = await ask(`click ${said}`);
      expect(question).toMatch(/^1, "(?:Pricing|Our team)"; 2, "(?:Pricing|Our team)"\. Which one\?$/);
      expect(acts().filter((act) => act.startsWith('click'))).toEqual([]);
      expect(await ask('our team')).toBe('Clicked "Our team": it worked.');
      expect(acts().at(-1)).toBe('click {"ref":"e2"}');
    }
  });

  it.each(['sixteen', 'click 16', 'number sixteen'])(
    'is asked about where only the other one is shown: "%s"',
    async (said) => {
      const { ask, acts } = numbered(60, 61);
      await ask('show numbers');
      expect(await ask(said)).toBe('Did you mean "Pricing"?');
      await ask('yes');
      expect(acts().at(-1)).toBe('click {"ref":"e1"}');
    },
  );

  it.each([
    ['seven', [7, 13]],
    ['sixty', [60, 61]],
    ['thirteen', [13, 31]],
    ['twelve', [12, 20]],
  ])('is not "%s" where %j are shown', async (said, numbers) => {
    const { ask, acts } = numbered(...numbers);
    await ask('show numbers');
    expect(await ask(said)).toMatch(/^Clicked number/);
    expect(acts()).toHaveLength(2);
  });

  it.each([
    ['click 13', [13, 30], 'n13'],
    ['30', [13, 30], 'n30'],
    ['sixteen', [60, 61], 'n16'],
  ])('is not asked about when it is typed: "%s" where %j are shown', async (typed, numbers, ref) => {
    const { context, acts } = numbered(...numbers);
    await ask('show numbers', context);
    await ask(typed, { ...context, isTyped: true });
    expect(acts().at(-1)).toBe(`click {"ref":"${ref}"}`);
  });

  it('asks nothing once the numbers are hidden', async () => {
    const { ask } = numbered(60, 61);
    await ask('show numbers');
    await ask('hide numbers');
    expect(await ask('click 16')).not.toContain('Did you mean');
  });

  it('asks nothing of a control that is no longer in view', async () => {
    let isScrolled = false;
    const { ask, acts } = fakeConversation(PAGE, {
      show_numbers: { ok: true, numbers: [{ number: 60, ref: 'e1' }] },
      page_snapshot: () => ({ ok: true, snapshot: isScrolled ? ' e9 link "Imprint"' : PAGE, more: 0 }),
    });
    await ask('show numbers');
    isScrolled = true;
    await ask('sixteen');
    expect(acts().at(-1)).toBe('click {"ref":"n16"}');
  });
});

describe(numberSoundingLike.name, () => {
  it('pairs the teens with the tens', () => {
    const pairs = Array.from({ length: 100 }, (_, number) => [number, numberSoundingLike(number)]);
    const found = pairs.filter(([, alike]) => alike !== undefined);
    expect(found).toHaveLength(14);
    for (const [number, alike] of found) expect(numberSoundingLike(alike!)).toBe(number);
  });
});
