/** PocketSphinx's C functions (pocketsphinx.h, ngram_model.h, cmn.h of 0.8+5prealpha, as in Debian), through koffi. */
import koffi from 'koffi';
import type { Libraries } from './messages.ts';

/** A C pointer. */
export type Pointer = { readonly __pointer: unique symbol };

export type PocketSphinx = ReturnType<typeof loadPocketSphinx>;

/** feat_t up to the member that is used, from sphinxbase/feat.h. */
const FEATURES = koffi.struct({
  refcount: 'int',
  name: 'void *',
  cepsize: 'int32',
  n_stream: 'int32',
  stream_len: 'void *',
  window_size: 'int32',
  n_sv: 'int32',
  sv_len: 'void *',
  subvecs: 'void *',
  sv_buf: 'void *',
  sv_dim: 'int32',
  cmn: 'int',
  varnorm: 'int32',
  agc: 'int',
  compute_feat: 'void *',
  cmn_struct: 'void *',
});

/** fsg_model_t up to the members that are used, from sphinxbase/fsg_model.h. */
const GRAMMAR = koffi.struct({
  refcount: 'int',
  name: 'void *',
  n_word: 'int32',
  n_word_alloc: 'int32',
  vocab: 'void *',
  silwords: 'void *',
  altwords: 'void *',
  lmath: 'void *',
  n_state: 'int32',
  start_state: 'int32',
  final_state: 'int32',
});

/** A word of the best hypothesis. */
export interface Segment {
  word: string;
  /** Acoustic score as a logarithm: 0 is the sound of the best state in each frame. */
  score: number;
  /** First and last frame, of 10 ms. */
  from: number;
  to: number;
}

