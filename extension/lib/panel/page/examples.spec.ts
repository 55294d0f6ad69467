import { describe, expect, it } from 'vitest';
import type { PageAccess } from '../../browser/browser-calls';
import { pageOf } from '../../testing/pages';
import { examplesFor } from './examples';

const keys = (page: PageAccess | null) => examplesFor(page).map(({ key }) => key);

describe(examplesFor, () => {
  it.each<[name: string, page: PageAccess | null, expected: string]>([
    ['no page', null, 'timer time percent'],
    ['a page that is not looked at yet', pageOf({}), 'numbers scroll timer time'],
    ['an article', pageOf({ glance: { article: true, control: null } }), 'read summarize timer time'],
    [
      'an article with a control',
      pageOf({ glance: { article: true, control: 'Menu' } }),
      'read summarize click timer',
    ],
    ['a form', pageOf({ glance: { article: false, control: 'Sign in' } }), 'numbers click timer time'],
    ['a page without leave', pageOf({ access: 'none' }), 'search open timer'],
    ['a new tab', pageOf({ access: 'forbidden', place: 'blank' }), 'search open timer time'],
  ])('%s', (_name, page, expected) => expect(keys(page).join(' ')).toBe(expected));
});
