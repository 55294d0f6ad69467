import type { SendResult } from '#client';
import type { ClientCommands, DataMessage, EarconSound, ServerCommand, TextData } from '#protocol';
import type { BackendClient } from '../../session/backend-client';
import type { CopilotEvent, Quote } from '../../session/state/copilot-state';
import { isUntried, type SessionState } from '../../session/state/session-state';
import { usableMcp } from '../../session/state/usable-mcp';
import { Approvals } from '../../tools/calls/approvals';
import type { CallBrowser } from '../../tools/calls/call-browser';
import { Journal } from '../../tools/calls/journal';
import { ToolCalls } from '../../tools/calls/tool-calls';
import { ToolRunner } from '../../tools/calls/tool-runner';
import { Clipboard, type SystemClipboard } from '../../tools/clipboard/clipboard';
import { toolDescriptions } from '../../tools/definitions/tool-descriptions';
import { PhrasesPublisher, type FrameSays } from '../../tools/phrases/phrases-publisher';
import { Tasks } from '../../tools/policy/task';
import { ChosenText } from '../../tools/reading/chosen-text';
import { microphoneProblem } from './microphone-problem';
import { DictationLink } from './dictation-link';
import { BackendQuestion } from './backend-question';
import { BrowserState } from './browser-state';
import type { CopilotSession } from './copilot-session';
import { ReadingLink } from './reading-link';
import { showSource } from './show-source';
import { SharedQuote } from './shared-quote';

export interface CopilotDeps {
  client: BackendClient;
  callBrowser: CallBrowser;
  systemClipboard: SystemClipboard;
  playEarcon(sound: EarconSound): void;
  /** Epoch milliseconds. */
  nowMs(): number;
}

/**
 * The browser's part of a session: tools, their approvals and journal, the names on the page, and what is lit while it is read.
 * Create it before what else listens to the client: its tools are then registered before the first turn is sent.
 */
export class CopilotLink {
  readonly #tasks = new Tasks();
  readonly #approvals: Approvals;
  readonly #runner: ToolRunner;
  readonly #calls: ToolCalls;
  readonly #phrases: PhrasesPublisher;
  readonly #reading: ReadingLink;
  readonly #question: BackendQuestion;
  readonly dictation: DictationLink;
  readonly #quote: SharedQuote;
  readonly #chosen: ChosenText;
  readonly #browser: BrowserState;
  #flushedThrough = -1;
  /** The session takes commands: it is open, and not only being connected again. */
  #takes = false;
  /** What the user has pressed while it did not. */
  readonly #pressed = new Map<string, 'yes' | 'no' | 'always'>();

