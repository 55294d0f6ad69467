import type { OptionalPermission } from '../../browser/browser-calls';
import { isSameAct, parseAllowedActs, type AllowedAct } from '../../settings/allowed-acts';
import { excludedBy, parseNeverSites, siteOfPage } from '../../settings/never-sites';

/** A keyboard shortcut of the extension. */
export interface Shortcut {
  /** What it does, in the manifest's words. */
  description: string;
  /** The user's own keys, such as `Alt+Shift+E`; empty if it has none. */
  keys: string;
}

export interface PanelBrowserDeps {
  /** Shows the browser's question. It has to be called by the click itself. @returns whether it is allowed now. */
  request(permission: OptionalPermission): Promise<boolean>;
  remove(permission: OptionalPermission): Promise<unknown>;
  /** Stores the list. */
  saveNeverSites(sites: string[]): void;
  /** Stores the list. */
  saveAllowedActs(acts: AllowedAct[]): void;
  shortcuts(): Promise<Shortcut[]>;
  /** Opens the page of the browser where the user changes shortcuts. */
  openShortcuts(): void;
}

/** What the user decides about the browser in the panel: permissions, sites without Earshot, shortcuts. */
export class PanelBrowser {
  #neverSites = $state.raw<string[]>([]);
  #allowedActs = $state.raw<AllowedAct[]>([]);
  #refused = $state<OptionalPermission | null>(null);

  constructor(private readonly deps: PanelBrowserDeps) {}

  /** Sorted. */
  get neverSites(): string[] {
    return this.#neverSites;
  }

  /** What Earshot does without asking. */
  get allowedActs(): AllowedAct[] {
    return this.#allowedActs;
  }

  /** The permission that the user has just refused, or the browser for them. */
  get refused(): OptionalPermission | null {
    return this.#refused;
  }

  /** The list was read from the settings, or changed there. */
  useNeverSites(stored: unknown): void {
    this.#neverSites = parseNeverSites(stored);
  }

  /** The list was read from the settings, or changed there. */
  useAllowedActs(stored: unknown): void {
    this.#allowedActs = parseAllowedActs(stored);
  }

  /** Earshot asks about it again. */
  revoke(act: AllowedAct): void {
    this.#allowedActs = this.#allowedActs.filter((other) => !isSameAct(act, other));
    this.deps.saveAllowedActs(this.#allowedActs);
  }

  allow(permission: OptionalPermission): void {
    this.#refused = null;
    this.deps.request(permission).then(
      (allowed) => (this.#refused = allowed ? null : permission),
      () => (this.#refused = permission),
    );
  }

  disallow(permission: OptionalPermission): void {
    void this.deps.remove(permission);
  }

  /** Excludes the site of an address. */
  exclude(url: string): void {
    const site = siteOfPage(url);
    if (site !== null) this.#save([...this.#neverSites, site]);
  }

  /** Takes back what excludes an address. */
  readmit(url: string): void {
    const site = excludedBy(this.#neverSites, url);
    if (site !== null) this.readmitSite(site);
  }

  readmitSite(site: string): void {
    this.#save(this.#neverSites.filter((other) => other !== site));
  }

  shortcuts(): Promise<Shortcut[]> {
    return this.deps.shortcuts();
  }

  openShortcuts(): void {
    this.deps.openShortcuts();
  }

  #save(sites: string[]): void {
    this.#neverSites = parseNeverSites(sites);
    this.deps.saveNeverSites(this.#neverSites);
  }
}
