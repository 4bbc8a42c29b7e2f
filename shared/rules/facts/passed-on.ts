/** Models a local server only passes on to a service elsewhere (Ollama's `gpt-oss:120b-cloud`, `glm-4.6:cloud`). */
export function isPassedOn(model: string): boolean {
  return /[:-]cloud$/i.test(model)
}
