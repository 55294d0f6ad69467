import { useControl, nameOf } from '../use-control.js';
import type { Browser } from '../browser.js';
import { lastDone } from '../../last-question.js';
import { done } from '../../action-outcome.js';
import type { Told } from '../outcome.js';
import { totalOf } from './find.commands.js';
import type { BrowserCommand } from '../browser-command.js';

type Direction = 'up' | 'down' | 'left' | 'right' | 'top' | 'bottom';

/** Parts of a viewport. */
const LITTLE = 0.3;
const HALF = 0.5;
const MUCH = 3;

const EDGES: Readonly<Record<string, Direction>> = {
  top: 'top',
  start: 'top',
  beginning: 'top',
  up: 'top',
  bottom: 'bottom',
  end: 'bottom',
  down: 'bottom',
};

const OPPOSITE: Readonly<Record<string, Direction>> = {
  up: 'down',
  down: 'up',
  left: 'right',
  right: 'left',
};

/** What was just done on the page, once more or otherwise. */
export const againCommands: readonly BrowserCommand[] = [
  {
    name: 'browser.again',
    // "Again" after a scroll is no wish to hear something again.
    onPage: 'before',
    tool: 'scroll',
    templates: [],
    alsoUnderstood: [
      '[and] (more|further|again|once more|1 more time|some more|even more|keep going|keep scrolling)',
      '(do it|do that|and) again',
      '{little=a little|a bit|a little bit} (more|further)',
      '[(no|no wait|i mean|no i mean|sorry)] {way=up|down|left|right} [(again|more)]',
      '[(no|no wait|i mean|no i mean|sorry)] [in] {way=the other way|the other direction}',
    ],
    plan({ little, way }, context) {
      const done = lastDone(context);
      const [, direction] = /^Scrolled (up|down|left|right)\b/.exec(done) ?? [];
      const [, zoom] = /^Zoomed (in|out)\b/.exec(done) ?? [];
      if (zoom && context.tools.has('zoom'))
        return (browser) => browser.act(`Zoomed ${zoom}`, 'zoom', { direction: zoom });
      if (!direction) return undefined;
      const next = way?.includes('other') ? OPPOSITE[direction]! : (way ?? direction);
      const args = { direction: next, ...(little && { pages: LITTLE }) };
      return (browser) => browser.act(`Scrolled ${next}`, 'scroll', args);
    },
  },
];

