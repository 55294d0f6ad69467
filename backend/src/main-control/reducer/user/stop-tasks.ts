/** "Stop" also ends what goes on without a word: tasks that were put aside and go on, and calls of other programs. */
import { heardQuestion } from '../../policies/heard-text.js';
import { isOnlyStopCommand } from '../../policies/stop-command.js';
import { awaitedBy } from '../approval/audible.js';
import { dropParked } from '../approval/parking.js';
import type { Draft } from '../draft.js';
import type { Answer } from '../slices/answer-state.js';
import { hasOpenCalls } from '../slices/turn.js';

const STOPPED_TASK = "I've stopped that task.";
const STOPPED_PROGRAM = "I've stopped what another program was doing.";
const MAY_BE_DONE = 'Its last step may be done.';

/** The user's final words so far, which are no echo. "Stop" needs no end of the turn. */
export function onFinalWords(draft: Draft, words: string): void {
  if (stopTasks(draft, words, draft.utterance.current.interrupting)) draft.utterance.setInterrupting();
}

/**
 * Ends what goes on without a word if the words only ask for that, and says so when it is quiet.
 * @param isAboutMore they have stopped an answer, too, which "wait" or "quiet" may have been about
 * @returns whether anything was ended
 */
export function stopTasks(draft: Draft, words: string, isAboutMore: boolean): boolean {
  const { policies, options } = draft;
  const mayMeanMore = isAboutMore || draft.approvals.open !== null || hasAskedBack(draft);
  const means = mayMeanMore ? options.words.taskStops : options.words.stopCommands;
  if (!isOnlyStopCommand(words, policies.stopCommand, { ...options.words, stopCommands: means }))
    return false;
  const stopped = [...dropGoingOn(draft), ...stopPrograms(draft)];
  if (stopped.length > 0) draft.announcements.add(stopped.join(' '), false);
  return stopped.length > 0;
}

/** Whether the assistant has just asked something itself: "no" or "wait" answers that. */
function hasAskedBack({ history }: Draft): boolean {
  const last = history.value.messages.at(-1);
  return last?.role === 'assistant' && heardQuestion(last.content, last.content) !== '';
}

/** @returns what is said of it; nothing if there was none */
export function stopPrograms(draft: Draft): string[] {
  const { programCalls } = draft.session.value;
  if (programCalls === 0) return [];
  draft.addEffect({ type: 'stop_programs' });
  const asking = draft.approvals.all.filter(({ begunAs }) => begunAs < 0).length;
  return programCalls > asking ? [STOPPED_PROGRAM, MAY_BE_DONE] : [STOPPED_PROGRAM];
}

/** The user speaks, and that stops the answer. Where it only worked, nothing shows whether "stop" was understood. */
export function noteSilentTask(draft: Draft, answer: Answer): void {
  if (awaitedBy(draft, answer) === 'tool') draft.utterance.setStopped(`${STOPPED_TASK} ${MAY_BE_DONE}`);
}

/** Those that wait for a yes or a no have their question. */
function dropGoingOn(draft: Draft): string[] {
  const goingOn = draft.parked.value.filter(({ answer }) => !draft.approvals.isAsking(answer.begunAs));
  for (const { answer } of goingOn)
    dropParked(draft, answer.begunAs, { outcome: 'interrupted', reason: 'barge_in' });
  if (goingOn.length === 0) return [];
  return goingOn.some(({ turn }) => hasOpenCalls(turn)) ? [STOPPED_TASK, MAY_BE_DONE] : [STOPPED_TASK];
}
