/** Ordinary speech while a page is open: recognised as well, as soon, and for little more. */
import { normalised } from '../../../e2e/harness/microphone.ts';
import { runAlone } from '../../lib/child.ts';
import { median } from '../../lib/stats.ts';
import { atLeast, atMost, type Row } from '../../lib/table.ts';
import type { Cost } from './cost.ts';
import type { FirstPass } from './first-pass.ts';
import type { Recognised } from './recognised.ts';
import type { Memory } from './memory.ts';
import type { Together } from './together.ts';

const MORE_MIB = 40;

/** In percent. */
const SLOWER = 10;
const LATER = 10;

const script = (name: string): URL => new URL(`${name}.ts`, import.meta.url);

/** Of four people who speak at once, and pages that are opened one after the other. */
const WHOLE = { rounds: 10, pages: 10_000 };
const QUICK = { rounds: 2, pages: 1_000 };

/** Memory that has changed by no more than this is flat. */
const FLAT_MIB = 10;

export async function measureOrdinarySpeech(isQuick: boolean): Promise<Row[]> {
  const { rounds, pages } = isQuick ? QUICK : WHOLE;
  const [heard, heardOnPage] = await Promise.all([
    runAlone<Recognised[]>(script('recognised'), ['none']),
    runAlone<Recognised[]>(script('recognised'), ['page']),
  ]);
  const exact = (all: readonly Recognised[]) =>
    all.filter((one) => normalised(one.heard) === normalised(one.said)).length;
  const [without, withPage] = [
    await runAlone<Cost>(script('cost'), ['none']),
    await runAlone<Cost>(script('cost'), ['page']),
  ];
  const firstPass = await runAlone<FirstPass>(script('first-pass'), []);
  const slower = 100 * (firstPass.withPageMs / firstPass.withoutPageMs - 1);
  const memory = await runAlone<Memory>(script('memory'), [`${pages}`], ['--expose-gc']);
  const { withoutPagesMs, withPagesMs } = await runAlone<Together>(script('together'), [`${rounds}`]);
  const [plainMs, onPageMs] = [median(withoutPagesMs), median(withPagesMs)];
  const later = (100 * (onPageMs - plainMs)) / plainMs;
  return [
    atLeast(
      'ordinary sentences exact with a page open, as without',
      exact(heardOnPage),
      exact(heard),
      heard.length,
    ),
    atMost(
      'of these, taken for commands about the page',
      heardOnPage.filter(({ acts }) => acts.length > 0).length,
      0,
      '',
    ),
    atMost(
      `first pass over a second of sound, ${Math.round(firstPass.withoutPageMs)} ms of processor time, slower with a page by`,
      slower,
      SLOWER,
      '%',
    ),
    {
      figure: 'what hears commands beside it, of a second of sound',
      value: `${Math.round(firstPass.commandsMs)} ms`,
      goal: '',
      met: true,
    },
    {
      figure: 'all of the recogniser, of a second of speech, without a page and with one of 130 names',
      value: `${Math.round(without.cpuMs)} and ${Math.round(withPage.cpuMs)} ms`,
      goal: '',
      met: true,
    },
    atMost(
      `memory with that page, more than without (${Math.round(memory.withoutPage)} MiB)`,
      memory.withPage - memory.withoutPage,
      MORE_MIB,
      'MiB',
    ),
    atMost(
      `memory after ${pages} other pages, more than with that one`,
      memory.afterManyPages - memory.withPage,
      FLAT_MIB,
      'MiB',
    ),
    atMost(
      'memory after the last page, more than before the first',
      memory.withoutPageAgain - memory.withoutPage,
      FLAT_MIB,
      'MiB',
    ),
    atMost(
      `four at once: end of speech to the final, median of ${Math.round(plainMs)} ms without pages, with pages more by`,
      later,
      LATER,
      '%',
    ),
  ];
}
