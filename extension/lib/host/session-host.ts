import { diffState } from '../messaging/state-sync';
import type { Badge, HostEvent, PanelRequest } from '../messaging/messages';
import { PanelConnections } from '../messaging/panel-connections';
import type { RuntimePort } from '../messaging/runtime-port';
import type { SessionState } from '../session/state/session-state';
import { SessionController, type SessionControllerDeps } from '../session/session-controller';
import { badgeOf } from './badge';
import { IdleTimer } from './idle-timer';
import { OutageTimer } from '../session/outage-timer';

export interface SessionHostDeps extends SessionControllerDeps {
  /** Of this extension's pages. */
  origin: string;
  showBadge(badge: Badge): void;
  /** Closes the page that hosts the session: nobody talks and nobody looks. */
  closePage(): void;
}

/** A session and the views that watch it, on whatever page the browser offers for that. */
export class SessionHost {
  readonly session: SessionController;
  readonly #hub: PanelConnections;
  readonly #idle: IdleTimer;
  readonly #outage: OutageTimer;
  #watched = false;
  #badge: Badge = 'none';

  constructor(private readonly deps: SessionHostDeps) {
    this.session = new SessionController(deps, {
      onChange: (state, previous) => this.#onChange(state, previous),
      onLevels: (levels) => this.#hub.publish({ type: 'levels', levels }),
    });
    this.#idle = new IdleTimer(() => deps.closePage());
    this.#outage = new OutageTimer(() => this.session.hangUp());
    this.#hub = new PanelConnections({
      origin: deps.origin,
      snapshot: (): HostEvent => ({ type: 'snapshot', state: this.session.state }),
      onRequest: (request) => this.#handleRequest(request),
      onPanels: (count) => this.#onPanels(count),
    });
  }

  attach(port: RuntimePort): void {
    this.#hub.attach(port);
  }

  #onChange(state: SessionState, previous: SessionState): void {
    for (const event of diffState(previous, state)) this.#hub.publish(event);
    this.#idle.busy(state.connection !== 'off' || ['starting', 'live'].includes(state.microphone));
    this.#showBadge(badgeOf(state));
    this.#watchOutage();
  }

  #showBadge(badge: Badge): void {
    if (badge === this.#badge) return;
    this.#badge = badge;
    this.deps.showBadge(badge);
  }

  #watchOutage(): void {
    const { connection, wasOpen } = this.session.state;
    this.#outage.update({ reconnecting: connection === 'reconnecting', wasOpen, watched: this.#watched });
  }

  #onPanels(count: number): void {
    this.#watched = count > 0;
    this.#idle.watched(this.#watched);
    this.#watchOutage();
    // Whoever held the key is not there to release it.
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
        return this.session.interrupt();
      case 'retry_now':
        return this.session.retryNow(request.backendUrl);
      case 'dismiss_notice':
        return this.session.dismissNotice();
    }
  }
}
