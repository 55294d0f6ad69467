import { afterAll, beforeAll } from 'vitest';
import { PageWorld, type OpenPage } from './page-world.ts';

/**
 * A browser for the tests of a file, and a page for each test: its scripts can note in `window.log` what happens.
 * @param hasNewTabs whether each page gets a tab of its own, because the last one may keep its tab busy
 */
export function testPages({ hasNewTabs = false } = {}) {
  let world: PageWorld;
  let page: OpenPage | undefined;
  /** Whether the test's page went to another address, or may still go there. */
  let isLeaving = false;
  beforeAll(async () => {
    world = await PageWorld.launch();
  });
  afterAll(() => world.close());

  async function load(html: string): Promise<OpenPage> {
    if (page && !hasNewTabs && !isLeaving && !page.page.isClosed()) page = await world.openIn(page, html);
    else {
      await page?.page.close();
      page = await world.open(html);
    }
    isLeaving = false;
    page.page.removeAllListeners('request').on('request', (request) => {
      isLeaving ||= request.isNavigationRequest();
    });
    return page;
  }

  return {
    /** Gives an address to HTML, such as that of a frame. */
    serve: (url: string, html: string): void => world.serve(url, html),
    open: (html: string): Promise<OpenPage> =>
      load(`<!doctype html><title>Shop</title><script>window.log = [];</script>${html}`),
  };
}