/** @throws Error if the libraries are missing */
export function loadPocketSphinx({ sphinxbase, pocketsphinx }: Libraries) {
  // Global, because libpocketsphinx uses its symbols.
  const base = koffi.load(sphinxbase, { global: true });
  const lib = koffi.load(pocketsphinx);
  const setLog = base.func('void err_set_logfp(void *)') as (file: null) => void;
  // It writes pages to stderr for each utterance; return values show what fails.
  setLog(null);
  const segments = {
    first: lib.func('void *ps_seg_iter(void *)') as (decoder: Pointer) => Pointer | null,
    next: lib.func('void *ps_seg_next(void *)') as (segment: Pointer) => Pointer | null,
    word: lib.func('const char *ps_seg_word(void *)') as (segment: Pointer) => string,
    frames: lib.func('void ps_seg_frames(void *, _Out_ int *, _Out_ int *)') as (
      segment: Pointer,
      from: Int32Array,
      to: Int32Array,
    ) => void,
    score: lib.func('int32 ps_seg_prob(void *, _Out_ int32 *, void *, void *)') as (
      segment: Pointer,
      acoustic: Int32Array,
      language: null,
      backoff: null,
    ) => number,
  };
  const getFeatures = lib.func('void *ps_get_feat(void *)') as (decoder: Pointer) => Pointer;
  return {
    defaultArgs: lib.func('void *ps_args()') as () => Pointer,
    parseArgs: base.func('void *cmd_ln_parse_r(void *, void *, int32, char **, int32)') as (
      inout: null,
      definitions: Pointer,
      count: number,
      args: string[],
      strict: number,
    ) => Pointer | null,
    freeConfig: base.func('int cmd_ln_free_r(void *)') as (config: Pointer) => number,
    createDecoder: lib.func('void *ps_init(void *)') as (config: Pointer) => Pointer | null,
    freeDecoder: lib.func('int ps_free(void *)') as (decoder: Pointer) => number,
    config: lib.func('void *ps_get_config(void *)') as (decoder: Pointer) => Pointer,
    startUtterance: lib.func('int ps_start_utt(void *)') as (decoder: Pointer) => number,
    process: lib.func('int ps_process_raw(void *, const int16_t *, size_t, int, int)') as (
      decoder: Pointer,
      pcm: Int16Array,
      samples: number,
      noSearch: 0,
      fullUtterance: 0,
    ) => number,
    endUtterance: lib.func('int ps_end_utt(void *)') as (decoder: Pointer) => number,
    hypothesis: lib.func('const char *ps_get_hyp(void *, void *)') as (
      decoder: Pointer,
      score: null,
    ) => string | null,

    createLogMath: base.func('void *logmath_init(double, int, int)') as (
      logBase: number,
      shift: number,
      useTable: number,
    ) => Pointer,
    readModel: base.func('void *ngram_model_read(void *, const char *, int, void *)') as (
      config: null,
      file: string,
      type: number,
      logMath: Pointer,
    ) => Pointer | null,
    /** A model has no weight and no word penalty until they are set. */
    weighModel: base.func('int ngram_model_apply_weights(void *, float, float)') as (
      model: Pointer,
      languageWeight: number,
      wordInsertionProbability: number,
    ) => number,
    freeModel: base.func('int ngram_model_free(void *)') as (model: Pointer) => number,
    mixModels: base.func('void *ngram_model_set_init(void *, void **, char **, float *, int32)') as (
      config: Pointer,
      models: Pointer[],
      names: string[],
      weights: Float32Array,
      count: number,
    ) => Pointer | null,
    modelCounts: base.func('const uint32 *ngram_model_get_counts(void *)') as (model: Pointer) => Pointer,
    word: base.func('const char *ngram_word(void *, int32)') as (model: Pointer, id: number) => string,
    /** Log probability of a word without history. */
    wordScore: base.func('int32 ngram_ng_prob(void *, int32, int32 *, int32, void *)') as (
      model: Pointer,
      id: number,
      history: null,
      historyLength: 0,
      used: Int32Array,
    ) => number,
    useModel: lib.func('int ps_set_lm(void *, const char *, void *)') as (
      decoder: Pointer,
      name: string,
      model: Pointer,
    ) => number,
    useSearch: lib.func('int ps_set_search(void *, const char *)') as (
      decoder: Pointer,
      name: string,
    ) => number,

    /** The words of the best hypothesis so far, also in mid-utterance. Silence and noise are words, too. */
    segments(decoder: Pointer): Segment[] {
      const found: Segment[] = [];
      const [from, to, score] = [new Int32Array(1), new Int32Array(1), new Int32Array(1)];
      for (let at = segments.first(decoder); at; at = segments.next(at)) {
        segments.frames(at, from, to);
        segments.score(at, score, null, null);
        found.push({ word: segments.word(at), score: score[0]!, from: from[0]!, to: to[0]! });
      }
      return found;
    },

    /** @param phones of the acoustic model, with spaces. @returns -1 if the word is there already or a phone is unknown */
    addWord: lib.func('int ps_add_word(void *, const char *, const char *, int)') as (
      decoder: Pointer,
      word: string,
      phones: string,
      update: 0 | 1,
    ) => number,
    decoderLogMath: lib.func('void *ps_get_logmath(void *)') as (decoder: Pointer) => Pointer,
    /** A finite-state grammar; its states have the numbers 0 to `states` - 1. */
    createGrammar: base.func('void *fsg_model_init(const char *, void *, float, int32)') as (
      name: string,
      logMath: Pointer,
      languageWeight: number,
      states: number,
    ) => Pointer,
    /** @returns the word's number */
    grammarWord: base.func('int fsg_model_word_add(void *, const char *)') as (
      grammar: Pointer,
      word: string,
    ) => number,
    grammarStep: base.func('void fsg_model_trans_add(void *, int32, int32, int32, int32)') as (
      grammar: Pointer,
      from: number,
      to: number,
      logProbability: number,
      word: number,
    ) => void,
    grammarEmptyStep: base.func('int32 fsg_model_null_trans_add(void *, int32, int32, int32)') as (
      grammar: Pointer,
      from: number,
      to: number,
      logProbability: number,
    ) => number,
    setGrammarEnds(grammar: Pointer, start: number, final: number): void {
      koffi.encode(grammar, koffi.offsetof(GRAMMAR, 'start_state'), 'int32', start);
      koffi.encode(grammar, koffi.offsetof(GRAMMAR, 'final_state'), 'int32', final);
    },
    freeGrammar: base.func('int fsg_model_free(void *)') as (grammar: Pointer) => number,
    useGrammar: lib.func('int ps_set_fsg(void *, const char *, void *)') as (
      decoder: Pointer,
      name: string,
      grammar: Pointer,
    ) => number,

    cepstralMean: (decoder: Pointer): Pointer =>
      (koffi.decode(getFeatures(decoder), FEATURES) as { cmn_struct: Pointer }).cmn_struct,
    getMean: base.func('void cmn_live_get(void *, _Out_ float *)') as (
      mean: Pointer,
      out: Float32Array,
    ) => void,
    setMean: base.func('void cmn_live_set(void *, const float *)') as (
      mean: Pointer,
      value: Float32Array,
    ) => void,
    decodeUint32: (pointer: Pointer) => koffi.decode(pointer, 'uint32') as number,
  };
}
