import { afterAll, beforeAll, describe, it } from 'vitest';
import type { PagePhrases } from '../../extension/lib/page/page-calls.ts';
import { until } from '../harness/cdp.ts';
import { PageWorld } from '../harness/pages/page-world.ts';

let world: PageWorld;
beforeAll(async () => {
  world = await PageWorld.launch();
});
afterAll(() => world.close());

describe('watching the visible names', () => {
  it('sends them now and after each change, the nearest to the middle first', async () => {
    const watched = await world.open(
      '<button>Top</button><div style="height:350px"></div><button>Middle</button><x-a></x-a>',
      'https://watched.example',
    );
    const isSent = async (...phrases: string[]) => {
      await until(`the phrases ${phrases.join()}`, async () => {
        const last = (await world.messages()).at(-1) as { phrases?: string[] } | undefined;
        return JSON.stringify(last?.phrases) === JSON.stringify(phrases);
      });
    };
    await watched.run('watch_phrases', { on: true });
    await isSent('Middle', 'Top');
    await watched.page.evaluate(() => {
      const root = document.querySelector('x-a')!.attachShadow({ mode: 'closed' });
      root.innerHTML = '<button>Inner</button>';
      document.querySelector('button')!.remove();
      Object.assign(globalThis, { root });
    });
    await isSent('Inner', 'Middle');
    await watched.page.evaluate(() => {
      (globalThis as unknown as { root: ShadowRoot }).root.querySelector('button')!.textContent = 'Other';
    });
    await isSent('Other', 'Middle');
    await watched.page.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
    });
    await until('the new frame', async () =>
      (await world.messages()).some((message) => (message as PagePhrases).hasNewFrame),
    );
    await watched.page.close();
  });
});
