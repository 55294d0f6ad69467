/** What the server tells about an answer beside its text and audio. */

/** Milliseconds from the end of the user's speech (for a typed turn: from its arrival). Absent if it did not happen. */
export interface MetricsData {
  turn_id: number;
  stt_final_ms?: number;
  llm_first_token_ms?: number;
  tts_first_audio_ms?: number;
  total_ms?: number;
  /** How many answers were started ahead of the end of the turn. */
  speculations?: number;
  /** 1 if such an answer was used. */
  speculation_used?: number;
}

/** When a word of the assistant's text is audible, counted from the first sample of the turn's audio. */
export interface SpeechMark {
  /** Where the word ends in the turn's text, in UTF-16 code units. */
  end: number;
  start_ms: number;
  end_ms: number;
}

/** The next words of a turn, in order, sent with their audio. */
export interface SpeechMarksData {
  turn_id: number;
  marks: SpeechMark[];
}

/** The sentence of an article that is read next, sent ahead of its text. */
export interface ReadingData {
  turn_id: number;
  /** The tab of the article, as its tool said. */
  tab: number;
  /** Where the sentence stands in the article's text, in UTF-16 code units. */
  from: number;
  to: number;
  /** Where the same sentence begins in the turn's text, in UTF-16 code units. */
  text_from?: number;
}

/** The sentence of a page that an answer comes from, found by the words that they share. */
export interface SourceData {
  turn_id: number;
  /** As it stands in the page's text, at most 400 UTF-16 code units. */
  text: string;
  /** Of the page; empty if it has none. */
  title: string;
  /** As in `list_tabs`. Missing: the page was open when it was read. */
  tab?: number;
}

/** What a task of the turn is doing, such as "Clicking Sign in…". The next one replaces it; with the turn it ends. */
export interface ProgressData {
  turn_id: number;
  text: string;
}
