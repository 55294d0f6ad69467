import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PageWorld } from '../harness/pages/page-world.ts';

let world: PageWorld;
beforeAll(async () => {
  world = await PageWorld.launch();
});
afterAll(() => world.close());

describe('looking at a page', () => {
  it('lists the controls with refs that stay', async () => {
    const page = await world.open('<button>Sign in</button><a href="/help">Help</a>');
    expect(await page.text()).toBe('e1 button "Sign in"\ne2 link "Help"');
    await page.page.evaluate(() => document.querySelector('button')!.before(document.createElement('hr')));
    expect(await page.text()).toBe('e1 button "Sign in"\ne2 link "Help"');
  });
});
