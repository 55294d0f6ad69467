import { printTable, type Row } from '../lib/table.ts';
import type { Result } from './child.ts';
import type { Verdict } from './judge.ts';
import type { Recording } from './recordings.ts';
import { VOICES } from './synthesis.ts';

export interface Heard extends Result {
  recording: Recording;
}

/** In percent. */
const RIGHT_GOAL = 88;
const WRONG_GOALS = { clean: 1, '15 dB': 4 };
const FALSE_GOAL = 1;

/** A page has many names from this number on. */
const MANY_NAMES = 100;

type Fits = (recording: Recording) => boolean;

const isCommand: Fits = ({ target, kind }) => target !== null && kind !== 'wrong page';
const isPlain: Fits = (one) => isCommand(one) && !one.short && !one.teens && one.kind !== 'bare';

/** Each group of commands. The goals are those of the first. */
const GROUPS: Readonly<Record<string, Fits>> = {
  'all but the last three groups': isPlain,
  ...Object.fromEntries(
    Object.keys(VOICES).map((name) => [
      `of these, ${name}`,
      (one: Recording) => isPlain(one) && one.synthesizer === name,
    ]),
  ),
  'of these, by name': (one) => isPlain(one) && one.kind === 'name',
  'of these, numbers': (one) => isPlain(one) && one.kind === 'number',
  'of these, about no control': (one) => isPlain(one) && one.kind === 'global',
  'of these, on the page of 130 names': (one) => isPlain(one) && one.page.names.length >= MANY_NAMES,
  'teens and tens': (one) => isCommand(one) && one.teens,
  'short words': (one) => isCommand(one) && one.short,
  'names without a verb': (one) => isCommand(one) && one.kind === 'bare',
};

export function printCommands(title: string, all: readonly Heard[]): void {
  const rows = Object.entries(GROUPS).flatMap(([group, fits], i) =>
    (['clean', '15 dB'] as const).map((noise) => {
      const own = all.filter(({ recording }) => recording.noise === noise && fits(recording));
      const wrong = share(own, ['wrong']);
      const right = share(own, ['right', 'asked']);
      return {
        cells: [
          `${group}, ${noise}`,
          `${own.length}`,
          percent(right),
          percent(share(own, ['asked'])),
          percent(wrong),
          percent(share(own, ['asked wrong'])),
        ],
        goal: i === 0 ? `right >= ${RIGHT_GOAL} %, did something else <= ${WRONG_GOALS[noise]} %` : '',
        met: i > 0 || (right >= RIGHT_GOAL && wrong <= WRONG_GOALS[noise]),
      };
    }),
  );
  console.log(`\n### ${title}\n`);
  console.log(
    '| commands | said | right, or asked | asked | did something else | asked about something else | goal | met |\n|---|---|---|---|---|---|---|---|',
  );
  for (const { cells, goal, met } of rows)
    console.log(`| ${cells.join(' | ')} | ${goal} | ${goal && (met ? 'yes' : '**no**')} |`);
}

export function printFalseActs(title: string, all: readonly Heard[]): void {
  const others = all.filter(({ recording }) => !isCommand(recording));
  const kinds = [...new Set(others.map(({ recording }) => recording.kind))];
  const rows = kinds.map((kind): Row => {
    const own = others.filter(({ recording }) => recording.kind === kind);
    return falseActs(`${kind} (${own.length})`, own);
  });
  printTable(title, [falseActs(`all (${others.length})`, others), ...rows]);
}

function falseActs(figure: string, own: readonly Heard[]): Row {
  const acted = share(own, ['wrong']);
  const value = `${percent(acted)} act, ${percent(share(own, ['asked wrong']))} ask`;
  return { figure, value, goal: `<= ${FALSE_GOAL} % act`, met: acted <= FALSE_GOAL };
}

/** What was not right, the worst first. */
export function printFailures(all: readonly Heard[]): void {
  const isFine = ({ verdict, recording }: Heard) =>
    isCommand(recording) ? verdict === 'right' : verdict === 'nothing';
  const worst: readonly Verdict[] = ['wrong', 'asked wrong', 'nothing', 'asked'];
  for (const verdict of worst)
    for (const { recording, outcome } of all.filter((one) => one.verdict === verdict && !isFine(one))) {
      const { page, kind, words, synthesizer, voice, noise } = recording;
      const what = [...outcome.did, ...outcome.asked.map((ref) => `asked ${ref}`)].map((act) =>
        named(act, page),
      );
      console.log(
        `${verdict}: ${page.id}, ${kind}, ${synthesizer} ${voice}, ${noise}: "${words}" heard as "${outcome.heard.join(' ')}": ` +
          (what.join(', ') || outcome.said.slice(0, 80)),
      );
    }
}

/** An act with the name of its control. */
const named = (act: string, { names }: Recording['page']): string =>
  act.replace(/ e(\d+)$/, (_, number: string) => ` "${names[Number(number) - 1]}"`);

/** In percent; 0 of none. */
const share = (all: readonly Heard[], verdicts: readonly Verdict[]): number =>
  all.length === 0 ? 0 : (100 * all.filter(({ verdict }) => verdicts.includes(verdict)).length) / all.length;

const percent = (value: number): string => `${value.toFixed(1)} %`;
