import { afterAll, afterEach, beforeAll } from 'vitest';
import { PageWorld, type OpenPage } from './page-world.ts';

/** A browser for the tests of a file, and a page for each test: its scripts can note in `window.log` what happens. */
export function testPages() {
  let world: PageWorld;
  let page: OpenPage | undefined;
  beforeAll(async () => {
    world = await PageWorld.launch();
  });
  afterAll(() => world.close());
  afterEach(() => page?.page.close());
  return {
    /** Gives an address to HTML, such as that of a frame. */
    serve: (url: string, html: string): void => world.serve(url, html),
    open: async (html: string): Promise<OpenPage> =>
      (page = await world.open(`<!doctype html><title>Shop</title><script>window.log = [];</script>${html}`)),
  };
}
