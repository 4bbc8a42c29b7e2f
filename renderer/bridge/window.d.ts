/** What the preload script exposes: the page's only way out. */
interface KaiheBridge {
  request(name: string, args: unknown): Promise<unknown>
  onEvent(listener: (batch: unknown) => void): () => void
}

interface Window {
  readonly kaihe: KaiheBridge
}
