/** How a contestant handles interruptions and coughs. All contestants get the same ones at the same times. */
import { DEFAULT_PAUSE_FADE_MS } from '../../extension/lib/audio/player-queue.ts';
import { coughs, interruptions, type Cough, type Interruption } from './measures/barge-in.ts';
import type { StartContestant } from './contestants/contestant.ts';
import type { ComparedRow, ConversationFigures } from './figures.ts';

const EARLY_MS = [200, 700, 1_200, 1_700, 2_200, 2_700];
const LATE_MS = [3_100, 3_600, 4_100, 4_600, 5_100, 5_600];
const WORD_MS = 340;
/** Interruption times at which the fade-out ends within a word. */
const WORDS_MS = [2.3, 4.6, 6.1, 7.6, 9.1, 12.4, 15.5, 18.7].map(
  (word) => word * WORD_MS - DEFAULT_PAUSE_FADE_MS,
);
const COUGH_MS = [900, 1_400, 1_900, 3_100, 3_600, 4_100];
/** Just long enough to resume after a cough. */
const COUGH_WORDS = 24;

/** @param truthful the setup with the more accurate history, if it is another one */
export async function conversation(enter: StartContestant, truthful = enter): Promise<ConversationFigures> {
  const [early, late, timed, untimed] = await Promise.all([
    interruptions(enter, EARLY_MS, true),
    interruptions(enter, LATE_MS, true),
    interruptions(truthful, WORDS_MS, true),
    interruptions(truthful, WORDS_MS, false),
  ]);
  const [cough, shortCough] = await Promise.all([
    coughs(enter, 300, COUGH_MS, COUGH_WORDS),
    coughs(enter, 160, COUGH_MS, COUGH_WORDS),
  ]);
  return {
    noticed: [early, late, timed, untimed].flat().filter(isNoticed).length,
    stoppedMs: slowest(late),
    stoppedEarlyMs: slowest(early),
    deadAirMs: longest(cough, 'deadAirMs'),
    lostMs: longest(cough, 'lostMs'),
    shortDeadAirMs: longest(shortCough, 'deadAirMs'),
    shortLostMs: longest(shortCough, 'lostMs'),
    timedMost: Math.max(...errors(timed)),
    timedFewest: Math.min(...errors(timed)),
    untimedMost: Math.max(...errors(untimed)),
    untimedFewest: Math.min(...errors(untimed)),
  };
}

const isNoticed = ({ stoppedMs }: Interruption): boolean => Number.isFinite(stoppedMs);
const slowest = (of: Interruption[]): number => Math.max(...of.map(({ stoppedMs }) => stoppedMs));
const longest = (of: Cough[], what: keyof Cough): number => Math.max(...of.map((cough) => cough[what]));

/** Only interrupted answers can have a wrong history. */
const errors = (of: Interruption[]): number[] =>
  of.filter(isNoticed).map(({ historyWords, heardWords }) => historyWords - heardWords);

const INTERRUPTIONS = EARLY_MS.length + LATE_MS.length + 2 * WORDS_MS.length;
const stopped = `speech onset to output paused, longest of ${EARLY_MS.length}`;
const deadAir = (ms: number) => `dead air after a ${ms} ms cough, longest of ${COUGH_MS.length}`;
const lost = (ms: number) => `answer lost to a ${ms} ms cough, most of ${COUGH_MS.length}`;
const history = 'words in history minus words heard, TTS';

const ROWS: Record<keyof ConversationFigures, ComparedRow> = {
  noticed: {
    figure: `interruptions noticed, of ${INTERRUPTIONS}`,
    goal: INTERRUPTIONS,
    atLeast: true,
    unit: '',
  },
  stoppedMs: { figure: `${stopped}, later than 3 s`, goal: 60, unit: 'ms' },
  stoppedEarlyMs: { figure: `${stopped}, first 3 s`, goal: 60, unit: 'ms' },
  deadAirMs: { figure: deadAir(300), goal: 300, unit: 'ms' },
  lostMs: { figure: lost(300), goal: 0.5, unit: 'ms' },
  shortDeadAirMs: { figure: deadAir(160), goal: 300, unit: 'ms' },
  shortLostMs: { figure: lost(160), goal: 0.5, unit: 'ms' },
  timedMost: { figure: `${history} with word times, most`, goal: 1, unit: 'words' },
  timedFewest: { figure: `${history} with word times, fewest`, goal: -1, atLeast: true, unit: 'words' },
  untimedMost: { figure: `${history} without, most`, goal: 1, unit: 'words' },
  untimedFewest: { figure: `${history} without, fewest`, goal: -1, atLeast: true, unit: 'words' },
};

export function conversationRows(ours: ConversationFigures, bare: ConversationFigures): ComparedRow[] {
  const keys = Object.keys(ROWS) as (keyof ConversationFigures)[];
  return keys.map((key) => ({ ...ROWS[key], ours: ours[key], bare: bare[key], peer: key }));
}
