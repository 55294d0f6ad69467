import { describe, expect, it } from 'vitest';
import { ask } from '../testing/ask.js';
import { fakeBrowser } from './testing/fake-browser.js';
import { useControl } from './use-control.js';

describe(useControl.name, () => {
  it('prefers a name with a number that is out of view to a position in view', async () => {
    const inView = ' e1 link "Buttons for slide control"';
    const browser = fakeBrowser(undefined, {
      page_snapshot: ({ scope }) => ({
        ok: true,
        snapshot: scope === 'page' ? `${inView}\n e2 tab "Slide 1"\n e3 tab "Slide 2"` : inView,
        more: 0,
      }),
    });
    await ask('click slide one', browser.context);
    await ask('click link one', browser.context);
    expect(browser.acts()).toEqual(['click {"ref":"e2"}', 'click {"ref":"e1"}']);
  });
});
