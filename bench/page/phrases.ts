/**
 * Example phrases of another voice assistant for the browser, https://github.com/mozilla-extensions/firefox-voice: whether the
 * skills understand as the same request those that the browser's tools can do.
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as answererModule from '../../backend/src/skills/skill-answerer.ts';
import type * as readingModule from '../../backend/src/skills/reading/reading-session.ts';
import type * as userModule from '../../backend/src/user-data/user-data.ts';
import { built } from '../lib/built.ts';
import type { Row } from '../lib/table.ts';

const SUITE = 'firefox-voice/extension/intents';
const RIGHT_SHARE = 0.9;

/** Our intents for theirs. Theirs that are missing here need a tool that the browser's tools do not have. */
const SAME: Readonly<Record<string, RegExp>> = {
  'bookmarks.create': /^browser\.bookmark$/,
  'clipboard.copyLink': /^browser\.copy\.page$/,
  'clipboard.copySelection': /^browser\.copy$/,
  'clipboard.copyTitle': /^browser\.copy\.page$/,
  'clipboard.paste': /^browser\.paste$/,
  'find.find': /^browser\.tabs\.named$/,
  'forms.dictate': /^browser\.text\.type$/,
  'forms.focusField': /^browser\.text\.focus$/,
  'forms.focusNext': /^browser\.text\.turn$/,
  'forms.focusPrevious': /^browser\.text\.turn$/,
  'forms.formSubmit': /^browser\.text\.submit$/,
  'music.mute': /^browser\.media\.mute$/,
  'music.pause': /^browser\.media\.pause$/,
  'music.unmute': /^browser\.media\.unmute$/,
  'music.unpause': /^browser\.media\.play/,
  'muting.muteTab': /^browser\.media\.mute$/,
  'muting.unmute': /^browser\.media\.unmute$/,
  'navigation.closeDialog': /^browser\.close-dialog$/,
  'navigation.followLink': /^browser\.click/,
  'navigation.navigate': /^browser\.(?:open|search)/,
  'navigation.serviceSearch': /^browser\.search/,
  'navigation.signInAndOut': /^browser\.click\.sign-in$/,
  'read.read': /^(?:page\.read|reading\.)/,
  'read.stopRead': /^(?:stop|reading\.stop)$/,
  'scroll.bottom': /^browser\.scroll\.edge$/,
  'scroll.down': /^browser\.scroll$/,
  'scroll.top': /^browser\.scroll\.edge$/,
  'scroll.up': /^browser\.scroll$/,
  'search.defaultSearchEngine': /^browser\.search/,
  'search.searchGoogle': /^browser\.search/,
  'search.searchPage': /^browser\.search/,
  'speech.readTitle': /^browser\.page\.which$/,
  'tabs.close': /^browser\.tabs\.close$/,
  'tabs.closeAll': /^browser\.tabs\.close-all$/,
  'tabs.countTabs': /^browser\.tabs\.list$/,
  'tabs.duplicate': /^browser\.tabs\.duplicate$/,
  'tabs.findOnPage': /^browser\.find$/,
  'tabs.findOnPageNext': /^browser\.find\.turn$/,
  'tabs.findOnPagePrevious': /^browser\.find\.turn$/,
  'tabs.fullScreen': /^browser\.media\.fullscreen$/,
  'tabs.open': /^browser\.tabs\.new$/,
  'tabs.previous': /^browser\.tabs\.turn$/,
  'tabs.reload': /^browser\.reload$/,
  'tabs.switchDir': /^browser\.tabs\.turn$/,
  'tabs.switchSide': /^browser\.tabs\.nth$/,
  'tabs.undoCloseTab': /^browser\.tabs\.reopen$/,
  'tabs.zoomIn': /^browser\.zoom$/,
  'tabs.zoomOut': /^browser\.zoom$/,
  'tabs.zoomReset': /^browser\.zoom$/,
};

