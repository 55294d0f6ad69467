/** An Earshot session with scripted providers and no network. */
import type * as clockModule from '../../../backend/src/common/clock/clock.ts';
import type * as optionsModule from '../../../backend/src/main-control/options/conversation-options.ts';
import type * as sessionModule from '../../../backend/src/session/session.ts';
import type * as answererModule from '../../../backend/src/skills/skill-answerer.ts';
import type * as userModule from '../../../backend/src/user-data/user-data.ts';
import { built } from '../../lib/built.ts';
import { SESSION_OPTIONS } from '../../lib/session-options.ts';
import type { Contestant } from './contestant.ts';
import type { Player } from '../player.ts';
import { scriptedProviders } from '../providers.ts';
import type { Script } from '../script.ts';

const { Session } = await built<typeof sessionModule>('backend/src/session/session.js');
const { SkillAnswerer } = await built<typeof answererModule>('backend/src/skills/skill-answerer.js');
const { DEFAULT_CONVERSATION_OPTIONS } = await built<typeof optionsModule>(
  'backend/src/main-control/options/conversation-options.js',
);
const { UserData } = await built<typeof userModule>('backend/src/user-data/user-data.js');
const { systemClock } = await built<typeof clockModule>('backend/src/common/clock/clock.js');

export async function inProcess(script: Script, player: Player): Promise<Contestant> {
  let lastAnswer = '';
  const session = new Session(SESSION_OPTIONS, {
    providers: scriptedProviders(script, ({ messages }) => {
      lastAnswer = messages.findLast(({ role }) => role === 'assistant')?.content ?? '';
    }),
    user: new UserData(),
    answerer: new SkillAnswerer(),
    answererFirst: false,
    options: DEFAULT_CONVERSATION_OPTIONS,
    clock: systemClock,
    log: (error) => console.error(error),
  });
  session.start({ bufferedAmount: 0, send: (frame) => player.message(frame), close: () => undefined });
  return {
    pushAudio: (pcm) => session.audio(pcm),
    playback: (report) => session.playback(report),
    lastAnswer: () => lastAnswer,
    close: () => session.close(),
  };
}
