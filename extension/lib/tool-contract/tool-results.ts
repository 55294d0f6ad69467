/** What tools return, as JSON. */

export interface PageIdentity {
  title: string;
  url: string;
}

export interface ToolFailure {
  ok: false;
  /** For people: what happened, why, and what to do. */
  error: string;
  /** The policy or the user refused it. */
  denied?: true;
}

/** The result of everything that acts. */
export interface Acted {
  ok: true;
  /** What happened, such as `dialog "Saved" opened`; `nothing` if nothing did. */
  changed: string;
  page: PageIdentity;
  /** What has the focus now, such as `e31 textbox "Name"`. */
  focus?: string;
}

export interface ArticlePart {
  ok: true;
  title: string;
  /** From `from` on; offsets count UTF-16 units of the whole text. */
  text: string;
  from: number;
  /** Where the rest begins; missing at the end. */
  next?: number;
  total: number;
  /** Where the selection or the viewport begins in the whole text. */
  here: number;
  tab: number;
}

export interface FoundText {
  ok: true;
  /** `context`: the passage around the match. */
  matches: { ref: string; context: string }[];
  total: number;
  tab: number;
}

export interface TabItem {
  tab: number;
  title: string;
  url: string;
  active: boolean;
  audible: boolean;
  pinned: boolean;
}

export interface NumberedControl {
  number: number;
  ref: string;
  /** As in a snapshot, such as `button "Sign in"`. */
  control: string;
}

export type ToolResult = ({ ok: true } & Record<string, unknown>) | ToolFailure;

export const failure = (error: string): ToolFailure => ({ ok: false, error });
