import { diffState } from '../messaging/state-sync';
import {
  parsePagePhrases,
  type HostCommand,
  type HostRequest,
  type Sender,
} from '../messaging/host-requests';
import type { CallBadge, HostEvent, PanelRequest } from '../messaging/messages';
import { PanelConnections } from '../messaging/panel-connections';
import type { RuntimePort } from '../messaging/runtime-port';
import type { SessionState } from '../session/state/session-state';
import { SessionController, type SessionControllerDeps } from '../session/session-controller';
import { badgeOf } from './badge';
import { ReminderLink, type ReminderLinkDeps } from './reminder-link';
import { CopilotLink, type CopilotDeps } from './copilot/copilot-link';
import { PermissionPage } from './copilot/permission-page';
import { Ringer, type RingerDeps } from './ringer';
import { IdleTimer } from './idle-timer';
import { OutageTimer } from '../session/outage-timer';

export interface SessionHostDeps extends SessionControllerDeps, Omit<CopilotDeps, 'client' | 'nowMs'> {
  /** Origin of this extension's pages, with a trailing slash. */
  origin: string;
  showBadge(badge: CallBadge): void;
  openRinger: RingerDeps['open'];
  passOnReminders: ReminderLinkDeps['passOn'];
  /** Opens the page where the user permits the microphone. */
  openPermissionPage(): void;
  /** Closes the page that hosts the session: there is no call, and no panel is open. */
  closePage(): void;
}

/** What the user would type for it. */
const READ_SELECTION = 'Read the selection.';

/** Hosts a session on a page of the extension and serves the panels that show it. */
export class SessionHost {
  readonly session: SessionController;
  readonly #panels: PanelConnections;
  readonly #idle: IdleTimer;
  readonly #outage: OutageTimer;
  readonly #reminders: ReminderLink;
  readonly #ringer: Ringer;
  readonly #copilot: CopilotLink;
  readonly #permissionPage: PermissionPage;
  #ringing = false;
  #panelOpen = false;
  #badge: CallBadge = 'none';

