import type { ReadingData } from '#protocol';
import type { SessionState } from '../../session/state/session-state';
import type { CallBrowser } from '../../tools/calls/call-browser';
import { ReadingLights } from '../../tools/reading/reading-lights';
import type { CopilotSession } from './copilot-session';

/** What is read aloud: lit in its page as it is heard, and named in the panel. */
export class ReadingLink {
  readonly #lights: ReadingLights;

  constructor(
    callBrowser: CallBrowser,
    private readonly session: CopilotSession,
  ) {
    this.#lights = new ReadingLights((args) => callBrowser('highlight', args));
  }

  /** A sentence is read next. */
  add(data: ReadingData): void {
    const { turn_id: turnId, tab } = data;
    const { page } = this.session.state();
    if (turnId !== this.#lights.turnId) {
      const title = page?.tabId === tab ? page.title : '';
      this.session.apply({ type: 'reading', reading: { turnId, tab, title } });
    }
    this.#lights.add(data);
  }

  onChange({ turns }: SessionState, previous: SessionState): void {
    const { turnId } = this.#lights;
    if (turnId === null || turns === previous.turns) return;
    const answer = turns.findLast((turn) => turn.turnId === turnId)?.assistant;
    if (answer?.final) this.end();
    else if (answer) this.#lights.heard(answer);
  }

  /** That turn and those before it are not spoken any more. */
  flushed(turnId: number): void {
    if ((this.#lights.turnId ?? Infinity) <= turnId) this.end();
  }

  end(): void {
    this.putOut();
    if (this.session.state().reading) this.session.apply({ type: 'reading', reading: null });
  }

  /** The session with what it read is over. */
  putOut(): void {
    this.#lights.stop();
  }
}
