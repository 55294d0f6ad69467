/** Types for the package, which has none. */
declare module '@echogarden/rnnoise-wasm' {
  export interface RnnoiseModule {
    readonly HEAPF32: Float32Array;
    _malloc(bytes: number): number;
    _free(pointer: number): void;
    /** Samples that `_rnnoise_process_frame` takes: 480, that is 10 ms at 48 kHz. */
    _rnnoise_get_frame_size(): number;
    /** @param model 0 for the built-in model @returns the state of one stream */
    _rnnoise_create(model: number): number;
    _rnnoise_destroy(state: number): void;
    /** Samples are floats in the range of Int16. @returns how likely the frame is speech */
    _rnnoise_process_frame(state: number, output: number, input: number): number;
  }
  export default function load(): Promise<RnnoiseModule>;
}