  constructor(private readonly deps: SessionHostDeps) {
    this.#permissionPage = new PermissionPage(() => deps.openPermissionPage());
    this.#copilot = new CopilotLink(deps, {
      state: () => this.session.state,
      apply: (event) => this.session.report(event),
    });
    this.session = new SessionController(deps, {
      onChange: (state, previous) => this.#onChange(state, previous),
      onLevels: (levels) => this.#panels.broadcast({ type: 'levels', levels }),
    });
    this.#idle = new IdleTimer(() => deps.closePage());
    this.#outage = new OutageTimer(() => this.session.hangUp());
    this.#reminders = new ReminderLink({
      client: deps.client,
      session: () => this.session.state,
      passOn: deps.passOnReminders,
    });
    this.#ringer = new Ringer({
      open: deps.openRinger,
      onChange: (ringing) => {
        this.#ringing = ringing;
        this.#updateIdle();
      },
    });
    this.#panels = new PanelConnections({
      origin: deps.origin,
      snapshot: (): HostEvent => ({ type: 'snapshot', state: this.session.state }),
      onRequest: (request) => this.#handleRequest(request),
      onCountChange: (count) => this.#onPanelCount(count),
    });
  }

  attach(port: RuntimePort): void {
    this.#panels.accept(port);
  }

  /** Carries out a request of the service worker. */
  handle(request: HostRequest): void {
    switch (request.type) {
      case 'ring':
        return this.#ringer.ring({ once: this.session.state.connection === 'open' });
      case 'silence':
        return this.#ringer.stop();
      case 'reminder_done':
        return this.#reminders.reportDone(request.backendUrl, request.id);
      case 'page_changed':
        return this.#copilot.pageChanged();
      case 'permissions_changed':
        return this.#copilot.permissionsChanged();
      case 'command':
        this.session.configure(request.settings);
        return this.#command(request.command, request.backendUrl);
      case 'read_selection':
        this.session.configure(request.settings);
        this.#copilot.chosenToRead(request.text);
        return this.session.sendText(READ_SELECTION, request.backendUrl);
      case 'ask_about': {
        const { text, title, url } = request;
        return this.#copilot.ask({ text, title, url });
      }
      case 'selection_refused':
        return this.session.report({ type: 'selection_refused', site: request.site });
    }
  }

  /** A content script says what is visible in its page. */
  takePhrases(message: unknown, sender: Sender): void {
    const said = parsePagePhrases(message, sender, new URL(this.deps.origin).host);
    if (said) this.#copilot.takePhrases(said);
  }

  #command(command: HostCommand, backendUrl: string): void {
    const { microphone, muted, talking } = this.session.state;
    switch (command) {
      case 'talk':
        // A call without a microphone may be muted, too.
        if (muted) this.session.setMuted(false);
        if (microphone === 'live') return;
        this.#permissionPage.expect();
        return this.session.start(backendUrl);
      case 'mute':
        return this.#inCall ? this.session.setMuted(!muted) : undefined;
      case 'stop':
        return this.#stop();
      case 'dictate':
        if (this.#copilot.dictation.isOn) return this.#copilot.dictation.stop();
        if (microphone !== 'live') {
          this.#permissionPage.expect();
          this.session.start(backendUrl);
        } else if (muted) this.session.setMuted(false);
        return this.#copilot.dictation.set(true);
      case 'push_to_talk':
        return talking ? this.session.releaseToTalk() : this.session.pressToTalk();
    }
  }

  #stop(): void {
    this.#copilot.stop(this.session.interrupt() ?? undefined);
  }

  get #inCall(): boolean {
    const { connection, microphone } = this.session.state;
    return connection !== 'off' || ['starting', 'live'].includes(microphone);
  }

  #updateIdle(): void {
    this.#idle.setBusy(this.#inCall || this.#ringing);
  }

  #onChange(state: SessionState, previous: SessionState): void {
    for (const event of diffState(previous, state)) this.#panels.broadcast(event);
    this.#copilot.onChange(state, previous);
    this.#permissionPage.onMicrophone(state.microphone);
    this.#updateIdle();
    // The backend tells the user by voice what has rung.
    if (state.connection === 'open' && previous.connection !== 'open') this.#ringer.stop();
    this.#showBadge(badgeOf(state));
    this.#updateOutage();
  }

  #showBadge(badge: CallBadge): void {
    if (badge === this.#badge) return;
    this.#badge = badge;
    this.deps.showBadge(badge);
  }

  #updateOutage(): void {
    const { connection, wasOpen } = this.session.state;
    this.#outage.update({
      reconnecting: connection === 'reconnecting',
      wasOpen,
      panelOpen: this.#panelOpen,
    });
  }

  #onPanelCount(count: number): void {
    this.#panelOpen = count > 0;
    this.#idle.setPanelOpen(this.#panelOpen);
    this.#updateOutage();
    // No panel is left that could report the release of the talk key.
    if (count === 0) this.session.releaseToTalk();
  }

  #handleRequest(request: PanelRequest): void {
    switch (request.type) {
      case 'start':
        this.session.configure(request.settings);
        return this.session.start(request.backendUrl);
      case 'hang_up':
        return this.session.hangUp();
      case 'send_text':
        this.session.configure(request.settings);
        return this.session.sendText(request.text, request.backendUrl);
      case 'configure':
        return this.session.configure(request.settings);
      case 'set_muted':
        return this.session.setMuted(request.muted);
      case 'push_to_talk':
        return request.down ? this.session.pressToTalk() : this.session.releaseToTalk();
      case 'interrupt':
        return this.#stop();
      case 'retry_now':
        return this.session.retryNow(request.backendUrl);
      case 'use_backend':
        return this.session.useBackend(request.backendUrl);
      case 'dismiss_notice':
        return this.session.dismissNotice();
      case 'answer_approval':
        return this.#copilot.answerApproval(request.id, request.answer);
      case 'undo_act':
        return this.#copilot.undo(request.actId);
      case 'show_source':
        return this.#copilot.showSource(request.turnKey);
      case 'mcp_policy': {
        const { server, tool, policy } = request;
        return this.#copilot.mcpPolicy({ server, tool, policy });
      }
      case 'wake':
        return this.#copilot.wake();
      case 'dictate':
        return this.#copilot.dictation.set(request.on);
      case 'drop_quote':
        return this.#copilot.ask(null);
    }
  }
}
