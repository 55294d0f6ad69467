/**
 * Whether Ollama passes the requests for that model on to its own cloud: the tag is `cloud`, or ends in `-cloud`.
 * https://docs.ollama.com/cloud/models
 */
export const isCloudModel = (name: string): boolean => /[:-]cloud$/i.test(name);
