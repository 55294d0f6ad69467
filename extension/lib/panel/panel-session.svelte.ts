import type { McpPolicy } from '#protocol';
import type { HostEvent, PanelRequest } from '../messaging/messages';
import { applyHostEvent } from '../messaging/state-sync';
import type { Levels } from '../session/level-publisher';
import { INITIAL_STATE, isAboutAddress, type SessionState, type Turn } from '../session/state/session-state';
import type { Act } from '../tools/acts';
import { DEFAULT_BACKEND_URL } from '../settings/backend-url';
import { DEFAULT_CONVERSATION, type ConversationSettings } from '../settings/conversation-settings';
import type { BackendWatch, Reachability } from './backend-watch.svelte';
import { describeProblem } from './describe-problem';
import { askingOf, describeStatus, type Asking } from './describe-status';
import type { PairingResult, PanelPairing } from './panel-pairing.svelte';
import type { ReloadWatch } from './reload-watch.svelte';

/** Takes requests to the page that hosts the session. */
export interface RequestSink {
  send(request: PanelRequest): void;
}

/** What else of this page the model shows. Without a part, the panel does not look for what it finds. */
export interface PanelSessionParts {
  backendWatch?: BackendWatch;
  reloadWatch?: ReloadWatch;
  pairing?: PanelPairing;
}

/** Short enough for a countdown in seconds. */
const CLOCK_MS = 250;

const SILENCE: Levels = { user: 0, assistant: 0 };

/** The panel's model of the session: the host's state, what is derived from it, and the user's requests. */
export class PanelSession {
  #state = $state.raw<SessionState>(INITIAL_STATE);
  #levels = $state.raw<Levels>(SILENCE);
  #attached = $state(false);
  #nowMs = $state(Date.now());
  #clock: ReturnType<typeof setInterval> | null = null;

  /** The talk key or button is held. */
  #holding = false;

  #backendUrl = $state(DEFAULT_BACKEND_URL);
  settings = $state.raw<ConversationSettings>(DEFAULT_CONVERSATION);