export const scrollCommands: readonly BrowserCommand[] = [
  {
    name: 'browser.scroll.edge',
    tool: 'scroll',
    reason: 'scroll',
    harmless: true,
    templates: ['(scroll|go|jump) [back] to the {edge=top|bottom|end} [of (the|this) page]'],
    alsoUnderstood: [
      '(scroll|go|jump|take me|move) [back] [(all the way|right|straight|down|up)] to [the] [very] {edge=top|bottom|end|start|beginning} [of (the|this) (page|article|list|site)]',
      '[(scroll|go|jump|move)] all the way {edge=up|down}',
      '[the] {edge=top|bottom} of [the] page',
      'back to [the] {edge=top|start}',
      'page {edge=top|bottom}',
    ],
    plan: ({ edge = '' }) => {
      const direction = EDGES[edge]!;
      return (browser) => browser.act(`Scrolled to the ${direction}`, 'scroll', { direction });
    },
  },
  {
    name: 'browser.scroll',
    tool: 'scroll',
    reason: 'scroll',
    harmless: true,
    samples: 24,
    templates: [
      'scroll {direction=down|up} [(a little|a bit|more|further)]',
      'page {direction=down|up}',
      'scroll [to the] {direction=left|right}',
    ],
    alsoUnderstood: [
      '(scroll|move|go) [(back|on|further)] [(the|this)] [page] {direction=up|down|left|right} [(the|this) page] [just] [{amount=a little|a bit|a little bit|a tiny bit|slightly|a lot|much|more|further|again|some more|once more|1 more time|slowly|a few lines}] [(more|further)]',
      '(scroll|move|go) [page] {direction=up|down|left|right} [by] {count} (page|pages|screen|screens|times|time)',
      '(scroll|move|go) [page] {direction=up|down|left|right} {twice=twice}',
      '(scroll|go) {amount=a little|a bit|a little bit} (more|further|on)',
      '(scroll|move|go) {direction=up|down|left|right} [(by|1)] (half a|half) (page|screen)',
      '(scroll|move|go) {direction=up|down|left|right} (by a|a|1) (page|screen)',
      '(scroll|move|go) {amount=a little|a bit|slightly} {direction=up|down|left|right}',
      '(keep scrolling|scroll (the|this) page|scroll page|scroll on|scroll more|scroll again|scroll further)',
      '(1|a|another) (page|screen) {direction=up|down}',
      '{amount=a little|a bit|some} {direction=up|down} (please|more)',
      '(further|a bit further|a little further) {direction=up|down}',
    ],
    plan({ direction = 'down', amount = '', count, twice }, { sentence }) {
      const pages = twice ? 2 : count ? Number(count) : partOf(amount, sentence);
      if (pages !== undefined && !(pages > 0 && pages <= 20)) return undefined;
      const args = { direction, ...(pages !== undefined && { pages }) };
      return (browser) => browser.act(`Scrolled ${direction}`, 'scroll', args);
    },
  },
  {
    // A separate intent, because more words mostly follow.
    name: 'browser.scroll.more',
    tool: 'scroll',
    reason: 'scroll',
    harmless: true,
    templates: [],
    alsoUnderstood: ['scroll'],
    plan: () => (browser) => browser.act('Scrolled down', 'scroll', { direction: 'down' }),
  },
  {
    name: 'browser.scroll.stop',
    tool: 'scroll',
    reason: 'scroll',
    templates: [],
    alsoUnderstood: ['(stop scrolling|scroll stop|do not scroll)'],
    plan: () => () => 'Okay.',
  },
  {
    name: 'browser.scroll.in',
    tool: 'scroll',
    reason: 'scroll',
    templates: [],
    alsoUnderstood: [
      'scroll {direction=up|down|left|right} (in|on|inside|within) [the] {target:link}',
      'scroll the {target:link} {direction=up|down|left|right}',
      'scroll [the] {target:link} to the {edge=top|bottom|end}',
      'scroll the {list=list|box|table|sidebar|panel|menu}',
    ],
    plan({ direction, edge, target, list }) {
      const way = edge ? EDGES[edge]! : ((direction ?? 'down') as Direction);
      const area = AREAS[target ?? list ?? ''];
      if (area) return (browser) => scrollArea(browser, area, way);
      return (browser) =>
        useControl(browser, target ?? list ?? '', 'any', (control, now) =>
          now.act(`Scrolled ${nameOf(control)} ${way}`, 'scroll', { direction: way, ref: control.ref }),
        );
    },
  },
  {
    name: 'browser.scroll.to',
    tool: 'find_in_page',
    reason: 'scroll',
    templates: [],
    alsoUnderstood: [
      '(scroll|jump|skip) [down] [up] to [the] [(heading|section|part|word|words)] [(called|named|about)] {text:link}',
      '(go|jump|skip|take me) to the {text:link} (section|heading|part|chapter)',
      'show [me] the {text=comments|reviews|replies|footer|references} [(on|of) (this|the) page]',
    ],
    plan({ text = '' }) {
      if (/\btabs?$/.test(text)) return undefined;
      return async (browser) => {
        const total = totalOf(await browser.read('find_in_page', { text }));
        return total === 0 ? `I see no "${text}" on this page.` : done(`Scrolled to "${text}".`);
      };
    },
  },
];

function partOf(amount: string, sentence: string): number | undefined {
  if (/\bhalf\b/i.test(sentence)) return HALF;
  if (
    /a little|a bit|a tiny bit|a few|slightly|slowly/.test(amount) ||
    /\ba (?:little|bit)\b/i.test(sentence)
  )
    return LITTLE;
  return /a lot|much/.test(amount) ? MUCH : undefined;
}

/** What people call by its kind, and what it may be. */
const AREAS: Readonly<Record<string, RegExp>> = {
  list: /^(?:list|listbox|feed|tree)$/,
  table: /^(?:table|grid|treegrid)$/,
};

/** The first one in view; where the page tells none, what the viewport shows. */
async function scrollArea(browser: Browser, roles: RegExp, direction: Direction): Promise<Told> {
  const area = (await browser.look()).controls.find(({ role }) => roles.test(role));
  return browser.act(`Scrolled ${direction}`, 'scroll', { direction, ...(area && { ref: area.ref }) });
}
