/** Delays of the delayed emulators: the latency of a turn if everything else took no time. */
export const IDEAL = {
  sttFinalMs: 50,
  llmFirstTokenMs: 100,
  llmTokenMs: 10,
  ttsFirstByteMs: 80,
  answer: ['Here ', 'is ', 'something ', 'nice.'],
};
