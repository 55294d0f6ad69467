import type { PageActed, PageCallName, PageCalls } from '../../../extension/lib/page/page-calls.ts';
import type { ToolFailure } from '../../../extension/lib/tool-contract/tool-results.ts';
import type { OpenPage } from './page-world.ts';

const REFS = { epoch: 'test', firstRef: 1, refPrefix: 'e' };

type ActName = {
  [Name in PageCallName]: PageCalls[Name]['args'] extends typeof REFS ? Name : never;
}[PageCallName];

/** Runs a call that acts in the top document. */
export function act<Name extends ActName>(
  page: OpenPage,
  name: Name,
  args: Omit<PageCalls[Name]['args'], keyof typeof REFS>,
): Promise<PageCalls[Name]['answer'] | ToolFailure> {
  return page.run(name, { ...REFS, ...args } as PageCalls[Name]['args']);
}

/** @returns what changed, or the error of an act that failed */
export async function outcome<Name extends ActName>(
  page: OpenPage,
  name: Name,
  args: Omit<PageCalls[Name]['args'], keyof typeof REFS>,
): Promise<string> {
  const answer = (await act(page, name, args)) as PageActed | ToolFailure;
  return answer.ok ? answer.changed : answer.error;
}

/** Clicks the only control whose line begins so. */
export const click = async (page: OpenPage, control: string): Promise<string> =>
  outcome(page, 'click', { ref: await page.ref(control), double: false });

/** @returns what the page's scripts have noted in `window.log`, and empties that */
export const log = (page: OpenPage): Promise<string[]> =>
  page.page.evaluate(() => (globalThis as unknown as { log?: string[] }).log?.splice(0) ?? []);

/** @returns a property of the element with the id `x` */
export const propertyOfX = (page: OpenPage, property: string): Promise<unknown> =>
  page.page.evaluate(
    (name) => (document.getElementById('x') as unknown as Record<string, unknown>)[name],
    property,
  );
