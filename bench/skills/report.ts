import type { Verdict } from '../../testing/skill-requests/judge.ts';
import type { Row } from '../lib/table.ts';
import type { Result } from './index.ts';

/** Of the requests that the skills are for, this share must be answered right. */
const RIGHT_SHARE = 0.97;

const VERDICTS: readonly Verdict[] = ['right', 'refused', 'other reason', 'refused wrongly', 'wrong'];

/** One row per domain: how many answers of each verdict. */
export function printDomains(results: readonly Result[]): void {
  console.log(`\n### Skills by domain\n`);
  console.log('| domain | right | refused rightly | for another reason | refused wrongly | wrong |');
  console.log('|---|---|---|---|---|---|');
  for (const [domain, own] of Map.groupBy(results, ({ request }) => request.domain)) {
    console.log(`| ${domain} | ${VERDICTS.map((verdict) => count(own, verdict)).join(' | ')} |`);
  }
}

/** Of all requests, or of one half of them. */
export function figures(title: string, results: readonly Result[]): Row[] {
  const within = results.filter(({ request }) => !('refuse' in request));
  const right = count(within, 'right');
  const wrong = count(results, 'wrong');
  const share = right / within.length;
  return [
    {
      figure: `${title}: right of those for the skills`,
      value: `${right} of ${within.length} (${(share * 100).toFixed(1)} %)`,
      goal: `>= ${RIGHT_SHARE * 100} %`,
      met: share >= RIGHT_SHARE,
    },
    { figure: `${title}: wrong`, value: `${wrong} of ${results.length}`, goal: '0', met: wrong === 0 },
  ];
}

/** Each request that was not right somewhere, with the first such answer. */
export function printFailures(results: readonly Result[]): void {
  const failures = results.filter(({ verdict }) => verdict !== 'right' && verdict !== 'refused');
  console.log('\n### Not right\n\n| request | verdict | moments | answer | at |\n|---|---|---|---|---|');
  for (const own of Map.groupBy(failures, ({ request, verdict }) => `${request.ask} ${verdict}`).values()) {
    const [{ request, verdict, answer, at }] = own as [Result];
    console.log(`| ${request.ask} | ${verdict} | ${own.length} | ${answer} | ${at} |`);
  }
}

const count = (results: readonly Result[], wanted: Verdict): number =>
  results.filter(({ verdict }) => verdict === wanted).length;
