import type { PageAccess } from '../../browser/browser-calls';

/** Something to try, as a key of the texts; `control` is the name of a control of the page. */
export type Example =
  | { key: 'timer' | 'percent' | 'time' | 'read' | 'summarize' | 'numbers' | 'scroll' | 'search' | 'open' }
  | { key: 'click'; control: string };

const EXAMPLES = 4;
/** Fewer beside the offer to allow all sites: a panel of 640 pixels shows both. */
const EXAMPLES_WITH_OFFER = 3;

/** They need neither a key nor a page. */
const ANYWHERE: readonly Example[] = [{ key: 'timer' }, { key: 'time' }, { key: 'percent' }];

/** @returns what to try on the page, at most four, the most fitting first. */
export function examplesFor(page: PageAccess | null): Example[] {
  if (page === null) return [...ANYWHERE];
  const count = page.access === 'none' ? EXAMPLES_WITH_OFFER : EXAMPLES;
  return [...fitting(page), ...ANYWHERE].slice(0, count);
}

function fitting(page: PageAccess): Example[] {
  switch (page.access) {
    case 'all':
    case 'this_tab':
      return onPage(page);
    case 'forbidden':
    case 'none':
    case 'never':
      return [{ key: 'search' }, { key: 'open' }];
  }
}

function onPage({ glance }: PageAccess): Example[] {
  const click: Example[] = glance?.control ? [{ key: 'click', control: glance.control }] : [];
  if (glance?.article) return [{ key: 'read' }, { key: 'summarize' }, ...click];
  return [{ key: 'numbers' }, ...(click.length > 0 ? click : [{ key: 'scroll' } as const])];
}