  readonly #shown = $derived.by(() => this.#withPairing(this.#state));
  readonly status = $derived.by(() => describeStatus(this.#shown, this.#nowMs, this.reachability));
  readonly problem = $derived.by(() =>
    describeProblem(this.#shown, this.#nowMs, this.reachability, this.parts.reloadWatch?.reason(this.#state)),
  );

  constructor(
    private readonly host: RequestSink,
    private readonly nowMs: () => number = Date.now,
    private readonly parts: PanelSessionParts = {},
  ) {}

  get pairing(): PanelPairing | null {
    return this.parts.pairing ?? null;
  }

  /** The backend's address in the settings. */
  get backendUrl(): string {
    return this.#backendUrl;
  }

  /** The backend's address that the texts name: during a call its own. */
  get shownBackendUrl(): string {
    const { connection, backendUrl } = this.#state;
    return (connection === 'off' ? null : backendUrl) ?? this.#backendUrl;
  }

  /** Whether the backend answers, by the call or by a look at it. */
  get reachability(): Reachability {
    switch (this.#state.connection) {
      case 'open':
        return 'reachable';
      case 'connecting':
        return 'checking';
      case 'reconnecting':
        return 'unreachable';
      case 'off':
        return this.parts.backendWatch?.reachability ?? 'unknown';
    }
  }

  get state(): SessionState {
    return this.#state;
  }

  get levels(): Levels {
    return this.#levels;
  }

  /** The user can be heard or the answer is audible; otherwise the level meter is empty. */
  get metering(): boolean {
    const { connection, microphone, mode, talking, audible } = this.#state;
    const heard = microphone === 'live' && (mode === 'hands_free' || talking);
    return connection === 'open' && (heard || audible);
  }

  /** The host has sent its state. */
  get attached(): boolean {
    return this.#attached;
  }

  apply(event: HostEvent): void {
    if (event.type === 'levels') {
      this.#levels = event.levels;
      return;
    }
    this.#nowMs = this.nowMs();
    this.#attached = true;
    const { connection } = this.#state;
    this.#state = applyHostEvent(this.#state, event);
    // A backend that is gone is often built again together with the extension.
    if (this.#state.connection !== connection) void this.parts.reloadWatch?.check();
    if (!this.status.inCall) this.#levels = SILENCE;
    this.#runClock(this.#state.retry !== null);
    this.#watchBackend();
    void this.parts.pairing?.useBackend(this.#backendUrl);
    // The host may be a new page, and an offscreen document cannot read the stored settings.
    if (event.type === 'snapshot') this.configure({});
  }

  /** The address was read from the settings or changed there: a running call moves to it. */
  useBackend(url: string): void {
    if (url === this.#backendUrl) return;
    this.#backendUrl = url;
    void this.parts.pairing?.useBackend(url);
    if (!this.#attached) return;
    this.host.send({ type: 'use_backend', backendUrl: url });
    this.#watchBackend();
  }

  /** Applies the settings at once, also in a running call. */
  configure(changes: Partial<ConversationSettings>): void {
    this.settings = { ...this.settings, ...changes };
    this.host.send({ type: 'configure', settings: this.settings });
  }

  start(): void {
    this.host.send({ type: 'start', backendUrl: this.backendUrl, settings: this.settings });
  }

  hangUp(): void {
    this.host.send({ type: 'hang_up' });
  }

  /** @returns whether there was something to send. */
  sendText(typed: string): boolean {
    const text = typed.trim();
    if (text === '') return false;
    this.host.send({ type: 'send_text', text, backendUrl: this.backendUrl, settings: this.settings });
    return true;
  }

  setMuted(muted: boolean): void {
    this.host.send({ type: 'set_muted', muted });
  }

  /** The talk key and button work: push-to-talk, in a call with a live microphone. */
  get canTalk(): boolean {
    return this.status.action === 'talk';
  }

  pressToTalk(): void {
    if (this.#holding || !this.canTalk) return;
    this.#holding = true;
    this.host.send({ type: 'push_to_talk', down: true });
  }

  releaseToTalk(): void {
    if (!this.#holding) return;
    this.#holding = false;
    this.host.send({ type: 'push_to_talk', down: false });
  }

  interrupt(): void {
    if (this.status.stoppable) this.host.send({ type: 'interrupt' });
  }

  /** What waits for a yes or a no. */
  get asking(): Asking | null {
    return askingOf(this.#state);
  }

  answerApproval({ id }: Asking, answer: 'yes' | 'no' | 'always'): void {
    this.host.send({ type: 'answer_approval', id, answer });
  }

  undo(act: Act): void {
    this.host.send({ type: 'undo_act', actId: act.id });
  }

  showSource(turn: Turn): void {
    this.host.send({ type: 'show_source', turnKey: turn.key });
  }

  setMcpPolicy(server: string, tool: string, policy: McpPolicy): void {
    this.host.send({ type: 'mcp_policy', server, tool, policy });
  }

  dictate(on: boolean): void {
    this.host.send({ type: 'dictate', on });
  }

  /** What is said can be written into the page, and is not yet. */
  get canDictate(): boolean {
    const { connection, microphone, dictating, asleep } = this.#state;
    return connection === 'open' && microphone === 'live' && !dictating && !asleep;
  }

  wake(): void {
    this.host.send({ type: 'wake' });
  }

  dropQuote(): void {
    this.host.send({ type: 'drop_quote' });
  }

  /** Pairs with the backend at the address of the settings. */
  async pair(code: string): Promise<PairingResult> {
    if (!this.parts.pairing) return 'unreachable';
    const result = await this.parts.pairing.pair(code);
    // What was wrong with the address is mended.
    if (result === 'paired' && isAboutAddress(this.#state.notice)) this.host.send({ type: 'dismiss_notice' });
    return result;
  }

  retryNow(): void {
    this.host.send({ type: 'retry_now', backendUrl: this.backendUrl });
  }

  /** Dismisses the problem that is shown. */
  dismissProblem(): void {
    const problem = this.problem?.problem;
    if (problem?.kind === 'reload') this.parts.reloadWatch?.dismiss(problem.reason);
    else this.host.send({ type: 'dismiss_notice' });
  }

  /** Says that this browser is not paired before a call fails, and no more once it is; a backend that is missing comes first. */
  #withPairing(state: SessionState): SessionState {
    const { connection, notice } = state;
    const status = this.parts.pairing?.status ?? 'unknown';
    const isSettled = status !== 'unknown' && ['reachable', 'unreachable'].includes(this.reachability);
    if (connection !== 'off' || !isSettled || (notice !== null && notice.code !== 'unpaired')) return state;
    const isUnpaired = status === 'none' && this.reachability === 'reachable';
    return { ...state, notice: isUnpaired ? { code: 'unpaired' } : null };
  }

  #watchBackend(): void {
    if (this.#state.connection === 'off') this.parts.backendWatch?.start(this.#backendUrl);
    else this.parts.backendWatch?.stop();
  }

  /** Runs the clock only while there is a countdown. */
  #runClock(run: boolean): void {
    if (run && this.#clock === null) {
      this.#clock = setInterval(() => (this.#nowMs = this.nowMs()), CLOCK_MS);
    }
    if (!run && this.#clock !== null) {
      clearInterval(this.#clock);
      this.#clock = null;
    }
  }
}