  constructor(
    private readonly deps: CopilotDeps,
    private readonly session: CopilotSession,
  ) {
    const { client, callBrowser } = deps;
    this.#approvals = new Approvals({
      request: (data) => this.#send('approval_request', data) !== 'dropped',
      answer: (data) => void this.#send('approval_answer', data),
    });
    const page = () => session.state().page;
    this.#chosen = new ChosenText({ callBrowser, page, nowMs: deps.nowMs });
    this.#runner = new ToolRunner({
      callBrowser: this.#chosen.callBrowser,
      tasks: this.#tasks,
      approvals: this.#approvals,
      remember: (add) => void callBrowser('allowed_acts', { add }),
      journal: new Journal((act) => session.apply({ type: 'act', act }), deps.nowMs),
      clipboard: new Clipboard(() =>
        this.session.state().permissions.includes('clipboard') ? deps.systemClipboard : null,
      ),
      page,
    });
    this.#calls = new ToolCalls({
      run: (call, signal, whileAsked) => this.#runner.run(call, signal, whileAsked),
      send: (data) => this.#send('tool_result', data),
    });
    this.#phrases = new PhrasesPublisher({
      send: (phrases) => this.#takes && client.sendCommand('page_phrases', { phrases }) !== 'dropped',
      watch: (tabId, on) => void callBrowser('watch_phrases', { tabId, on }),
    });
    this.#reading = new ReadingLink(callBrowser, session);
    this.#question = new BackendQuestion(
      session,
      (data) => this.#send('approval_answer', data) !== 'dropped',
      () => deps.nowMs(),
    );
    this.dictation = new DictationLink(client, () => this.#takes, {
      ...{ callBrowser, page },
      microphoneProblem: () => microphoneProblem(session.state()),
      apply: (event) => session.apply(event),
      playEarcon: (sound) => deps.playEarcon(sound),
    });
    this.#quote = new SharedQuote((data) => client.sendCommand('page_context', data));
    this.#browser = new BrowserState(
      callBrowser,
      (event) => this.#onBrowser(event),
      () => isUntried(session.state()),
    );
    client.onData((message) => this.#onData(message));
    client.onCmd((message) => this.#onCommand(message));
    this.#browser.refreshPermissions();
  }

  /** The worker says that another page is active, or that the access to it has changed. */
  pageChanged(): void {
    this.#browser.refreshPage();
  }

  permissionsChanged(): void {
    this.#browser.refreshPermissions();
  }

  takePhrases(said: FrameSays): void {
    this.#phrases.take(said);
  }

  /** The user has pressed a button. @param id of an act, or of a question of the backend */
  answerApproval(id: string, answer: 'yes' | 'no' | 'always'): void {
    // While the connection is lost, the question may be gone with its session. A no to an act needs no session.
    const needsSession = answer !== 'no' || this.#question.isOpen(id);
    if (needsSession && !this.#takes) this.#pressed.set(id, answer);
    else if (!this.#question.answer(id, answer)) this.#approvals.answer(id, answer);
  }

  undo(actId: string): void {
    void this.#runner.undo(actId);
  }

  /** The user has pressed a button. */
  showSource(turnKey: string): void {
    void showSource(turnKey, this.session, this.#runner);
  }

  /** The user decides about a tool of an MCP server. The backend's next list shows it. */
  mcpPolicy(choice: ClientCommands['mcp_policy']): void {
    if (this.#takes) this.deps.client.sendCommand('mcp_policy', choice);
  }

  wake(): void {
    this.deps.client.sendCommand('sleep', { state: 'off' });
    this.session.apply({ type: 'asleep', asleep: false });
  }

  /** The user has chosen this selection in the menu, and asks next to have the selection read. */
  chosenToRead(text: string): void {
    this.#chosen.choose(text);
  }

  /** The user's turns are about this from now on. */
  ask(quote: Quote | null): void {
    this.session.apply({ type: 'quote', quote });
    this.#quote.set(quote);
  }

  /** The user wants it to stop whatever it does. @param turnId the turn under way, if there is one */
  stop(turnId?: number): void {
    this.dictation.stop();
    this.#calls.cancelAll(turnId);
    this.#reading.end();
  }

  onChange(state: SessionState, previous: SessionState): void {
    // A new session takes commands before its state is known.
    if (state.connection !== 'open' && previous.connection === 'open') this.#takes = false;
    if (state.connection === 'off' && previous.connection !== 'off') this.#onEnd();
    this.#updatePhrases(state);
    if (state.page !== previous.page) this.dictation.pageChanged(state.page);
    this.#reading.onChange(state, previous);
  }

  #onData(message: DataMessage): void {
    switch (message.name) {
      case 'session':
        this.#takes = true;
        if (message.data.resumed) this.#resume();
        else this.#begin();
        this.dictation.sessionOpened(message.data.resumed);
        return this.#phrases.sessionBegan(message.data.resumed);
      case 'text_data':
        return this.#onText(message.data);
      case 'progress': {
        const { turn_id: turnId, text } = message.data;
        if (turnId > this.#flushedThrough && typeof text === 'string')
          this.session.apply({ type: 'progress', progress: { turnId, text } });
        return;
      }
      case 'approval':
        this.#approvals.changed(message.data);
        return this.#question.changed(message.data);
      case 'mcp':
        return this.session.apply({ type: 'mcp', servers: usableMcp(message.data.servers) });
      case 'reading':
        if (message.data.turn_id > this.#flushedThrough) this.#reading.add(message.data);
    }
  }

  #onText(data: TextData): void {
    const { data_type: type, role, text, is_final: isFinal, turn_id: turnId, uncertain = false } = data;
    if (type === 'dictation') return this.dictation.take(data);
    if (type !== 'transcribe') return;
    if (role === 'user') {
      const url = this.session.state().page?.url ?? '';
      if (isFinal) this.#approvals.userSaid(text, uncertain);
      // The task begins in the tab where the user began to speak.
      if (isFinal && uncertain) this.#tasks.userMayHaveSaid(turnId, text, url);
      else if (isFinal) this.#tasks.userSaid(turnId, text, url);
      else this.#tasks.begin(turnId, url);
    } else if (isFinal) this.#tasks.answered(turnId, text);
    else this.#tasks.answering(turnId, text);
  }

  #onCommand({ name, data }: ServerCommand): void {
    switch (name) {
      case 'tool_call':
        for (const told of data.told_elsewhere ?? []) this.#tasks.toldElsewhere(told.turn_id, told.text);
        return this.#calls.add(data);
      case 'tool_cancel':
        return this.#calls.cancel(data.call_id);
      case 'flush':
        this.#flushedThrough = Math.max(this.#flushedThrough, data.turn_id);
        // What the user has answered goes on.
        if (data.goes_on_as === undefined) this.#calls.cancelThrough(data.turn_id, data.parked);
        return this.#reading.flushed(data.turn_id);
      case 'approval_answer':
        return this.#approvals.answered(data);
      case 'approval_request':
        return this.#question.ask(data);
      case 'earcon':
        if (data.turn_id > this.#flushedThrough) this.deps.playEarcon(data.sound);
        return;
      case 'dictation':
        return this.dictation.changed(data);
      case 'sleep':
        return this.session.apply({ type: 'asleep', asleep: data.state === 'on' });
    }
  }

  /** What belongs to one session is not held for the next: after a resume, the backend asks for it again. */
  #send<Name extends 'approval_request' | 'approval_answer' | 'tool_result'>(
    name: Name,
    data: ClientCommands[Name],
  ): SendResult {
    return this.#takes ? this.deps.client.sendCommand(name, data) : 'dropped';
  }

  #resume(): void {
    this.#approvals.resumed();
    for (const [id, answer] of this.#pressed) this.answerApproval(id, answer);
    this.#pressed.clear();
  }

  /** A new session knows nothing of the old one. */
  #begin(): void {
    this.#pressed.clear();
    this.#flushedThrough = -1;
    this.#tasks.reset();
    this.#calls.reset();
    this.#approvals.sessionBegan();
    this.#runner.sessionBegan();
    this.#reading.putOut();
    this.#register();
    this.#quote.sessionBegan();
  }

  #register(): void {
    const tools = toolDescriptions(this.session.state().permissions);
    this.deps.client.sendCommand('tool_register', { tools });
  }

  #onBrowser(event: CopilotEvent): void {
    const before = toolDescriptions(this.session.state().permissions);
    this.session.apply(event);
    if (event.type !== 'permissions' || !this.#takes) return;
    const after = toolDescriptions(event.permissions);
    if (after.some(({ description }, i) => description !== before[i]!.description)) this.#register();
  }

  #updatePhrases({ connection, asleep, page }: SessionState): void {
    // During a reconnect the page stays watched.
    const listens = (connection === 'open' || connection === 'reconnecting') && !asleep;
    this.#phrases.update(listens ? page : null);
  }

  #onEnd(): void {
    this.dictation.ended();
    this.#pressed.clear();
    this.#calls.reset();
    this.#tasks.reset();
    this.#reading.putOut();
  }
}
