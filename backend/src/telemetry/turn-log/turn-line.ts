import type { TurnEnded } from '../../common/telemetry/channels.js';

/** Enough to tell the sessions of one log apart. */
const SESSION_CHARS = 4;

/** The most tool calls that a line names. */
const MAX_TOOLS = 5;

/** The longest words of each side in a line. */
const MAX_WORDS_CHARS = 500;

/** @returns a turn in one line for people: "Turn 3 of 4f2a: answered in 412 ms (heard 120, model 3, voice 289), …" */
export function turnLine(turn: TurnEnded): string {
  const { kind, turnId, sessionId } = turn;
  const what = kind === 'announcement' ? 'Announcement' : 'Turn';
  const parts = [endOf(turn), toolsOf(turn), providersOf(turn), wordsOf(turn)].filter((part) => part !== '');
  return `${what} ${turnId} of ${sessionId.slice(0, SESSION_CHARS)}: ${parts.join(', ')}`;
}

function endOf(turn: TurnEnded): string {
  const { outcome, reason, failure, heardMs, sentMs } = turn;
  const latency = latencyOf(turn);
  const failed = failure ? `${failure.stage} failed (${failure.code})` : '';
  switch (outcome) {
    case 'completed':
      return latency || 'answered with nothing';
    case 'failed':
      return [latency, failed].filter(Boolean).join(', ');
    case 'interrupted': {
      const heard = Math.round(heardMs);
      const stop =
        sentMs === 0
          ? `stopped before its audio (${reason})`
          : `stopped after ${heard} of ${Math.round(sentMs)} ms (${reason})`;
      return [latency, failed, stop].filter(Boolean).join(', ');
    }
    case 'unanswered':
      return failed ? `not answered, ${failed}` : `not answered (${reason})`;
    case 'retracted':
      return `taken back (${reason})`;
  }
}

/** How long the user waited, and for what; '' if there was no answer. */
function latencyOf({ kind, times }: TurnEnded): string {
  const answered = times.firstAudio ?? times.firstText;
  if (answered === null) return '';
  const stages = [
    ['heard', kind === 'voice' ? times.transcribed : null],
    // An answer that was begun ahead did not wait for the end of the turn.
    ['pause', times.firstText !== null && (times.turnEnded ?? 0) <= times.firstText ? times.turnEnded : null],
    ['model', times.firstText],
    ['voice', times.firstAudio],
  ] as const;
  let at = times.asked;
  const parts = stages.flatMap(([name, time]) => {
    if (time === null) return [];
    const ms = Math.round(Math.max(0, time - at));
    at = Math.max(at, time);
    return name === 'pause' && ms === 0 ? [] : [`${name} ${ms}`];
  });
  const verb = kind === 'announcement' ? 'said' : 'answered';
  return `${verb} in ${Math.round(answered - times.asked)} ms (${parts.join(', ')})`;
}

function toolsOf({ toolCalls }: TurnEnded): string {
  const shown = toolCalls.slice(0, MAX_TOOLS).map(({ name, outcome, startedAt, endedAt }) => {
    const took = endedAt === null ? '' : ` ${Math.round(endedAt - startedAt)} ms`;
    return `${name}${outcome === 'completed' ? '' : ` ${outcome}`}${took}`;
  });
  const more = toolCalls.length - shown.length;
  if (more > 0) shown.push(`and ${more} more`);
  return shown.length > 0 ? `tools: ${shown.join(', ')}` : '';
}

const providersOf = ({ providers: { stt, llm, tts } }: TurnEnded): string =>
  [stt, llm, tts].flatMap((provider) => (provider ? [provider.name] : [])).join('/');

function wordsOf({ words }: TurnEnded): string {
  if (!words) return '';
  const quoted = (text: string) => JSON.stringify(text.slice(0, MAX_WORDS_CHARS));
  return `user: ${quoted(words.user)}, answer: ${quoted(words.assistant)}`;
}
