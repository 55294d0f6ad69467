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

/** @throws Error if the libraries are missing */
export function loadPocketSphinx({ sphinxbase, pocketsphinx }: Libraries) {
  // Global, because libpocketsphinx uses its symbols.
  const base = koffi.load(sphinxbase, { global: true });
  const lib = koffi.load(pocketsphinx);
  const setLog = base.func('void err_set_logfp(void *)') as (file: null) => void;
  // It writes pages to stderr for each utterance; return values show what fails.
  setLog(null);
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
