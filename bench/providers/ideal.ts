/** How long the delayed emulators take: what a turn would take if everything else took no time. */
export const IDEAL = {
  sttFinalMs: 50,
  llmFirstTokenMs: 100,
  llmTokenMs: 10,
  ttsFirstByteMs: 80,
  answer: ['Here ', 'is ', 'something ', 'nice.'],
};