interface Phrase {
  intent: string;
  said: string;
  half: 'tuning' | 'held out';
}

/** @param folder of all suites */
export async function measurePhrases(folder: string, failures: boolean): Promise<Row[]> {
  const phrases = phrasesIn(folder);
  const understand = await loadSkills();
  const scope = phrases.filter(({ intent }) => SAME[intent]);
  const seen = new Map<Phrase, string>();
  for (const phrase of scope) seen.set(phrase, await understand(phrase.said));
  const isRight = (phrase: Phrase) => SAME[phrase.intent]!.test(seen.get(phrase)!);
  if (failures) {
    for (const phrase of scope.filter((each) => !isRight(each)))
      console.log(`${phrase.half}: ${phrase.intent}: "${phrase.said}" was ${seen.get(phrase)!}`);
  }
  const row = (title: string, among: readonly Phrase[]): Row => {
    const right = among.filter(isRight).length;
    const share = right / among.length;
    return {
      figure: `phrases of ${title}, understood alike`,
      value: `${right} of ${among.length} (${(share * 100).toFixed(1)} %)`,
      goal: `>= ${RIGHT_SHARE * 100} %`,
      met: share >= RIGHT_SHARE,
    };
  };
  return [
    row(`firefox-voice (${scope.length} of ${phrases.length} are in scope)`, scope),
    row(
      'the tuning half',
      scope.filter(({ half }) => half === 'tuning'),
    ),
    row(
      'the held-out half',
      scope.filter(({ half }) => half === 'held out'),
    ),
  ];
}

/** @throws Error if the folder has no such suite */
function phrasesIn(folder: string): Phrase[] {
  const cwd = join(folder, SUITE);
  if (!existsSync(cwd))
    throw new Error(`There is no ${SUITE} in ${folder}: fetch mozilla-extensions/firefox-voice.`);
  return globSync('*/*.toml', { cwd })
    .toSorted()
    .flatMap((file) => {
      const phrases: Phrase[] = [];
      let intent = '';
      for (const line of readFileSync(join(cwd, file), 'utf8').split('\n')) {
        intent = /^\[([\w.]+)\]/.exec(line)?.[1] ?? intent;
        const said = /^phrase = "(.*)"/.exec(line)?.[1]?.replaceAll(/\{(\w*)\}/g, '$1');
        if (said !== undefined) phrases.push({ intent, said, half: halfOf(said) });
      }
      return phrases;
    });
}

/** By the phrase, so that it is the same for everyone. */
const halfOf = (said: string): Phrase['half'] =>
  createHash('sha256').update(said.toLowerCase()).digest()[0]! % 2 === 0 ? 'tuning' : 'held out';

/** @returns what tells the intent of a phrase, on a page whose tools are all there. No action runs. */
async function loadSkills(): Promise<(said: string) => Promise<string>> {
  const { SkillAnswerer } = await built<typeof answererModule>('backend/src/skills/skill-answerer.js');
  const { ReadingSession } = await built<typeof readingModule>(
    'backend/src/skills/reading/reading-session.js',
  );
  const { UserData } = await built<typeof userModule>('backend/src/user-data/user-data.js');
  const answerer = new SkillAnswerer();
  await answerer.warmUp();
  const clock = { now: Date.now, wallTimeMs: Date.now };
  return async (sentence) => {
    const answer = await answerer.answer({
      ...{ sentence, history: [], user: new UserData({ clock }), now: () => new Date(), timeZone: 'UTC' },
      ...{
        hasTools: true,
        sharesPage: false,
        isRecorded: false,
        hasModel: false,
        session: {},
        pagePhrases: [],
      },
      readTexts: { passageFor: () => undefined },
      tools: { has: () => true, call: async () => ({ ok: false, error: 'No tool runs here.' }) },
      reading: new ReadingSession(),
      sleep: () => undefined,
    });
    return answer?.intent ?? 'nothing';
  };
}
