/** Answers for all web addresses: pages given as HTML, folders of files, and the files of fixtures/pages elsewhere. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import type { BrowserContext, Route } from 'playwright-core';

const PAGES = resolve(import.meta.dirname, '../../../fixtures/pages');

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

export class Sites {
  readonly #html = new Map<string, string>();
  readonly #folders = new Map<string, { folder: string; headers: Record<string, string> }>();

  /** Gives an address to HTML. */
  serve(url: string, html: string): void {
    this.#html.set(url, html);
  }

  /** Serves the files of a folder at an origin. */
  serveFolder(origin: string, folder: string, headers: Record<string, string> = {}): void {
    this.#folders.set(origin, { folder, headers });
  }

  /** Nothing of the context's pages comes from the network any more. */
  async answerFor(context: BrowserContext): Promise<void> {
    await context.route(/^https?:/, (route) => this.#answer(route));
  }

  async #answer(route: Route): Promise<void> {
    const { origin, pathname, href } = new URL(route.request().url());
    const html = this.#html.get(href) ?? this.#html.get(origin + pathname);
    const { folder, headers } = this.#folders.get(origin) ?? { folder: PAGES, headers: {} };
    const file = join(folder, decodeURIComponent(pathname));
    const type = CONTENT_TYPES[extname(file)] ?? 'application/octet-stream';
    if (html !== undefined) await route.fulfill({ contentType: CONTENT_TYPES['.html'], body: html });
    else if (!existsSync(file) || statSync(file).isDirectory())
      await route.fulfill({ status: 404, body: '' });
    else await route.fulfill({ headers: { ...headers, 'content-type': type }, body: readFileSync(file) });
  }
}
